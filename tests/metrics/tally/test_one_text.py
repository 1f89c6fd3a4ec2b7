"""Interpreted, compiled and merged from parts cut anywhere: the same sums to the last microsecond."""

import random

import numpy as np
import pytest

from acd.events import MICROSECONDS, Event, Kind
from metrics.tally import Tally, book_of, merge
from metrics.tally.rows import plain

MEASURED = (8 * 3600 * MICROSECONDS + 60 * MICROSECONDS, 9 * 3600 * MICROSECONDS)


def assert_same(a, b):
    for x, y in zip(a, b, strict=True):
        np.testing.assert_array_equal(plain(x), plain(y))


def frame_of(header, events):
    return book_of(header, int(events["t"][0]), int(events["t"][-1]))


def tally_of(day, interpreted=False):
    events = day.events()
    tally = Tally(frame_of(day.header, events))
    if interpreted:
        for row in events:
            tally.add(Event(*row.item()))
        tally.add(Event(int(events["t"][-1]), Kind.RUN_ENDED))
    else:
        tally.add_block(events)
        tally.finish(int(events["t"][-1]))
    return tally


@pytest.mark.parametrize("frame", [{}, {"measured": MEASURED, "interval": 600 * MICROSECONDS}])
@pytest.mark.parametrize("seed", range(4))
def test_compiled_is_interpreted(random_day, seed, frame):
    day = random_day(seed, **frame)
    whole = tally_of(day, interpreted=True)
    assert whole.sums.calls.answered.sum() > 10
    assert_same(tally_of(day).sums, whole.sums)


@pytest.mark.parametrize("seed", range(6))
def test_parts_cut_anywhere_merge_to_the_whole(random_day, seed):
    day = random_day(seed)
    events = day.events()
    last = int(events["t"][-1])
    cuts = sorted(random.Random(seed).sample(range(1, len(events)), 3))
    book = frame_of(day.header, events)
    running, joined = None, None
    for part in np.split(events, cuts):
        tally = Tally(book, running)
        tally.add_block(part)
        running = tally.running
        if part[-1] == events[-1]:
            tally.finish(last)
        joined = tally.sums if joined is None else merge(joined, tally.sums)
    assert_same(joined, tally_of(day).sums)


def test_merging_is_associative_and_nothing_is_neutral(random_day):
    a, b, c = (tally_of(random_day(seed, measured=MEASURED)).sums for seed in (1, 2, 3))
    assert_same(merge(merge(a, b), c), merge(a, merge(b, c)))
    empty = Tally(book_of(random_day(1, measured=MEASURED).header)).sums
    assert_same(merge(a, empty), a)


def test_a_look_at_the_live_day_changes_no_figure(random_day):
    day = random_day(7)
    events = day.events()
    tally = Tally(frame_of(day.header, events))
    for part in np.array_split(events, 9):
        tally.add_block(part)
        tally.look(int(part["t"][-1]))
    tally.finish(int(events["t"][-1]))
    assert_same(tally.sums, tally_of(day).sums)


def test_memory_follows_the_calls_open_at_one_time(make_day):
    day = make_day()
    for call in range(3000):
        day.offer(call, call)
        day.queue(call, call)
        day.abandon(call + 100, call)
    tally = tally_of(day)
    assert len(tally.running.calls) == 512
    assert tally.sums.calls.abandoned_queue.sum() == 3000


def test_room_grows_with_open_calls_and_plans(make_day):
    day = make_day()
    for call in range(700):
        day.offer(0, call * 512)
        day.queue(0, call * 512)
    for call in range(700):
        day.abandon(10, call * 512)
    tally = tally_of(day)
    assert tally.sums.calls.abandoned_queue.sum() == 700
    assert tally.sums.queues.longest_queue.max() == 700


def test_restart_begins_anew_in_the_same_frame(random_day):
    day = random_day(3, measured=MEASURED)
    tally = tally_of(day)
    tally.restart()
    tally.add_block(day.events())
    tally.finish(int(day.events()["t"][-1]))
    assert_same(tally.sums, tally_of(day).sums)
