"""``acd follow``: a running Asterisk's ``queue_log`` as it grows, as a ledger a day; no call is touched."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.status import Status

from acd.language import _
from metrics.cli.importing import offset, say_counted
from metrics.cli.options import Language, speak_as
from metrics.cli.output import screen
from metrics.interchange.callers import hashed, key_in
from metrics.interchange.following import Following
from metrics.interchange.growing_log import GrowingLog, lines_of
from metrics.interchange.members import members_in

EVERY: Final = 0.5
"""Seconds between looks at the log."""


def follow_log(
    log: Annotated[Path, typer.Argument(help=_("The queue_log to follow; it may not be there yet."))],
    out: Annotated[Path, typer.Option(help=_("The folder for a ledger a day."))] = Path("ledgers"),
    earlier: Annotated[
        list[Path] | None, typer.Option(help=_("An earlier part of the log, gzipped or not; oldest first."))
    ] = None,
    name: Annotated[str, typer.Option(help=_("What the ledgers are called."))] = "queue_log",
    timezone: Annotated[
        str | None, typer.Option(metavar="+08:00", help=_("The centre's offset; this machine's if not given."))
    ] = None,
    members: Annotated[Path | None, typer.Option(help=_("Whose telephone is whose: PJSIP/1001 = Alice."))] = None,
    caller_key: Annotated[
        Path | None, typer.Option(help=_("The key for hashes of callers' numbers; made up if not given."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Nothing but errors."))] = False,
    language: Language = None,
) -> None:
    """Read a running Asterisk's queue_log as it grows: a ledger a day, for wallboard, report and check.

    No call is touched. Ends with Ctrl-C; started again it goes on with the day. What the log had before is read first,
    so that today's ledger begins with the day.

    Examples:

    \b
      acd follow /var/log/asterisk/queue_log
      acd follow queue_log --earlier queue_log.2.gz --earlier queue_log.1 --members members.conf --timezone +08:00
      acd wallboard ledgers/queue_log-2026-11-27.db
    """
    speak_as(language)
    zone = None if timezone is None else offset(timezone)
    whose = {} if members is None else members_in(members)
    following = Following(out, name, zone, whose, hashed(None if caller_key is None else key_in(caller_key)))
    for file in earlier or ():
        for line in lines_of(file):
            following.take(line)
    growing = GrowingLog(log)
    shown = nullcontext() if quiet else screen(errors=True).status(str(log))
    with _told_to_stop() as stop, shown as status:
        follow(following, growing, stop.wait, lambda: _say(following, log, status))
    if following.last is not None and not quiet:
        say_counted(following.last)


def follow(
    following: Following,
    growing: GrowingLog,
    wait: Callable[[float], bool],
    say: Callable[[], None] = lambda: None,
    now: Callable[[], float] = time.time,
) -> None:
    """Until ``wait`` says that it is enough; then every ledger is whole."""
    try:
        for line in growing.more():
            following.take(line)
        following.catch_up()
        while not wait(EVERY):
            for line in growing.more():
                following.take(line)
            following.pass_time(now())
            say()
    finally:
        growing.close()
        following.end()


def _say(following: Following, log: Path, status: Status | None) -> None:
    if status is None:
        return
    if following.today is None:
        status.update(_("{log}: nothing yet").format(log=log))
        return
    calls, waiting, _states = following.today.standing()
    words = _("{ledger}: {calls} calls, {waiting} waiting")
    status.update(words.format(ledger=following.ledger, calls=calls, waiting=waiting))


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """Set by Ctrl-C, and by whoever ends services."""
    stop = threading.Event()

    def told(_number: int, _frame: Any) -> None:
        stop.set()

    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
