"""``acd status`` and ``acd explain``: how the running centre stands, and why."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from acd.cli.asking import HERE, At, ask
from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.cli.output import screen, write_json


def show_status(
    at: At = HERE,
    as_json: Annotated[str | None, typer.Option("--json", metavar="FILE", help=_("Write it as JSON."))] = None,
    language: Language = None,
) -> None:
    """How the centre stands now: who waits, who is there, and the day so far.

    Examples:

    \b
      acd status
      acd status --at 127.0.0.1:18060 --json -
    """
    speak_as(language)
    seen = ask(at, "/status")
    if as_json is not None:
        write_json(seen, as_json)
        return
    print_status(seen)


def print_status(seen: Mapping[str, Any]) -> None:
    """The centre on the terminal, once."""
    from acd.live.board.shown import agents_table, alarms_lines, groups_table

    console = screen()
    console.print(_("{scenario}, policy {policy}").format(scenario=seen["scenario"], policy=seen["policy"]))
    console.print(groups_table(seen))
    console.print(agents_table(seen))
    for line in alarms_lines(seen):
        console.print(line)


def explain_now(
    subject: Annotated[
        str, typer.Argument(help=_("The number of a call, or the name of an agent."), show_default=False)
    ],
    at: At = HERE,
    language: Language = None,
) -> None:
    """Why a call waits or rings where it does, or why an agent gets no call: every candidate.

    Examples:

    \b
      acd explain 17
      acd explain A-01
    """
    speak_as(language)
    told = ask(at, f"/explain/call/{subject}" if subject.isdigit() else f"/explain/agent/{subject}")
    console = screen()
    console.print(told["said"])
    for candidate in told["candidates"]:
        console.print(f"  {'✓' if candidate['possible'] else '·'} {candidate['name']}: {candidate['why']}")
