"""Where a run's files go: its folder, and what was asked for beside it.

Knows what can be written where, before anybody has waited for it. Refuses to know what the files hold.
"""

import contextlib
import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from acd.errors import HuawuError
from acd.language import _
from metrics.ledger.whole import STANDARD, is_direct

LEDGERS: Final = (".jsonl", ".jsonl.gz", ".db")


@contextlib.contextmanager
def folder_of(name: str, asked: Path | None) -> Iterator[Path]:
    """The folder of a run, made here; gone again at the end if nothing was written into it."""
    folder = asked or Path("runs") / f"{name}-{datetime.datetime.now():%Y%m%d-%H%M%S}"
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as wrong:
            raise _unwritable(folder, wrong.strerror or str(wrong)) from None
        check_place(folder / "report.html")
        yield folder
    finally:
        for place in made:
            with contextlib.suppress(OSError):
                place.rmdir()


def check_place(file: Path) -> None:
    """Refuse a file that cannot come to be there."""
    if str(file) == STANDARD or is_direct(file):
        return
    if file.is_dir():
        raise _unwritable(file, _("it is a folder"))
    if not file.parent.is_dir():
        raise _unwritable(file, _("there is no folder {folder}").format(folder=file.parent))
    if not os.access(file.parent, os.W_OK | os.X_OK):
        raise _unwritable(file, _("nothing may be written to {folder}").format(folder=file.parent))


def check_ledger_name(file: Path) -> None:
    """Refuse a name that does not say how a ledger is to be stored."""
    if not (str(file) == STANDARD or is_direct(file) or file.name.endswith(LEDGERS)):
        raise HuawuError(
            _("--ledger {file}: its name must end in one of {endings}").format(file=file, endings=", ".join(LEDGERS))
        )


def _unwritable(place: Path, why: str) -> HuawuError:
    return HuawuError(_("{path}: cannot be written: {why}").format(path=place, why=why))
