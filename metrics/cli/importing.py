"""``metrics import``: a day of another centre as a ledger."""

import re
from datetime import timedelta, timezone
from pathlib import Path
from typing import Annotated, Final

import typer

from acd.errors import HuawuError
from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.interchange.callers import hashed, key_in
from metrics.interchange.growing_log import lines_of
from metrics.interchange.members import members_in
from metrics.interchange.queue_log import Translator
from metrics.interchange.writing import write

QUEUE_LOG: Final = "asterisk-queue-log"
_SHOWN: Final = 5


def import_log(
    logs: Annotated[
        list[Path], typer.Argument(metavar="LOG...", help=_("The log, or its parts, oldest first; gzipped or not."))
    ],
    out: Annotated[Path, typer.Option(help=_("The ledger to write: .db, .jsonl or .jsonl.gz."), show_default=False)],
    kind: Annotated[str, typer.Option("--from", help=_("What wrote it: asterisk-queue-log."))] = QUEUE_LOG,
    timezone: Annotated[
        str | None, typer.Option(metavar="+08:00", help=_("The centre's offset; this machine's if not given."))
    ] = None,
    members: Annotated[Path | None, typer.Option(help=_("Whose telephone is whose: PJSIP/1001 = Alice."))] = None,
    caller_key: Annotated[
        Path | None, typer.Option(help=_("The key for hashes of callers' numbers; made up if not given."))
    ] = None,
    language: Language = None,
) -> None:
    """Translate what another centre wrote, so that report and check read it as any day.

    Examples:

    \b
      metrics import queue_log --out day.db
      metrics import queue_log.1.gz queue_log --out day.db --timezone +08:00
    """
    speak_as(language)
    if kind != QUEUE_LOG:
        raise HuawuError(_("--from {word}: known is {known}").format(word=kind, known=QUEUE_LOG))
    translator = Translator(
        zone=None if timezone is None else offset(timezone),
        members=None if members is None else members_in(members),
        caller=hashed(None if caller_key is None else key_in(caller_key)),
    )
    entries = []
    for log in logs:
        for number, line in enumerate(lines_of(log), 1):
            entries += translator.take(line, f"{log}:{number}")
    if not translator.begun:
        raise HuawuError(_("{path}: no line of queue_log is in it").format(path=logs[0]))
    entries += translator.finish()
    write(out, translator.header, entries)
    say_counted(translator)


def offset(word: str) -> timezone:
    """The time zone that ``+08:00`` means; :class:`HuawuError` where it means none."""
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", word)
    if found is None or int(found[2]) > 14 or int(found[3]) > 59:
        raise HuawuError(_("--timezone {word}: expected an offset such as +08:00").format(word=word))
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(away if found[1] == "+" else -away)


def say_counted(translator: Translator) -> None:
    """What was read, and what could not be."""
    counted = translator.counted
    typer.echo(_("{lines} lines, {calls} calls").format(lines=counted.lines, calls=translator.standing()[0]), err=True)
    for place in counted.places[:_SHOWN]:
        typer.echo(place, err=True)
    if counted.broken > _SHOWN:
        typer.echo(_("and {count} more").format(count=counted.broken - _SHOWN), err=True)
    if counted.unknown:
        names = ", ".join(f"{name} {count}" for name, count in counted.unknown.most_common(_SHOWN))
        typer.echo(_("Records without an event here: {names}").format(names=names), err=True)
    if translator.unplaced:
        typer.echo(
            _("{count} records fit no call: its beginning is not in the file").format(count=translator.unplaced),
            err=True,
        )
