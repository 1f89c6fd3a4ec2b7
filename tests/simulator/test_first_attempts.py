"""Volumes that count redials: first attempts are scaled so that expected attempts equal them, always by the same."""

from math import sqrt
from typing import Any

import numpy as np
import pytest
from one_type import laid_out

from acd.events import Kind
from simulator.day import Simulator, simulator_for
from simulator.first_attempts import first_attempts_of
from simulator.layout import Layout
from simulator.workload import draw_day

RETRY = {"after_abandon": 0.8, "after_busy": 0.8, "delay": {"exponential": {"mean": "3min"}}}


def layout(arrivals: dict[str, Any] | None = None, **changes: Any) -> Layout:
    order = {
        "arrivals": {"at": "offered", "per_interval": [24, 36, 24, 36], "counts": "attempts"} | (arrivals or {}),
        "patience": {"exponential": {"mean": "1min"}},
        "retry": RETRY,
    }
    return laid_out(order, **changes)


def attempts(simulator: Simulator, replications: range, kind: Kind) -> list[int]:
    return [sum(int((block["kind"] == kind).sum()) for block in simulator.day(r)) for r in replications]


@pytest.mark.parametrize(
    ("arrivals", "changes", "kind"),
    [
        ({}, {}, Kind.CALL_OFFERED),
        ({"at": "lines"}, {"lines": 2}, Kind.CALL_ARRIVED),
        ({}, {"ivr": {"time": {"constant": "9s"}, "self_service": 0.4}}, Kind.CALL_OFFERED),
        ({}, {"forecast_error": {"sd": 0.2, "shared": 1}}, Kind.CALL_OFFERED),
    ],
    ids=["offered", "lines", "menu", "forecast"],
)
def test_attempts_are_as_many_as_the_volumes_say(arrivals: dict[str, Any], changes: dict[str, Any], kind: Kind) -> None:
    simulator = simulator_for(layout(arrivals, **changes).scenario)
    assert 0.3 < simulator.first_attempts["order"] < 0.95
    days = 60
    found = attempts(simulator, range(101, 101 + days), kind)
    assert abs(np.mean(found) / 120 - 1) < 4 * np.std(found, ddof=1) / 120 / sqrt(days) + 0.05  # the pilot's own error


def test_the_part_is_the_same_for_the_same_seed() -> None:
    found = [simulator_for(layout().scenario, seed=seed).first_attempts for seed in (1, 1, 2)]
    assert found[0] == found[1] != found[2]


def test_without_redials_in_the_volumes_no_day_is_run() -> None:
    def refuse(_workload: object) -> Any:
        raise AssertionError

    assert first_attempts_of(layout({"counts": "first_attempts"}), 1, refuse) == {}


def test_a_part_that_is_given_is_kept() -> None:
    assert simulator_for(layout().scenario, first_attempts={"order": 0.5}).first_attempts == {"order": 0.5}


def test_fewer_first_attempts_are_some_of_the_same_calls() -> None:
    whole, half = (draw_day(layout(), 1, first_attempts=each) for each in ({}, {"order": 0.5}))
    times = [set(drawn.draws["arrives"][: drawn.first].tolist()) for drawn in (whole, half)]
    assert times[1] < times[0]


def test_those_who_take_a_share_are_counted_with_the_other() -> None:
    order = layout().scenario.resolved()["call_types"]["order"]
    scenario = laid_out(call_types={"order": order, "vip": {"like": "order", "share": 0.3}}).scenario
    alone = simulator_for(layout().scenario).first_attempts["order"]
    assert simulator_for(scenario).first_attempts == {"order": pytest.approx(alone, rel=0.1)}
