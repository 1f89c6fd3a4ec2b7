"""What a group is called when people are spoken to.

Knows labels. Refuses to know where a name is shown.
"""

from acd.language import spoken
from scenarios import Scenario


def called(scenario: Scenario, group: str) -> str:
    """The group's label; in English, a label with Chinese characters gives way to the group's name."""
    known = scenario.groups.get(group)
    label = known.label if known else None
    if not label or (spoken() == "en" and not label.isascii()):
        return group
    return label
