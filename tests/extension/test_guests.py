"""A modeller's processes beside the rules: what they do is in the ledger, what they do not do is as without them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from ledgers_made import STANDARD, Ledger, a_layout, a_workload, assert_same, ledger, made, told

from acd.events import NOBODY, AgentState, Kind
from metrics.check import check
from metrics.ledger import EVENT
from metrics.ledger import Ledger as Whole
from simulator.day import planned
from simulator.extension import Extension, Floor, run_beside
from simulator.layout import Layout, lay_out
from simulator.workload.chance import Streams

SECOND = 1_000_000
DAY = {
    "scenario": "guests",
    "date": "2026-11-02",
    "opens": "08:00",
    "closes": "12:00",
    "seed": 3,
    "groups": {"sales": {}, "help": {}},
    "call_types": {
        "order": {"group": "sales", "arrivals": {"rate": "40/h"}, "talk": {"exponential": {"mean": "3min"}}},
        "fault": {
            "group": "help",
            "arrivals": {"rate": "20/h"},
            "patience": {"exponential": {"mean": "1min"}},
            "talk": {"constant": "100s"},
        },
    },
    "agents": [
        {"team": "A", "count": 4, "skills": {"sales": 1}, "shift": "day"},
        {"team": "B", "count": 1, "skills": {"help": 1}, "shift": "day"},
        {"team": "C", "count": 1, "skills": {"help": 1}, "shift": "late"},
    ],
    "shifts": {"day": {"on": "08:00", "off": "12:00"}, "late": {"on": "11:59", "off": "12:00"}},
}


def guests_of(layout: Layout, *processes: Callable[[Floor], Any]) -> Extension:
    guests = Extension(processes, "")
    layout.header.reasons += [name for name in guests.names if name not in layout.header.reasons]
    return guests


def with_guests(
    layout: Layout, *processes: Callable[[Floor], Any], workload: Any = None, replication: int = 1
) -> Ledger:
    workload = workload or a_workload(layout, ties=False, replication=replication)
    guests = guests_of(layout, *processes)
    blocks = run_beside(layout, STANDARD, workload, guests, Streams(layout.scenario.seed, replication))
    return np.concatenate([block.copy() for block in blocks])


def sound(layout: Layout, events: Ledger) -> None:
    """Everything that must hold of any ledger."""
    ends = np.full(1, NOBODY, EVENT)
    ends["t"], ends["kind"] = events["t"][-1], Kind.RUN_ENDED
    plan = planned(layout, a_workload(layout, ties=False).moments)
    assert check(Whole.of(layout.header, plan, events.view(EVENT), ends)) == []


@pytest.fixture
def layout() -> Layout:
    return lay_out(made(DAY))


def states(events: Ledger, agent: int) -> list[tuple[float, int]]:
    own = events[(events["kind"] == Kind.AGENT_STATE) & (events["agent"] == agent)]
    return [(t / SECOND, state) for t, state in zip(own["t"].tolist(), own["a"].tolist(), strict=True)]


@pytest.mark.parametrize("seed", range(12))
def test_guests_who_only_look_change_nothing(seed: int) -> None:
    seen = []

    def looks(floor: Floor) -> Any:
        while True:
            yield floor.wait(1)
            seen.append((floor.time, floor.waiting, [repr(each) for each in floor.agents.values()]))

    layout = a_layout(seed)
    workload = a_workload(layout, ties=True)
    assert_same(with_guests(layout, looks, workload=workload), ledger("loop", a_layout(seed), workload))
    assert len(seen) > 100


def test_a_team_leaves_and_comes_back(layout: Layout) -> None:
    def drill(floor: Floor) -> Any:
        yield floor.at("09:30")
        for agent in floor.teams["A"]:
            agent.not_ready()
        yield floor.wait("15min")
        for agent in floor.teams["A"]:
            agent.ready()

    events, without = with_guests(layout, drill), ledger("simpy", layout, a_workload(layout, ties=False))
    begin = 34_200 * SECOND
    before = events["t"] < begin
    assert told(events[before]) == told(without[without["t"] < begin])
    meanwhile = events[(events["t"] > begin) & (events["t"] < begin + 900 * SECOND)]
    assert not set(range(4)) & set(meanwhile["agent"][meanwhile["kind"] == Kind.CALL_RINGING].tolist())
    back = events[(events["t"] == begin + 900 * SECOND) & (events["kind"] == Kind.AGENT_STATE)]
    assert set(back["agent"].tolist()) >= {0, 1, 2, 3}
    reasons = events["c"][(events["kind"] == Kind.AGENT_STATE) & (events["a"] == AgentState.NOT_READY)]
    assert {layout.header.reasons[reason] for reason in reasons.tolist()} == {"drill"}
    sound(layout, events)


def test_somebody_away_for_so_long_comes_back_alone(layout: Layout) -> None:
    def tea(floor: Floor) -> Any:
        yield floor.at("09:00")
        floor.agents["C-01"].sign_in()
        floor.agents["C-01"].not_ready("tea", lasts="90s")

    layout.header.reasons.append("tea")
    events = with_guests(layout, tea)
    ready, away = AgentState.READY, AgentState.NOT_READY
    assert states(events, 5)[:3] == [(32_400, ready), (32_400, away), (32_490, ready)]
    sound(layout, events)


def test_pace_counts_from_the_next_talk_on(layout: Layout) -> None:
    def tires(floor: Floor) -> Any:
        yield floor.at("09:00")
        floor.agents["B-01"].pace *= 1.5
        assert floor.agents["B-01"].pace == 1.5

    events = with_guests(layout, tires)
    own = events[events["agent"] == 4]
    answered, ended = own[own["kind"] == Kind.CALL_ANSWERED], own[own["kind"] == Kind.CALL_ENDED]
    assert len(answered) == len(ended) > 20
    for start, talk in zip(answered["t"].tolist(), (ended["t"] - answered["t"]).tolist(), strict=True):
        assert talk == (100 if start < 32_400 * SECOND else 150) * SECOND
    assert len(states(with_guests(layout), 4)) != len(states(events, 4))  # the next day nobody is tired


def test_people_go_and_come(layout: Layout) -> None:
    def shuffles(floor: Floor) -> Any:
        yield floor.at("10:00")
        floor.agents["A-01"].sign_out()
        floor.agents["C-01"].sign_in()
        floor.agents["C-01"].sign_in()

    events = with_guests(layout, shuffles)
    signed_in = events[events["kind"] == Kind.AGENT_SIGNED_IN]
    assert [t for t, agent in zip(signed_in["t"].tolist(), signed_in["agent"].tolist(), strict=True) if agent == 5] == [
        36_000 * SECOND
    ]
    left = events[(events["kind"] == Kind.AGENT_SIGNED_OUT) & (events["agent"] == 0)]
    assert 36_000 * SECOND <= left["t"][0] < 37_000 * SECOND
    sound(layout, events)


def test_extra_calls_leave_the_others_as_they_were(layout: Layout) -> None:
    numbers = []

    def crowd(floor: Floor) -> Any:
        yield floor.at("09:00")
        for _call in range(20):
            numbers.append(floor.call("fault"))
            yield floor.wait(floor.random.exponential(5))

    workload = a_workload(layout, ties=False)
    events = with_guests(layout, crowd, workload=workload)
    arrived = events[events["kind"] == Kind.CALL_ARRIVED]
    extra = np.isin(arrived["call"], numbers)
    assert extra.sum() == 20
    assert set(arrived["a"][extra].tolist()) == {1}
    without = ledger("simpy", layout, workload)
    assert told(arrived[~extra]) == told(without[without["kind"] == Kind.CALL_ARRIVED])
    first = numbers.copy()
    numbers.clear()
    assert_same(with_guests(layout, crowd, workload=workload), events)
    assert numbers == first
    other = with_guests(layout, crowd, replication=2)
    assert np.diff(other["t"][np.isin(other["call"], numbers) & (other["kind"] == Kind.CALL_ARRIVED)]).tolist() != (
        np.diff(arrived["t"][extra]).tolist()
    )
    sound(layout, events)


def test_queues_can_be_watched(layout: Layout) -> None:
    """Somebody is called in whenever the queue is long: what is read is what the ledger says."""
    seen: list[tuple[int, float, int]] = []

    def helps(floor: Floor) -> Any:
        group = floor.groups["sales"]
        assert [agent.name for agent in group.agents] == ["A-01", "A-02", "A-03", "A-04"]
        yield floor.at("09:00")
        for agent in floor.teams["A"]:
            agent.sign_out()
        while not seen:
            yield floor.wait("1s")
            if group.waiting >= 3:
                seen.append((group.waiting, group.longest_wait, group.ready))
                floor.agents["A-01"].sign_in()

    events = with_guests(layout, helps)
    [(waiting, longest, ready)] = seen
    at = events["t"][(events["kind"] == Kind.AGENT_SIGNED_IN) & (events["agent"] == 0)][-1]
    queued = events[(events["kind"] == Kind.CALL_QUEUED) & (events["group"] == 0) & (events["t"] <= at)][-3:]
    offered = events[(events["kind"] == Kind.CALL_OFFERED) & (events["call"] == queued["call"][0])]
    assert (waiting, ready) == (3, 0)
    assert longest == (at - offered["t"][0]) / SECOND


def test_a_day_ends_though_a_guest_does_not() -> None:
    """And is not over while those who wait may still be served: patient callers, everybody away till half past one."""

    def away(floor: Floor) -> Any:
        yield floor.at("11:50")
        for agent in floor.teams["A"]:
            agent.not_ready()
        yield floor.at("13:30")
        for agent in floor.teams["A"]:
            agent.ready()

    def for_ever(floor: Floor) -> Any:
        while True:
            yield floor.wait("1min")

    layout = lay_out(made(DAY | {"at_close_limit": "3h"}))
    events = with_guests(layout, away, for_ever)
    assert 48_600 * SECOND < events["t"][-1] < 52_000 * SECOND
    sound(layout, events)


def test_a_day_on_which_nobody_comes_back_ends_too(layout: Layout) -> None:
    def leaves(floor: Floor) -> Any:
        yield floor.at("11:50")
        for agent in floor.teams["A"]:
            agent.not_ready()
        while True:
            yield floor.wait("1h")

    events = with_guests(layout, leaves)
    assert events["t"][-1] < (12 + 25) * 3600 * SECOND


def test_much_at_one_moment_finds_room(layout: Layout) -> None:
    def restless(floor: Floor) -> Any:
        yield floor.at("09:00")
        for _time in range(20_000):
            floor.agents["A-01"].not_ready()
            floor.agents["A-01"].ready()

    events = with_guests(layout, restless)
    assert (events["t"] == 32_400 * SECOND).sum() >= 40_000
    assert (np.diff(events["t"]) >= 0).all()


def test_processes_share_simpys_own_things(layout: Layout) -> None:
    """A function may start what it likes: here two people share one coffee machine."""
    import simpy

    drank = []

    def drinks(floor: Floor, machine: Any, agent: Any) -> Any:
        yield floor.at("10:00")
        agent.not_ready()
        with machine.request() as turn:
            yield turn
            yield floor.wait("3min")
            drank.append((agent.name, floor.time))
        agent.ready()

    def coffee(floor: Floor) -> None:
        machine = simpy.Resource(floor.env, capacity=1)
        for agent in floor.teams["A"][:2]:
            floor.env.process(drinks(floor, machine, agent))

    sound(layout, with_guests(layout, coffee))
    assert drank == [("A-01", "10:03:00"), ("A-02", "10:06:00")]


def whims(floor: Floor) -> Any:
    """Anybody may do anything at any moment, also at moments at which much else happens."""
    people, types = list(floor.agents.values()), list(floor._clock.layout.header.call_types)
    draw = floor.random
    while True:
        yield floor.wait(int(draw.integers(0, 40)))
        for _act in range(int(draw.integers(1, 4))):
            agent = people[draw.integers(len(people))]
            acts: list[Callable[[], Any]] = [
                agent.ready,
                agent.not_ready,
                lambda agent=agent: agent.not_ready(lasts=int(draw.integers(0, 100))),
                agent.sign_in,
                agent.sign_out,
                lambda agent=agent: setattr(agent, "pace", float(draw.uniform(0.5, 2))),
                lambda: floor.call(types[draw.integers(len(types))]),
            ]
            acts[draw.integers(len(acts))]()


@pytest.mark.parametrize("seed", range(40))
def test_whatever_guests_do_the_ledger_is_sound(seed: int) -> None:
    layout = a_layout(seed)
    workload = a_workload(layout, ties=True)
    sound(layout, with_guests(layout, whims, workload=workload))
