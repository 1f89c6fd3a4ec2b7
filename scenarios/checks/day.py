"""Whether the day holds together: opening, closing, intervals, and lists with one value per interval."""

from collections.abc import Iterator

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.errors import Path
from scenarios.schema.scenario import Scenario
from scenarios.values import DAY, write_duration, write_time_of_day

_HOURS = ("opens", "closes")
_THE_DAY = ("date", *_HOURS)


def check_day(scenario: Scenario, *, dated: bool = True) -> Iterator[Finding]:
    """Opening before closing, a whole number of intervals, nothing measured before the warm-up ends.

    Without ``dated``, the day is whichever comes (a live centre).
    """
    needed = _THE_DAY if dated else _HOURS
    yield from _what_a_study_has_not(scenario) if scenario.is_study else _what_a_day_needs(scenario, needed)
    if scenario.warm_up and scenario.warm_up >= scenario.closes - scenario.opens > 0:
        yield Finding(("warm_up",), _("the warm-up takes the whole time; nothing would be measured"))


def _what_a_study_has_not(scenario: Scenario) -> Iterator[Finding]:
    for key in _THE_DAY:
        if key in scenario.model_fields_set:
            yield Finding(
                (key,), _("a `duration` study starts at t = 0 and has no `{key}`; remove one").format(key=key)
            )
    if "interval" in scenario.model_fields_set and scenario.closes % scenario.interval:
        yield Finding(("interval",), _("`duration` is not a whole number of intervals"))


def _what_a_day_needs(scenario: Scenario, needed: tuple[str, ...]) -> Iterator[Finding]:
    missing = [key for key in needed if key not in scenario.model_fields_set]
    for key in missing:
        yield Finding((key,), _("is missing; a day has `date`, `opens` and `closes` (or give `duration`)"))
    if missing:
        return
    opens, closes = write_time_of_day(scenario.opens), write_time_of_day(scenario.closes)
    if scenario.opens >= scenario.closes:
        yield Finding(("closes",), _("{closes} is not after `opens` {opens}").format(closes=closes, opens=opens))
    elif scenario.closes - scenario.opens > DAY:
        yield Finding(("closes",), _("{opens} to {closes} is more than a day").format(closes=closes, opens=opens))
    elif (scenario.closes - scenario.opens) % scenario.interval:
        span, each = write_duration(scenario.closes - scenario.opens), write_duration(scenario.interval)
        message = _("{opens} to {closes} ({span} s) is not a whole number of intervals of {each} s")
        yield Finding(("interval",), message.format(opens=opens, closes=closes, span=span, each=each))


def check_incidents(scenario: Scenario) -> Iterator[Finding]:
    """Whatever happens begins on the day."""
    hours = f"{write_time_of_day(scenario.opens)}–{write_time_of_day(scenario.closes)}"
    for place, incident in enumerate(scenario.incidents):
        if not scenario.opens <= incident.at < scenario.closes:
            at = write_time_of_day(incident.at)
            yield Finding(("incidents", place, "at"), _("{at} is outside the day, {hours}").format(at=at, hours=hours))


def check_interval_lists(scenario: Scenario) -> Iterator[Finding]:
    """One value per interval, wherever a list runs over the day."""
    count = scenario.interval_count
    if count == 0 and not scenario.is_study:
        return
    for path, length in _lists(scenario):
        if length != count:
            yield Finding(path, _how_many(length, count))


def _how_many(length: int, count: int) -> str:
    if count == 0:
        return _("a list per interval needs `interval`; this study names none")
    message = _("{length} values stand there; one for each of the {count} intervals is needed")
    return message.format(length=length, count=count)


def _lists(scenario: Scenario) -> Iterator[tuple[Path, int]]:
    if scenario.ivr is not None and scenario.ivr.time.values_per_day is not None:
        yield ("ivr", "time", scenario.ivr.time.name, "mean"), scenario.ivr.time.values_per_day
    for name, call_type in scenario.call_types.items():
        if call_type.arrivals.per_interval is not None:
            yield ("call_types", name, "arrivals", "per_interval"), len(call_type.arrivals.per_interval)
        for path, law in call_type.laws().items():
            if law.values_per_day is not None:
                yield ("call_types", name, *path, law.name, "mean"), law.values_per_day
    for place, entry in enumerate(scenario.agents):
        if entry.on_duty is not None:
            yield ("agents", place, "on_duty"), len(entry.on_duty)
        if entry.answer is not None and entry.answer.values_per_day is not None:
            yield ("agents", place, "answer", entry.answer.name, "mean"), entry.answer.values_per_day
