"""The board shows what a report of the same events shows, and what is so now."""

import copy

import pytest

from acd.events import NOBODY, AgentState, Event, Kind
from acd.live.board import Board
from acd.live.board.board import OF_CALLS, OF_PEOPLE
from metrics.ledger import Ledger
from metrics.report import document
from scenarios import load
from simulator.day import simulator_for

CONFIG = "scenarios/helpdesk.yaml"


@pytest.fixture(scope="module")
def day():
    """A simulated day as a live one would be told: everything measured."""
    simulator = simulator_for(load(CONFIG), "loop")
    blocks = [block.copy() for block in simulator.day(1)]
    header = copy.deepcopy(simulator.header)
    header.measured = None
    return header, blocks


def events(day):
    return [Event(*row) for block in day[1] for row in block.tolist()]


def test_figures_are_those_of_a_report(day):
    header, blocks = day
    header = copy.deepcopy(header)
    header.measured = (0, 86_400_000_000)
    board = Board(day[0])
    for event in events(day):
        board.note(event)
    seen = board.snapshot()
    told = document(Ledger(header, lambda: iter([blocks[0], *blocks[1:-1]])))
    for kpi in OF_CALLS:
        assert seen["centre"][kpi] == told["centre"][kpi], kpi
        for group in header.groups:
            assert seen["groups"][group][kpi] == told["groups"][group][kpi], kpi
    for person in header.people:
        assert {kpi: seen["agents"][person.name][kpi] for kpi in OF_PEOPLE} == {
            kpi: told["agents"][person.name][kpi] for kpi in OF_PEOPLE
        }


def test_the_present_is_right_at_any_moment(day):
    board, told = Board(day[0]), events(day)
    for count, event in enumerate(told):
        board.note(event)
        if count % 997 == 0:
            compare(board.snapshot(), told[: count + 1], day[0])


def compare(seen, so_far, header):
    """Counted slowly, from the beginning."""
    states = {}
    waiting = {}
    for event in so_far:
        if event.kind == Kind.AGENT_STATE:
            states[event.agent] = AgentState(event.a)
        elif event.kind == Kind.CALL_QUEUED:
            waiting[event.call] = event.group
        elif event.call != NOBODY and event.kind != Kind.CALL_OVERFLOWED:
            waiting.pop(event.call, None)
    for state in AgentState:
        expected = sum(each == state for each in states.values())
        if state != AgentState.SIGNED_OUT:
            assert seen["centre"]["agents"][state.name.lower()] == expected
    assert seen["centre"]["waiting"] == len(waiting)
    for g, name in enumerate(header.groups):
        assert seen["groups"][name]["waiting"] == sum(group == g for group in waiting.values())


def alarmed(day, *told):
    board = Board(day[0])
    for event in told:
        board.note(event)
    return [(alarm["what"], alarm["where"]) for alarm in board.snapshot(10**12 // 2)["alarms"]]


def test_callers_whom_nobody_serves_are_an_alarm(day):
    told = [
        Event(0, Kind.CALL_ARRIVED, NOBODY, 0, NOBODY, 0, 0, 0),
        Event(0, Kind.CALL_OFFERED, 0, 0, NOBODY, 0),
        Event(0, Kind.CALL_QUEUED, 0, 0, NOBODY, 1, 0),
    ]
    group = day[0].groups[0]
    assert alarmed(day, *told) == [("nobody_there", group), ("longest_wait", group)]


def test_two_missed_rings_and_a_long_wrap_up_are_alarms(day):
    name = day[0].people[0].name
    missed = [Event(n, Kind.CALL_UNANSWERED, 0, n, 0, 0) for n in (1, 2)]
    assert alarmed(day, *missed) == [("missed", name)]
    writing = Event(1, Kind.AGENT_STATE, NOBODY, 1, 0, AgentState.WRAP_UP, AgentState.SIGNED_OUT, NOBODY)
    assert ("wrap_up", name) in alarmed(day, writing)


def test_nothing_of_callers_is_exposed(day):
    board = Board(day[0])
    for event in events(day)[:2000]:
        board.note(event)
    text = board.exposition()
    assert "huawu_waiting{group=" in text
    assert all(person.name not in text for person in day[0].people)
