"""Advice about people by occupancy and calls answered together (D-1): agents beside people like them, teams beside the
other teams.

The sources give no number for either figure, so high and low are beside others: an agent beside the median of people
alike (same team, experience and skills), a team (the source says shift) beside all other teams together. Calls are
counted per hour signed in, so that half a shift is not called few. What chance alone brings about is not spoken of: a
number of calls counts as unlike only where it is two standard deviations of a Poisson number away as well. And the
busier of two idle teams needs nobody: a team must be busy, or idle, by itself too.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from acd.language import _
from metrics.report.advice.rules import Advice
from metrics.report.advice.thresholds import Thresholds
from metrics.report.reading import Figures, amount
from metrics.report.written import listed, percent

HOUR: Final = 3600.0
DEVIATIONS: Final = 2
NAMED: Final = 5
"""Agents named in a sentence."""


@dataclass(frozen=True, slots=True)
class Load:
    """How much of the signed-in time is spent on calls (座席占有率), and calls answered an hour."""

    hours: float
    occupancy: float
    rate: float


def load_of(places: Iterable[Figures]) -> Load | None:
    """Of people together; ``None`` of those who were never signed in."""
    hours = handling = answered = 0.0
    for of in places:
        hours += amount(of, "signed_in") / HOUR
        handling += amount(of, "signed_in") / HOUR * amount(of, "on_post_occupancy")
        answered += amount(of, "answered")
    return Load(hours, handling / hours, answered / hours) if hours > 0 else None


def beside(own: Load, others: Load, days: int, unlike: float, limits: Thresholds) -> tuple[int, int]:
    """Occupancy and calls beside those of others: 1 is high, -1 low, 0 neither."""
    expected = others.rate * own.hours * days
    if expected < limits.answered or not expected:
        return 0, 0
    calls = _side(own.rate, others.rate, max(unlike, DEVIATIONS / math.sqrt(expected)))
    return _side(own.occupancy, others.occupancy, unlike), calls


def _side(own: float, usual: float, unlike: float) -> int:
    return (own >= usual * (1 + unlike)) - (own <= usual * (1 - unlike))


def of_agents(team: str, agents: Mapping[str, Figures], days: int, limits: Thresholds) -> Iterator[Advice]:
    """D-1a, D-1b: those among people alike who are busier with fewer calls, or less busy with more."""
    loads = {name: load for name, figures in agents.items() if (load := load_of([figures]))}
    if not loads or len(loads) < limits.peers:
        return
    usual = Load(0, median(load.occupancy for load in loads.values()), median(load.rate for load in loads.values()))
    sides = {name: beside(load, usual, days, limits.unlike, limits) for name, load in loads.items()}
    for rule, side, text in (("D-1a", (1, -1), _busier()), ("D-1b", (-1, 1), _faster())):
        unlike = [name for name in loads if sides[name] == side]
        if unlike:
            own = _typical([loads[name] for name in unlike])
            said = text.format(names=_named(unlike), **_compared(own, usual))
            yield Advice(rule, {"team": team, "agents": unlike}, _figures(own, usual), said)


def _busier() -> str:
    return _(
        "{names}: on calls {occupancy} of the time ({usual_occupancy} is usual among people alike), yet "
        "{rate} calls an hour ({usual_rate})."
    )


def _faster() -> str:
    return _(
        "{names}: on calls only {occupancy} of the time ({usual_occupancy} is usual among people alike), yet "
        "{rate} calls an hour ({usual_rate})."
    )


def of_team(team: str, own: Load, others: Load, days: int, limits: Thresholds) -> Iterator[Advice]:
    """D-1c, D-1d: a team less busy with fewer calls than the others, or busier with more."""
    sides = beside(own, others, days, limits.team_unlike, limits)
    rule = ""
    if sides == (-1, -1) and own.occupancy <= limits.idle:
        rule = "D-1c"
    elif sides == (1, 1) and own.occupancy >= limits.busy:
        rule = "D-1d"
    if rule:
        text = _(
            "Team {team}: on calls {occupancy} of the time (the other teams {usual_occupancy}) and {rate} calls an "
            "hour for each of them ({usual_rate})."
        )
        yield Advice(rule, {"team": team}, _figures(own, others), text.format(team=team, **_compared(own, others)))


def _typical(loads: Sequence[Load]) -> Load:
    return Load(
        sum(load.hours for load in loads),
        median(load.occupancy for load in loads),
        median(load.rate for load in loads),
    )


def _named(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return listed(names)
    return _("{names} and {more} others").format(names=listed(names[:NAMED]), more=len(names) - NAMED)


def _figures(own: Load, usual: Load) -> dict[str, float]:
    return {
        "on_post_occupancy": own.occupancy,
        "usual_occupancy": usual.occupancy,
        "answered_per_hour": own.rate,
        "usual_per_hour": usual.rate,
    }


def _compared(own: Load, usual: Load) -> dict[str, str]:
    return {
        "occupancy": percent(own.occupancy),
        "usual_occupancy": percent(usual.occupancy),
        "rate": f"{own.rate:.1f}",
        "usual_rate": f"{usual.rate:.1f}",
    }
