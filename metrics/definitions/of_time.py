"""KPIs of agents' time, alike for the centre, groups, intervals, teams and single agents (`kpi.md` A17, A18, W).

Knows one formula each. Refuses to know calls.
"""

from typing import Any, Final

import numpy as np

from acd.events import AgentState
from metrics.definitions.figures import CallFigures, Time, Values
from metrics.definitions.kpi import Catalogue, Target, Unit, ratio
from metrics.tally.sums import ADHERED, PLANNED

Parts = tuple[Any, Any]
OF_TIME: Final = Catalogue()
OF_FLOOR: Final = Catalogue()
"""Of many agents together: not of a single one."""
kpi = OF_TIME.kpi
SHARE = Unit.SHARE


@kpi("occupancy", "occupancy", "占用率", "", SHARE, "handling / (handling + ready)", needs="agents")
def occupancy(f: Time) -> Parts:
    return f.handling, f.handling + f.within(AgentState.READY)


@kpi(
    "on_post_occupancy",
    "on-post occupancy",
    "座席占有率",
    "A18",
    SHARE,
    "handling / signed in",
    source="S0:124",
    needs="agents",
)
def on_post_occupancy(f: Time) -> Parts:
    return f.handling, f.signed_in


@kpi(
    "work_efficiency",
    "work efficiency",
    "工作效率",
    "A17",
    SHARE,
    "(handling + ready) / signed in",
    target=Target(0.9, 0.9, band=True),
    source="S0:123",
    needs="agents",
)
def work_efficiency(f: Time) -> Parts:
    return f.handling + f.within(AgentState.READY), f.signed_in


@kpi(
    "utilisation",
    "utilisation",
    "人员利用率",
    "W02",
    SHARE,
    "handling / rostered (signed in where no shift is planned)",
    source="S2:489",
    needs="agents",
)
def utilisation(f: Time) -> Parts:
    return f.handling, f.rostered


@kpi(
    "adherence",
    "adherence to schedule",
    "遵时率",
    "W05, W06",
    SHARE,
    "planned time spent as planned / planned time",
    source="S0:142",
    needs="agents",
)
def adherence(f: Time) -> Parts:
    return f.within(ADHERED), f.within(PLANNED)


@OF_FLOOR.kpi(
    "staffed", "agents signed in (mean)", "在岗人数", "", Unit.PEOPLE, "Σ signed-in time / time", needs="agents"
)
def staffed(f: CallFigures) -> Parts:
    return f.signed_in, f.elapsed


@OF_FLOOR.kpi(
    "cost",
    "cost",
    "成本",
    "",
    Unit.MONEY,
    "rostered hours × agent_hour + line minutes × line_minute",
    needs="centre",
)
def cost(f: CallFigures) -> Parts:
    if f.prices is None:
        return np.zeros(f.elapsed.shape), 0
    hour, minute = f.prices
    return f.rostered / 3.6e9 * hour + f.calls.line / 6e7 * minute, 1


@OF_FLOOR.kpi(
    "cost_per_call",
    "cost per answered call",
    "单呼成本",
    "V01",
    Unit.MONEY,
    "cost / answered",
    source="S0:138",
    needs="centre",
)
def cost_per_call(f: CallFigures) -> Parts:
    return cost(f)[0], f.calls.answered * (f.prices is not None)


@OF_FLOOR.kpi(
    "balance",
    "workload imbalance",
    "工作负荷平衡",
    "C29",
    Unit.RATIO,
    "standard deviation / mean of on_post_occupancy over agents",
    statistic=True,
    source="S2:549",
    needs="agents",
)
def balance(f: CallFigures) -> Values:
    known = np.isfinite(f.shares)
    count = known.sum(axis=-1)
    shares = np.where(known, f.shares, 0)
    mean = shares.sum(axis=-1) / np.maximum(count, 1)
    spread = np.where(known, (f.shares - mean[..., None]) ** 2, 0).sum(axis=-1) / np.maximum(count, 1)
    return ratio(np.sqrt(spread), mean)
