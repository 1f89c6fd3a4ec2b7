"""Lines of standard input as they come, beside a running loop, on any system.

Knows threads. Refuses to know what the lines say.
"""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from typing import Final, Protocol, TextIO

_LONGEST: Final = 16_384
"""Letters of a line; a longer one arrives in pieces."""


class Output(Protocol):
    """Where lines go."""

    def __call__(self, line: str, /) -> None: ...


async def lines(source: TextIO | None = None) -> AsyncIterator[str]:
    """Each line without its end, until there are no more."""
    loop, queue, opened = asyncio.get_running_loop(), asyncio.Queue[str | None](), source or sys.stdin

    def read() -> None:
        while line := opened.readline(_LONGEST):
            loop.call_soon_threadsafe(queue.put_nowait, line.rstrip("\r\n"))
        loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line


def say(line: str) -> None:
    """To standard output, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
