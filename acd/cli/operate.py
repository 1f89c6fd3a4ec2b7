"""``acd drain``, ``acd emergency``, ``acd reload``: what a leader asks of the running centre."""

from typing import Annotated

import typer

from acd.cli.asking import HERE, At, ask
from acd.language import _


def drain(at: At = HERE) -> None:
    """Take no more calls; the centre ends when the last one is over."""
    left = ask(at, "/drain", {})
    typer.echo(_("no more calls are taken; {up} are still up").format(up=left["left"]))


def emergency(
    state: Annotated[str, typer.Argument(help=_("on or off"), show_default=False)],
    at: At = HERE,
) -> None:
    """Close at once, or take calls again: callers hear the emergency announcement."""
    if state not in ("on", "off"):
        raise typer.BadParameter(_("on or off"))
    ask(at, "/emergency", {"on": state == "on"})
    typer.echo(_("closed in an emergency") if state == "on" else _("calls are taken again"))


def reload_routing(at: At = HERE) -> None:
    """Decide by the routing that the file says now, for callers who already wait too."""
    told = ask(at, "/reload", {})
    typer.echo(_("decides by {policy} now").format(policy=told["policy"]))
