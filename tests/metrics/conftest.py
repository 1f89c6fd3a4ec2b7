"""Ledgers made by hand and by chance, for everything that derives figures from them."""

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from acd.events import MICROSECONDS, NOBODY, AgentState, Kind, QueueCause, Stage, Unanswered
from metrics.ledger.header import Header, Person
from metrics.ledger.rows import EVENT

S = AgentState


class Day:
    """A ledger written event by event; times in seconds, agents and groups by their place in the header."""

    def __init__(self, groups: int = 1, agents: int = 1, **frame: Any) -> None:
        names = [f"g{i}" for i in range(groups)]
        everyone = dict.fromkeys(names, 1)
        frame.setdefault("people", [Person(f"a{i}", "AB"[i % 2], "experienced", everyone) for i in range(agents)])
        frame.setdefault("call_types", ["enquiry", "claim"])
        self.header = Header(groups=names, teams=["A", "B"], reasons=["work", "rest", "lesson"], **frame)
        self.header.authorised = frozenset({"lesson"})
        self.rows: list[tuple[int, ...]] = []
        self.states = [S.SIGNED_OUT] * agents

    def at(self, t: float, kind: Kind, call: int = -1, group: int = -1, agent: int = -1, *own: int) -> None:
        """Append one event; ``own`` are its columns a, b, c."""
        a, b, c = (*own, -1, -1, -1)[:3]
        self.rows.append((round(t * MICROSECONDS), kind, group, call, agent, a, b, c))

    def state(self, t: float, agent: int, state: AgentState, reason: int = NOBODY) -> None:
        """The agent's state changes."""
        if state != self.states[agent]:
            self.at(t, Kind.AGENT_STATE, -1, -1, agent, state, self.states[agent], reason)
            self.states[agent] = state

    def sign_in(self, t: float, agent: int, state: AgentState = S.READY) -> None:
        self.at(t, Kind.AGENT_SIGNED_IN, -1, -1, agent)
        self.state(t, agent, state)

    def sign_out(self, t: float, agent: int) -> None:
        self.at(t, Kind.AGENT_SIGNED_OUT, -1, -1, agent)
        self.state(t, agent, S.SIGNED_OUT)

    def offer(self, t: float, call: int, group: int = 0, call_type: int = 0) -> None:
        self.at(t, Kind.CALL_ARRIVED, call, -1, -1, call_type, 0, 0)
        self.at(t, Kind.CALL_OFFERED, call, group)

    def queue(self, t: float, call: int, group: int = 0, cause: QueueCause = QueueCause.NO_AGENT) -> None:
        self.at(t, Kind.CALL_QUEUED, call, group, -1, 1, cause)

    def ring(self, t: float, call: int, agent: int = 0, group: int = 0) -> None:
        self.at(t, Kind.CALL_RINGING, call, group, agent, 1)
        self.state(t, agent, S.RINGING)

    def miss(self, t: float, call: int, agent: int = 0, group: int = 0, then: AgentState = S.NOT_READY) -> None:
        self.at(t, Kind.CALL_UNANSWERED, call, group, agent, Unanswered.NO_ANSWER)
        self.state(t, agent, then)

    def answer(self, t: float, call: int, agent: int = 0, group: int = 0) -> None:
        self.at(t, Kind.CALL_ANSWERED, call, group, agent)
        self.state(t, agent, S.TALKING)

    def hold(self, t: float, call: int, agent: int = 0, lasts: float = 10) -> None:
        self.at(t, Kind.CALL_HELD, call, -1, agent)
        self.state(t, agent, S.HOLDING)
        self.at(t + lasts, Kind.CALL_RETRIEVED, call, -1, agent)
        self.state(t + lasts, agent, S.TALKING)

    def end(self, t: float, call: int, agent: int = 0, group: int = 0, wrap: float = 0) -> None:
        self.at(t, Kind.CALL_ENDED, call, group, agent, 0)
        if wrap:
            self.state(t, agent, S.WRAP_UP)
        self.state(t + wrap, agent, S.READY)

    def abandon(self, t: float, call: int, group: int = 0, agent: int = -1) -> None:
        self.at(t, Kind.CALL_ABANDONED, call, group, agent, Stage.QUEUE if agent < 0 else Stage.RINGING)
        if agent >= 0:
            self.state(t, agent, S.READY)

    def events(self) -> Any:
        """The rows in order of time as the readers give them."""
        return np.array(sorted(self.rows, key=lambda row: row[0]), EVENT)


