"""Who is connected, and what each is shown of what has changed.

Knows sessions and when what is pushed: a view at once, at the next tick whoever queues and whose own figures changed,
and at a full tick what runs on with time. Refuses to know what a view holds. Nothing that it is told of may stop the
floor: failures are logged.
"""

import hmac
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import structlog

from acd.errors import HuawuError
from acd.events import MICROSECONDS
from acd.language import _
from acd.live.channel.outbox import Outbox
from acd.live.channel.parts import Parts
from acd.live.channel.session import Session
from acd.live.channel.settings import VERSION, ChannelSettings
from acd.live.channel.wording import Message, RefusedError

_log: Final = structlog.get_logger("acd.channel")

_OWN_EVERY: Final = 5
"""Full ticks: shares of time that go on by themselves are no news every second."""


class Hub:
    """One session for each agent: the latest."""

    def __init__(self, parts: Parts, settings: ChannelSettings) -> None:
        self._desk = parts.desk
        self._board = parts.board
        self._own: Callable[[str, int], object] | None = getattr(parts.board, "own", None)
        self._full_ticks = 0
        self._changed_own: set[str] = set()
        self._lengths: dict[str, object] = {}
        self._settings = settings
        self._sessions: dict[str, Session] = {}
        self._boards: set[Outbox] = set()
        self.stop: Callable[[], None] = parts.desk.watch(self._changed)

    def knows(self, agent: str, token: object) -> bool:
        """Whether the agent's latest session has this token."""
        session = self._sessions.get(agent)
        return session is not None and isinstance(token, str) and _same(session.token, token)

    def enter(self, agent: str, token: object, outbox: Outbox) -> Session:
        """The agent is connected by ``outbox`` from now on, and by nothing else; the session goes on if it is known.

        Raises ``DeskError`` where the centre has no such agent.
        """
        self._desk.view(agent)
        before = self._sessions.get(agent)
        session = before if before and self.knows(agent, token) else Session(agent, self._settings.remembered)
        if before is not None and before.outbox is not None:
            before.outbox.last({"bye": {"why": "replaced"}})
            before.outbox = None
        session.outbox = outbox
        self._sessions[agent] = session
        outbox.answer(self._welcome(session))
        return session

    def leave(self, session: Session, outbox: Outbox) -> None:
        """A connection is gone; the session stays."""
        if session.outbox is outbox:
            session.outbox = None

    def _welcome(self, session: Session) -> Message:
        said: Message = {"version": VERSION, "agent": session.agent, "session": session.token}
        said |= {"now": self._settings.now() / MICROSECONDS, "view": self._desk.view(session.agent)}
        said |= {"queues": self._desk.queues(session.agent), "directory": self._desk.directory()}
        return {"welcome": said | dict(self._settings.told)}

    def enter_board(self, welcome: Message) -> Outbox:
        """Somebody looks at the board from now on. Raises :class:`RefusedError` (``full``)."""
        if len(self._boards) >= self._settings.boards:
            raise RefusedError("full", _("too many boards are shown already"))
        outbox = Outbox(self._settings.unsent)
        outbox.answer(welcome)
        self._boards.add(outbox)
        return outbox

    def leave_board(self, outbox: Outbox) -> None:
        """And no more."""
        self._boards.discard(outbox)

    def tick(self) -> None:
        """Push queues and own figures that an event changed."""
        changed, self._changed_own = self._changed_own, set()
        for session in self._sessions.values():
            if session.outbox is not None:
                self._show_queues(session.agent, session.outbox)
                if session.agent in changed:
                    self._show_own(session.agent, session.outbox)

    def full_tick(self) -> None:
        """Push also what only time changed, and boards, to whoever has not seen it; own figures now and then."""
        with_own, self._full_ticks = self._full_ticks % _OWN_EVERY == 0, self._full_ticks + 1
        for session in self._sessions.values():
            if (outbox := session.outbox) is not None:
                self._push(outbox, "view", partial(self._desk.view, session.agent))  # a phone comes without an event
                self._push(outbox, "queues", partial(self._desk.queues, session.agent))
                if with_own:
                    self._show_own(session.agent, outbox)
        if self._boards:
            self._show_board()

    def bye(self, why: str) -> None:
        """The last word to everybody."""
        outboxes = [session.outbox for session in self._sessions.values() if session.outbox is not None]
        for outbox in [*outboxes, *self._boards]:
            outbox.last({"bye": {"why": why}})

    def snapshot(self) -> object:
        """The board now."""
        return self._board.snapshot(self._settings.now())

    def _changed(self, agent: str) -> None:
        self._changed_own.add(agent)
        session = self._sessions.get(agent)
        if session is not None and session.outbox is not None:
            self._push(session.outbox, "view", partial(self._desk.view, agent))

    def _show_queues(self, agent: str, outbox: Outbox) -> None:
        """Where lengths or people changed: the longest wait alone changes all the time."""
        queues = self._desk.queues(agent)
        lengths = [replace(queue, longest=0.0) for queue in queues]
        if self._lengths.get(agent) != lengths:
            self._lengths[agent] = lengths
            self._push(outbox, "queues", lambda: queues)

    def _show_own(self, agent: str, outbox: Outbox) -> None:
        if (own := self._own) is not None:
            self._push(outbox, "own", lambda: own(agent, self._settings.now()))

    def _show_board(self) -> None:
        try:
            snapshot = self.snapshot()
        except Exception:
            _log.exception("the board cannot be shown")
            return
        for outbox in self._boards:
            outbox.latest("board", snapshot)

    def _push(self, outbox: Outbox, what: str, now: Callable[[], Any]) -> None:
        try:
            outbox.latest(what, now())
        except HuawuError as error:
            _log.warning("not shown", what=what, why=str(error))
        except Exception:
            _log.exception("not shown", what=what)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode("utf-8", "surrogatepass"))
