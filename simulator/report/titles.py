"""What a KPI is called over a chart or a column.

Knows the catalogue's names. Refuses to know values.
"""

from acd.language import _
from metrics.definitions import Kpi, Unit
from metrics.report.tables import title


def titled(kpi: Kpi) -> str:
    """The KPI's name with a capital."""
    name = title(kpi)
    return name[:1].upper() + name[1:]


def headed(kpi: Kpi) -> str:
    """The same over a column of bare numbers: with the unit where it is time."""
    return _("{name}, s").format(name=titled(kpi)) if kpi.unit is Unit.SECONDS else titled(kpi)
