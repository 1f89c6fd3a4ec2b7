"""``acd users``: secrets of agents, trunks and leaders, made, listed and revoked."""

from typing import Annotated

import typer

from acd.errors import HuawuError
from acd.language import _
from acd.live.users import UserKind, Users

users = typer.Typer(
    help=_("Who may sign in: agents, trunks, leaders. A running centre follows at once."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

Name = Annotated[str, typer.Argument(help=_("The agent's or trunk's name in the scenario; a leader's own."))]


@users.command("add")
def add_user(
    name: Name,
    trunk: Annotated[bool, typer.Option("--trunk", help=_("A carrier or PBX that calls come from."))] = False,
    leader: Annotated[bool, typer.Option("--leader", help=_("A team leader: may agree, watch and listen in."))] = False,
) -> None:
    """Make a secret and show it, this once.

    Examples:

    \b
      acd users add A-01
      acd users add pbx --trunk
    """
    if trunk and leader:
        raise HuawuError(_("a user is a trunk or a leader, not both"))
    kind = UserKind.TRUNK if trunk else UserKind.LEADER if leader else UserKind.AGENT
    typer.echo(Users().add(name, kind))


@users.command("list")
def list_users() -> None:
    """All users and what they are; no secrets.

    Examples:

    \b
      acd users list
    """
    words = {UserKind.AGENT: _("agent"), UserKind.TRUNK: _("trunk"), UserKind.LEADER: _("leader")}
    known = Users()
    for name in known.names():
        kind = known.kind(name)
        if kind is not None:  # revoked meanwhile
            typer.echo(f"{name}\t{words[kind]}")


@users.command("revoke")
def revoke_user(name: Name) -> None:
    """Remove a user: the secret opens nothing any more.

    Examples:

    \b
      acd users revoke A-01
    """
    Users().revoke(name)
