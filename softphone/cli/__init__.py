"""The command ``softphone``: the agent's screen, and the phone behind it.

Knows its commands, one module each. Refuses to know how a screen is drawn. What a command needs beyond the simulator is
imported when it is called.
"""

import typer

from metrics.cli import run_command
from softphone.cli.phone import run_phone
from softphone.cli.screen import show_screen

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help, as that of `sim`
)
app.callback(invoke_without_command=True)(show_screen)
app.command("phone")(run_phone)


def main() -> None:
    """Run the command line; exit status 0 done, 1 it does not hold, 2 unusable input."""
    run_command(app)
