"""Callers and agents of a soak, who do what people do, at random. They see no more than people see."""

import random
from collections.abc import Callable
from typing import Any

from soak_faults import Faults
from soak_lines import SECOND, SILENT, Lines

from acd.events import AgentState
from acd.live.desk import DeskError
from acd.live.floor.at_desk import FloorDesk
from acd.live.floor.clock import VirtualClock
from acd.live.port import (
    Answered,
    CallCame,
    Held,
    HungUp,
    Leg,
    Pressed,
    Recorded,
    Refusal,
    Refused,
    Retrieved,
    Rings,
    Sampled,
    TransferAsked,
)

NUMBERS = ["95500"] * 5 + ["95501"] * 4 + ["99999"]


class Callers:
    """They come until :attr:`is_over`, press keys, lose patience, talk, hang up anywhere."""

    def __init__(self, lines: Lines, faults: Faults, rng: random.Random, every: float) -> None:
        self._lines = lines
        self._faults = faults
        self._rng = rng
        self._every = every
        self._count = 0
        self.is_over = False

    def next(self) -> None:
        """One calls; another will."""
        if self.is_over:
            return
        self._count += 1
        leg = f"c{self._count}"
        self._lines.begin(leg)
        caller = f"1380000{self._rng.randrange(3000):04d}"
        self._lines.wire.tell(CallCame(leg, caller, self._rng.choice(NUMBERS), trunk="carrier"))
        self._lines.later(self._rng.expovariate(1 / 60), self._hangs_up, leg)
        self._lines.later(self._rng.expovariate(1 / self._every), self.next)

    def called(self, leg: Leg) -> None:
        """An agent calls somebody outside: there, busy, unknown, or nobody at all."""
        rng, lines = self._rng, self._lines
        lines.wire.tell(Rings(leg))
        draw, after = rng.random(), rng.expovariate(1 / 8)
        if draw < 0.6:
            lines.later(after, self._is_there, leg)
        elif draw < 0.9:
            lines.later(after, lines.gone, leg, Refused(leg, Refusal.UNREACHABLE, rng.choice([486, 404, 480, 503])))

    def _is_there(self, leg: Leg) -> None:
        if leg in self._lines.up:
            self._lines.answered.add(leg)
            self._lines.wire.tell(Answered(leg))

    def hears(self, leg: Leg, joined: bool) -> None:
        """Something is played, or an agent is there."""
        rng, later = self._rng, self._lines.later
        if joined and self._faults.strikes("audio dies"):
            later(SILENT / SECOND, self._lines.gone, leg, HungUp(leg, lost=True))
        elif joined:
            later(rng.expovariate(1 / 40), self._hangs_up, leg)
        elif rng.random() < 0.5:
            later(rng.uniform(0.1, 5), self._presses, leg)

    def _presses(self, leg: Leg) -> None:
        if leg in self._lines.up:
            self._lines.wire.tell(Pressed(leg, self._rng.choice("112239*#")))

    def _hangs_up(self, leg: Leg) -> None:
        self._lines.gone(leg, HungUp(leg, lost=self._rng.random() < 0.05))


