"""``metrics recordings``: which talks of a day were recorded, for whoever listens to them (监听, 质检)."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from acd.events import MICROSECONDS
from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.cli.output import screen
from metrics.ledger import read
from metrics.ledger.seconds import clock
from metrics.results.recordings import Recording, recordings


def list_recordings(
    ledger: Annotated[str, typer.Argument(help=_("A .jsonl, .jsonl.gz or .db file; - reads standard input."))],
    agent: Annotated[str | None, typer.Option(help=_("Only talks of this agent."))] = None,
    code: Annotated[str | None, typer.Option(help=_("Only talks coded so, or below that branch."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("A line of JSON for each."))] = False,
    language: Language = None,
) -> None:
    """List the recordings of a day: when, whose, of whom, how long, what became of the call.

    Examples:  metrics recordings day.db  ·  metrics recordings day.db --agent A-01 --code 投诉 --json
    """
    speak_as(language)
    found = [each for each in recordings(read(ledger)) if _is_meant(each, agent, code)]
    if as_json:
        for each in found:
            typer.echo(json.dumps(asdict(each), ensure_ascii=False))
    elif found:
        screen().print(_table(found))
    else:
        typer.echo(_("{ledger}: no such recordings").format(ledger=ledger))


def _is_meant(each: Recording, agent: str | None, code: str | None) -> bool:
    of_code = code is None or any(f"{given}/".startswith(f"{code}/") for given in each.codes)
    return of_code and agent in (None, each.agent)


def _table(found: list[Recording]) -> Table:
    table = Table()
    for column in (_("begins"), _("agent"), _("caller"), _("about"), _("length"), _("rating"), _("recording")):
        table.add_column(column, overflow="fold", justify="right" if column in (_("length"), _("rating")) else "left")
    for each in found:
        table.add_row(
            clock(int(each.t) * MICROSECONDS),
            each.agent or "",
            each.caller or "",
            ", ".join(each.codes) or each.result or each.call_type or "",
            _length(each),
            "" if each.score is None else str(each.score),
            each.recording,
        )
    return table


def _length(each: Recording) -> str:
    if each.failed:
        return _("failed: {why}").format(why=each.failed)
    return "" if each.seconds is None else f"{each.seconds // 60:.0f}:{each.seconds % 60:02.0f}"
