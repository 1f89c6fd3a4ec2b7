"""``metrics check``: does a ledger keep what must always hold, and with its scenario, was every decision right?"""

import json
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from acd.language import _
from metrics.audit import Violation, audit, expect
from metrics.check import check, events_of
from metrics.cli.options import Language, speak_as
from metrics.ledger import read
from metrics.ledger.seconds import clock

BROKEN: Final = 1
_COUNTED: Final = 1000
"""Where one rule is broken everywhere, nobody needs the exact number."""


def check_ledger(
    ledger: Annotated[str, typer.Argument(help=_("A .jsonl, .jsonl.gz or .db file; - reads standard input."))],
    scenario: Annotated[
        Path | None, typer.Option(help=_("The scenario of the run: judge every decision against it too."))
    ] = None,
    language: Language = None,
) -> None:
    """Check what must always hold of a ledger; name the first event that breaks it.

    Exit status 0: all holds; 1: something is broken; 2: the file cannot be read.

    Examples:  metrics check run.jsonl.gz  ·  metrics check run.db --scenario peak_day.yaml
    """
    speak_as(language)
    config = None if scenario is None else _resolved(scenario)
    run = read(ledger)
    if config is not None:
        run.header.call_types[:] = config["call_types"]  # the auditor knows call types by their place in the scenario
    found = check(run)
    if not found and config is not None:
        found = list(islice(audit(run.header, events_of(run), expect(config)), _COUNTED))
    if found:
        _say_broken(ledger, found)
        _say_other_settings(run.header.config or {}, config or {})
        raise typer.Exit(BROKEN)
    typer.echo(_("{ledger}: everything that must hold does").format(ledger=ledger))


def _resolved(scenario: Path) -> dict[str, Any]:
    from scenarios.loader import load  # here, since only who names a scenario needs to read one

    return load(scenario).resolved()


def _say_other_settings(of_run: dict[str, Any], given: dict[str, Any]) -> None:
    """A run with ``--set`` was another scenario than its file."""
    if of_run and given:
        both = (json.loads(json.dumps(each)) for each in (of_run, given))
        was, now = both
        keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
        if keys:
            text = _(
                "The ledger was run with other settings than this scenario has, in {keys}: judge it by the file as run."
            )
            typer.echo(text.format(keys=", ".join(keys)), err=True)


def _say_broken(ledger: str, found: list[Violation]) -> None:
    first = found[0]
    typer.echo(
        _("{ledger}: broken at seq {seq}, {time}: {rule}: {message}").format(
            ledger=ledger, seq=first.seq, time=clock(first.t), rule=_(first.rule), message=first.message
        )
    )
    if len(found) > 1:
        count = len(found) - 1 if len(found) < _COUNTED else f"{_COUNTED}+"
        typer.echo(_("and {count} more").format(count=count))
