"""Simulated figures beside the exact ones, and how far apart they are in standard errors."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

from bench.models import Figure, Model


@dataclass(frozen=True)
class Agreement:
    """One figure: what it must be, what was simulated, and the half-width of its 95 % interval (of the mean)."""

    figure: Figure
    exact: float
    mean: float
    half_width: float
    standard_error: float

    @property
    def deviation(self) -> float:
        """In standard errors."""
        return (self.mean - self.exact) / self.standard_error

    @property
    def precision(self) -> float:
        """Half-width of the 95 % interval as a share of the exact value."""
        return self.half_width / self.exact


def agreements(model: Model, estimates: Any) -> list[Agreement]:
    """How a model's figures came out."""
    return [_agreement(figure, exact, estimates) for figure, exact in (model.expected | model.also).items()]


def _agreement(figure: Figure, exact: float, estimates: Any) -> Agreement:
    scope, whose, kpi = figure
    header = estimates.floor.header
    names = {"centre": [], "intervals": [], "groups": header.groups, "call_types": header.call_types}[scope]
    at = (int(whose),) if scope == "intervals" else (names.index(whose),) if names else ()
    cell = (list(estimates.asked[scope]).index(kpi), *at)
    moments = estimates.moments[scope]
    half = float(moments.half_width()[cell])
    error = half / float(stdtrit(estimates.replications - 1, 0.975))
    return Agreement(figure, exact, float(np.asarray(moments.mean())[cell]), half, error)
