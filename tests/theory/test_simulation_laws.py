"""What holds on every ledger exactly, whatever chance does: Little's law, and that nothing is lost or made on the way.

Computed from the events themselves in integer microseconds, without the tally.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from acd.events import NOBODY, AgentState, Kind
from scenarios.loader import load
from simulator.day import simulator_for

SCENARIOS = Path(__file__).parents[2] / "scenarios"
DAYS = (
    ("peak_day.yaml", ()),
    ("peak_day.yaml", ("at_close=dismiss", "at_close_limit=0s")),
    ("helpdesk.yaml", ()),
    ("erlang_a.yaml", ("duration=20h",)),
)
Ledger = npt.NDArray[np.void]


@pytest.fixture(scope="module", params=DAYS, ids=lambda day: " ".join((day[0], *day[1])))
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """One whole day."""
    file, overrides = request.param
    simulator = simulator_for(load(SCENARIOS / file, overrides), seed=7)
    return np.concatenate([block.copy() for block in simulator.day(1)])


def of(ledger: Ledger, *kinds: Kind) -> Ledger:
    """The events of these types, in their order."""
    return ledger[np.isin(ledger["kind"], kinds)]


def steps(events: Ledger, change: npt.NDArray[np.int64]) -> int:
    """Integral over time of a number that changes at events, 0 before the first and after the last."""
    numbers = np.cumsum(change)
    assert (numbers >= 0).all()
    assert numbers[-1] == 0
    return int((numbers[:-1] * np.diff(events["t"])).sum())


def test_time_waited_is_the_integral_of_how_many_wait(ledger: Ledger) -> None:
    """Little's law: Σ over calls of (end of wait - offer) = ∫ waiting calls dt, at the centre and in each group."""
    ends = (Kind.CALL_ANSWERED, Kind.CALL_ABANDONED, Kind.CALL_DEFLECTED)
    offered = of(ledger, Kind.CALL_OFFERED)
    group_of = dict(zip(offered["call"].tolist(), offered["group"].tolist(), strict=True))
    moves = of(ledger, Kind.CALL_OFFERED, *ends)
    home = np.array([group_of[call] for call in moves["call"].tolist()])
    assert len(offered) == len(of(ledger, *ends))
    for group in (*set(home.tolist()), NOBODY):
        own = moves if group == NOBODY else moves[home == group]
        waits: dict[int, int] = {}
        for call, t, kind in zip(own["call"].tolist(), own["t"].tolist(), own["kind"].tolist(), strict=True):
            waits[call] = t - waits.get(call, 0) if kind != Kind.CALL_OFFERED else t
        integral = steps(own, np.where(own["kind"] == Kind.CALL_OFFERED, 1, -1))
        assert sum(waits.values()) == integral
        assert min(waits.values()) >= 0


def test_time_talked_by_calls_is_time_talked_by_people(ledger: Ledger) -> None:
    """Σ over calls of (end - answer) = ∫ talking calls dt = Σ over agents of time in the state talking."""
    talks = of(ledger, Kind.CALL_ANSWERED, Kind.CALL_ENDED)
    integral = steps(talks, np.where(talks["kind"] == Kind.CALL_ANSWERED, 1, -1))
    states = of(ledger, Kind.AGENT_STATE)
    entered = int(states["t"][states["a"] == AgentState.TALKING].sum())
    left = int(states["t"][states["b"] == AgentState.TALKING].sum())
    assert integral == left - entered > 0


def test_what_flows_in_flows_out(ledger: Ledger) -> None:
    """Arrived = offered = answered + abandoned + deflected, answered = ended, and every ring ends once."""
    kinds, numbers = np.unique(ledger["kind"], return_counts=True)
    count = dict.fromkeys(Kind, 0) | dict(zip(map(Kind, kinds.tolist()), numbers.tolist(), strict=True))
    left = count[Kind.CALL_ANSWERED] + count[Kind.CALL_ABANDONED] + count[Kind.CALL_DEFLECTED]
    assert count[Kind.CALL_ARRIVED] == count[Kind.CALL_OFFERED] == left > 0
    assert count[Kind.CALL_ANSWERED] == count[Kind.CALL_ENDED]
    abandoned = of(ledger, Kind.CALL_ABANDONED)
    ringing = int((abandoned["agent"] != NOBODY).sum())
    assert count[Kind.CALL_RINGING] == count[Kind.CALL_ANSWERED] + count[Kind.CALL_UNANSWERED] + ringing
    assert count[Kind.AGENT_SIGNED_IN] == count[Kind.AGENT_SIGNED_OUT] or count[Kind.AGENT_SIGNED_OUT] == 0
