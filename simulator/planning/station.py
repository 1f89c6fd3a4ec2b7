"""One group of like agents as queueing theory sees it: a rate of calls, a mean handling time, a number of agents.

Knows load and which numbers make no sense. Refuses to know what callers do while they wait: the models say that.
"""

import math
from dataclasses import dataclass

from acd.errors import HuawuError
from acd.language import _


class PlanningError(HuawuError, ValueError):
    """A question that the formulas of queueing theory have no answer to; the message says which number is at fault."""


def require_positive(**numbers: float) -> None:
    """Refuse any number that is not finite and above zero, by its name."""
    for name, number in numbers.items():
        if not (math.isfinite(number) and number > 0):
            raise PlanningError(
                _("{name} is {number}; it must be a finite number above 0").format(name=name, number=number)
            )


def require_share(**numbers: float) -> None:
    """Refuse any number that is not above zero and at most one, by its name."""
    for name, number in numbers.items():
        if not 0 < number <= 1:
            raise PlanningError(
                _("{name} is {number}; it must be a share above 0 and at most 1").format(name=name, number=number)
            )


def require_count(least: int, **numbers: int) -> None:
    """Refuse any number that is not whole or is below ``least``, by its name."""
    for name, number in numbers.items():
        if number != int(number) or number < least:
            message = _("{name} is {number}; it must be a whole number, at least {least}")
            raise PlanningError(message.format(name=name, number=number, least=least))


def require_moment(within: float) -> None:
    """Refuse a waiting time that is negative or not a number."""
    if not within >= 0:
        raise PlanningError(
            _("a waiting time of {within} s was asked for; it must be at least 0").format(within=within)
        )


@dataclass(frozen=True)
class Station:
    """Poisson calls, exponential handling times, agents who are all alike.

    arrival_rate: calls per second. handling: mean seconds an agent spends on a call. servers: agents.
    Raises PlanningError where a number makes no sense.
    """

    arrival_rate: float
    handling: float
    servers: int

    def __post_init__(self) -> None:
        require_positive(arrival_rate=self.arrival_rate, handling=self.handling)
        require_count(1, servers=self.servers)

    @property
    def load(self) -> float:
        """Offered load (话务量) in Erlang."""
        return self.arrival_rate * self.handling

    @property
    def service_rate(self) -> float:
        """Calls per second that all agents together finish while none of them is idle."""
        return self.servers / self.handling
