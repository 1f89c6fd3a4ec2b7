"""The command ``acd``: the live centre.

Knows its commands, one module each, and how an error is said. Refuses to know how a centre runs. What a command needs
beyond the simulator is imported when it is called: without it, it says what to install.
"""

import typer

from acd.cli.follow import follow_log
from acd.cli.operate import drain, emergency, reload_routing
from acd.cli.preview import preview_call
from acd.cli.serve import serve_centre
from acd.cli.status import explain_now, show_status
from acd.cli.users import users
from acd.cli.wallboard import show_wallboard
from acd.language import _
from metrics.cli import run_command

app = typer.Typer(
    help=_("The live centre: the same rules distribute real calls."),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help, as that of `sim`
)
app.command("serve")(serve_centre)
app.command("status")(show_status)
app.command("wallboard")(show_wallboard)
app.command("follow")(follow_log)
app.command("explain")(explain_now)
app.command("preview")(preview_call)
app.command("drain")(drain)
app.command("emergency")(emergency)
app.command("reload")(reload_routing)
app.add_typer(users, name="users")


def main() -> None:
    """Run the command line; exit status 0 done, 1 it does not hold, 2 unusable input."""
    run_command(app)