class Chance:
    """A plausible day drawn event by event: what may happen next is drawn from what the state of things allows."""

    def __init__(self, seed: int, steps: int, **frame: Any) -> None:
        self.draw = random.Random(seed)
        self.day = Day(groups=3, agents=4, **frame)
        self.t = 8 * 3600.0
        self.calls = 0
        self.waiting: dict[int, int] = {}
        self.up: dict[int, tuple[int, int]] = {}
        for agent in range(4):
            self.plan(agent)
        for _ in range(steps):
            self.t += self.draw.choice([0, 0.5, 3.000001, 40])
            self.draw.choice(
                [self.arrive, self.arrive, self.give_up, self.work, self.work, self.work, self.come_and_go]
            )()

    def plan(self, agent: int) -> None:
        begin = 8 * 3600
        for k in range(12):
            start = begin + k * 600
            self.day.at(self.t, Kind.SHIFT_PLANNED, -1, -1, agent, start, start + 600, k % 3 // 2)

    def arrive(self) -> None:
        self.calls += 1
        call, group = self.calls, self.draw.randrange(3)
        self.day.at(self.t, Kind.CALL_ARRIVED, call, -1, -1, self.draw.randrange(2), 0, 0)
        fate = self.draw.random()
        if fate < 0.05:
            self.day.at(self.t, Kind.CALL_BLOCKED, call, -1, -1, self.draw.randrange(3))
            return
        if fate < 0.3:
            self.day.at(self.t, Kind.IVR_STARTED, call)
            if fate < 0.15:
                self.t += 10
                self.day.at(self.t, self.draw.choice([Kind.IVR_COMPLETED, Kind.IVR_ABANDONED]), call)
                return
        self.day.at(self.t, Kind.CALL_OFFERED, call, group)
        if fate > 0.97:
            self.day.abandon(self.t, call, group)
            return
        self.day.queue(self.t, call, group)
        self.waiting[call] = group

    def give_up(self) -> None:
        if not self.waiting:
            return
        call = self.draw.choice(list(self.waiting))
        group = self.waiting.pop(call)
        fate = self.draw.random()
        if fate < 0.2:
            self.day.at(self.t, Kind.CALL_DEFLECTED, call, group, -1, 1, 0)
        elif fate < 0.3:
            self.day.at(self.t, Kind.CALL_LOST, call)
        elif fate < 0.6:
            self.day.at(self.t, Kind.CALL_OVERFLOWED, call, group, -1, (group + 1) % 3, 0, self.draw.randrange(2))
            self.waiting[call] = group
        else:
            self.day.abandon(self.t, call, group)

    def work(self) -> None:
        agent = self.draw.randrange(4)
        state = self.day.states[agent]
        if state == S.READY and self.waiting:
            call = self.draw.choice(list(self.waiting))
            self.up[agent] = call, self.waiting.pop(call)
            self.day.ring(self.t, call, agent, self.serving(agent))
        elif state == S.RINGING:
            self.ringing(agent, *self.up[agent])
        elif state == S.TALKING:
            self.talking(agent, *self.up[agent])
        elif state == S.WRAP_UP:
            self.day.state(self.t, agent, S.READY)

    def serving(self, agent: int) -> int:
        return self.draw.choice([self.up[agent][1]] * 3 + [self.draw.randrange(3)])

    def ringing(self, agent: int, call: int, group: int) -> None:
        fate = self.draw.random()
        if fate < 0.6:
            self.day.answer(self.t, call, agent, self.serving(agent))
        elif fate < 0.8:
            self.day.miss(self.t, call, agent, group)
            self.day.queue(self.t, call, group, QueueCause.UNANSWERED)
            self.waiting[call] = group
        else:
            self.day.abandon(self.t, call, group, agent)

    def talking(self, agent: int, call: int, group: int) -> None:
        fate = self.draw.random()
        if fate < 0.2:
            self.day.hold(self.t, call, agent, 3)
            self.t += 3
        elif fate < 0.3:
            self.day.at(self.t, Kind.CALL_TRANSFERRED, call, group, agent, (group + 1) % 3)
            self.day.state(self.t, agent, S.WRAP_UP)
            self.day.queue(self.t, call, (group + 1) % 3, QueueCause.TRANSFER)
            self.waiting[call] = group
        else:
            self.day.at(self.t, Kind.CALL_ENDED, call, group, agent, self.draw.randrange(2))
            self.day.state(self.t, agent, self.draw.choice([S.WRAP_UP, S.READY]))

    def come_and_go(self) -> None:
        agent = self.draw.randrange(4)
        state = self.day.states[agent]
        if state == S.SIGNED_OUT:
            self.day.sign_in(self.t, agent)
        elif state == S.READY and self.draw.random() < 0.5:
            self.day.state(self.t, agent, S.NOT_READY, self.draw.choice([NOBODY, 1, 2]))
        elif state == S.NOT_READY:
            self.day.state(self.t, agent, S.READY)
        elif state == S.READY and self.draw.random() < 0.3:
            self.day.sign_out(self.t, agent)


@pytest.fixture(scope="session")
def make_day() -> type[Day]:
    """A ledger to be written by hand."""
    return Day


@pytest.fixture(scope="session")
def random_day() -> Callable[..., Day]:
    """A ledger of ``steps`` happenings drawn from a seed."""

    def draw(seed: int, steps: int = 400, **frame: Any) -> Day:
        return Chance(seed, steps, **frame).day

    return draw
