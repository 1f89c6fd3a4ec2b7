"""The transactions of RFC 3261 (section 17): what is lost is sent again, what came twice is answered alike.

Knows timers and keys. Refuses to know what requests mean; over TCP and TLS nothing is repeated.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from softphone.phone.rfc.text import Key, header, key, sequence, status
from softphone.phone.rfc.timers import Timers

T1: Final = 0.5
T2: Final = 4.0
GIVEN_UP: Final = 64 * T1
"""Seconds until nobody will answer any more (timers B, F and H)."""

Target = tuple[str, int]
Send = Callable[[bytes, Target], None]


@dataclass(slots=True)
class Asked:
    """A request under way. ``number`` gives the CSeq of its repetition behind a challenge."""

    text: str
    target: Target
    heard: Callable[[str], None]
    number: Callable[[], int]
    resent: Callable[[str], None] = lambda _text: None
    challenged: int = 0
    proceeding: bool = False


class Transactions:
    """All that one phone has under way."""

    def __init__(self, send: Send, timers: Timers, reliable: bool) -> None:
        self._send = send
        self._timers = timers
        self._reliable = reliable
        self._asked: dict[Key, Asked] = {}
        self._replied: dict[Key, tuple[bytes, Target]] = {}
        self._unacknowledged: set[tuple[str, int]] = set()
        self._lock = threading.RLock()

    def ask(self, asked: Asked) -> None:
        """Send it until it is answered; ``heard`` gets every answer, 408 of our own where none comes."""
        with self._lock:
            self._asked[key(asked.text)] = asked
        self._repeat(asked, T1, 0.0)

    def answered(self, text: str) -> Asked | None:
        """Whose answer it is; none for a late or foreign one."""
        with self._lock:
            asked = self._asked.get(key(text))
            if asked is not None and status(text) < 200:
                asked.proceeding = True
            elif asked is not None:
                del self._asked[key(text)]
            return asked

    def reply(self, request: str, text: str, target: Target) -> None:
        """Answer a request; a final answer to an INVITE is repeated until it is acknowledged."""
        raw = text.encode()
        with self._lock:
            self._replied[key(request)] = (raw, target)
        self._timers.after(GIVEN_UP, lambda: self._forget(key(request)))
        number, method = sequence(request)
        if method == "INVITE" and status(text) >= 200 and not (self._reliable and status(text) >= 300):
            with self._lock:
                self._unacknowledged.add((header(request, "Call-ID"), number))
            self._insist((header(request, "Call-ID"), number), raw, target, T1, 0.0)
        else:
            self._send(raw, target)

    def repeated(self, request: str) -> bool:
        """Whether it came before; then it is answered as then."""
        with self._lock:
            known = self._replied.get(key(request))
        if known is not None:
            self._send(*known)
        return known is not None

    def acknowledged(self, request: str) -> None:
        with self._lock:
            self._unacknowledged.discard((header(request, "Call-ID"), sequence(request)[0]))

    def _repeat(self, asked: Asked, wait: float, spent: float) -> None:
        invite = sequence(asked.text)[1] == "INVITE"
        with self._lock:
            if self._asked.get(key(asked.text)) is not asked or (invite and asked.proceeding):
                return
        if spent >= GIVEN_UP:
            with self._lock:
                self._asked.pop(key(asked.text), None)
            asked.heard("SIP/2.0 408 Nobody answers\r\n\r\n")
            return
        more = wait * 2 if invite else min(T2, T2 if asked.proceeding else wait * 2)
        step = min(wait, GIVEN_UP - spent)
        self._timers.after(step, lambda: self._repeat(asked, more, spent + step))
        if spent == 0 or not self._reliable:
            self._send(asked.text.encode(), asked.target)

    def _insist(self, which: tuple[str, int], raw: bytes, target: Target, wait: float, spent: float) -> None:
        with self._lock:
            if which not in self._unacknowledged or spent >= GIVEN_UP:
                self._unacknowledged.discard(which)
                return
        self._timers.after(wait, lambda: self._insist(which, raw, target, min(T2, wait * 2), spent + wait))
        if spent == 0 or not self._reliable:
            self._send(raw, target)

    def _forget(self, which: Key) -> None:
        with self._lock:
            self._replied.pop(which, None)
