"""Microphone and loudspeaker of the call that talks, 50 times a second, in a thread that works only meanwhile.

Where the wanted device is not to be had, a tone and silence stand for it, and the view says so. Knows levels and
whether the microphone is dead. Refuses to know signalling.
"""

import array
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from acd.language import _
from softphone.audio.ends import SILENCE, Nothing, Sink, Source, Tone, names, sink, source
from softphone.phone.port import PhoneError

PERIOD: Final = 0.02
_DEAD: Final = 250
"""Frames (5 s) of nothing at all from a microphone that is not muted."""
_ECHO: Final = 50
"""Frames (1 s) after which one hears oneself."""
_RING: Final = (50, 200)
"""Frames of a ring, and until the next (1 s, 4 s)."""

Hear = Callable[[str], bytes]
Say = Callable[[str, bytes], None]


class Sounds:
    """``hear`` and ``say`` are the engine's ends of a call."""

    def __init__(self, hear: Hear, say: Say, given_source: str = "", given_sink: str = "") -> None:
        self._hear_call = hear
        self._say_call = say
        self._lock = threading.Lock()
        self._work = threading.Condition()
        self._leg: str | None = None
        self._muted = self._echo = self._ringing = self._closed = False
        self._in = self._out = 0.0
        self._still = 0
        self._rung = 0
        self._late: deque[bytes] = deque()
        self._ring_tone = Tone(450.0, 0.2)
        self._fallback = ""
        self._source, self._sink = self._ends(given_source, given_sink)
        threading.Thread(target=self._run, name="sound", daemon=True).start()

    def devices(self) -> dict[str, list[str]]:
        return names()

    def use(self, wanted_source: str, wanted_sink: str) -> None:
        new_source = source(wanted_source) if wanted_source else self._source
        new_sink = sink(wanted_sink) if wanted_sink else self._sink
        with self._lock:
            old = (self._source, self._sink)
            self._source, self._sink, self._fallback, self._still = new_source, new_sink, "", 0
        for each in old:
            if each not in (new_source, new_sink):
                each.close()

    def talk(self, leg: str | None) -> None:
        self._set(_leg=leg)

    def mute(self, muted: bool) -> None:
        self._set(_muted=muted)

    def hear_yourself(self, on: bool) -> None:
        self._set(_echo=on)

    def ring(self, on: bool) -> None:
        self._set(_ringing=on)

    def levels(self) -> tuple[float, float]:
        return self._in, self._out

    def view(self) -> dict[str, str]:
        dead = self._still >= _DEAD and not isinstance(self._source, Nothing)
        words = _("the microphone is silent altogether: is it plugged in, switched on, allowed?")
        return {
            "input": self._source.name, "output": self._sink.name, "fallback": self._fallback,
            "warning": words if dead else "",
        }  # fmt: skip

    def close(self) -> None:
        self._set(_closed=True)
        with self._lock:
            self._source.close()
            self._sink.close()

    def frame(self) -> None:
        """Twenty milliseconds of whatever goes on."""
        with self._lock:
            said = self._source.read()
            self._in = level(said)
            self._still = 0 if self._muted or any(said) else self._still + 1
            heard = self._heard(said)
            self._out = level(heard)
            self._sink.write(heard)

    def _heard(self, said: bytes) -> bytes:
        if self._leg is not None:
            self._say_call(self._leg, SILENCE if self._muted else said)
            return self._hear_call(self._leg)
        if self._ringing:
            self._rung = (self._rung + 1) % _RING[1]
            return self._ring_tone.read() if self._rung < _RING[0] else SILENCE
        self._late.append(said)
        return self._late.popleft() if len(self._late) > _ECHO else SILENCE

    def _set(self, **changed: object) -> None:
        with self._work:
            for name, value in changed.items():
                setattr(self, name, value)
            self._work.notify()

    def _busy(self) -> bool:
        return self._leg is not None or self._echo or self._ringing

    def _run(self) -> None:
        due = 0.0
        while not self._closed:
            with self._work:
                while not (self._busy() or self._closed):
                    self._in = self._out = 0.0
                    self._late.clear()
                    self._work.wait()
            if self._closed:
                return
            self.frame()
            now = time.monotonic()
            due = due + PERIOD if now - due < 5 * PERIOD else now + PERIOD
            time.sleep(max(0.0, due - now))

    def _ends(self, given_source: str, given_sink: str) -> tuple[Source, Sink]:
        try:
            return source(given_source), sink(given_sink)
        except PhoneError as error:
            self._fallback = _("a tone and silence instead: {why}").format(why=error)
            return Tone(), Nothing()


def level(frame: bytes) -> float:
    """How loud, 0 to 1: the highest sample."""
    samples = array.array("h", frame)
    return min(1.0, max(*samples, -min(samples)) / 32767) if samples else 0.0
