"""The day as a report walks through it: its intervals, and people on beside people needed in each.

Knows how findings fit together interval by interval. Refuses to know how they are shown.
"""

from dataclasses import dataclass
from typing import Any, Final

from scenarios.values import write_time_of_day
from simulator.planning.hours import open_shares
from simulator.planning.need import Need
from simulator.planning.roster import interval_edges
from simulator.remedy.worst import late_calls, mean
from simulator.report.findings import Findings

HALF_A_PERCENT: Final = 0.005


@dataclass(frozen=True, slots=True)
class Staffing:
    """People of one group on in one interval, as planned, people needed, and calls expected."""

    on: float
    needed: int
    offered: float = 0.0


def has_intervals(findings: Findings) -> bool:
    """Whether there is a course of the day to show; a stationary study has none."""
    return len(findings.document.get("intervals", ())) > 1


def hours(findings: Findings, k: int) -> str:
    """``10:00–10:30``."""
    start, end = (int(edge) for edge in interval_edges(findings.scenario)[k : k + 2])
    return f"{write_time_of_day(start)}–{write_time_of_day(end)}"


def staffing(findings: Findings) -> dict[str, list[Staffing]]:
    """Each group's people, interval by interval."""
    found: dict[str, list[Staffing]] = {group: [] for group in findings.scenario.groups}
    for need in findings.needs:
        found[need.group].append(Staffing(need.scheduled, needed(need), need.offered))
    return found


def needed(need: Need) -> int:
    """People needed by Erlang A; by Erlang C where callers never hang up, by the sources' formula without a target."""
    return next(people for people in (need.erlang_a, need.erlang_c, need.source) if people is not None)


def capacity(findings: Findings) -> list[float]:
    """Calls that the people on could handle in each interval if they were never idle, all groups together."""
    edges = interval_edges(findings.scenario) / 1e6
    calls = [0.0] * (len(edges) - 1)
    for group in findings.scenario.groups:
        for k, need in enumerate(each for each in findings.needs if each.group == group):
            calls[k] += need.scheduled * float(edges[k + 1] - edges[k]) / need.aht if need.aht else 0.0
    return calls


def is_closed(findings: Findings, group: str, k: int) -> bool:
    """Whether the group takes no calls in an interval: that none is answered then is meant."""
    return bool(open_shares(findings.scenario, group)[k] == 0)


def suffers(findings: Findings, group: str, figures: dict[str, Any]) -> bool:
    """Whether the group misses its target there on the mean day; without a target, whether any call is late.

    Half a percent is below what is shown: 80 % is not said to miss 80 %.
    """
    target, level = findings.scenario.groups[group].service_level.target, mean(figures, "service_level")
    if level is None or target is None:
        return late_calls(figures) > 0
    return level < target - HALF_A_PERCENT


def worst_intervals(findings: Findings, count: int) -> list[tuple[str, int, dict[str, Any]]]:
    """Group, place and figures where most callers suffer: at most one line for each group."""
    lines = []
    for group in findings.document["groups"]:
        places = [(k, each["groups"][group]) for k, each in enumerate(findings.document["intervals"])]
        breaks = [
            (group, k, figures)
            for k, figures in places
            if suffers(findings, group, figures) and not is_closed(findings, group, k)
        ]
        lines += sorted(breaks, key=lambda line: -late_calls(line[2]))[:1]
    return sorted(lines, key=lambda line: -late_calls(line[2]))[:count]
