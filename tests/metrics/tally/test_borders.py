"""What lies exactly on a border: thresholds, interval borders."""

import pytest

from acd.events import MICROSECONDS
from metrics.ledger.ledger import Ledger
from metrics.report import document, tallied


def test_time_in_state_and_queues_split_at_each_border(make_day):
    day = make_day(measured=(10 * MICROSECONDS, 400 * MICROSECONDS), interval=100 * MICROSECONDS)
    day.sign_in(0, 0)
    day.offer(50, 1)
    day.queue(50, 1)
    day.abandon(350, 1)
    day.sign_out(380, 0)
    floor, sums = tallied(Ledger.of(day.header, day.events()))
    intervals = floor.calls(sums)["intervals"]
    assert [t // MICROSECONDS for t in intervals.signed_in] == [90, 100, 100, 80]
    assert [t // MICROSECONDS for t in intervals.queues.time] == [50, 100, 100, 50]
    assert list(intervals.queues.longest_queue) == [1, 1, 1, 1]


@pytest.mark.parametrize(("wait", "within"), [(20, 1), (20.000001, 0)])
def test_within_is_inclusive(make_day, wait, within):
    day = make_day()
    day.sign_in(0, 0)
    day.offer(0, 1)
    day.ring(0, 1)
    day.answer(wait, 1)
    day.end(60, 1)
    assert document(Ledger.of(day.header, day.events()))["centre"]["service_level"] == within


@pytest.mark.parametrize(("after", "short"), [(3.999999, 1), (4, 0)])
def test_a_short_ring_is_before_the_limit(make_day, after, short):
    day = make_day()
    day.sign_in(0, 0)
    day.offer(0, 1)
    day.ring(0, 1)
    day.abandon(after, 1, 0, 0)
    assert document(Ledger.of(day.header, day.events()))["agents"]["a0"]["short_ring_abandoned"] == short


@pytest.mark.parametrize(("after", "short"), [(4.999999, 1), (5, 0)])
def test_a_short_abandon_is_before_the_limit(make_day, after, short):
    day = make_day()
    day.offer(0, 1)
    day.queue(0, 1)
    day.abandon(after, 1)
    assert document(Ledger.of(day.header, day.events()))["centre"]["short_abandoned"] == short
