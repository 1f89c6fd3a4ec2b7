"""Differences as a report writes them: signed, shares in percentage points, with their intervals.

Knows units and names. Refuses to know which figure is shown.
"""

from typing import Final

from acd.language import _
from metrics.definitions import Kpi, Unit
from metrics.report.written import NONE, number
from simulator.comparison.judged import Compared, Verdict
from simulator.comparison.outcome import Outcome
from simulator.comparison.variants import BASE

MINUS: Final = "−"


def shown(outcome: Outcome, variant: int) -> str:
    """What a variant is called where people read it."""
    name = outcome.variants[variant].name
    return _("as it is") if variant == 0 and name == BASE else name


def signed(kpi: Kpi, value: float | None) -> str:
    """``+3.1``, ``−0.4``, ``0``: points of a share, else the KPI's unit."""
    if value is None:
        return NONE
    size = magnitude(kpi, value)
    return size if not size.strip("0.") else f"{'+' if value > 0 else MINUS}{size}"


def magnitude(kpi: Kpi, value: float) -> str:
    """How much, without the sign; a second digit where the first would say nothing."""
    if value == 0:
        return "0"
    if kpi.unit is not Unit.SHARE:
        return number(kpi, abs(value))
    points = abs(value) * 100
    return f"{points:.1f}" if points >= 0.05 else f"{points:.2f}"


def spread(kpi: Kpi, of: Compared) -> str:
    """``+2.6 … +3.6``: the 95 % interval."""
    return NONE if of.low is None or of.high is None else f"{signed(kpi, of.low)} … {signed(kpi, of.high)}"


def sizes(kpi: Kpi, of: Compared) -> str:
    """``2.6–3.6`` of a difference whose sign has been said; with signs where the interval holds both."""
    if of.low is None or of.high is None:
        return NONE
    if of.low * of.high < 0:
        return spread(kpi, of)
    low, high = sorted((abs(of.low), abs(of.high)))
    return f"{magnitude(kpi, low)}–{magnitude(kpi, high)}"


def said(verdict: Verdict | None) -> str:
    """Sign and word: colour says the same once more."""
    return {
        None: "",
        Verdict.BETTER: _("▲ better"),
        Verdict.WORSE: _("▼ worse"),
        Verdict.MORE: _("higher"),
        Verdict.LESS: _("lower"),
        Verdict.UNCLEAR: _("no telling"),
        Verdict.SAME: _("no difference"),
    }[verdict]
