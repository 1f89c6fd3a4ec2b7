"""Distributions of times and factors: the quantile of each, in closed form where there is one.

Knows the notation of `scenario.md` (Distributions) and the mathematics behind it. Refuses to draw: every random
number is a uniform drawn elsewhere, turned into a value by :meth:`Law.ppf`.
"""

import math
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from scipy.special import ndtri

from acd.language import _
from scenarios.gamma import gamma_quantile
from scenarios.recorded_times import read_times
from scenarios.schema.base import Part
from scenarios.values import Count, Number, Positive, Seconds, seconds

Floats = NDArray[np.float64]
Intervals = NDArray[np.integer[Any]] | None
"""For each value wanted, the interval (of ``call.offered``) whose mean applies."""


class Law(Part):
    """A distribution of seconds (or of a factor without unit, as in ``busyness``)."""

    name: ClassVar[str]

    @abstractmethod
    def ppf(self, u: Floats, interval: Intervals = None) -> Floats:
        """The quantile of each ``u`` in [0, 1), in seconds; ``interval`` is needed where the mean changes."""

    @abstractmethod
    def average(self, interval: int | None = None) -> float:
        """The mean in seconds, of one interval or (unweighted) of all."""

    @abstractmethod
    def variance(self, interval: int | None = None) -> float:
        """The variance in seconds squared within one interval (of the overall mean, where none is named)."""

    @property
    def values_per_day(self) -> int | None:
        """How many means a changing law lists, one per interval; ``None`` for a constant mean."""
        return None

    def written(self) -> Any:
        """As it stands in a file."""
        return {self.name: self.model_dump(mode="json", exclude_none=True, warnings=False)}


def _means(value: object) -> float | tuple[float, ...]:
    if isinstance(value, list | tuple):
        if not value:
            raise ValueError(_("a list of means has one value per interval"))
        return tuple(_positive(each) for each in value)
    return _positive(value)


def _positive(value: object) -> float:
    number = seconds(value)
    if number <= 0:
        raise ValueError(_("must be more than {bound}").format(bound=0))
    return number


_OneMean = str | int | float
Means = Annotated[float | tuple[float, ...], PlainValidator(_means, json_schema_input_type=_OneMean | list[_OneMean])]
"""A mean in seconds, or one per interval."""
PositiveSeconds = Annotated[Seconds, Field(gt=0)]


class _MeanLaw(Law):
    """A law with a mean that may change over the day and a shape that does not."""

    mean: Means

    @property
    def values_per_day(self) -> int | None:
        return len(self.mean) if isinstance(self.mean, tuple) else None

    def _mean_of(self, interval: Intervals) -> float | Floats:
        if not isinstance(self.mean, tuple):
            return self.mean
        if interval is None:
            raise ValueError("a mean per interval needs the interval of each value")
        return np.asarray(self.mean)[np.clip(interval, 0, len(self.mean) - 1)]

    def average(self, interval: int | None = None) -> float:
        if not isinstance(self.mean, tuple):
            return self.mean
        return float(np.mean(self.mean)) if interval is None else self.mean[min(interval, len(self.mean) - 1)]

    def variance(self, interval: int | None = None) -> float:
        return self.average(interval) ** 2 * self._unit_variance()

    def ppf(self, u: Floats, interval: Intervals = None) -> Floats:
        return np.asarray(self._mean_of(interval) * self._unit_ppf(u), dtype=np.float64)

    @abstractmethod
    def _unit_ppf(self, u: Floats) -> Floats:
        """The quantile of the law scaled to mean 1."""

    @abstractmethod
    def _unit_variance(self) -> float:
        """The variance of the law scaled to mean 1: cv squared."""


class Exponential(_MeanLaw):
    """Memoryless."""

    name = "exponential"

    def _unit_ppf(self, u: Floats) -> Floats:
        return -np.log1p(-u)

    def _unit_variance(self) -> float:
        return 1.0


