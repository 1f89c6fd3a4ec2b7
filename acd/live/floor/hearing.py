"""What each caller and agent hears: music while waiting, what is told in between, and who hears whom.

Knows that whatever is played can be broken off: telling a caller something never delays an answer. Refuses to know why.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from acd.events import MICROSECONDS
from acd.live.floor.calls import LiveCall
from acd.live.floor.clock import Clock
from acd.live.port import Leg, Sound, Telephony
from acd.live.sounds import Sounds

Then = Callable[[], None]

_LONGEST: Final = 120 * MICROSECONDS
"""For anything that is said: nobody waits for ever for the word that it has been played."""


class Hearing:
    """Plays, and goes on when what was played has come to its end."""

    def __init__(self, telephony: Telephony, sounds: Sounds, clock: Clock) -> None:
        self._telephony = telephony
        self._sounds = sounds
        self._clock = clock
        self._then: dict[Leg, tuple[str, Then]] = {}
        self._count = 0

    def music(self, leg: Leg) -> None:
        """Hold music until something else is heard."""
        self._then.pop(leg, None)
        self._telephony.play(leg, [self._sounds.music], loop=True)

    def ring_back(self, leg: Leg) -> None:
        """The ring-back tone until something else is heard."""
        self._then.pop(leg, None)
        self._telephony.play(leg, [self._sounds.ring_back], loop=True)

    def tell(self, leg: Leg, sounds: Sequence[Sound], then: Then, at_most: int = _LONGEST) -> None:
        """Play sounds, then go on; at once where there are none, and at the latest when so long is over."""
        if not sounds:
            then()
            return
        self._count += 1
        token = str(self._count)
        self._then[leg] = token, then
        self._clock.call_at(self._clock.now() + at_most, partial(self.told, leg, token))
        self._telephony.play(leg, sounds, token)

    def told(self, leg: Leg, token: str) -> None:
        """What was played under a token has come to its end; late news of what was broken off changes nothing."""
        waiting = self._then.get(leg)
        if waiting is not None and waiting[0] == token:
            del self._then[leg]
            waiting[1]()

    def join(self, call: LiveCall) -> None:
        """Caller and agent hear each other."""
        self.forget(call.caller_leg)
        self.forget(call.agent_leg)
        self._telephony.join(call.caller_leg, call.agent_leg)

    def part(self, call: LiveCall) -> None:
        """The caller hears music, the agent nothing."""
        self._telephony.part(call.caller_leg)
        self.music(call.caller_leg)

    def forget(self, leg: Leg) -> None:
        """Whatever was to follow does not."""
        self._then.pop(leg, None)
