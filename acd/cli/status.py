"""``acd status`` and ``acd explain``: how the running centre stands, and why."""

from typing import Annotated, Any

import typer
from rich.table import Table

from acd.cli.asking import HERE, At, ask
from acd.language import _
from metrics.cli.options import Language, speak_as
from metrics.cli.output import screen, write_json

_HEADINGS = ("Group", "waiting", "in time", "answered", "ready", "on calls", "wrap_up", "not_ready")


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
        console.print(f"! {alarm['subject']}: {_(alarm['rule'])} ({alarm['value']:g} / {alarm['limit']:g})")


def groups_table(seen: dict[str, Any]) -> Table:
    """Each group and the centre: who waits, the day, who is there."""
    table = Table(*(_(heading) for heading in _HEADINGS), box=None, pad_edge=False)
    for name, place in [*seen["groups"].items(), (_("Centre"), seen["centre"])]:
        level, longest = place["service_level"], place["longest_waiting"]
        table.add_row(
            name,
            str(place["waiting"]) if longest is None else f"{place['waiting']} ({longest:.0f} s)",
            "–" if level is None else f"{level:.0%}",
            f"{place['answered'] or 0}/{place['offered'] or 0}",
            str(place["ready"]),
            str(place["talking"] + place["holding"] + place["ringing"]),
            str(place["wrap_up"]),
            f"{place['not_ready']}/{place['signed_in']}",
        )
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
