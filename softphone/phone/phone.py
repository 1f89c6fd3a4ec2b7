"""The phone: its calls, what may be done with them, and what screens see. Runs in one asyncio loop.

Knows which call a request means and what follows from what. Refuses to know SIP, devices and sockets: the engine and
the sound are given. What blocks runs in worker threads; happenings come into the loop in their order.
"""

import asyncio
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from acd.errors import HuawuError
from acd.language import _
from softphone.desk.cleaning import clean
from softphone.phone.line import Line, LineState, shown_headers
from softphone.phone.port import (
    Account,
    CallCame,
    Engine,
    Happening,
    HeldByPeer,
    Over,
    PhoneError,
    Pressed,
    Quality,
    Registered,
    Sound,
    Talks,
    Transferring,
    Unregistered,
)  # fmt: skip

KEPT: Final = 5.0
"""Seconds that a call which is over stays in the view, so that everybody sees why."""


class Phone:
    """``changed`` is called in the loop whenever the view may be another."""

    def __init__(self, engine: Engine, sound: Sound, changed: Callable[[], None]) -> None:
        self._engine = engine
        self._sound = sound
        self._changed = changed
        self._loop = asyncio.get_running_loop()
        self._lines: dict[str, Line] = {}
        self._account: Account | None = None
        self._registered = False
        self._why = _("not registered yet")
        self._auto_answer = False
        self._keys = ""
        self._quality: Quality | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def register(self, account: Account) -> None:
        """Be this user's phone from now on."""
        if self._account is not None:
            await asyncio.to_thread(self._engine.stop)
        self._account, self._registered, self._why = account, False, _("registering")
        self._changed()
        await asyncio.to_thread(self._engine.start, account, self._hear_from_afar)

    async def close(self) -> None:
        """End the calls, leave the server, let go of the devices."""
        self._sound.talk(None)
        await asyncio.to_thread(self._engine.stop)
        self._sound.close()

    def view(self) -> dict[str, Any]:
        """What screens see."""
        account = self._account
        quality = self._quality
        return {
            "user": account.user if account else "", "server": f"{account.server}:{account.port}" if account else "",
            "registered": self._registered, "why": self._why, "engine": self._engine.name,
            "secure": bool(account and account.transport == "tls"), "auto_answer": self._auto_answer,
            "calls": [line.view() for line in self._lines.values()], "audio": self._sound.view(), "keys": self._keys,
            "quality": quality and {name: getattr(quality, name) for name in ("mos", "jitter_ms", "loss", "rtt_ms")},
        }  # fmt: skip

    def sample(self) -> None:
        """Look at the quality of the call that talks."""
        line = self._one(LineState.TALKING)
        self._quality = self._engine.quality(line.leg) if line else None
        if line:
            self._changed()

    def may(self, do: str) -> None:
        """Raises :class:`PhoneError` where the engine cannot do this at all."""
        if do in self._engine.cannot:
            raise PhoneError("cannot", self._engine.cannot[do])

    async def answer(self, leg: str) -> None:
        line = self._meant(leg, LineState.RINGING, _("no call rings"))
        await self._hold_others(line)
        await asyncio.to_thread(self._engine.answer, line.leg)

    async def reject(self, leg: str) -> None:
        line = self._meant(leg, LineState.RINGING, _("no call rings"))
        await asyncio.to_thread(self._engine.reject, line.leg)
        self._over(line, _("declined"))

    async def hang_up(self, leg: str) -> None:
        line = self._meant_or_any(leg)
        end = self._engine.reject if line.state is LineState.RINGING else self._engine.hang_up
        await asyncio.to_thread(end, line.leg)
        self._over(line, "")

    async def hold(self, leg: str) -> None:
        self.may("hold")
        line = self._meant(leg, LineState.TALKING, _("no call talks"))
        await asyncio.to_thread(self._engine.hold, line.leg)
        self._become(line, LineState.HELD)

    async def retrieve(self, leg: str) -> None:
        self.may("retrieve")
        line = self._meant(leg, LineState.HELD, _("no call is on hold"))
        await self._hold_others(line)
        await asyncio.to_thread(self._engine.retrieve, line.leg)
        self._become(line, LineState.TALKING)

    async def mute(self, leg: str, muted: bool) -> None:
        line = self._meant(leg, LineState.TALKING, _("no call talks"))
        line.muted = muted
        self._follow()

    async def dial(self, to: str, consulting: str = "") -> None:
        """Call ``to``; who is talked with is held meanwhile."""
        if not to.strip():
            raise PhoneError("malformed", _("dial whom? Give a number or a SIP address"))
        if not self._registered:
            raise PhoneError("not_registered", _("the phone is not registered: {why}").format(why=self._why))
        if any(line.state is LineState.DIALLING for line in self._lines.values()):
            raise PhoneError("dialling", _("a call is being dialled already; hang it up first"))
        await self._hold_others(None)
        leg = _new_leg()
        self._lines[leg] = Line(leg, "out", clean(to), "", LineState.DIALLING, time.monotonic(), consulting=consulting)
        self._follow()
        try:
            await asyncio.to_thread(self._engine.dial, leg, to)
        except HuawuError as error:
            self._over(self._lines[leg], str(error))
            raise

    async def press(self, leg: str, digits: str) -> None:
        line = self._meant(leg, LineState.TALKING, _("no call talks"))
        if not digits or any(digit not in "0123456789*#ABCD" for digit in digits):
            raise PhoneError("malformed", _("keys are 0 to 9, *, # and A to D"))
        await asyncio.to_thread(self._engine.press, line.leg, digits)

    async def transfer(self, leg: str, to: str) -> None:
        """Hand the call to ``to`` without a word; whoever fails to be reached leaves it here."""
        self.may("transfer")
        line = self._meant_or_any(leg)
        if not line.state.is_up or not to.strip():
            raise PhoneError("no_call", _("there is no call to transfer, or no number to transfer it to"))
        await asyncio.to_thread(self._engine.transfer, line.leg, to)

    async def consult(self, leg: str, to: str) -> None:
        self.may("consult")
        line = self._meant_or_any(leg)
        if line.state is LineState.TALKING:
            await self.hold(line.leg)
        await self.dial(to, consulting=line.leg)

    async def complete(self) -> None:
        self.may("complete")
        second, first = self._consultation()
        if not second.state.is_up:
            raise PhoneError("not_answered", _("{number} has not answered yet").format(number=second.number))
        await asyncio.to_thread(self._engine.complete, first.leg, second.leg)

    async def undo(self) -> None:
        """End the consultation and go back to the caller."""
        second, first = self._consultation()
        await self.hang_up(second.leg)
        if first.state is LineState.HELD:
            await self.retrieve(first.leg)

    def auto_answer(self, on: bool) -> None:
        self._auto_answer = on
        self._changed()

    def _hear_from_afar(self, happening: Happening) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._hear, happening)

    def _hear(self, happening: Happening) -> None:
        match happening:
            case Registered():
                self._registered, self._why = True, ""
            case Unregistered(why):
                self._registered, self._why = False, why
            case CallCame():
                self._came(happening)
            case _ if (line := self._lines.get(happening.leg)) is not None and line.state is not LineState.OVER:
                self._happened(line, happening)
        self._follow()

    def _came(self, came: CallCame) -> None:
        line = Line(came.leg, "in", clean(came.number), clean(came.name), LineState.RINGING, time.monotonic())
        line.headers = shown_headers(came.headers)
        self._lines[came.leg] = line
        if (came.at_once or self._auto_answer) and not any(each.state.is_up for each in self._lines.values()):
            self._soon(self.answer(came.leg))

    def _happened(self, line: Line, happening: Happening) -> None:
        match happening:
            case Talks(_leg, codec, secure):
                line.codec, line.secure = codec, secure
                line.become(LineState.TALKING, time.monotonic())
            case HeldByPeer(_leg, held) if line.state is not LineState.HELD:
                line.become(LineState.HELD_BY_PEER if held else LineState.TALKING, time.monotonic())
            case Pressed(_leg, digit):
                self._keys = (self._keys + digit)[-20:]
            case Transferring(_leg, status) if status >= 300:
                line.why = _("the transfer failed ({status}); the caller is still here").format(status=status)
            case Over(_leg, why):
                self._over(line, why)

    def _over(self, line: Line, why: str) -> None:
        if line.state is LineState.OVER:
            return
        line.why = why
        self._become(line, LineState.OVER)
        self._loop.call_later(KEPT, self._forget, line.leg)

    def _forget(self, leg: str) -> None:
        self._lines.pop(leg, None)
        self._changed()

    def _become(self, line: Line, state: LineState) -> None:
        line.become(state, time.monotonic())
        self._follow()

    def _follow(self) -> None:
        """The sound is of the call that talks; it rings while one rings and none is up."""
        line = self._one(LineState.TALKING)
        self._sound.talk(line.leg if line else None)
        self._sound.mute(bool(line and line.muted))
        self._sound.ring(self._one(LineState.RINGING) is not None and line is None)
        if line is None:
            self._quality = None
        self._changed()

    async def _hold_others(self, line: Line | None) -> None:
        for other in list(self._lines.values()):
            if other is not line and other.state is LineState.TALKING:
                await self.hold(other.leg)

    def _one(self, state: LineState) -> Line | None:
        return next((line for line in self._lines.values() if line.state is state), None)

    def _meant(self, leg: str, state: LineState, none: str) -> Line:
        line = self._lines.get(leg) if leg else self._one(state)
        if line is None or line.state is not state:
            raise PhoneError("no_call", none)
        return line

    def _meant_or_any(self, leg: str) -> Line:
        order = (LineState.TALKING, LineState.DIALLING, LineState.HELD_BY_PEER, LineState.HELD, LineState.RINGING)
        line = self._lines.get(leg) if leg else next((each for state in order if (each := self._one(state))), None)
        if line is None or line.state is LineState.OVER:
            raise PhoneError("no_call", _("there is no call"))
        return line

    def _consultation(self) -> tuple[Line, Line]:
        for second in self._lines.values():
            first = self._lines.get(second.consulting)
            if first and LineState.OVER not in (second.state, first.state):
                return second, first
        raise PhoneError("no_consultation", _("there is no consultation"))

    def _soon(self, work: Any) -> None:
        task = self._loop.create_task(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(work: Any) -> None:
    """The caller may be gone by now."""
    with suppress(HuawuError):
        await work


def _new_leg() -> str:
    return secrets.token_hex(6)
