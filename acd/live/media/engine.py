"""The media process (``python -m acd.live.media.engine FD SETTINGS``), started by :class:`acd.live.media.Media`.

Knows how to begin and how to end: with its last recording whole, when it is told to stop or the main process is gone.
"""

import gc
import resource
import signal
import socket
import sys
import time
from contextlib import suppress
from typing import Final

from acd import language
from acd.live.media.channel import Channel
from acd.live.media.loop import Loop
from acd.live.media.switchboard import Switchboard
from acd.live.media.wire import Settings, settings_in

_TURN: Final = 0.0005
"""Seconds after which a thread that writes files must let the audio go on; Python's 5 ms are a quarter of a frame."""


def run(end: socket.socket, settings: Settings) -> None:
    """Serve until the other end says stop or closes."""
    channel = Channel(end)
    loop = Loop(_Troubles(channel))
    switchboard = Switchboard(settings, loop, channel.tell)

    def read() -> None:
        for order in channel.read():
            loop.attempt(switchboard.carry_out, order)
        if channel.closed:
            loop.end()

    def beat(now: float) -> None:
        channel.flush()
        switchboard.beat(now)

    loop.watch(end, read)
    sys.setswitchinterval(_TURN)
    gc.freeze()  # what is there now stays: no need to look through it while audio waits
    loop.run(beat)
    switchboard.close()
    channel.drain()


class _Troubles:
    """Tells of steps that failed, once a second at most."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._quiet_until = 0.0
        self._untold = 0

    def __call__(self, error: Exception) -> None:
        now = time.monotonic()
        if now < self._quiet_until:
            self._untold += 1
            return
        frame = _innermost(error)
        self._channel.tell({"trouble": f"{type(error).__name__}: {error} ({frame}; {self._untold} more before)"})
        self._quiet_until, self._untold = now + 1.0, 0


def _innermost(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace is not None else ""


def _allow_many_sockets() -> None:
    """A thousand legs are two thousand sockets; many systems allow 1,024 unless asked."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main() -> None:
    """Begin as the main process asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's: it drains first
    settings = settings_in(sys.argv[2])
    language.speak("zh" if settings.language == "zh" else "en")
    _allow_many_sockets()
    run(socket.socket(fileno=int(sys.argv[1])), settings)


if __name__ == "__main__":
    main()
