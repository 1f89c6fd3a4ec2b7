"""The media process's end of the line to the main process: messages in, messages out, never waiting.

Knows that the other end may be slow for a while, and that a closed line is the end. Refuses to know what is said.
"""

import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from acd.live.media.wire import Lines, line

_MOST: Final = 16 << 20
"""Bytes that may wait for a main process that does not read; beyond that it is dead."""


class Channel:
    """One end of the socket pair."""

    def __init__(self, end: socket.socket) -> None:
        self.end: Final = end
        self.closed = False
        self._lines = Lines()
        self._waiting = bytearray()
        end.setblocking(False)

    def read(self) -> Iterator[Any]:
        """What has come; sets ``closed`` where nothing will come any more."""
        try:
            content = self.end.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            content = b""
        self.closed |= not content
        yield from self._lines.feed(content)

    def tell(self, message: object) -> None:
        """Say something, now or when there is room."""
        self._waiting += line(message)
        self.flush()

    def flush(self) -> None:
        """Send what waits, as far as there is room."""
        while self._waiting and not self.closed:
            try:
                sent = self.end.send(self._waiting)
            except BlockingIOError:
                self.closed |= len(self._waiting) > _MOST
                return
            except OSError:
                self.closed = True
                return
            del self._waiting[:sent]

    def drain(self) -> None:
        """Send the last words, waiting for the other end, and close."""
        self.end.settimeout(2.0)
        with suppress(OSError):
            self.end.sendall(self._waiting)
        self.end.close()
