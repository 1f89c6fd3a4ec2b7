"""Telephones of a soak: legs that ring, are answered, joined, hung up; and the wire that tells of it, badly at times.

Knows what telephony knows. Who answers and who hangs up when is up to people (:mod:`soak_people`).
"""

import random
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from soak_faults import Faults

from acd.events import MICROSECONDS
from acd.live.floor.clock import VirtualClock
from acd.live.port import (
    Answered,
    Busy,
    CallCame,
    Happening,
    Held,
    HungUp,
    Leg,
    PhoneCame,
    PhoneGone,
    Played,
    Pressed,
    Recorded,
    Refusal,
    Refused,
    Retrieved,
    Rings,
    Sampled,
    Sound,
    TransferAsked,
)

SECOND = MICROSECONDS
NO_REPLY = 32 * SECOND
"""After which telephony gives a phone up that does not reply (RFC 3261, timer B)."""
SILENT = 10 * SECOND
"""After which audio that stopped is told."""


class Wire:
    """Tells happenings, in their order unless a fault strikes; ``happened`` is whoever listens in this life."""

    def __init__(self, clock: VirtualClock, faults: Faults, rng: random.Random) -> None:
        self._clock = clock
        self._faults = faults
        self._rng = rng
        self._gone: deque[Leg] = deque(maxlen=400)
        self.happened: Callable[[Happening], None] = lambda _what: None
        self.told = 0

    def tell(self, what: Happening) -> None:
        strikes, draw = self._faults.strikes, self._rng.randrange
        if strikes("happening of a leg long gone") and self._gone:
            self._deliver(self._stale(), 0)
        if not isinstance(what, CallCame) and strikes("happening lost"):
            return
        delay = 0
        if strikes("happening out of order"):
            delay = draw(SECOND)
        if strikes("happening late"):
            delay = draw(20 * SECOND)
        self._deliver(what, delay)
        if strikes("happening twice"):
            self._deliver(what, draw(5 * SECOND))

    def leg_is_gone(self, leg: Leg) -> None:
        self._gone.append(leg)

    def _deliver(self, what: Happening, delay: int) -> None:
        """Never while the floor is at work: what it asks for is answered later."""
        listener = self.happened

        def arrive() -> None:
            if self.happened is listener:
                self.told += 1
                listener(what)

        self._clock.call_at(self._clock.now() + delay + self._rng.randrange(1, SECOND // 20), arrive)

    def _stale(self) -> Happening:
        leg, token = self._rng.choice(self._gone), str(self._rng.randrange(100))
        return self._rng.choice([
            Rings(leg), Answered(leg), Refused(leg, Refusal.REJECTED, 486), HungUp(leg), HungUp(leg, lost=True),
            Held(leg), Retrieved(leg), TransferAsked(leg, "8001"), Pressed(leg, "1"), Played(leg, token),
            Sampled(leg, 4.2, 3.0, 0.0, 40.0), Recorded(leg, "r.wav", 3.0),
        ])  # fmt: skip


class Lines:
    """Implements :class:`acd.live.port.Telephony`; ``person`` is told of a leg that rings, plays or is joined."""

    def __init__(self, clock: VirtualClock, wire: Wire, rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        self.wire = wire
        self.up: dict[Leg, str] = {}
        """Legs there are, with the phone's user; callers have none."""
        self.down_since: dict[Leg, int] = {}
        self.answered: set[Leg] = set()
        self.registered: set[str] = set()
        self.dead: set[str] = set()
        """Phones that are silent, though nobody knows yet."""
        self._used: set[Leg] = set()
        self._playing: dict[Leg, str] = {}
        self.rings: Callable[[Leg, str], None] = lambda _leg, _user: None
        self.called: Callable[[Leg], None] = lambda _leg: None
        self.hears: Callable[[Leg, bool], None] = lambda _leg, _joined: None

    def forget_all(self) -> None:
        """The machine is gone, with all that it knew."""
        for leg in [*self.up]:
            self.end(leg)
        self.registered.clear()

    def begin(self, leg: Leg, user: str = "") -> None:
        assert leg not in self._used, f"leg {leg} is used a second time"
        self._used.add(leg)
        self.up[leg] = user

    def end(self, leg: Leg) -> bool:
        """The leg is gone, whoever ended it; false where it was gone before."""
        if leg not in self.up:
            return False
        del self.up[leg]
        self.answered.discard(leg)
        self._playing.pop(leg, None)
        self.down_since[leg] = self._clock.now()
        self.wire.leg_is_gone(leg)
        return True

    def gone(self, leg: Leg, what: Happening) -> None:
        """The far end ended it."""
        if self.end(leg):
            self.wire.tell(what)

    def later(self, seconds: float, do: Callable[..., None], *what: Any) -> None:
        self._clock.call_at(self._clock.now() + max(1, round(seconds * SECOND)), lambda: do(*what))

    async def start(self, happened: Callable[[Happening], None]) -> None:
        self.wire.happened = happened

    async def stop(self) -> None:
        self.forget_all()

    def is_registered(self, user: str) -> bool:
        return user in self.registered

    def is_up(self, leg: Leg) -> bool:
        return leg in self.up

    def turn_away(self, leg: Leg, how: Busy) -> None:
        self.end(leg)

    def answer(self, leg: Leg) -> None:
        if leg in self.up:
            self.answered.add(leg)

    def ring(
        self, leg: Leg, user: str, shown: str, headers: Sequence[tuple[str, str]] = (), auto: bool = False
    ) -> None:
        self.begin(leg, user)
        if user not in self.registered:
            self.later(0.05, self.gone, leg, Refused(leg, Refusal.UNREACHABLE, 480))
        elif user in self.dead:
            self.later(NO_REPLY / SECOND, self._gives_up, leg)
        else:
            self.wire.tell(Rings(leg))
            self.rings(leg, user)

    def _gives_up(self, leg: Leg) -> None:
        if leg not in self.answered:
            self.gone(leg, Refused(leg, Refusal.UNREACHABLE, 0))

    def call(self, leg: Leg, number: str, trunk: str, shown: str) -> None:
        self.begin(leg)
        self.called(leg)

    def join(self, leg: Leg, other: Leg) -> None:
        for each in (leg, other):
            self._playing.pop(each, None)
        if leg in self.up and other in self.up:
            self.hears(leg, True)
            self.hears(other, True)

    def part(self, leg: Leg) -> None:
        """Who hears whom is of no consequence here."""

    def play(self, leg: Leg, sounds: Sequence[Sound], token: str = "", loop: bool = False) -> None:
        if leg not in self.up:
            return
        self._playing[leg] = token
        if token:
            self.later(self._rng.uniform(0.2, 4), self._played, leg, token)
        self.hears(leg, False)

    def _played(self, leg: Leg, token: str) -> None:
        if self._playing.get(leg) == token:
            self.wire.tell(Played(leg, token))

    def record(self, leg: Leg, recording: str) -> None:
        """Nothing is heard here that could be kept."""

    def pause_recording(self, leg: Leg, paused: bool) -> None:
        """See :meth:`record`."""

    def stop_recording(self, leg: Leg) -> None:
        """See :meth:`record`."""

    def press(self, leg: Leg, digits: str) -> None:
        """Nobody listens."""

    def transfer_told(self, leg: Leg, code: int) -> None:
        """The phone shows it."""

    def hang_up(self, leg: Leg) -> None:
        self.end(leg)

    def came(self, user: str) -> None:
        """A phone registers, as it does again and again."""
        if user not in self.dead:
            self.registered.add(user)
            self.wire.tell(PhoneCame(user))

    def went(self, user: str) -> None:
        if user in self.registered:
            self.registered.discard(user)
            self.wire.tell(PhoneGone(user))
