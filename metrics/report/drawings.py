"""The charts of one ledger, out of its figures.

Knows which figures are drawn and what is said of them. Refuses to know geometry.
"""

from typing import Any, Final

from acd.language import _
from metrics.definitions import CALLS
from metrics.ledger.header import Header
from metrics.report.charts import HALF, WIDE, Figure, course, scale_of, volumes
from metrics.report.heat import Band, Levels, bands
from metrics.report.stated import asked, called
from metrics.report.titles import titled
from metrics.report.written import number

COURSES: Final = ("service_level", "mean_answer_wait", "mean_queue_length", "abandon_rate", "occupancy")
"""What is drawn over the day; the first across the whole page."""


def day_volumes(document: dict[str, Any]) -> Figure:
    """Calls offered, answered or not."""
    starts = _starts(document)
    offered, answered = (_values(document, name) for name in ("offered", "answered"))

    def said(k: int) -> str:
        text = _("{start}  {offered} calls offered, {answered} answered")
        return text.format(start=starts[k], offered=offered[k], answered=answered[k])

    return Figure(volumes(_("Calls offered per interval"), WIDE, starts, offered, answered, said))


def courses(document: dict[str, Any]) -> list[Figure]:
    """Each KPI over the day."""
    return [_course(document, name, WIDE if name == COURSES[0] else HALF) for name in COURSES]


def _course(document: dict[str, Any], name: str, size: tuple[float, float]) -> Figure:
    kpi, starts, values = CALLS[name], _starts(document), _values(document, name)

    def said(k: int) -> str:
        return f"{starts[k]}  {number(kpi, values[k])}"

    return Figure(course(titled(kpi), size, starts, values, scale_of(kpi), said))


def heat(header: Header, document: dict[str, Any]) -> list[Band]:
    """Service level of groups across the day."""
    groups = []
    for name in document["groups"]:
        wanted = asked(header, name)
        shares = [each["groups"][name]["service_level"] for each in document["intervals"]]
        groups.append(Levels(called(header, name), wanted.share if wanted else None, shares))
    return bands(_starts(document), groups)


def _starts(document: dict[str, Any]) -> list[str]:
    return [each["start"] for each in document["intervals"]]


def _values(document: dict[str, Any], name: str) -> list[Any]:
    return [each["centre"][name] for each in document["intervals"]]
