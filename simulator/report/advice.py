"""What the figures of many days advise, and what the scenario says of those whom they are about.

Knows how a scenario tells what the first event of a ledger tells. Refuses to know the rules
(:mod:`metrics.report.advice`).
"""

from metrics.ledger.header import Header, Person
from metrics.report.advice import Advice, advise
from simulator.report.findings import Findings


def header(findings: Findings) -> Header:
    """Groups, people and the scenario itself, as a ledger of one of the days would state them."""
    scenario = findings.scenario
    people = [
        Person(name, entry.team or "", entry.experience or "", {g: skill.level for g, skill in entry.skills.items()})
        for entry, names in zip(scenario.agents, scenario.names(), strict=True)
        for name in names
    ]
    return Header(groups=list(scenario.groups), people=people, config=scenario.resolved())


def advice(findings: Findings) -> list[Advice]:
    """In the language spoken, what a planner wants to read first at the top."""
    return advise(header(findings), findings.document, findings.limits)
