"""What the integers of a run stand for: names of groups, people, reasons (``metrics.ledger.Header``)."""

from typing import Final

from metrics.ledger.header import Header, Person
from scenarios import Scenario
from scenarios.schema.people import Agents

RULES_OWN_REASONS: Final = ("no_answer", "shift_end", "briefing", "rejected", "unreachable", "consult")
"""In the order of ``acd.model.NO_ANSWER``, ``SHIFT_END``, ``BRIEFING``, ``REJECTED``, ``UNREACHABLE``, ``CONSULT``."""


def header_of(scenario: Scenario, entries: list[tuple[Agents, str]]) -> Header:
    header = Header(
        mode="simulation",
        epoch=scenario.midnight.isoformat(),
        scenario=scenario.scenario,
        seed=scenario.seed,
        interval=scenario.interval if scenario.interval_count else scenario.closes,
        measured=(scenario.opens + scenario.warm_up, scenario.closes),
        within={name: group.service_level.within for name, group in scenario.groups.items()},
        groups=list(scenario.groups),
        call_types=list(scenario.call_types),
        teams=list(dict.fromkeys(entry.team or "" for entry, _ in entries)),
        shifts=list(scenario.shifts),
        reasons=_reasons(scenario),
        authorised=frozenset(r for r, settings in scenario.not_ready.reasons.items() if settings.authorised),
    )
    header.ring_cycle = scenario.ring.cycle
    header.people = [
        Person(name, entry.team or "", entry.experience, {g: skill.level for g, skill in entry.skills.items()})
        for entry, name in entries
    ]
    return header


def _reasons(scenario: Scenario) -> list[str]:
    breaks = [rest.reason for shift in scenario.shifts.values() for rest in shift.breaks]
    unplanned = [scenario.unplanned_not_ready.reason] if scenario.unplanned_not_ready else []
    return list(dict.fromkeys([*RULES_OWN_REASONS, *scenario.not_ready.reasons, *breaks, *unplanned]))
