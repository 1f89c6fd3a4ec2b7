"""Ledgers as JSON Lines, plain or gzipped: the interchange format (`events.md`, Storage).

Knows files of lines. Refuses to know what a line means.
"""

import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, cast

from acd.language import _
from metrics.ledger.encode import Encoder
from metrics.ledger.errors import LedgerError, Malformed
from metrics.ledger.header import Header
from metrics.ledger.reader import Record
from metrics.ledger.rows import Block
from metrics.ledger.whole import STANDARD, is_direct, written

GZIPPED: Final = ".gz"
_GZIP_MAGIC: Final = b"\x1f\x8b"
_LEVEL: Final = 6


class JsonLines:
    """The lines of one file; ``-`` is standard input."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = os.fspath(path)
        self._gone = False

    def records(self) -> Iterator[Record]:
        """Each line that is not blank, numbered from 1; a gzipped file is known by its first bytes."""
        if self._gone:
            raise LedgerError(_("{path}: a pipe can be read only once; save it to a file").format(path=self._path))
        self._gone = self._path == STANDARD or is_direct(self._path)
        number = 0
        try:
            with self._opened() as file:
                for number, line in enumerate(file, 1):
                    if not line.isspace():
                        yield number, line
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise LedgerError(
                _("{path}: the gzipped file is cut off or damaged after line {line}").format(
                    path=self._path, line=number
                )
            ) from None
        except OSError as wrong:
            raise LedgerError(
                _("{path}: cannot be read: {why}").format(path=self._path, why=wrong.strerror or wrong)
            ) from None

    def parsed(self, record: bytes) -> object:
        """The line as JSON."""
        try:
            return json.loads(record.decode())
        except UnicodeDecodeError:
            raise Malformed(_("this is not UTF-8")) from None
        except (ValueError, RecursionError) as wrong:
            if not record.endswith(b"\n"):
                raise Malformed(_("the last line is cut off")) from None
            raise Malformed(_("this is not JSON, as each line of a ledger is: {why}").format(why=wrong)) from None

    def place(self, number: int) -> str:
        """File and line."""
        return _("{path}, line {line}").format(path=self._path, line=number)

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        with sys.stdin.buffer if self._path == STANDARD else Path(self._path).open("rb") as file:
            zipped = cast(BufferedReader, file).peek(2)[:2] == _GZIP_MAGIC
            yield cast(BinaryIO, gzip.GzipFile(fileobj=file)) if zipped else file


def write(path: str | os.PathLike[str], header: Header, blocks: Iterable[Block]) -> None:
    """Write a run; a name that ends in ``.gz`` is gzipped. The same run gives the same bytes."""
    with written(path) as file:
        if os.fspath(path).endswith(GZIPPED):
            with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as zipped:
                _write_lines(cast(BinaryIO, zipped), header, blocks)
        else:
            _write_lines(file, header, blocks)


def _write_lines(file: BinaryIO, header: Header, blocks: Iterable[Block]) -> None:
    for lines in Encoder(header).lines(blocks):
        file.write(lines.encode())
