"""Ports for RTP and, one above, RTCP (RFC 3550 §11), bound before anybody needs them.

Knows a range of ports, used in turn so that a port rests as long as it can before it is used again (late packets of an
old call find nobody), or lets the system choose. Refuses to know what comes in on them.
"""

import socket
from collections import deque
from contextlib import suppress
from typing import Final, NamedTuple

_BUFFER: Final = 1 << 16
"""Bytes the system keeps of one socket's packets: about a second of audio, and the most a flood can fill."""

_TRIES: Final = 50


class Pair(NamedTuple):
    """The two sockets of a leg."""

    port: int
    media: socket.socket
    control: socket.socket

    def close(self) -> None:
        """Give both back."""
        self.media.close()
        self.control.close()


class Ports:
    """Pairs that are bound and wait for a leg."""

    def __init__(self, address: str, span: tuple[int, int] | None) -> None:
        self._address = address
        self._free = None if span is None else deque(range(span[0] + span[0] % 2, span[1], 2))
        self._bound: dict[int, Pair] = {}

    def fill(self, wanted: int) -> list[int]:
        """Bind until so many wait, or no port is left; returns the new ones."""
        fresh = []
        while len(self._bound) < wanted:
            pair = self._next()
            if pair is None:
                break
            self._bound[pair.port] = pair
            fresh.append(pair.port)
        return fresh

    def take(self, port: int) -> Pair | None:
        """The pair that waits at a port."""
        return self._bound.pop(port, None)

    def give_back(self, pair: Pair) -> None:
        """Close a pair; its port may be bound again when all the others have been."""
        pair.close()
        if self._free is not None:
            self._free.append(pair.port)

    def close(self) -> None:
        """Close all that wait."""
        for pair in self._bound.values():
            pair.close()
        self._bound.clear()

    def _next(self) -> Pair | None:
        if self._free is None:
            return next((pair for pair in (self._anywhere() for _ in range(_TRIES)) if pair), None)
        for _ in range(len(self._free)):
            port = self._free.popleft()
            pair = self._at(port)
            if pair is not None:
                return pair
            self._free.append(port)  # another program's, for now
        return None

    def _anywhere(self) -> Pair | None:
        """An even port that the system says is free, and the one above."""
        try:
            media = _bind(self._address, 0)
        except OSError:
            return None
        port = media.getsockname()[1]
        if port % 2:
            media.close()
            return self._at(port - 1)
        with suppress(OSError):
            return Pair(port, media, _bind(self._address, port + 1))
        media.close()
        return None

    def _at(self, port: int) -> Pair | None:
        try:
            media = _bind(self._address, port)
        except OSError:
            return None
        try:
            return Pair(port, media, _bind(self._address, port + 1))
        except OSError:
            media.close()
            return None


def _bind(address: str, port: int) -> socket.socket:
    end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        end.setblocking(False)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        end.bind((address, port))
    except OSError:
        end.close()
        raise
    return end
