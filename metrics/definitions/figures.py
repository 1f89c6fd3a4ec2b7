"""Sums as definitions read them: every array has the shape of the scope (one centre, groups, groups x intervals …).

Knows what a definition may look at. Refuses to know formulas.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from acd.events import AgentState
from metrics.definitions.fields import Fields
from metrics.tally.histogram import Waits
from metrics.tally.rows import Counts
from metrics.tally.sums import ANSWERED_RINGING

Values = npt.NDArray[np.float64]
Numbers = npt.NDArray[Any]
_Of = Fields | Waits | np.ndarray

HANDLING: Final = (ANSWERED_RINGING, AgentState.TALKING, AgentState.HOLDING, AgentState.WRAP_UP)
SIGNED_IN: Final = slice(AgentState.READY, AgentState.WRAP_UP + 1)


@dataclass(frozen=True)
class Time:
    """Time of the agents concerned; the last axis of ``spent`` is that of ``Sums.spent``. µs."""

    spent: Counts
    rostered: Counts
    """Planned time of those for whom a plan is known, signed-in time of the others."""
    elapsed: Counts
    """How much of the measured window lies in each place."""

    @property
    def handling(self) -> Counts:
        """话务处理时间: ringing that was answered, talk, hold, wrap-up (AMB-31)."""
        total: Counts = self.spent[..., HANDLING].sum(axis=-1)
        return total

    @property
    def signed_in(self) -> Counts:
        """在岗时间: from sign-in to sign-out."""
        total: Counts = self.spent[..., SIGNED_IN].sum(axis=-1)
        return total

    def within(self, column: int) -> Counts:
        """Time in one state or other column."""
        return self.spent[..., column]

    def at(self, places: slice, shape: tuple[int, ...]) -> Self:
        """Some of the places, in a shape of their own."""
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(self, **{name: _shaped(of[places], shape) for name, of in own.items() if isinstance(of, _Of)})


@dataclass(frozen=True)
class CallFigures(Time):
    """Of the centre, groups, call types or intervals."""

    calls: Fields
    queues: Fields
    waits: Waits
    """Of answered calls."""
    shares: Values
    """A18 of each agent concerned, NaN of those never signed in; agents on the last axis."""
    prices: tuple[float, float] | None = None
    """Of an agent's hour and of a line's minute."""


@dataclass(frozen=True)
class PeopleFigures(Time):
    """Of agents or teams."""

    work: Fields
    authorised: Counts
    """Not-ready time for authorised reasons (AMB-55)."""


def _shaped(of: Any, shape: tuple[int, ...]) -> Any:
    if isinstance(of, Fields):
        return Fields(of.row, _shaped(of.numbers, shape))
    return of.reshape(shape) if isinstance(of, Waits) else of.reshape((*shape, *of.shape[1:]))
