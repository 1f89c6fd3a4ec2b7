"""A wait told as a range: a gamma distribution to begin with, then what the group's own waits teach."""

from types import SimpleNamespace

import pytest
from centre_acted import Acted
from scipy.stats import gamma

from acd.events import Event, Kind
from acd.live.floor.waits import Waits

MINUTE = 60_000_000


@pytest.fixture
def queue():
    """Ann's phone rings; two wait. Handling is said to take a minute."""
    centre = Acted("ann")
    centre.opened.driven.centre.groups[0].mean_handling = MINUTE
    for leg in ("c1", "c2", "c3"):
        centre.comes(leg)
    driven = centre.opened.driven
    return SimpleNamespace(waits=Waits(driven.centre), rows=driven.rows, centre=driven.centre)


def test_without_experience_as_many_departures_as_callers_before(queue):
    low, high = queue.waits.range(0, queue.rows[2])
    assert [low, high] == pytest.approx([gamma.ppf(share, 2, scale=MINUTE) for share in (0.1, 0.9)], abs=1)
    assert gamma.cdf(high / MINUTE, 2) - gamma.cdf(low / MINUTE, 2) == pytest.approx(0.8, abs=1e-6)


def test_the_range_is_what_four_in_five_of_the_latest_waits_were(queue):
    for n in range(1, 101):  # each waits n hundredths of what was expected
        queue.waits.note(Event(0, Kind.CALL_QUEUED, call=n + 10), queue.rows[1])
        queue.waits.note(Event(n * MINUTE // 100, Kind.CALL_ANSWERED, call=n + 10), queue.rows[1])
    assert queue.waits.range(0, queue.rows[1]) == (11 * MINUTE // 100, 90 * MINUTE // 100)
    assert queue.waits.range(0, queue.rows[2]) == (22 * MINUTE // 100, 180 * MINUTE // 100)


def test_who_hangs_up_teaches_nothing_and_is_forgotten(queue):
    before = queue.waits.range(0, queue.rows[1])
    for n in range(50):
        queue.waits.note(Event(0, Kind.CALL_QUEUED, call=n + 10), queue.rows[1])
        queue.waits.note(Event(1, Kind.CALL_ABANDONED, call=n + 10), queue.rows[1])
    assert queue.waits.range(0, queue.rows[1]) == before
    assert queue.waits._begun == {}


def test_nothing_is_told_where_nobody_is_at_work(queue):
    queue.centre.agents[0].state = 0
    assert queue.waits.range(0, queue.rows[1]) is None
