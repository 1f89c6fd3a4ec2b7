"""The bank's month run under each reading of what its log does not say.

Knows the readings, how often each day is run, and how the headline reading is chosen without the day it is judged on.
"""

import datetime
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import Final

import numpy as np

from bench.recorded.compare import Compared, compare
from bench.recorded.scenario import Month, Reading
from simulator.day import simulator_for
from simulator.replicate import replicate

GAPS: Final = (600, 900, 1_200)
SESSIONS: Final = [Reading(f"sessions_{gap // 60}_min", gap) for gap in GAPS]
"""Candidates for the headline: which one a day is judged by, the other days say."""

REPLICATIONS: Final = 100
TRIED: Final = 25

BASE: Final = Reading("base", gap=900)
TESTS: Final = [
    replace(BASE, name="sessions_5_min", gap=300),
    replace(BASE, name="sessions_30_min", gap=1_800),
    replace(BASE, name="half_hours", staff="half_hours"),
    replace(BASE, name="another_week", staff="another_week"),
    replace(BASE, name="own_talk", own_talk=True),
    replace(BASE, name="own_patience", own_patience=True),
    replace(BASE, name="no_credit", credit=False),
    replace(BASE, name="no_pauses", wrap_up=False),
    replace(BASE, name="one_pool", one_pool=True),
]
"""One thing read otherwise at a time."""

Results = dict[str, list[Compared]]

_month: Month


def run(month: Month, say: Callable[[str], object]) -> Results:
    """Every reading on every weekday; processes are forked when one day has been compiled and run."""
    global _month  # noqa: PLW0603 - what forked processes share
    _month = month
    replicate(simulator_for(month.scenario(month.days[0], BASE)), 1, workers=1)
    orders = [*((reading, REPLICATIONS) for reading in SESSIONS), *((reading, TRIED) for reading in TESTS)]
    jobs = [(day, reading, count) for day in month.days for reading, count in orders]
    results: Results = {reading.name: [] for reading, _count in orders}
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    with ProcessPoolExecutor(cores, multiprocessing.get_context("fork")) as pool:
        for (day, reading, _count), found in zip(jobs, pool.map(_one, jobs, chunksize=len(orders)), strict=True):
            results[reading.name] += found
            if reading is orders[-1][0]:
                say(f"{day} done")
    return results


def _one(job: tuple[datetime.date, Reading, int]) -> list[Compared]:
    day, reading, count = job
    return compare(day, _month.calls[day], replicate(simulator_for(_month.scenario(day, reading)), count, workers=1))


def headline(results: Results) -> list[Compared]:
    """Each day under the session rule that misses least the other days' abandonment, in the mean of those days."""
    return list(_headline(results))


def chosen_gap(results: Results, day: datetime.date) -> Reading:
    """The candidate whose mean error of the abandonment rate over the other days is nearest to nothing."""
    return min(SESSIONS, key=lambda reading: abs(_bias(results[reading.name], leaving_out=day)))


def _headline(results: Results) -> Iterator[Compared]:
    days = sorted({each.day for each in results[SESSIONS[0].name]})
    for day in days:
        yield from (each for each in results[chosen_gap(results, day).name] if each.day == day)


def _bias(found: list[Compared], leaving_out: datetime.date) -> float:
    errors = [
        each.median - each.recorded
        for each in found
        if each.figure == "abandon_rate" and each.place is None and each.day != leaving_out
    ]
    return float(np.mean(errors))