class LogNormal(_MeanLaw):
    """The usual law of handling times (Brown et al. 2005)."""

    name = "lognormal"
    cv: Positive

    def _unit_ppf(self, u: Floats) -> Floats:
        sigma_squared = math.log1p(self.cv**2)
        return np.asarray(np.exp(math.sqrt(sigma_squared) * ndtri(u) - sigma_squared / 2))

    def _unit_variance(self) -> float:
        return self.cv**2


class Gamma(_MeanLaw):
    """Given by mean and coefficient of variation."""

    name = "gamma"
    cv: Positive

    def _unit_ppf(self, u: Floats) -> Floats:
        return np.asarray(gamma_quantile(self.cv**-2, u) * self.cv**2)

    def _unit_variance(self) -> float:
        return self.cv**2


class Erlang(_MeanLaw):
    """The sum of ``k`` equal exponential stages."""

    name = "erlang"
    k: Count

    def _unit_ppf(self, u: Floats) -> Floats:
        return np.asarray(gamma_quantile(self.k, u) / self.k)

    def _unit_variance(self) -> float:
        return 1 / self.k


class Weibull(_MeanLaw):
    """Given by shape and mean; a ``scale`` in the file becomes its mean."""

    name = "weibull"
    shape: Positive

    @model_validator(mode="before")
    @classmethod
    def _mean_from_scale(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "scale" not in value:
            return value
        if "mean" in value:
            raise ValueError(_("give `mean` or `scale`, not both"))
        shape, scale = value.get("shape"), _positive(value["scale"])
        if not isinstance(shape, int | float) or shape <= 0:
            return {"mean": scale, **{key: each for key, each in value.items() if key != "scale"}}
        return {"mean": scale * math.gamma(1 + 1 / shape), "shape": shape}

    def _unit_ppf(self, u: Floats) -> Floats:
        return np.asarray((-np.log1p(-u)) ** (1 / self.shape) / math.gamma(1 + 1 / self.shape))

    def _unit_variance(self) -> float:
        return math.gamma(1 + 2 / self.shape) / math.gamma(1 + 1 / self.shape) ** 2 - 1


class Hyperexponential(Law):
    """One of several exponentials, chosen with the given weights."""

    name = "hyperexponential"
    means: Annotated[list[PositiveSeconds], Field(min_length=1)]
    weights: Annotated[list[Number], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_weight_each(self) -> "Hyperexponential":
        if len(self.means) != len(self.weights) or sum(self.weights) <= 0:
            raise ValueError(_("`weights` has one weight for each of `means`, and not all are 0"))
        return self

    def _chances(self) -> Floats:
        return np.asarray(self.weights) / sum(self.weights)

    def ppf(self, u: Floats, interval: Intervals = None) -> Floats:  # noqa: ARG002 - the mean does not change
        """By Newton's method on log P(X > x): convex, so the steps from 0 never pass the root."""
        sought = np.log1p(-np.asarray(u, dtype=np.float64))
        x = np.zeros_like(sought)
        for _step in range(100):
            tails = self._chances() * np.exp(-x[..., None] / np.asarray(self.means))
            survival = tails.sum(-1)
            step = (np.log(survival) - sought) * survival / (tails / np.asarray(self.means)).sum(-1)
            x += step
            if np.all(np.abs(step) <= 1e-12 * (x + 1)):
                break
        return x

    def average(self, interval: int | None = None) -> float:  # noqa: ARG002
        return float(self._chances() @ np.asarray(self.means))

    def variance(self, interval: int | None = None) -> float:  # noqa: ARG002
        return float(2 * self._chances() @ np.square(self.means)) - self.average() ** 2


class Uniform(Law):
    """Equally likely anywhere between two bounds."""

    name = "uniform"
    low: Seconds
    high: Seconds

    @model_validator(mode="after")
    def _in_order(self) -> "Uniform":
        if self.low > self.high:
            raise ValueError(_("`low` is more than `high`"))
        return self

    def ppf(self, u: Floats, interval: Intervals = None) -> Floats:  # noqa: ARG002
        return self.low + (self.high - self.low) * u

    def average(self, interval: int | None = None) -> float:  # noqa: ARG002
        return (self.low + self.high) / 2

    def variance(self, interval: int | None = None) -> float:  # noqa: ARG002
        return (self.high - self.low) ** 2 / 12


class Constant(Law):
    """Always the same."""

    name = "constant"
    value: Seconds

    def ppf(self, u: Floats, interval: Intervals = None) -> Floats:  # noqa: ARG002
        return np.full_like(u, self.value, dtype=np.float64)

    def average(self, interval: int | None = None) -> float:  # noqa: ARG002
        return self.value

    def variance(self, interval: int | None = None) -> float:  # noqa: ARG002
        return 0.0

    def written(self) -> Any:
        return {self.name: self.value}


class Empirical(Law):
    """Recorded times, each as likely as it was frequent; read from a file of one column."""

    name = "empirical"
    path: str
    _times: Floats = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        folder = (context or {}).get("folder", Path())
        self._times = read_times(folder / self.path)

    def ppf(self, u: Floats, interval: Intervals = None) -> Floats:  # noqa: ARG002
        last = len(self._times) - 1
        return np.asarray(self._times[np.minimum((np.asarray(u) * len(self._times)).astype(np.int64), last)])

    def average(self, interval: int | None = None) -> float:  # noqa: ARG002
        return float(self._times.mean())

    def variance(self, interval: int | None = None) -> float:  # noqa: ARG002
        return float(self._times.var())

    def written(self) -> Any:
        return {self.name: self.path}


class Never(Law):
    """Infinite: the patience of a caller who does not hang up."""

    name = "never"

    def ppf(self, u: Floats, interval: Intervals = None) -> Floats:  # noqa: ARG002
        return np.full_like(u, np.inf, dtype=np.float64)

    def average(self, interval: int | None = None) -> float:  # noqa: ARG002
        return math.inf

    def variance(self, interval: int | None = None) -> float:  # noqa: ARG002
        return math.nan

    def written(self) -> Any:
        return self.name


def _boxed(key: str) -> Callable[[object], object]:
    """Laws of one value are written bare: ``{constant: 5s}``."""
    return lambda value: value if isinstance(value, Law) else {key: value}


class Choice(Part):
    """A law as it is written: a mapping of its name to its parameters."""

    exponential: Exponential | None = None
    lognormal: LogNormal | None = None
    gamma: Gamma | None = None
    weibull: Weibull | None = None
    erlang: Erlang | None = None
    hyperexponential: Hyperexponential | None = None
    uniform: Uniform | None = None
    constant: Annotated[Constant | None, BeforeValidator(_boxed("value"), json_schema_input_type=_OneMean)] = None
    empirical: Annotated[Empirical | None, BeforeValidator(_boxed("path"), json_schema_input_type=str)] = None

    def law(self) -> Law:
        """The one that is named."""
        named: list[Law] = [law for key in type(self).model_fields if (law := getattr(self, key)) is not None]
        if len(named) != 1:
            raise ValueError(_one_of_many())
        return named[0]


def _one_of_many() -> str:
    return _("a distribution is one of {names}, as in {example}").format(
        names=", ".join(Choice.own_keys()), example="{exponential: {mean: 120s}}"
    )


def _law(value: object, info: ValidationInfo) -> Law:
    if isinstance(value, Law):
        return value
    if value == "never":
        return Never()
    if not isinstance(value, dict):
        raise ValueError(_one_of_many())
    return Choice.model_validate(value, context=info.context).law()


def _finite(law: Law) -> Law:
    if isinstance(law, Never):
        raise ValueError(_("`never` may stand for patience only"))
    return law


_written_back = PlainSerializer(lambda law: law.written(), when_used="json")
Delay = Annotated[Law, PlainValidator(_law, json_schema_input_type=Choice), AfterValidator(_finite), _written_back]
"""A distribution that is finite."""
Patience = Annotated[Law, PlainValidator(_law, json_schema_input_type=Choice | str), _written_back]
"""A distribution, or ``never``."""
