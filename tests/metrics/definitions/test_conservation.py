"""What must be so of the figures of any ledger whatever."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acd.events import MICROSECONDS, AgentState, Kind
from metrics.definitions.scopes import Floor
from metrics.ledger.ledger import Ledger
from metrics.report import tallied
from metrics.tally.histogram import BUCKETS, Waits, bucket

S = AgentState


@pytest.fixture(params=range(5))
def day(request, random_day):
    return random_day(request.param)


def test_states_add_up_to_signed_in_time(day):
    floor, sums = tallied(Ledger.of(day.header, day.events()))
    signed_in = np.zeros(floor.people, np.int64)
    since = {}
    for t, kind, _group, _call, agent, state, *_ in day.events().tolist():
        if kind == Kind.AGENT_STATE and agent not in since:
            since[agent] = t
        if kind == Kind.AGENT_STATE and state == S.SIGNED_OUT:
            signed_in[agent] += t - since.pop(agent)
    for agent, t in since.items():
        signed_in[agent] += day.events()["t"][-1] - t
    np.testing.assert_array_equal(floor.agents(sums)["agents"].signed_in, signed_in)


def test_every_offered_call_is_somewhere(day):
    floor, sums = tallied(Ledger.of(day.header, day.events()))
    events = day.events()
    c = floor.calls(sums)["centre"].calls
    offered = set(events["call"][events["kind"] == Kind.CALL_OFFERED].tolist())
    left = (Kind.CALL_ANSWERED, Kind.CALL_ABANDONED, Kind.CALL_DEFLECTED, Kind.CALL_LOST)
    waiting = offered - set(events["call"][np.isin(events["kind"], left)].tolist())
    ways = c.answered + c.abandoned_queue + c.abandoned_ringing + c.deflected + c.lost
    assert c.offered == len(offered) == ways + len(waiting)
    assert c.overflowed_out == c.overflowed_in > 0
    assert c.served == c.answered


def test_littles_law_is_exact(day):
    """∫ queue length dt, found by walking the ledger, is the time that all calls spent in the queue."""
    floor, sums = tallied(Ledger.of(day.header, day.events()))
    events = day.events()
    area, length, before = 0, 0, int(events["t"][0])
    queue = {}
    for t, kind, group, call, *_ in events.tolist():
        area += length * (t - before)
        before = t
        if kind == Kind.CALL_QUEUED:
            queue[call] = group
        elif kind in (Kind.CALL_RINGING, Kind.CALL_ABANDONED, Kind.CALL_DEFLECTED, Kind.CALL_LOST):
            queue.pop(call, None)
        length = len(queue)
    assert int(floor.calls(sums)["centre"].queues.time) == area > 0
    assert int(floor.calls(sums)["groups"].queues.time.sum()) == area


def test_scopes_agree(day):
    floor, sums = tallied(Ledger.of(day.header, day.events()))
    of = floor.calls(sums)
    for name in ("offered", "answered", "wait_answered", "talk", "wrap", "within"):
        total = int(getattr(of["centre"].calls, name))
        for scope in ("groups", "call_types", "intervals", "group_intervals", "dates"):
            assert int(getattr(of[scope].calls, name).sum()) == total, (scope, name)
    np.testing.assert_array_equal(of["intervals"].spent.sum(axis=0), of["centre"].spent)
    np.testing.assert_array_equal(of["group_intervals"].spent.sum(axis=1), of["groups"].spent)


def test_only_the_measured_window_counts(make_day):
    day = make_day(measured=(100 * MICROSECONDS, 200 * MICROSECONDS), interval=50 * MICROSECONDS)
    day.sign_in(0, 0)
    for call, t in enumerate((90, 190, 205)):
        day.offer(t, call)
        day.ring(t, call)
        day.answer(t + 1, call)
        day.end(t + 13, call, wrap=0.5)
    day.sign_out(230, 0)
    floor, sums = tallied(Ledger.of(day.header, day.events()))
    centre, agents = floor.calls(sums)["centre"], floor.agents(sums)["agents"]
    assert (centre.calls.offered, centre.calls.talk) == (1, 12 * MICROSECONDS)
    assert agents.signed_in[0] == 100 * MICROSECONDS
    assert agents.work.overtime[0] == 30 * MICROSECONDS
    assert Floor.names(floor, "intervals") == ["00:01", "00:02"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 1 << 39), min_size=1, max_size=60),
    st.sampled_from([0.5, 0.9, 0.95]),
)
def test_percentiles_are_within_one_per_cent(waits, share):
    counts = np.bincount([bucket(wait) for wait in waits], minlength=BUCKETS)[None]
    exact = sorted(waits)[int(np.ceil(share * len(waits))) - 1]
    counted, added = Waits(counts, counts, np.arange(2)).at(share)
    assert counted == added
    assert abs(counted - exact) <= 0.01 * exact
