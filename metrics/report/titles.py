"""What a KPI, and what is labelled, is called where people read it.

Knows the catalogue's names and which label suits the language spoken. Refuses to know values.
"""

from acd.language import _, spoken
from metrics.definitions import Kpi, Unit


def title(kpi: Kpi) -> str:
    """The KPI's name in the language spoken."""
    return kpi.chinese if spoken() == "zh" else kpi.english


def titled(kpi: Kpi) -> str:
    """The same with a capital, over a chart or a column."""
    name = title(kpi)
    return name[:1].upper() + name[1:]


def headed(kpi: Kpi, currency: str = "") -> str:
    """The same over a column of bare numbers: with the unit where it is time, or money of a known currency."""
    if kpi.unit is Unit.MONEY and currency:
        return _("{name}, {currency}").format(name=titled(kpi), currency=currency)
    return _("{name}, s").format(name=titled(kpi)) if kpi.unit is Unit.SECONDS else titled(kpi)


def label_or_name(label: str | None, name: str) -> str:
    """The label; in English, one with Chinese characters gives way to the name."""
    return name if not label or (spoken() == "en" and not label.isascii()) else label
