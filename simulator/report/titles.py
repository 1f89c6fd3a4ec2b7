"""What a KPI is called over a chart or a column.

Knows the catalogue's names. Refuses to know values.
"""

from acd.language import _
from metrics.definitions import Kpi, Unit
from metrics.report.tables import title


def titled(kpi: Kpi) -> str:
    """The KPI's name with a capital, and the unit where it is time."""
    name = title(kpi)
    name = name[:1].upper() + name[1:]
    return _("{name} (s)").format(name=name) if kpi.unit is Unit.SECONDS else name
