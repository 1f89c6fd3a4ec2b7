"""``acd serve``: run a call centre on this machine."""

import asyncio
import signal
from pathlib import Path
from typing import Annotated

import typer

from acd.language import _


def serve_centre(
    centre: Annotated[Path, typer.Argument(help=_("The scenario of the centre."), show_default=False)],
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help=_("Change a key of the file for once."))
    ] = None,
    ledgers: Annotated[Path, typer.Option(help=_("Where a ledger a day is kept."))] = Path("ledgers"),
    log: Annotated[str, typer.Option(help=_("How the log is written to standard error: console or json."))] = "console",
) -> None:
    """Take real calls: registrar, queues, music and announcements, agents' channel, wallboard's feed, one ledger a day.

    Ctrl-C (or SIGTERM) takes no more calls and ends when the last one is over; a second one ends at once.

    Examples:

    \b
      acd users add A-01
      acd serve centre.yaml
      acd serve centre.yaml --set listen.sip=15060 --ledgers /var/lib/huawu --log json
    """
    from acd.live.centre import LiveCentre, Served
    from acd.live.log import set_up

    set_up(json=log == "json")
    asyncio.run(_run(LiveCentre(Served(centre, tuple(changes or ()), ledgers))))


async def _run(live: "LiveCentre") -> None:  # type: ignore[name-defined]  # noqa: F821
    loop = asyncio.get_running_loop()
    await live.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, live.asked_to_stop)
    typer.echo(live.said, err=True)
    try:
        await live.over
    finally:
        await live.stop()
