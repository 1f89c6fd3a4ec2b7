"""The command ``metrics``: figures for everyone who reads them.

Knows its commands, one module each, and how an error is said. Refuses to know any figure.
"""

import os
import sys
from typing import Final

import typer

from acd.errors import HuawuError
from acd.language import _
from metrics.cli.check import check_ledger
from metrics.cli.importing import import_log
from metrics.cli.kpi import show_kpis
from metrics.cli.recordings import list_recordings
from metrics.cli.report import report_ledger
from metrics.cli.waits import show_waits

UNUSABLE: Final = 2

app = typer.Typer(
    help=_("Figures from a ledger of events."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help, as that of `sim`
)
app.command("report")(report_ledger)
app.command("kpi")(show_kpis)
app.command("check")(check_ledger)
app.command("recordings")(list_recordings)
app.command("waits")(show_waits)
app.command("import")(import_log)


def main() -> None:
    """Run the command line; exit status 0 done, 1 it does not hold, 2 unusable input."""
    run_command(app)


def run_command(command: typer.Typer) -> None:
    """Run any of our commands; what is wrong is said in a line, never by a traceback."""
    try:
        _run(command)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what reads us has had enough
        sys.exit(0)
    except HuawuError as wrong:
        typer.echo(_("error: {message}").format(message=wrong), err=True)
        sys.exit(UNUSABLE)
    except OSError as wrong:
        place = f"{wrong.filename}: " if wrong.filename else ""
        typer.echo(_("error: {message}").format(message=f"{place}{wrong.strerror or wrong}"), err=True)
        sys.exit(UNUSABLE)


def _run(command: typer.Typer) -> None:
    """Typer leaves by SystemExit, and with status 1 where what reads us has had enough."""
    try:
        command()
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):
            raise leaving.__context__ from None
        sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
        raise
