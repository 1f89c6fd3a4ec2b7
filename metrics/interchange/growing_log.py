"""A log that somebody writes, renames and begins anew: its lines as they come, each whole and once.

Knows files apart from their names: what was written to a renamed one before the new one was begun is read first
(``logrotate``: rename and create, or copy and cut off). Refuses to know what lines mean.
"""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_GZIPPED = ".gz"


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a log that nobody writes any more, gzipped where its name says so."""
    with gzip.open(path, "rb") if path.suffix == _GZIPPED else path.open("rb") as file:
        yield from (_text(line) for line in file)


class GrowingLog:
    """``more`` gives what was added; a file that is not there yet has no lines."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._begun = b""
        """A line of which the end is not written yet."""

    def more(self) -> Iterator[str]:
        """Whole lines since the last time, through a change of file."""
        if self._file is None:
            self._open()
        yield from self._written()
        if self._file is not None and not self._is_same():
            yield from self._written()  # between the last read and the change
            self.close()
            self._open()
            yield from self._written()

    def close(self) -> None:
        """The file is read no more."""
        if self._file is not None:
            self._file.close()
        self._file, self._begun = None, b""

    def _open(self) -> None:
        try:
            self._file = self._path.open("rb")
        except FileNotFoundError:
            self._file = None

    def _written(self) -> Iterator[str]:
        for part in self._file or ():
            line = self._begun + part
            if line.endswith(b"\n"):
                self._begun = b""
                yield _text(line)
            else:
                self._begun = line

    def _is_same(self) -> bool:
        """Whether the name still means the open file, and that has not been cut off."""
        assert self._file is not None
        own = os.fstat(self._file.fileno())
        try:
            named = self._path.stat()
        except FileNotFoundError:
            return True  # renamed, and the new one is not there yet
        return (named.st_dev, named.st_ino) == (own.st_dev, own.st_ino) and own.st_size >= self._file.tell()


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r\n")
