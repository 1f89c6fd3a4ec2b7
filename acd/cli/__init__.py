"""The command ``acd``: the live centre.

Knows its commands, one module each, and how an error is said. Refuses to know how a centre runs. A command's module is
imported when it is called: ``acd status`` needs no SIP.
"""

import typer

from acd.language import _
from metrics.cli import run_command

app = typer.Typer(
    help=_("The live centre: the same rules distribute real calls."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help, as that of `sim`
)


def main() -> None:
    """Run the command line; exit status 0 done, 1 it does not hold, 2 unusable input."""
    run_command(app)
