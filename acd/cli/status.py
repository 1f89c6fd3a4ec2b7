"""``acd status`` and ``acd explain``: how the running centre stands, and why."""

from typing import Annotated, Any

import typer
from rich.table import Table

from acd.cli.asking import HERE, At, ask
from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.cli.output import screen, write_json

_STATES = ("ready", "talking", "holding", "wrap_up", "ringing", "not_ready", "signed_in")


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
    console = screen()
    console.print(_("{scenario}, policy {policy}").format(scenario=seen["scenario"], policy=seen["policy"]))
    console.print(groups_table(seen))
    console.print(agents_table(seen))
    for alarm in seen["alarms"]:
        console.print(f"! {_(alarm['what'])}: {alarm['where']} ({alarm['value']:g} / {alarm['threshold']:g})")


def groups_table(seen: dict[str, Any]) -> Table:
    """Each group and the centre: waiting, the day, who is there."""
    headings = (_("Group"), _("waiting"), _("longest"), "SL%", _("offered"), _("answered"), *map(_, _STATES))
    table = Table(*headings, box=None, pad_edge=False)
    for name, place in [*seen["groups"].items(), (_("Centre"), seen["centre"])]:
        level = place["service_level"]
        counted = [str(place["agents"][state]) for state in _STATES]
        cells = [str(place["waiting"]), f"{place['longest']:.0f}", "–" if level is None else f"{level:.0%}"]
        table.add_row(name, *cells, str(place["offered"] or 0), str(place["answered"] or 0), *counted)
    return table


def agents_table(seen: dict[str, Any]) -> Table:
    """Whoever is signed in."""
    table = Table(_("Agent"), _("state"), _("for"), _("reason"), _("answered"), box=None, pad_edge=False)
    for name, person in seen["agents"].items():
        if person["state"] != "signed_out":
            lasted = seen["t"] - person["since"]
            table.add_row(name, _(person["state"]), f"{lasted:.0f} s", person["reason"], str(person["answered"] or 0))
    return table


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
