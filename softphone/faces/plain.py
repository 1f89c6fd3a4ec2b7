"""``softphone --plain``: the desk as lines that a screen reader reads in order, and commands as words.

A line is said once, when it becomes so; nothing is drawn over. Knows the words of the screen. Refuses to know keys.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable
from typing import Any, Final

from acd.errors import HuawuError
from acd.language import _
from softphone.app.joining import Joining
from softphone.desk import HAS_CALL, Desk
from softphone.desk.times import HOLD, held_now, wrap_up_left
from softphone.faces.stdio import Output
from softphone.keys import BY_INTENT, DOINGS, Doing, label_now, why_not
from softphone.keys.registry import FIELDS, ON_A_SCREEN
from softphone.looks.bar import trouble
from softphone.looks.card import before, fields
from softphone.looks.side import figures
from softphone.looks.state import holds, waiting
from softphone.looks.words import clock_time, situation_word
from softphone.workplace import Happened, Workplace

_TICK: Final = 0.5
_SOON: Final = 10.0
"""Seconds before the end of a limit that are said."""

_LONG: Final = 1.0
"""Seconds for an answer that need no word."""

_COLUMNS: Final = 72
_FIELDS: Final = 4
"""Of a call that are said: caller, type, group, who it is."""


class Plain:
    """``say`` gets a line each time; ``happened`` is told of each call that rings, is answered or ends."""

    def __init__(self, workplace: Workplace, joining: Joining, say: Output, happened: Happened | None = None) -> None:
        self._workplace = workplace
        self._joining = joining
        self._say = say
        self._told: dict[str, str] = {}
        self._doing: set[asyncio.Task[None]] = set()
        workplace.changed = self.tell
        workplace.happened = happened or workplace.happened

    async def run(self, lines: AsyncIterator[str], entering: dict[str, str] | None = None) -> None:
        """Until there are no more lines, or the word ``quit``; ``entering`` has agent, secret and seat."""
        self._workplace.start()
        if entering is not None:
            await self._enter(entering)
        elif not await self._joining.begin(self._workplace):
            self._say(_("sign in: enter AGENT SECRET [SEAT]"))
        ticking = asyncio.get_running_loop().create_task(self._tick())
        try:
            async for line in lines:
                if line.strip() in ("quit", _("quit")):
                    break
                self.hear(line.strip())
            await asyncio.gather(*self._doing)
        finally:
            ticking.cancel()
            await self._workplace.stop()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            self.tell()

    def tell(self) -> None:
        """Say what has become so."""
        desk, now = self._workplace.desk, self._workplace.clock()
        said = desk.words(now)
        for what, words in (
            ("state", _state(desk, now)),
            ("call", _call(desk)),
            ("slow", _slow(desk, now)),
            ("soon", _soon(desk, now)),
            ("trouble", trouble(desk)),
            ("notice", "" if said is None else said.words),
        ):
            if words != self._told.get(what, ""):
                self._told[what] = words
                at = clock_time(desk.centre_time(now)) + " " if desk.centre.up else ""
                if words:
                    self._say(at + words)

    def hear(self, line: str) -> None:
        """Begin what the words say."""
        word, _space, rest = line.partition(" ")
        if word == "enter":
            words = [*rest.split(), "", ""]
            self._start(self._enter({"name": words[0], "secret": words[1], "seat": words[2]}))
        elif word in ("", "?", "help"):
            self._help()
        elif word in ("figures", "history"):
            draw = figures if word == "figures" else before
            self._lines([row.plain for row in draw(self._workplace.desk, _COLUMNS)])
        elif (doing := _doing(word)) is None or doing.intent in ON_A_SCREEN:
            self._say(_("{word}: nothing is called that; ? tells what can be done").format(word=word[:40]))
        else:
            self._begin(doing, rest.strip())

    def _begin(self, doing: Doing, given: str) -> None:
        field = FIELDS.get(doing.intent)
        if field is not None and not given and doing.intent != "sign_in":
            choices = _choices(doing.intent, self._workplace.desk)
            self._lines([_("{word} needs one of:").format(word=doing.intent), *choices])
            return
        self._start(self._do(doing.intent, {field: given} if field is not None and given else {}))

    async def _do(self, intent: str, given: dict[str, str]) -> None:
        label = label_now(BY_INTENT[intent], self._workplace.desk)
        if not await self._workplace.do(intent, given):
            self._say(_("done: {label}").format(label=label))

    async def _enter(self, given: dict[str, str]) -> None:
        try:
            await self._joining.enter(self._workplace, given)
        except HuawuError as error:
            self._say(str(error))

    def _help(self) -> None:
        desk = self._workplace.desk
        self._lines(
            f"{doing.intent} {'<' + FIELDS[doing.intent] + '> ' if doing.intent in FIELDS else ''}- {doing.meaning()}"
            for doing in DOINGS
            if not why_not(desk, doing.intent) and doing.intent not in ON_A_SCREEN - {"figures", "quit"}
        )

    def _lines(self, rows: Iterable[str]) -> None:
        for row in rows:
            self._say(row.rstrip())

    def _start(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(doing)
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)


def _doing(word: str) -> Doing | None:
    """By its name, or by its label in the language spoken."""
    wanted = word.casefold()
    return next((each for each in DOINGS if wanted in (each.intent, each.label().casefold().replace(" ", "_"))), None)


def _choices(intent: str, desk: Desk) -> list[str]:
    match intent:
        case "not_ready":
            return list(desk.reasons)
        case "code":
            return list(desk.codes)
        case "result":
            return list(desk.results)
        case "keypad":
            return ["0 1 2 3 4 5 6 7 8 9 * #"]
    return [f"{number} {label}" for number, label in desk.directory.items()]


def _call(desk: Desk) -> str:
    """Who is there: said once a call."""
    if desk.situation not in HAS_CALL:
        return ""
    return ", ".join(f"{name} {value}" for name, (value, _style) in fields(desk, desk.viewed)[:_FIELDS] if value)


def _state(desk: Desk, now: float) -> str:
    return ", ".join([situation_word(desk), *(words for words, _style in holds(desk, now))])


def _slow(desk: Desk, now: float) -> str:
    """What is waited for is said where it takes long."""
    return waiting(desk) if any(now - each.since > _LONG for each in desk.pending.values()) else ""


def _soon(desk: Desk, now: float) -> str:
    """A limit that comes near is said once."""
    left, held = wrap_up_left(desk, now), held_now(desk, now)
    if left is not None and left <= _SOON:
        return _("the wrap-up ends within {seconds:.0f} s").format(seconds=_SOON)
    if held is not None and held >= _SOON:
        return _("on hold for more than {seconds:.0f} s").format(seconds=HOLD if held > HOLD else _SOON)
    return ""
