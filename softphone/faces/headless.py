"""``softphone --headless``: a workplace for programs, JSON objects a line, both ways.

``{"id": 1, "do": "answer"}`` is answered by ``{"id": 1, "done": true}`` or ``{"id": 1, "refused": {"words": …}}``;
whatever changes is told as ``{"desk": {…}}``, a call that rings, is answered or ends as ``{"happened": …, "call": …}``.
Knows the intents of the registry. Refuses to know where the lines come from.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any, Final

from acd.errors import HuawuError
from acd.language import _
from softphone.app.joining import Joining
from softphone.desk import Desk, Happening, facts
from softphone.desk.times import budget_left, held_now, in_state, rings, waited, wrap_up_left
from softphone.faces.stdio import Output
from softphone.keys import DOINGS, why_not
from softphone.keys.registry import ON_A_SCREEN
from softphone.looks.bar import trouble
from softphone.workplace import Happened, Workplace

ENTER: Final = "enter"
ASKED: Final = tuple(doing.intent for doing in DOINGS if doing.intent not in ON_A_SCREEN)


class Headless:
    """``say`` gets a line of JSON each time; ``happened`` is told of calls too."""

    def __init__(self, workplace: Workplace, joining: Joining, say: Output, happened: Happened | None = None) -> None:
        self._workplace = workplace
        self._joining = joining
        self._say = say
        self._also = happened or workplace.happened
        self._told = ""
        self._doing: set[asyncio.Task[None]] = set()
        workplace.changed = self._changed
        workplace.happened = self._happened

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Until there are no more lines."""
        self._workplace.start()
        await self._joining.begin(self._workplace)
        self._changed()
        try:
            async for line in lines:
                self._hear(line)
            await asyncio.gather(*self._doing)
        finally:
            await self._workplace.stop()

    def _hear(self, line: str) -> None:
        try:
            asked = json.loads(line)
            intent, number = asked.pop("do"), asked.pop("id", None)
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
            words = _('a line is a JSON object with "do": {example}')
            self._refuse(None, words.format(example='{"id": 1, "do": "answer"}'))
            return
        task = asyncio.get_running_loop().create_task(self._do(number, intent, asked))
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def _do(self, number: Any, intent: Any, given: dict[str, Any]) -> None:
        if intent == ENTER:
            why = await self._enter(given)
        elif not isinstance(intent, str) or intent not in ASKED:
            why = _("`do` is one of: {names}").format(names=", ".join([ENTER, *ASKED]))
        else:
            why = await self._workplace.do(intent, given)
        if why:
            self._refuse(number, why)
        else:
            self._write({"id": number, "done": True})

    async def _enter(self, given: dict[str, Any]) -> str:
        try:
            words = {name: str(value) for name, value in given.items()}
            await self._joining.enter(self._workplace, {"name": "", "secret": ""} | words)
        except HuawuError as error:
            return str(error)
        return ""

    def _refuse(self, number: Any, words: str) -> None:
        self._write({"id": number, "refused": {"words": words}})

    def _changed(self) -> None:
        told = json.dumps(snapshot(self._workplace.desk, self._workplace.clock()), ensure_ascii=False)
        if told != self._told:
            self._told = told
            self._say(f'{{"desk": {told}}}')

    def _happened(self, happening: Happening) -> None:
        self._also(happening)
        self._write({"happened": happening.what, "call": dict(happening.call)})

    def _write(self, message: object) -> None:
        self._say(json.dumps(message, ensure_ascii=False))


def snapshot(desk: Desk, now: float) -> dict[str, Any]:
    """All that a screen shows, as plain values; times are seconds."""
    ring = rings(desk, now)
    return {
        "situation": desk.situation.value,
        "in_state": round(in_state(desk, now), 1),
        "agent": desk.name,
        "seat": desk.seat,
        "reason": "" if desk.agent is None else desk.agent.reason,
        "after_call": "" if desk.agent is None else desk.agent.after_call,
        "codes": [] if desk.agent is None else list(desk.agent.codes),
        "call": dict(facts(desk)),
        "waited": waited(desk),
        "rings": None if ring is None else asdict(ring),
        "held": held_now(desk, now),
        "holds": 0 if desk.call is None else desk.call.holds,
        "aside": None if desk.aside is None else desk.aside.state,
        "wrap_up_left": wrap_up_left(desk, now),
        "next": None if desk.agent is None or desk.agent.next is None else asdict(desk.agent.next),
        "earlier": [] if desk.call is None else [asdict(contact) for contact in desk.call.earlier],
        "budget_left": budget_left(desk, now),
        "muted": desk.muted,
        "centre": {"up": desk.centre.up, "why": desk.centre.why},
        "phone": {"up": desk.phone.up, "registered": desk.line is not None and desk.line.registered},
        "pending": [each.intent for each in desk.pending.values()],
        "queues": [asdict(queue) for queue in desk.queues],
        "own": {figure.name: figure.value for figure in desk.own},
        "history": [asdict(contact) for contact in desk.history],
        "trouble": trouble(desk),
        "can": [intent for intent in ASKED if not why_not(desk, intent)],
    }
