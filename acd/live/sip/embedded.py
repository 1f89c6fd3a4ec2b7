"""The telephony port on sippy and our own media: the event loop's side.

Knows which leg has which port and whether it is held. What is asked goes to the SIP thread and to the media, in order;
what they tell comes back on the event loop's thread. Refuses to know calls.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from acd.live.media import Digit, LegDead, Media, MediaError, RecordingFailed
from acd.live.media import Played as PlayedOut
from acd.live.media import Recorded as RecordedOut
from acd.live.media import Sampled as SampledAudio
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
from acd.live.sip.description import FarEnd
from acd.live.sip.settings import Secrets, SipSettings
from acd.live.sip.thread import SIP_THREAD

_TURNED_AWAY: Final = {
    Busy.BUSY: (486, "Busy Here"),
    Busy.CLOSED: (480, "Temporarily Unavailable"),
    Busy.UNKNOWN: (404, "Not Found"),
    Busy.FAULT: (503, "Service Unavailable"),
}
_REASONS: Final = {100: "Trying", 200: "OK", 404: "Not Found", 480: "Temporarily Unavailable", 603: "Decline"}
_DECLINED: Final = (486, 600, 603)


@dataclass(slots=True)
class _Line:
    """One leg: where the far end hears, once that is known, and whether it holds us."""

    far: FarEnd | None = None
    held: bool = False
    is_open: bool = False


class EmbeddedTelephony:
    """Implements :class:`acd.live.port.Telephony`; the media must have been started."""

    def __init__(self, settings: SipSettings, secrets: Secrets, media: Media) -> None:
        self.settings = settings
        self._secrets = secrets
        self._media = media
        self._lines: dict[Leg, _Line] = {}
        self._stack: Any = None
        self._loop: asyncio.AbstractEventLoop
        self._happened: Callable[[Happening], None] = lambda _what: None

    async def start(self, happened: Callable[[Happening], None]) -> None:
        self._happened = happened
        self._loop = asyncio.get_running_loop()
        self._media.happened = self._heard
        if self.settings.port == 0:
            self.settings = replace(self.settings, port=free_port(self.settings.address))
        SIP_THREAD.start()
        self._stack = SIP_THREAD.do(self._built)

    def _built(self) -> Any:
        from acd.live.sip.stack import Stack

        return Stack(self.settings, self._secrets, self)  # type: ignore[arg-type]

    async def stop(self) -> None:
        if self._stack is not None:
            SIP_THREAD.do(self._stack.stop)
            self._stack = None
        for leg in [*self._lines]:
            self._close(leg)

    def is_registered(self, user: str) -> bool:
        return self._stack is not None and self._stack.registrar.of(user) is not None

    def is_up(self, leg: Leg) -> bool:
        return leg in self._lines

    # commands

    def turn_away(self, leg: Leg, how: Busy) -> None:
        self._close(leg)
        self._ask(leg, "turn_away", *_TURNED_AWAY[how])

    def answer(self, leg: Leg) -> None:
        port = self._open(leg)
        if port is None:
            self.turn_away(leg, Busy.FAULT)
            self._happened(HungUp(leg, lost=True))
        else:
            self._aim(leg)
            self._ask(leg, "answer", port)

    def ring(
        self, leg: Leg, user: str, shown: str, headers: Sequence[tuple[str, str]] = (), auto: bool = False
    ) -> None:
        more = [("Call-Info", "<sip:huawu>;answer-after=0")] if auto else []
        self._start(leg, lambda port: partial(self._stack.ring, leg, user, shown, port, [*headers, *more]))

    def call(self, leg: Leg, number: str, trunk: str, shown: str) -> None:
        self._start(leg, lambda port: partial(self._stack.call, leg, number, trunk, shown, port))

    def _start(self, leg: Leg, work: Callable[[int], Callable[[], None]]) -> None:
        self._lines[leg] = _Line()
        port = self._open(leg)
        if port is None:
            self._lines.pop(leg)
            self._loop.call_soon(self._happened, Refused(leg, Refusal.UNREACHABLE))
        else:
            SIP_THREAD.hand(work(port))

    def join(self, leg: Leg, other: Leg) -> None:
        if leg in self._lines and other in self._lines:
            self._media.join(leg, other)

    def part(self, leg: Leg) -> None:
        if self._is_open(leg):
            self._media.part(leg)

    def play(self, leg: Leg, sounds: Sequence[Sound], token: str = "", loop: bool = False) -> None:
        if self._is_open(leg):
            self._media.play(leg, list(sounds), token, loop)

    def record(self, leg: Leg, recording: str) -> None:
        if self._is_open(leg):
            self._media.record(leg, recording)

    def pause_recording(self, leg: Leg, paused: bool) -> None:
        if self._is_open(leg):
            self._media.pause_recording(leg, paused)

    def stop_recording(self, leg: Leg) -> None:
        if self._is_open(leg):
            self._media.stop_recording(leg)

    def press(self, leg: Leg, digits: str) -> None:
        if self._is_open(leg):
            self._media.press(leg, digits)

    def transfer_told(self, leg: Leg, code: int) -> None:
        self._ask(leg, "progress", code, _REASONS.get(code, "Failed"))

    def hang_up(self, leg: Leg) -> None:
        if leg in self._lines:
            self._close(leg)
            self._ask(leg, "hang_up")

    def _ask(self, leg: Leg, what: str, *arguments: object) -> None:
        SIP_THREAD.hand(self._stack.ask, leg, what, *arguments)

    def _is_open(self, leg: Leg) -> bool:
        line = self._lines.get(leg)
        return line is not None and line.is_open

    def _open(self, leg: Leg) -> int | None:
        line = self._lines.get(leg)
        if line is None:
            return None
        try:
            port = self._media.open(leg)
        except MediaError:
            return None
        line.is_open = True
        return port

    def _close(self, leg: Leg) -> None:
        line = self._lines.pop(leg, None)
        if line is not None and line.is_open:
            self._media.close(leg)

    def _aim(self, leg: Leg) -> None:
        line = self._lines.get(leg)
        if line is not None and line.far is not None and line.is_open:
            far = line.far
            sends = far.direction in ("sendrecv", "sendonly")
            self._media.aim(leg, far.host, far.port, far.payload, far.events, not far.holds, sends and not far.holds)

    # what the SIP thread tells (there), handed over (here)

    def _over_to(self, here: Callable[..., None], *arguments: object) -> None:
        self._loop.call_soon_threadsafe(here, *arguments)

    def came(self, dialog: Any, caller: str, dialled: str, far: FarEnd | None) -> None:
        told = CallCame(dialog.name, caller, dialled, dialog.trunk, dialog.user)
        self._over_to(self._came, told, far)

    def rings(self, name: str) -> None:
        self._over_to(self._tell, Rings(name))

    def answered(self, name: str, far: FarEnd) -> None:
        self._over_to(self._answered, name, far)

    def refused(self, name: str, code: int) -> None:
        why = Refusal.REJECTED if code in _DECLINED else Refusal.UNREACHABLE
        self._over_to(self._gone, name, Refused(name, why, code))

    def described(self, name: str, far: FarEnd) -> None:
        self._over_to(self._described, name, far)

    def hung_up(self, name: str) -> None:
        self._over_to(self._gone, name, HungUp(name))

    def pressed(self, name: str, key: str) -> None:
        self._over_to(self._tell, Pressed(name, key))

    def transfer_asked(self, name: str, to: str, replaces: str) -> None:
        self._over_to(self._tell, TransferAsked(name, to, replaces))

    def phone_came(self, user: str) -> None:
        self._over_to(self._happened, PhoneCame(user))

    def phone_gone(self, user: str) -> None:
        self._over_to(self._happened, PhoneGone(user))

    def over(self, dialog: Any) -> None:
        self._stack.over(dialog)

    def _came(self, what: CallCame, far: FarEnd | None) -> None:
        self._lines[what.leg] = _Line(far)
        self._happened(what)

    def _answered(self, leg: Leg, far: FarEnd) -> None:
        line = self._lines.get(leg)
        if line is not None:
            line.far = far
            self._aim(leg)
            self._happened(Answered(leg))

    def _described(self, leg: Leg, far: FarEnd) -> None:
        line = self._lines.get(leg)
        if line is None:
            return
        line.far, was = far, line.held
        line.held = far.holds
        self._aim(leg)
        if line.held != was:
            self._happened(Held(leg) if line.held else Retrieved(leg))

    def _gone(self, leg: Leg, what: Happening) -> None:
        if leg in self._lines:
            self._close(leg)
            self._happened(what)

    def _tell(self, what: Any) -> None:
        if what.leg in self._lines:
            self._happened(what)

    # what the media tell

    def _heard(self, what: Any) -> None:
        match what:
            case Digit(leg, digit):
                self._tell(Pressed(leg, digit))
            case PlayedOut(leg, token):
                self._tell(Played(leg, token))
            case LegDead(leg):
                if leg in self._lines:
                    self._ask(leg, "hang_up")
                    self._gone(leg, HungUp(leg, lost=True))
            case SampledAudio(leg, mos, jitter, loss, rtt):
                self._tell(Sampled(leg, mos, jitter, loss, rtt))
            case RecordedOut(leg, path, seconds):
                self._happened(Recorded(leg, path, seconds))
            case RecordingFailed(leg, path, why):
                self._happened(Recorded(leg, path, 0.0, why))


def free_port(address: str) -> int:
    """A UDP port that nobody has at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])
