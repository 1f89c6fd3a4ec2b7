"""A leg on record: what it says on the left, what it hears on the right, as one WAV file.

Knows the timeline, and that disks are slow, full or not writable: that ends the recording and nothing else. What is not
whole has a name of its own (``.NAME.part``) and a header that is right at any moment, so that :func:`salvage` can make
a recording of it after a crash. Refuses to know why anybody records.
"""

import errno
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np

from acd.language import _
from acd.live.media.errands import Errands
from acd.live.media.g711 import Samples
from acd.live.media.happenings import Recorded, RecordingFailed
from acd.live.media.lane import Lane
from acd.live.media.packet import RATE

_CHUNK: Final = RATE // 2
"""Samples written at a time, as long after they came: a packet may be so late."""

_MOST_WAITING: Final = 60
"""Chunks (30 s, 1 MB) that may wait for a slow disk."""

_WIDTH: Final = 4
"""Bytes of one sample of both sides."""

_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")


class Recording:
    """One recording; everything but the writing happens on the audio's loop."""

    def __init__(
        self, leg: str, path: str, now: float, errands: Errands, told: Callable[[Recorded | RecordingFailed], None]
    ) -> None:
        self.over = False
        self.paused = False
        self._leg, self._path, self._told = leg, path, told
        self._started = now
        self._said, self._heard = Lane(), Lane()
        self._taken = self._waiting = 0
        self._errands = errands
        self._file = _File(Path(path))
        self._run(self._file.open)

    def said(self, timestamp: int, samples: Samples, now: float) -> None:
        """The leg says something."""
        if not self.paused:
            self._said.put(timestamp, samples, self._place(now))

    def heard(self, timestamp: int, samples: Samples, now: float) -> None:
        """The leg hears something."""
        if not self.paused:
            self._heard.put(timestamp, samples, self._place(now))

    def tick(self, now: float) -> None:
        """Write what is old enough for nothing to come that belongs before it."""
        while not self.over and self._place(now) - self._taken >= 2 * _CHUNK:
            self._write(self._taken + _CHUNK)

    def finish(self, now: float) -> None:
        """Write the rest and give the file its name."""
        if self.over:
            return
        end = self._place(now)
        while not self.over and self._taken < end:
            self._write(min(end, self._taken + _CHUNK))
        if not self.over:
            self.over = True
            self._errands.run(self._file.finish, self._finished)

    def _place(self, now: float) -> int:
        return round((now - self._started) * RATE)

    def _write(self, end: int) -> None:
        both = np.stack([self._said.take(end), self._heard.take(end)], axis=1).astype("<i2").tobytes()
        self._taken = end
        if self._waiting >= _MOST_WAITING:
            self.over = True
            self._errands.run(self._file.discard, lambda _nothing: None)
            self._told(RecordingFailed(self._leg, self._path, _("the disk is too slow")))
            return
        self._run(lambda: self._file.append(both))

    def _run(self, errand: Callable[[], str]) -> None:
        self._waiting += 1
        self._errands.run(errand, self._written)

    def _written(self, why: str) -> None:
        self._waiting -= 1
        if why and not self.over:
            self.over = True
            self._told(RecordingFailed(self._leg, self._path, why))

    def _finished(self, why: str) -> None:
        seconds = self._taken / RATE
        if why:
            self._told(RecordingFailed(self._leg, self._path, why))
        else:
            self._told(Recorded(self._leg, self._path, seconds))


class _File:
    """The file, on the thread; every method says in words what went wrong, or nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = -1
        self._size = 0
        self._why = ""

    def open(self) -> str:
        return self._try(self._open)

    def append(self, chunk: bytes) -> str:
        return self._try(lambda: self._append(chunk))

    def finish(self) -> str:
        return self._try(self._finish)

    def discard(self) -> None:
        """Leave nothing behind: on a full disk the room is needed."""
        if self._handle >= 0:
            self._close()
            with suppress(OSError):
                _part(self._path).unlink()

    def _try(self, step: Callable[[], None]) -> str:
        """One step, unless an earlier one failed."""
        if not self._why:
            try:
                step()
            except OSError as error:
                self._why = _said(error)
                self.discard()
        return self._why

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._refuse_to_replace()
        self._handle = os.open(_part(self._path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        _write(self._handle, _header(0))

    def _append(self, chunk: bytes) -> None:
        _write(self._handle, chunk)
        self._size += len(chunk)
        os.pwrite(self._handle, _header(self._size), 0)

    def _finish(self) -> None:
        os.fsync(self._handle)
        self._refuse_to_replace()
        _part(self._path).rename(self._path)
        self._close()

    def _refuse_to_replace(self) -> None:
        if self._path.exists():
            raise FileExistsError(errno.EEXIST, _("there is a recording of this name already"))

    def _close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def salvage(path: str) -> float | None:
    """Make a recording of what a dead process left of it; its seconds, or None where nothing was left.

    Raises :class:`OSError` where the folder does not let it be renamed.
    """
    part = _part(Path(path))
    if not part.exists() or Path(path).exists():
        return None
    size = part.stat().st_size - _HEADER.size
    if size <= 0:
        part.unlink()
        return None
    with part.open("r+b") as file:  # the last chunk may have come without its header
        file.write(_header(size // _WIDTH * _WIDTH))
    part.rename(path)
    return size // _WIDTH / RATE


def _said(error: OSError) -> str:
    words = error.strerror or str(error)
    return f"{words}: {error.filename}" if error.filename else words


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _write(handle: int, content: bytes) -> None:
    """All of it: a disk that is almost full takes a part and says no only the next time."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _header(size: int) -> bytes:
    """RIFF, PCM, two channels of 16 bits."""
    form = (1, 2, RATE, RATE * _WIDTH, _WIDTH, 16)
    return _HEADER.pack(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, *form, b"data", size)
