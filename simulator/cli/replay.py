"""``sim replay``: a recorded day's inputs through the rules once more; do they decide the same?"""

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from acd.language import _, speak
from metrics.cli.output import write_json
from metrics.ledger import read
from simulator.cli.options import Json, Language, as_language
from simulator.replay import ReplayError, replay
from simulator.replay.document import document
from simulator.replay.telling import told

DIFFERENT: Final = 1


def replay_ledger(
    ledger: Annotated[str, typer.Argument(help=_("A .jsonl, .jsonl.gz or .db file; - reads standard input."))],
    beside: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help=_("Where policies of your own lie; the ledger's folder if not given.")),
    ] = None,
    policy: Annotated[
        str | None, typer.Option(metavar="FILE", help=_("Not yet: what another policy would have made of the day."))
    ] = None,
    as_json: Json = None,
    language: Language = None,
) -> None:
    """Feed the recorded inputs of a ledger to the rules and see that they decide the same, event for event.

    Exit status 0: the same; 1: a difference, the first of which is shown, or
    routing that was changed on the way; 2: the ledger cannot be replayed.

    Examples:

    \b
      sim replay run.db
      sim replay live.db --json -
    """
    speak(as_language(language))
    if policy is not None:
        raise ReplayError(
            _(
                "--policy {policy}: not yet; to see what another policy makes of the same callers, use sim compare"
            ).format(policy=policy)
        )
    outcome = replay(read(ledger), ledger, beside or Path(os.path.dirname(ledger)))  # noqa: PTH120 - may be "-"
    if as_json is not None:
        write_json(document(outcome, ledger), as_json)
    if as_json != "-":
        for line in told(outcome, ledger):
            typer.echo(line)
    if not outcome.is_same:
        raise typer.Exit(DIFFERENT)
