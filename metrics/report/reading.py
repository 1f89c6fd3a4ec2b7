"""Figures of a document as reports read them: of one ledger numbers, of many days cells with means and ranges.

Knows both documents of `cli.md`. Refuses to know which figure is read.
"""

from collections.abc import Mapping
from typing import Any

Figures = Mapping[str, Any]
"""What stands in one place of a document: KPIs by name."""


def cell(figures: Figures, name: str) -> Any:
    """What stands for a KPI; that of a variant (``service_level_variants.…``) is within its object."""
    whole, dot, part = name.partition(".")
    found = figures.get(whole)
    return (found or {}).get(part) if dot else found


def value(figures: Figures, name: str) -> float | None:
    """A KPI of one place; its mean over many days."""
    of = cell(figures, name)
    found: float | None = of["mean"] if isinstance(of, Mapping) else of
    return found


def amount(figures: Figures, name: str) -> float:
    """A count or a sum, 0 where there is none."""
    return value(figures, name) or 0.0


def surely_above(figures: Figures, name: str, bound: float) -> bool:
    """Whether it is above the bound; of many days, whether their mean is with 95 % certainty."""
    of, found = cell(figures, name), value(figures, name)
    low = of.get("low") if isinstance(of, Mapping) else None
    return found is not None and (found if low is None else low) > bound
