"""A workplace: the desk with its two ends. The screen, plain lines and robots are faces of one.

Knows who is asked, and folds what is heard. Refuses to know how anything is shown.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final

from acd.errors import HuawuError
from acd.language import _
from softphone.desk import HAS_CALL, Connection, Desk, Happening, Situation, answered, clean, hear_centre, hear_phone
from softphone.keys import Request, requests, why_not
from softphone.keys.registry import BY_INTENT
from softphone.links import Link
from softphone.looks.words import result_word

Happened = Callable[[Happening], None]
_PAST: Final = 50
"""Calls of before that are looked up."""


class Workplace:
    """The phone is there from the start, the centre once an agent has entered.

    ``clock`` gives seconds that only count up. ``changed`` is called after each change, ``happened`` with each call
    that rings, is answered or ends.
    """

    def __init__(
        self,
        phone: Link | None,
        has_centre: bool = True,
        clock: Callable[[], float] = time.monotonic,
        happened: Happened | None = None,
    ) -> None:
        self.desk = Desk(has_centre=has_centre, has_phone=phone is not None)
        self.clock = clock
        self.changed: Callable[[], None] = lambda: None
        self.happened: Happened = happened or (lambda _happening: None)
        self._ends: dict[str, Link | None] = {"centre": None, "phone": phone}
        self._listening: dict[str, asyncio.Task[None]] = {}
        self._doing: set[asyncio.Task[None]] = set()
        self._wanted: dict[str, Any] | None = None

    def start(self) -> None:
        """Attach to the phone; needs a running loop."""
        self._listen("phone")

    async def stop(self) -> None:
        """Let go of both; what goes on there goes on."""
        await _ended(*self._listening.values(), *self._doing)

    async def enter(self, link: Link, sign_in: Mapping[str, Any] | None = None) -> None:
        """Speak to the centre by another link from now on.

        ``sign_in`` has the fields of that request, where it is to be made unless the agent is at work already.
        """
        if (before := self._listening.pop("centre", None)) is not None:
            await _ended(before)
        self._ends["centre"] = link
        self.desk.agent, self.desk.centre = None, Connection()
        self._wanted = None if sign_in is None else dict(sign_in)
        self._listen("centre")

    async def do(self, intent: str, given: Mapping[str, Any] | None = None) -> str:
        """Do it, or say why not; empty where it was done. What is shown changes when the other end says so."""
        why = why_not(self.desk, intent) or self._already(intent)
        if why:
            self.desk.say(why, self.clock())
            self.changed()
            return why
        for asked in requests(self.desk, intent, given or {}):
            if why := await self.ask(intent, asked):
                break
        return why

    def _already(self, intent: str) -> str:
        """A key pressed twice asks once: the second time the answer to the first is not known."""
        if intent == "keypad" or all(each.intent != intent for each in self.desk.pending.values()):
            return ""
        return _("{label}: asked already, the answer has not come").format(label=_label(intent))

    async def ask(self, intent: str, asked: Request) -> str:
        """Ask one end; pending until it answers. Why it was not done, empty where it was."""
        desk, link = self.desk, self._ends[asked.end]
        number = desk.begin(intent, self.clock())
        self.changed()
        try:
            if link is None:
                raise HuawuError(_("there is nobody to ask"))
            done = await link.ask(asked.do, dict(asked.given))
        except HuawuError as error:
            words = _("{label}: {why}").format(label=_label(intent), why=clean(str(error), 200))
            desk.say(words, self.clock())
            return words
        else:
            self._take(intent, asked, done)
            return ""
        finally:
            desk.end(number)
            self.changed()

    def _take(self, intent: str, asked: Request, done: dict[str, Any]) -> None:
        answered(self.desk, asked.do, done)
        match intent:
            case "code":
                self.desk.draft = ""
                self._begin(self.look_up("centre", "history", last=_PAST))
            case "result":
                self._begin(self.look_up("centre", "history", last=_PAST))
            case "pause_recording" if self.desk.call is not None:
                self.desk.paused = self.desk.call.number if asked.given["paused"] else None
            case "auto_answer":
                self.desk.auto_answer = bool(asked.given["on"])
        if (said := _SAID.get(intent)) is not None:
            self.desk.say(said(), self.clock(), bad=False)

    def _listen(self, end: str) -> None:
        link, fold = self._ends[end], hear_centre if end == "centre" else hear_phone
        if link is None:
            return

        def hear(message: dict[str, Any]) -> None:
            was_dialling = self.situation == Situation.DIALLING
            happenings = fold(self.desk, message, self.clock())
            for happening in happenings:
                self.happened(happening)
            if end == "centre" and ("welcome" in message or any(each.what == "end" for each in happenings)):
                self._begin(self._arrived("welcome" in message))
            elif was_dialling and self.situation not in HAS_CALL:
                self._begin(self._not_reached())
            self.changed()

        task = self._listening[end] = asyncio.create_task(link.run(hear))
        task.add_done_callback(partial(_broken, hear))

    async def _arrived(self, is_welcome: bool) -> None:
        """Sign in where that is wanted, and look up what the centre does not tell by itself."""
        wanted, self._wanted = (self._wanted, None) if is_welcome else (None, self._wanted)
        if wanted is not None and self.situation == Situation.SIGNED_OUT:
            await self.ask("sign_in", Request("centre", "sign_in", wanted))
        await self.look_up("centre", "history", last=_PAST)

    async def _not_reached(self) -> None:
        """Say why nobody is on the line whom the agent called."""
        await self.look_up("centre", "history", last=_PAST)
        latest = next(iter(self.desk.history), None)
        if latest is not None and latest.result and not latest.connected:
            self.desk.say(f"{latest.caller}: {result_word(latest.result)}", self.clock(), bad=False)
            self.changed()

    async def look_up(self, end: str, do: str, **given: Any) -> None:
        """Ask for what is only shown; where there is no answer, what was known stays."""
        link = self._ends[end]
        if link is not None:
            with suppress(HuawuError):
                answered(self.desk, do, await link.ask(do, given))
                self.changed()

    def _begin(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(doing)
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    @property
    def situation(self) -> Situation:
        """The one word for it."""
        return self.desk.situation


async def _ended(*tasks: "asyncio.Task[None]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _broken(hear: Callable[[dict[str, Any]], None], task: "asyncio.Task[None]") -> None:
    """A link that fails in a way nobody foresaw is lost, and says so."""
    if not task.cancelled() and (error := task.exception()) is not None:
        hear({"lost": f"{type(error).__name__}: {error}"})


def _label(intent: str) -> str:
    return BY_INTENT[intent].label() if intent in BY_INTENT else intent


_SAID: Final = {
    "code": lambda: _("Coded."),
    "ask_help": lambda: _("A leader has been called."),
    "extend": lambda: _("More time for the wrap-up."),
    "keypad": lambda: _("Pressed."),
}
