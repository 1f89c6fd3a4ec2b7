"""``acd wallboard``: the running centre, a ledger that grows, or a recorded day, on a screen of its own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acd.cli.asking import HERE, ask
from acd.cli.status import print_status
from acd.errors import HuawuError
from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.ledger import in_sqlite
from scenarios.values import time_of_day

if TYPE_CHECKING:
    from acd.live.board.wallboard import Source


def show_wallboard(
    source: Annotated[
        str, typer.Argument(metavar="[HOST:PORT|LEDGER]", help=_("The running centre, or a ledger."))
    ] = HERE,
    once: Annotated[bool, typer.Option("--once", help=_("Print it once instead, and end."))] = False,
    speed: Annotated[
        float | None, typer.Option(min=0.1, max=3600.0, help=_("Play a recorded ledger, so many times as fast."))
    ] = None,
    begins: Annotated[
        str | None, typer.Option("--from", metavar="08:30", help=_("Where to begin to play; its first event."))
    ] = None,
    language: Language = None,
) -> None:
    """The centre on a wall: who waits, who does what, what needs a look.

    On another machine: the centre's https:// address, with a leader's HUAWU_NAME and HUAWU_SECRET in the environment.

    Examples:

    \b
      acd wallboard
      acd wallboard ledgers/live_desk-2026-11-27.db
      acd wallboard day.jsonl --speed 60 --from 09:00
      acd wallboard --once
    """
    speak_as(language)
    look = source_of(source, speed, begins)
    if once:
        print_status(look())
        return
    from acd.live.board.wallboard import Wallboard

    Wallboard(look).run()


def source_of(source: str, speed: float | None, begins: str | None) -> "Source":
    """Where snapshots come from. :class:`HuawuError` where there is no such centre or ledger."""
    file = Path(source)
    if not file.is_file():
        if file.suffix or speed is not None or begins is not None:
            raise HuawuError(_("{path}: there is no such file").format(path=source))
        return partial(ask, source, "/status")
    from acd.live.board.wallboard.sources import Growing, Played

    if speed is None and begins is None:
        if not in_sqlite(file):
            raise HuawuError(
                _("{path}: only a .db grows; say --speed or --from to play a recorded day").format(path=file)
            )
        return Growing(file)
    return Played(file, 1.0 if speed is None else speed, _moment(begins))


def _moment(begins: str | None) -> int | None:
    try:
        return None if begins is None else time_of_day(begins)
    except ValueError as wrong:
        raise HuawuError(f"--from {begins}: {wrong}") from None
