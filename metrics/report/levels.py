"""The service level as the groups' promises mean it, beside the four other ways in which the field counts it.

Knows the formulas by name and in what order they stand. Refuses to know the medium.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from acd.language import _
from metrics.report.reading import Figures, value
from metrics.report.written import percent

PROMISED: Final = "service_level"
WAYS: Final = (
    PROMISED,
    "service_level_variants.answered_within/answered",
    "service_level_variants.(answered_within+abandoned_within)/offered",
    "service_level_variants.answered_within/(offered−abandoned_within)",
    "service_level_variants.answered_within/(offered−short_abandoned)",
)
"""What a promise means first."""


def formulas() -> list[str]:
    """Each way as a page says it, the promise's own marked."""
    return [
        _("★ in time / offered"),
        _("in time / answered"),
        _("(in time + hung up in time) / offered"),
        _("in time / (offered − hung up in time)"),
        _("in time / (offered − short abandons)"),
    ]


def headings() -> list[str]:
    """The same where there is little room."""
    return [
        _("★ /offered"),
        _("/answered"),
        _("+gone\n/offered"),
        _("/(offered\n−gone)"),
        _("/(offered\n−short)"),
    ]


def note() -> str:
    """What the mark means."""
    return _(
        "★ what the promises of groups and every other service level here mean. In time: answered within the time that "
        "the group promises; short abandons: callers who hung up in the first seconds."
    )


def levels(document: Mapping[str, Any], called: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """A line for each group with calls, then the centre."""
    lines = [(called(name), figures) for name, figures in document["groups"].items()]
    lines.append((_("Centre"), document["centre"]))
    return [(name, _ways(figures)) for name, figures in lines if value(figures, PROMISED) is not None]


def _ways(figures: Figures) -> list[str]:
    return [percent(value(figures, way), 1) for way in WAYS]
