"""The command ``sim``: planners' work, from a spreadsheet to a believed report.

Knows its commands, one module each. Refuses to know how any of it is done.
"""

import typer

from acd.language import _
from metrics.cli import run_command
from simulator.cli.check import check_files, print_schema
from simulator.cli.compare import compare_scenarios
from simulator.cli.new import new_scenario
from simulator.cli.replay import replay_ledger
from simulator.cli.run import run_scenario
from simulator.cli.staff import staff_scenario

app = typer.Typer(
    help=_("Simulate a call centre's day, and plan its people."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # it would swallow agents[team=A] as a tag, and cut options off at eighty columns
)
app.command("run", short_help=_("What the day will be like, and what would help."))(run_scenario)
app.command("compare", short_help=_("Which of several ways is better, by how much, how surely."))(compare_scenarios)
app.command("staff", short_help=_("People needed in each interval, by formula."))(staff_scenario)
app.command("replay", short_help=_("A recorded day through the rules: do they decide the same?"))(replay_ledger)
app.command("new", short_help=_("A scenario to start from, also from a spreadsheet."))(new_scenario)
app.command("check", short_help=_("Whether scenarios are sound."))(check_files)
app.command("schema", short_help=_("The JSON Schema of scenarios, for editors."))(print_schema)


def main() -> None:
    """Run the command line; exit status 0 done, 1 it does not hold, 2 unusable input."""
    run_command(app)
