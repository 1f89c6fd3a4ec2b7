"""The mean handling time that a scenario expects of a group's calls: what a wait estimate starts from.

Knows the means of the distributions of `scenario.md`, and that calls weigh by how many are expected to ask for a person
in each interval. Refuses to guess: where a file beside the scenario says times or volumes, there is no answer.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from acd.events import MICROSECONDS
from metrics.audit.times import hours_of, interval_of, ticks

_Body = Mapping[str, Any]
_Series = Callable[[int], Fraction]
"""A value for each interval of the day."""


class _UnknownError(Exception):
    """It stands in a file beside the scenario, or nowhere."""


def expected_handling(config: _Body, group: str) -> int | None:
    """Microseconds of talk, holds and wrap-up of an expected call; None where the scenario alone cannot tell."""
    try:
        weighed = list(_weighed(config, group))
    except _UnknownError:
        return None
    calls = sum(weight for weight, _mean in weighed)
    return round(sum(weight * mean for weight, mean in weighed) / calls * MICROSECONDS) if calls else None


def _weighed(config: _Body, group: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Of each call type of the group and each interval, the calls expected and their mean."""
    opens, closes = hours_of(config)
    intervals = range(max(((closes or opens) - opens) // interval_of(config), 1))
    for name, body in config["call_types"].items():
        if body["group"] == group:
            calls, mean = _expected(config, name), _handling(body)
            yield from ((calls(interval), mean(interval)) for interval in intervals)


def _expected(config: _Body, name: str) -> _Series:
    """Calls of a type that ask for a person; of a type that takes a share of another's, that share."""
    types = config["call_types"]
    takes = "share" in types[name]
    source = types[name]["like"] if takes else name
    kept = _number(types[name]["share"]) if takes else 1 - sum(_shares_of(config, name), Fraction(0))
    arrivals = types[source].get("arrivals") or {}
    part = kept * (_asking(config, types[name]) if arrivals.get("at") == "lines" else 1)
    volumes = _volumes(arrivals, Fraction(interval_of(config), 3600 * MICROSECONDS))
    return lambda interval: part * volumes(interval)


def _shares_of(config: _Body, name: str) -> Iterator[Fraction]:
    for body in config["call_types"].values():
        if body.get("like") == name and "share" in body:
            yield _number(body["share"])


def _asking(config: _Body, body: _Body) -> Fraction:
    menu = body.get("ivr") or config.get("ivr")
    if not isinstance(menu, Mapping):
        return Fraction(1)
    return 1 - _number(menu.get("self_service") or 0) - _number(menu.get("hang_up") or 0)


def _volumes(arrivals: _Body, hours: Fraction) -> _Series:
    rate, listed = arrivals.get("rate"), arrivals.get("per_interval")
    if rate is not None:
        number, _slash, unit = rate.partition("/")
        an_hour = _number(number) * Fraction(ticks("1h"), ticks(f"1{unit}"))
        return lambda _interval: an_hour * hours
    if listed is None:
        raise _UnknownError
    return lambda interval: _number(listed[interval])


def _handling(body: _Body) -> _Series:
    hold, wrap_up = body.get("hold") or {}, body.get("wrap_up")
    talk = _mean(body.get("talk"))
    after = _mean(wrap_up) if wrap_up is not None else _nothing
    held = _mean(hold["each"]) if hold else _nothing
    holds = _number(hold.get("chance") or 0) * hold.get("times", 1)
    return lambda interval: talk(interval) + holds * held(interval) + after(interval)


def _nothing(_interval: int) -> Fraction:
    return Fraction(0)


def _mean(law: _Body | None) -> _Series:
    """The mean of a distribution in seconds."""
    if not law or "empirical" in law:
        raise _UnknownError
    ((name, told),) = law.items()
    match name:
        case "constant":
            values = [_seconds(told)]
        case "uniform":
            values = [(_seconds(told["low"]) + _seconds(told["high"])) / 2]
        case "hyperexponential":
            weights = [_number(weight) for weight in told["weights"]]
            weighed = (w * _seconds(m) for w, m in zip(weights, told["means"], strict=True))
            values = [sum(weighed, Fraction(0)) / sum(weights)]
        case _:
            means = told["mean"]
            values = [_seconds(mean) for mean in (means if isinstance(means, list) else [means])]
    return lambda interval: values[min(interval, len(values) - 1)]


def _seconds(value: float | str) -> Fraction:
    return Fraction(ticks(value), MICROSECONDS) if isinstance(value, str) else Fraction(str(value))


def _number(value: float | str) -> Fraction:
    text = str(value).strip()
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
