"""A decision changed in a ledger is found, and found at its event."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from replayed_days import a_day_of, replayed

from acd.events import AgentState, Event, Kind, Why
from scenarios import Scenario

NUMBERS = range(14)
MOST = 20
"""Decisions of a day that are changed, each on its own."""

Events = tuple[Event, ...]


def decided(events: Events, *kinds: Kind) -> Iterator[int]:
    """Places of decisions, spread over the day."""
    places = [n for n, event in enumerate(events) if event.kind in kinds]
    yield from places[:: max(1, len(places) // MOST)]


def first_difference(centre: Scenario, events: list[Event]) -> int | None:
    outcome = replayed(centre, events)
    return None if outcome.difference is None else outcome.difference.seq


def changed(events: Events, n: int, **columns: int) -> list[Event]:
    """The events through a little after one that is changed."""
    return [*events[:n], replace(events[n], **columns), *events[n + 1 : n + 4]]


@pytest.mark.parametrize("number", NUMBERS)
def test_another_agent_rung(number: int) -> None:
    centre, events = a_day_of(number)
    people = sum(len(names) for names in centre.names())
    for n in decided(events, Kind.CALL_RINGING):
        if events[n].b != Why.RANDOM and people > 1:
            other = (events[n].agent + 1) % people
            assert first_difference(centre, changed(events, n, agent=other)) == n


@pytest.mark.parametrize("number", NUMBERS)
def test_an_agent_rung_by_chance_who_was_not_ready(number: int) -> None:
    centre, events = a_day_of(number)
    states: dict[int, int] = {}
    for n, event in enumerate(events):
        if event.kind == Kind.CALL_RINGING and event.b == Why.RANDOM:
            busy = [a for a, state in states.items() if state != AgentState.READY]
            if busy:
                assert first_difference(centre, changed(events, n, agent=busy[0])) == n
                return
        if event.kind == Kind.AGENT_STATE:
            states[event.agent] = event.a


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("kind", "column"),
    [
        (Kind.CALL_RINGING, "a"),
        (Kind.CALL_RINGING, "group"),
        (Kind.CALL_QUEUED, "a"),
        (Kind.CALL_QUEUED, "b"),
        (Kind.CALL_QUEUED, "call"),
        (Kind.CALL_OVERFLOWED, "a"),
        (Kind.CALL_OVERFLOWED, "b"),
        (Kind.CALL_DEFLECTED, "a"),
        (Kind.CALL_DEFLECTED, "b"),
        (Kind.CALL_DEFLECTED, "group"),
    ],
)
def test_another_word_in_a_decision(number: int, kind: Kind, column: str) -> None:
    centre, events = a_day_of(number)
    for n in decided(events, kind):
        value = getattr(events[n], column)
        assert first_difference(centre, changed(events, n, **{column: value - 1 if value > 0 else value + 1})) == n


@pytest.mark.parametrize("number", NUMBERS)
def test_another_reason_for_the_busy_tone(number: int) -> None:
    centre, events = a_day_of(number)
    for n in decided(events, Kind.CALL_BLOCKED):
        assert first_difference(centre, changed(events, n, a=2 - events[n].a)) == n


@pytest.mark.parametrize("number", NUMBERS)
def test_a_microsecond_late(number: int) -> None:
    centre, events = a_day_of(number)
    for n in decided(events, Kind.CALL_OVERFLOWED, Kind.CALL_DEFLECTED, Kind.CALL_UNANSWERED):
        if n + 1 < len(events) and events[n + 1].t > events[n].t:
            late = [*events[:n], replace(events[n], t=events[n].t + 1)]
            assert first_difference(centre, late) == n


@pytest.mark.parametrize("number", NUMBERS)
def test_a_deadline_a_microsecond_early(number: int) -> None:
    centre, events = a_day_of(number)
    for n in decided(events, Kind.CALL_UNANSWERED, Kind.CALL_DEFLECTED, Kind.CALL_OVERFLOWED):
        if events[n - 1].t < events[n].t:
            early = [*events[:n], replace(events[n], t=events[n].t - 1)]
            assert first_difference(centre, early) == n


@pytest.mark.parametrize("number", NUMBERS)
def test_a_decision_that_is_not_there(number: int) -> None:
    """Found at the event that stands in its place, or when that microsecond is over, for within it a deadline may come
    after what happened then. A caller who hangs up there and then is one who would not wait."""
    centre, events = a_day_of(number)
    kinds = Kind.CALL_QUEUED, Kind.CALL_RINGING, Kind.CALL_OVERFLOWED, Kind.CALL_DEFLECTED, Kind.CALL_BLOCKED
    for n in decided(events, *kinds):
        following = events[n + 1]
        if following.kind != Kind.CALL_ABANDONED and replace(following, t=0) != replace(events[n], t=0):
            left_out = [*events[:n], *events[n + 1 : n + 30]]
            found = first_difference(centre, left_out)
            assert found is not None
            assert found >= n
            assert all(left_out[k].t == events[n].t for k in range(n, found))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_decision_that_the_rules_did_not_take(number: int) -> None:
    centre, events = a_day_of(number)
    for n in decided(events, Kind.CALL_QUEUED, Kind.CALL_RINGING, Kind.CALL_DEFLECTED, Kind.CALL_OVERFLOWED):
        twice = [*events[: n + 1], *events[n : n + 4]]
        found = first_difference(centre, twice)
        assert found is not None
        assert found >= n + 1


def test_these_days_have_much_to_change() -> None:
    kinds = [event.kind for number in NUMBERS for event in a_day_of(number)[1]]
    for kind in (Kind.CALL_QUEUED, Kind.CALL_RINGING, Kind.CALL_OVERFLOWED, Kind.CALL_DEFLECTED, Kind.CALL_BLOCKED):
        assert kinds.count(kind) > 20, kind.type
