"""Simulation against theory: what is known exactly lies within four standard errors, which are at most 1 % of it.

Seeds are fixed, so a test fails always or never; four standard errors would be passed once in 16,000 figures by chance.
"""

from collections.abc import Callable

import pytest

from bench.agreement import agreements
from bench.models import MODELS, Model
from simulator.day import simulator_for
from simulator.replicate import replicate

HALF_WIDTH = 0.02
DEVIATION = 4.0


@pytest.mark.parametrize("make", MODELS, ids=lambda make: make.__name__)
def test_simulation_agrees_with_theory(make: Callable[[], Model]) -> None:
    model = make()
    seed = MODELS.index(make) + 101
    for found in agreements(model, replicate(simulator_for(model.scenario, seed=seed), model.replications, workers=1)):
        assert abs(found.deviation) <= DEVIATION, found
        assert found.precision <= HALF_WIDTH or found.figure in model.also, found
