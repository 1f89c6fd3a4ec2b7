"""A request on its way to the desk and its answer on its way back, once each.

A request is done whether or not its connection lasts. Knows sessions and the table of requests. Refuses to know
sockets, and what is possible when: that is the desk's.
"""

import asyncio
from typing import Any, Final

import structlog

from acd.errors import HuawuError
from acd.language import _
from acd.live.channel.figures import Figures
from acd.live.channel.gate import Gate
from acd.live.channel.limits import Limit
from acd.live.channel.requests import Request, checked, find
from acd.live.channel.session import Session
from acd.live.channel.settings import ChannelSettings
from acd.live.channel.wording import Message, RefusedError, refused, written
from acd.live.desk import Desk
from acd.live.users import UserKind

_log: Final = structlog.get_logger("acd.channel")
_LARGEST: Final = 2**53 - 1
"""JavaScript has no whole numbers beyond (RFC 8259, section 6)."""


class Answering:
    """Requests in hand are tasks of their own, begun in the order in which they came."""

    def __init__(self, desk: Desk, gate: Gate, figures: Figures, settings: ChannelSettings) -> None:
        self._desk = desk
        self._gate = gate
        self._figures = figures
        self._settings = settings
        self._pace = Limit(2 * settings.requests, settings.requests, settings.monotonic)
        self._tasks: set[asyncio.Task[None]] = set()

    def ask(self, session: Session, address: str, message: Message) -> None:
        """Begin what is asked. Raises :class:`RefusedError` where the message is no request at all."""
        number = message.get("id")
        if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= _LARGEST:
            raise RefusedError("malformed", _("`id` must be given: a whole number from 1 that counts up"))
        told = hash(written(message))
        try:
            if session.is_new(number, told):
                self._must_be_moderate(session)
                self._begin(session, number, told, address, message)
        except RefusedError as error:
            self._figures.turned_away(error.code)
            if session.outbox is not None:
                session.outbox.answer(refused(error, id=number))

    def _must_be_moderate(self, session: Session) -> None:
        if session.in_hand >= self._settings.in_hand or not self._pace.take(session.agent):
            raise RefusedError("too_fast", _("more requests than a person makes; wait a second"))

    def _begin(self, session: Session, number: int, told: int, address: str, message: Message) -> None:
        session.begin(number, told)
        task = asyncio.create_task(self._answer(session, number, address, message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, session: Session, number: int, address: str, message: Message) -> None:
        start, do = self._settings.monotonic(), "?"
        try:
            request, given = self._understood(address, message)
            do = request.name
            answer: Message = {"id": number, "done": await request.call(self._desk, session.agent, given)}
        except HuawuError as error:
            answer = refused(error, id=number)
        except Exception:
            _log.exception("a request failed", do=do, agent=session.agent)
            answer = refused(RefusedError("internal", _("this failed; the centre's log says why")), id=number)
        self._figures.answered(do, "done" if "done" in answer else "refused", self._settings.monotonic() - start)
        session.end(number, answer)

    def _understood(self, address: str, message: Message) -> tuple[Request, dict[str, Any]]:
        request = find(message.get("do"))
        given = checked(request, {name: value for name, value in message.items() if name not in ("id", "do")})
        if "approved_by" in given:
            given["approved_by"] = self._leader(address, **given["approved_by"])
        return request, given

    def _leader(self, address: str, name: str, secret: str) -> str:
        try:
            self._gate.admit(address, name, secret, [UserKind.LEADER])
        except RefusedError as error:
            raise RefusedError("consent", _("no consent: {why}").format(why=error)) from None
        return name
