"""What a group is called when people are spoken to.

Knows labels. Refuses to know where a name is shown.
"""

from metrics.report.titles import label_or_name
from scenarios import Scenario


def called(scenario: Scenario, group: str) -> str:
    """The group's label where it suits the language spoken, else its name."""
    known = scenario.groups.get(group)
    return label_or_name(known.label if known else None, group)