class Agents:
    """Each does something every few seconds; ``desk`` and ``state`` are those of the present life."""

    def __init__(
        self, names: list[str], lines: Lines, clock: VirtualClock, faults: Faults, rng: random.Random, pause: float
    ) -> None:
        self._names = names
        self._lines = lines
        self._clock = clock
        self._faults = faults
        self._rng = rng
        self._pause = pause
        self.is_cut_off = False
        self.is_evening = False
        """Nobody calls out any more."""
        self.desk: FloorDesk
        self.state: Callable[[str], int]

    def begin(self) -> None:
        for name in self._names:
            self._lines.later(self._rng.uniform(0, 5), self._lines.came, name)
            self._lines.later(self._rng.uniform(1, 9), self._acts, name)

    def connect_again(self) -> None:
        """After the centre was gone, phones register by and by."""
        for name in self._names:
            self._lines.later(self._rng.uniform(0.1, 30), self._lines.came, name)

    # phones

    def rings(self, leg: Leg, user: str) -> None:
        """Picked up, late or never; declined; or the phone is gone meanwhile."""
        rng, lines = self._rng, self._lines
        if self._faults.strikes("phone dies silently"):
            self._dies(user)
        elif self._faults.strikes("phone unregisters"):
            lines.went(user)
            lines.later(rng.uniform(1, 60), lines.came, user)
        draw, after = rng.random(), rng.expovariate(1 / 4)
        if draw < 0.8:
            lines.later(after, self._picks_up, leg, user)
        elif draw < 0.9:
            lines.later(after, lines.gone, leg, Refused(leg, Refusal.REJECTED, 486))
        elif draw < 0.93:
            lines.later(after, lines.gone, leg, Refused(leg, Refusal.UNREACHABLE, 503))

    def _picks_up(self, leg: Leg, user: str) -> None:
        if leg in self._lines.up and user not in self._lines.dead:
            self._lines.answered.add(leg)
            self._lines.wire.tell(Answered(leg))

    def _dies(self, user: str) -> None:
        """Nobody knows: registrations run out, audio is missed."""
        lines = self._lines
        lines.dead.add(user)
        for leg, whose in [*lines.up.items()]:
            if whose == user and leg in lines.answered:
                lines.later(SILENT / SECOND, lines.gone, leg, HungUp(leg, lost=True))
        lines.later(50, lines.went, user)
        lines.later(90, self._is_mended, user)

    def _is_mended(self, user: str) -> None:
        self._lines.dead.discard(user)
        self._lines.came(user)

    def hears(self, leg: Leg, joined: bool) -> None:
        """The phone's own doings in a talk."""
        lines, rng, user = self._lines, self._rng, self._lines.up[leg]
        if not joined or user in lines.dead:
            return
        if self._faults.strikes("audio dies"):
            lines.later(SILENT / SECOND, lines.gone, leg, HungUp(leg, lost=True))
        draw, after = rng.random(), rng.expovariate(1 / 15)
        if draw < 0.3:
            lines.later(after, lines.gone, leg, HungUp(leg))
        elif draw < 0.45:
            lines.later(after, self._tells, leg, Held(leg))
            lines.later(after + rng.uniform(0.1, 20), self._tells, leg, Retrieved(leg))
        elif draw < 0.55:
            lines.later(after, self._tells, leg, TransferAsked(leg, rng.choice(["8001", "1003", "95500", "77"])))
        elif draw < 0.6:
            others = [other for other, whose in lines.up.items() if whose]
            lines.later(after, self._tells, leg, TransferAsked(leg, "1003", rng.choice(others)))
        elif draw < 0.7:
            lines.later(after, self._tells, leg, Sampled(leg, rng.uniform(1, 4.4), 4.0, 0.01, 50.0))
            lines.later(after, self._tells, leg, Recorded(leg, "r.wav", after))

    def _tells(self, leg: Leg, what: Any) -> None:
        if leg in self._lines.up and self._lines.up[leg] not in self._lines.dead:
            self._lines.wire.tell(what)

    # screens

    def _acts(self, name: str) -> None:
        rng = self._rng
        self._lines.later(rng.expovariate(1 / self._pause), self._acts, name)
        if self.is_cut_off:
            return
        state = self.state(name)
        if self._faults.strikes("request at a wrong moment"):
            state = rng.choice([*AgentState])
        doing = rng.choice(self._doings(name, state))
        try:
            doing().send(None)
        except StopIteration:
            pass
        except DeskError as refused:
            assert str(refused)  # noqa: PT017 - most requests are not refused

    def _doings(self, name: str, state: int) -> list[Callable[[], Any]]:
        desk, rng = self.desk, self._rng
        to = rng.choice([*self._names, "8001", "sales", "1003", "nowhere"])
        number = "nobody any more" if self.is_evening else f"139{rng.randrange(50):02d}"

        def wait() -> Any:
            return desk.ask_help(name)

        match state:
            case AgentState.SIGNED_OUT:
                return [lambda: desk.sign_in(name, "7")]
            case AgentState.NOT_READY:
                return [lambda: desk.ready(name)] * 4 + [
                    lambda: desk.not_ready(name, "tea"),
                    lambda: desk.dial(name, number),
                    wait,
                ]
            case AgentState.READY:
                away = [lambda: desk.not_ready(name, "lunch"), lambda: desk.sign_out(name)]
                away += [lambda: desk.dial(name, number)] * 2
                return [*away, *[lambda: desk.ready(name)] * 20]
            case AgentState.RINGING:
                return [lambda: desk.reject(name), wait, wait, lambda: desk.not_ready(name, "tea")]
            case AgentState.WRAP_UP:
                return [lambda: desk.wrapped_up(name)] * 4 + [
                    lambda: desk.code(name, "order", resolved=True),
                    lambda: desk.result(name, "handled"),
                    lambda: desk.dial(name, number),
                    lambda: desk.extend(name),
                    lambda: desk.sign_out(name),
                    lambda: desk.not_ready(name, "tea"),
                ]
            case AgentState.TALKING:
                return [
                    lambda: desk.hold(name),
                    lambda: desk.transfer(name, to),
                    lambda: desk.consult(name, to),
                    lambda: desk.consult(name, to),
                    lambda: desk.survey(name),
                    lambda: desk.hang_up(name),
                    lambda: desk.sign_out(name),
                    lambda: desk.not_ready(name, "lunch"),
                    lambda: desk.code(name, "order"),
                    lambda: desk.press(name, "12"),
                    lambda: desk.pause_recording(name, True),
                    wait,
                ]
            case _:
                return [
                    lambda: desk.retrieve(name),
                    lambda: desk.undo(name),
                    lambda: desk.complete(name),
                    lambda: desk.complete(name),
                    lambda: desk.consult(name, to),
                    lambda: desk.transfer(name, to),
                    lambda: desk.hang_up(name),
                ]
