"""Whether a day met its targets: those of the catalogue at the centre, those of the scenario in each group.

Knows what a target asks (`kpi.md` AMB-43). Refuses to know where a verdict is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from acd.events import MICROSECONDS
from acd.language import _
from metrics.definitions import CALLS, Kpi, Target, Unit
from metrics.ledger.header import Header
from metrics.report.features import idle
from metrics.report.stated import asked, called
from metrics.report.titles import titled
from metrics.report.written import number, percent, seconds


class Kept(StrEnum):
    """How a value stands to its target; below or above a range is neither met nor missed."""

    MET = "met"
    MISSED = "missed"
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True)
class Verdict:
    """A target with what came of it, as text."""

    about: str
    value: str
    target: str
    kept: Kept

    @property
    def said(self) -> str:
        """Sign and words: colour says the same once more."""
        return {
            Kept.MET: _("✓ target met"),
            Kept.MISSED: _("✗ target missed"),
            Kept.BELOW: _("▽ below the usual"),
            Kept.ABOVE: _("△ above the usual"),
        }[self.kept]


def verdicts(header: Header, document: dict[str, Any]) -> list[Verdict]:
    """Of the groups first, then of the centre; where there is no value there is no verdict."""
    return [*_of_groups(header, document), *_of_centre(header, document["centre"])]


def _of_centre(header: Header, figures: dict[str, Any]) -> Iterator[Verdict]:
    unused = idle(header.config, figures)
    for name, kpi in CALLS.items():
        value = figures.get(name)
        if kpi.target is not None and value is not None and name not in unused:
            yield Verdict(titled(kpi), _exactly(kpi, value), said(kpi), judged(kpi.target, value))


def _of_groups(header: Header, document: dict[str, Any]) -> Iterator[Verdict]:
    kpi = CALLS["service_level"]
    for group, figures in document["groups"].items():
        wanted, value = asked(header, group), figures["service_level"]
        if wanted is None or value is None:
            continue
        levels, about = [value], _("{group}: {kpi}")
        text = _("{target} answered within {within}")
        if wanted.each_interval:
            levels = _known(each["groups"][group]["service_level"] for each in document["intervals"]) or [value]
            about = _("{group}: {kpi}, worst interval")
            text = _("{target} answered within {within} in every interval")
        target = text.format(target=percent(wanted.share), within=seconds(header.within_of(group) / MICROSECONDS))
        named = about.format(group=called(header, group), kpi=titled(kpi))
        yield Verdict(named, number(kpi, min(levels)), target, judged(Target(low=wanted.share), min(levels)))


def _known(values: Iterator[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def judged(target: Target, value: float) -> Kept:
    """A ceiling or floor is met or missed. Beside a range is worth a look; above one that bad luck exceeds, missed."""
    low, high = target.low, target.high
    if low is not None and value < low:
        return Kept.BELOW if target.band else Kept.MISSED
    if high is not None and value > high:
        return Kept.ABOVE if low == high else Kept.MISSED
    return Kept.MET


def said(kpi: Kpi) -> str:
    """The catalogue's target with its unit."""
    target = kpi.target or Target()
    low, high = (_written(kpi, end) for end in (target.low, target.high))
    if target.low == target.high:
        return f"≈ {low}"
    if target.low is None:
        return f"{'≈' if target.band else '≤'} {high}"
    return f"≥ {low}" if target.high is None else f"{low}–{high}"


def _exactly(kpi: Kpi, value: float) -> str:
    return seconds(value) if kpi.unit is Unit.SECONDS else number(kpi, value)


def _written(kpi: Kpi, value: float | None) -> str:
    return percent(value) if kpi.unit is Unit.SHARE else seconds(value)
