"""``metrics waits``: whether the waits that callers were told of held."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.cli.output import screen
from metrics.ledger import read
from metrics.results.told_waits import told_waits


def show_waits(
    ledger: Annotated[str, typer.Argument(help=_("A .jsonl, .jsonl.gz or .db file; - reads standard input."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("A line of JSON for each."))] = False,
    language: Language = None,
) -> None:
    """Compare the waits that callers were told of with how long they waited from then on.

    Examples:  metrics waits day.db  ·  metrics waits day.db --json
    """
    speak_as(language)
    found = told_waits(read(ledger))
    if as_json:
        for each in found:
            typer.echo(json.dumps(asdict(each) | {"share": each.share}, ensure_ascii=False))
        return
    if not found:
        typer.echo(_("{ledger}: nobody was told how long to wait").format(ledger=ledger))
        return
    table = Table()
    table.add_column(_("group"))
    for column in (_("told"), _("as told"), _("of those answered"), _("sooner"), _("later"), _("hung up")):
        table.add_column(column, justify="right")
    for each in found:
        share = "–" if each.share is None else f"{each.share:.0%}"
        counts = (each.told, each.held, share, each.sooner, each.later, each.gave_up)
        table.add_row(each.group, *map(str, counts))
    screen().print(table)
