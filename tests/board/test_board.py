"""The board says what the report says, and the present as a recount of the ledger from its beginning has it."""

import json
import random
from collections import Counter

import numpy as np
import pytest
from a_board import told

from acd.events import AgentState, Event, Kind
from acd.live.board import Board
from metrics.ledger import EVENT, Header, Ledger, Person
from metrics.report.document import document


def rows_of(events):
    names = EVENT.names or ()
    return np.array([tuple(getattr(event, name) for name in names) for event in events], EVENT)


def test_the_figures_at_the_end_are_those_of_the_report(day):
    header, events = day
    report = document(Ledger.of(header, rows_of(events)))
    shown = told(header, events).snapshot(0)
    asked = ("offered", "answered", "abandoned", "service_level", "abandon_rate", "mean_wait", "occupancy", "aht")
    assert shown["centre"]["offered"] > 0
    for name in asked:
        assert shown["centre"][name] == report["centre"][name], name
        for group, figures in report["groups"].items():
            assert shown["groups"][group][name] == figures[name], (group, name)
    for agent, figures in report["agents"].items():
        for name in ("answered", "aht", "holds", "wrap_up_and_not_ready"):
            assert shown["agents"][agent][name] == figures[name], (agent, name)


def test_looking_changes_nothing_that_is_counted(day):
    """Even a look at a moment after events that are still on their way."""
    header, events = day
    looked = Board(header)
    for n, event in enumerate(events):
        if n % 50 == 0:
            looked.snapshot(event.t + 3_000_000)
        looked.note(event)
    ended, once = looked.snapshot(0), told(header, events).snapshot(0)
    assert {**ended, "alarms": []} == {**once, "alarms": []}  # alarms have a past


def test_events_of_a_file_at_once_are_the_same(day):
    header, events = day
    at_once = Board(header)
    at_once.note_rows(rows_of(events[: len(events) // 2]))
    assert at_once.snapshot(0) == told(header, events[: len(events) // 2]).snapshot(0)


@pytest.mark.parametrize("seed", range(8))
def test_the_present_is_a_recount(day, seed):
    header, events = day
    some = events[: random.Random(seed).randrange(1, len(events))]
    now = some[-1].t
    shown = told(header, some).snapshot(now)
    states = {}
    for event in some:
        if event.kind == Kind.AGENT_STATE:
            states[event.agent] = event
    for a, person in enumerate(header.people):
        seen = shown["agents"][person.name]
        last = states.get(a)
        assert seen["state"] == ("signed_out" if last is None else AgentState(last.a).name.lower())
        assert seen["since"] == (0 if last is None else last.t / 1e6)
    people = Counter(AgentState(event.a).name.lower() for event in states.values())
    for state in ("ready", "ringing", "talking", "holding", "wrap_up", "not_ready"):
        assert shown["centre"][state] == people[state]
    for g, group in enumerate(header.groups):
        since = waits_in(some, g)
        assert shown["groups"][group]["waiting"] == len(since)
        assert shown["groups"][group]["longest_waiting"] == ((now - min(since)) / 1e6 if since else None)


def waits_in(events, group):
    """By reading each call's last events: who stands in this queue, and since when the caller waits."""
    of_call = {}
    for event in events:
        if event.call >= 0 and Kind.CALL_OFFERED <= event.kind < Kind.AGENT_SIGNED_IN:
            of_call.setdefault(event.call, []).append(event)
    waits = []
    for told_of in of_call.values():
        moves = [e for e in told_of if e.kind not in (Kind.CALL_OVERFLOWED, Kind.CALL_ANNOUNCED)]
        if moves[-1].kind == Kind.CALL_QUEUED and moves[-1].group == group:
            begun = [e for e in moves if e.kind in (Kind.CALL_OFFERED, Kind.CALL_TRANSFERRED)]
            waits.append(begun[-1].t)
    return waits


def live(*people):
    return Header(mode="live", groups=["sales"], people=[Person(name, "A", "novice", {"sales": 1}) for name in people])


def test_a_live_day_is_counted_from_midnight_to_midnight():
    board = Board(live("ann"))
    for t in (100, 86_000_000_000):
        board.note(Event(t, Kind.CALL_ARRIVED, call=t % 7))
        board.note(Event(t, Kind.CALL_OFFERED, call=t % 7, group=0))
        board.note(Event(t + 50, Kind.CALL_ABANDONED, call=t % 7, group=0, a=0))
    assert board.snapshot(86_399_000_000)["centre"]["abandoned"] == 2


def test_an_agent_sees_their_own_figures_with_the_targets_of_novices():
    board = Board(live("ann"))
    figures = board.own("ann")["figures"]
    assert (figures["mean_wrap_up"]["high"], figures["mean_talk"]["high"]) == (30, None)
    assert figures["answered"]["value"] == 0


def test_prometheus_text_names_nobody(day):
    header, events = day
    half = told(header, events[: len(events) // 2])
    text = half.exposition()
    assert f'huawu_offered{{group=""}} {float(half.snapshot(0)["centre"]["offered"])}' in text
    assert not any(person.name in text for person in header.people)


def test_a_snapshot_is_json(day):
    header, events = day
    json.dumps(told(header, events[:300]).snapshot(0), allow_nan=False)
