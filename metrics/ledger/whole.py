"""Files written whole or not at all.

Knows how a file comes to be: under a temporary name beside its place, then renamed, so that nobody ever sees half of it
and a full disk or Ctrl-C leaves what was there. Devices, pipes and ``-`` (standard output) are written directly.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from acd.language import _
from metrics.ledger.errors import LedgerError

STANDARD = "-"


@contextmanager
def written(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file to write to that takes its name when the block ends well; :class:`LedgerError` where it cannot."""
    if os.fspath(path) == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif is_direct(path):
        with _explained(path), Path(path).open("wb") as file:
            yield file
    else:
        with temporary(path) as name, name.open("xb") as file:
            yield file


@contextmanager
def temporary(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A free name beside ``path``; what is written there becomes ``path`` when the block ends well, else goes."""
    place = Path(path).resolve()
    name = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with _explained(path):
            yield name
            name.replace(place)
    finally:
        name.unlink(missing_ok=True)


def is_direct(path: str | os.PathLike[str]) -> bool:
    """Whether this is a device or a pipe, which cannot be replaced."""
    place = Path(path)
    return place.parent == Path("/dev") or (place.exists() and not place.is_file() and not place.is_dir())


@contextmanager
def _explained(path: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as wrong:
        raise LedgerError(
            _("{path}: cannot be written: {why}").format(path=path, why=wrong.strerror or wrong)
        ) from None
