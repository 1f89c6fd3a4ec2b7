"""A generated scenario run for one day on the plain loop, and its ledger judged."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from generate import Config

from acd.events import MICROSECONDS, Event, Kind
from acd.model import Policy
from acd.policies import choose_agent, choose_call
from metrics.audit import Violation, audit, expect
from scenarios import Scenario, load
from simulator.day import planned
from simulator.engines import loop
from simulator.layout import lay_out
from simulator.workload import Workload, draw_day
from simulator.world import FOREVER

STANDARD = Policy(choose_agent, choose_call)


def read(config: Config, folder: Path) -> Scenario:
    """The scenario by way of its file."""
    path = folder / "scenario.yaml"
    path.write_text(json.dumps(config, ensure_ascii=False), "utf-8")
    return load(path)


def events(scenario: Scenario, *, whole_seconds: bool, policy: Policy = STANDARD) -> Iterator[Event]:
    """The day's events; with ``whole_seconds`` every drawn time is rounded down, so that much happens at once."""
    layout = lay_out(scenario)
    workload = draw_day(layout, 1)
    now = 0
    days = loop(layout, policy, coarse(workload) if whole_seconds else workload)
    for block in chain([planned(layout, workload.moments)], days):
        for row in block.tolist():
            now = row[0]
            yield Event(*row)
    yield Event(t=now, kind=Kind.RUN_ENDED)


def coarse(workload: Workload) -> Workload:
    """The same day on a clock of whole seconds."""
    draws, courses, holds = workload.draws.copy(), workload.courses.copy(), workload.holds.copy()
    _round_down(draws, "arrives", "patience", "talk", "wrap_up")
    _round_down(courses, "menu", "second_patience", "second_talk", "second_wrap_up", "delay")
    _round_down(holds, "at", "length")
    return replace(workload, draws=draws, courses=courses, holds=holds)


def _round_down(table: npt.NDArray[np.void], *columns: str) -> None:
    for name in columns:
        drawn = (table[name] > 0) & (table[name] < FOREVER)
        table[name] -= np.where(drawn, table[name] % MICROSECONDS, 0)


def judged(scenario: Scenario, rows: Iterator[Event]) -> Iterator[Violation]:
    """What the auditor says of a day, as soon as it sees it: under mistaken rules a day may have no end."""
    return audit(lay_out(scenario).header, rows, expect(scenario.resolved()))
