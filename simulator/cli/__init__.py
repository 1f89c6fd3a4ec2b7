"""The command ``sim``: planners' work, from a spreadsheet to a believed report.

Knows its commands, one module each. Refuses to know how any of it is done.
"""

import typer

from acd.language import _
from metrics.cli import run_command
from simulator.cli.check import check_files, print_schema
from simulator.cli.new import new_scenario
from simulator.cli.run import run_scenario
from simulator.cli.staff import staff_scenario

app = typer.Typer(
    help=_("Simulate a call centre's day, and plan its people."), no_args_is_help=True, pretty_exceptions_enable=False
)
app.command("run")(run_scenario)
app.command("staff")(staff_scenario)
app.command("new")(new_scenario)
app.command("check")(check_files)
app.command("schema")(print_schema)


def main() -> None:
    """Run the command line; exit status 0 done, 1 it does not hold, 2 unusable input."""
    run_command(app)
