"""Telephones that exist in a test only: they note what is asked of them and do as they are told."""

from collections.abc import Callable, Sequence
from typing import Any

from acd.live.port import Busy, Happening, Leg, Sound


class ActedPhones:
    """Implements :class:`acd.live.port.Telephony`; ``asked`` is what was asked, in order."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.registered: set[str] = set()
        self.up: set[Leg] = set()
        self.playing: dict[Leg, str] = {}
        self.joined: dict[Leg, Leg] = {}
        self.happened: Callable[[Happening], None] = lambda _h: None

    async def start(self, happened: Callable[[Happening], None]) -> None:
        self.happened = happened

    async def stop(self) -> None:
        self.up.clear()

    def told(self) -> list[tuple[Any, ...]]:
        """What was asked since the last look."""
        asked, self.asked = self.asked, []
        return asked

    def is_registered(self, user: str) -> bool:
        return user in self.registered

    def is_up(self, leg: Leg) -> bool:
        return leg in self.up

    def turn_away(self, leg: Leg, how: Busy) -> None:
        self.up.discard(leg)
        self.asked.append(("turn_away", leg, str(how)))

    def answer(self, leg: Leg) -> None:
        self.up.add(leg)
        self.asked.append(("answer", leg))

    def ring(
        self, leg: Leg, user: str, shown: str, headers: Sequence[tuple[str, str]] = (), auto: bool = False
    ) -> None:
        self.up.add(leg)
        self.asked.append(("ring", leg, user))

    def call(self, leg: Leg, number: str, trunk: str, shown: str) -> None:
        self.up.add(leg)
        self.asked.append(("call", leg, number))

    def join(self, leg: Leg, other: Leg) -> None:
        self.joined[leg], self.joined[other] = other, leg
        self.playing.pop(leg, None)
        self.asked.append(("join", leg, other))

    def part(self, leg: Leg) -> None:
        other = self.joined.pop(leg, None)
        if other is not None:
            self.joined.pop(other, None)
        self.asked.append(("part", leg))

    def play(self, leg: Leg, sounds: Sequence[Sound], token: str = "", loop: bool = False) -> None:
        self.playing[leg] = token
        self.asked.append(("play", leg, *sounds))

    def record(self, leg: Leg, recording: str) -> None:
        self.asked.append(("record", leg))

    def pause_recording(self, leg: Leg, paused: bool) -> None:
        self.asked.append(("pause_recording", leg, paused))

    def stop_recording(self, leg: Leg) -> None:
        self.asked.append(("stop_recording", leg))

    def press(self, leg: Leg, digits: str) -> None:
        self.asked.append(("press", leg, digits))

    def transfer_told(self, leg: Leg, code: int) -> None:
        self.asked.append(("transfer_told", leg, code))

    def hang_up(self, leg: Leg) -> None:
        if leg in self.up:
            self.up.discard(leg)
            self.part(leg)
            self.asked.pop()
            self.asked.append(("hang_up", leg))


class NamedSounds:
    """Every text is a sound of its own name; music and tone are called so."""

    music = "music"
    zip_tone = "zip"
    ring_back = "ring back"

    def said(self, text: str) -> list[Sound]:
        return [text]
