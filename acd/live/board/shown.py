"""A snapshot as people read it: the day in one line, groups, agents and what needs a look; status and wallboard alike.

Knows words, signs and colours: what is amiss has a sign, whatever the colours. Refuses to know where a snapshot comes
from and what it is shown on.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from acd.language import _

Seen = Mapping[str, Any]

AMISS: Final = "bold red"
WARNED: Final = "yellow"
NEAR: Final = 0.8
"""Of a limit: from here on a value is told apart (as in ``limits``)."""
_BUSY: Final = ("talking", "holding", "ringing")
_STATES: Final = ("ringing", "talking", "holding", "wrap_up", "not_ready", "ready", "signed_out")
_MARKS: Final = {
    "ready": "●", "ringing": "♪", "talking": "▶", "holding": "‖", "wrap_up": "✎", "not_ready": "○", "signed_out": " ",
}  # fmt: skip


def headline(seen: Seen) -> Text:
    """The whole centre in figures, a line."""
    centre = seen["centre"]
    told = [
        (_("in time"), _share(centre["service_level"])),
        (_("wait"), str(centre["waiting"])),
        (_("longest"), "–" if centre["longest_waiting"] is None else lasting(centre["longest_waiting"])),
        (_("answered"), f"{centre['answered'] or 0}/{centre['offered'] or 0}"),
        (_("gone"), _share(centre["abandon_rate"])),
        (_MARKS["ready"], str(centre["ready"])),
        (_MARKS["talking"], str(_busy(centre))),
        (_MARKS["not_ready"], str(centre["not_ready"])),
    ]
    line = Text()
    for word, value in told:
        line.append(f"{word} ").append(value, "bold").append("  ")
    return line


def groups_table(seen: Seen) -> Table:
    """Each group and the centre: who waits, the day against its promise, who is there."""
    table = _table(
        _("Group"), _("wait"), _("longest"), _("in time"), _("target"), _("answered"), _("gone"), _("ready"), _("busy"),
        _("ACW"), _("away"),
    )  # fmt: skip
    for name, place in seen["groups"].items():
        table.add_row(place["label"] or name, *_queue(place), *_day(place), *_staff(place))
    centre = seen["centre"]
    table.add_row(_("Centre"), *_queue(centre), *_day(centre), *_staff(centre), style="bold")
    return table


def _queue(place: Seen) -> tuple[Text, Text]:
    longest = place["longest_waiting"]
    return (
        _against(str(place["waiting"]), place["waiting"], place.get("waiting_limit")),
        _against("–" if longest is None else lasting(longest), longest or 0.0, place.get("longest_limit")),
    )


def _day(place: Seen) -> tuple[Text | str, ...]:
    level, target = place["service_level"], place.get("target")
    missed = level is not None and target is not None and level < target
    promised = "" if target is None else f"{target:.0%}/{place['within']:.0f}s"
    return (
        Text(f"▼{level:.0%}", AMISS) if missed else _share(level),
        promised,
        f"{place['answered'] or 0}/{place['offered'] or 0}",
        _share(place["abandon_rate"]),
    )


def _staff(place: Seen) -> tuple[str, ...]:
    return str(place["ready"]), str(_busy(place)), str(place["wrap_up"]), f"{place['not_ready']}/{place['signed_in']}"


def agents_table(seen: Seen, order: str = "state", team: str = "", all_of_them: bool = False) -> Table:
    """Whoever is signed in (or everybody), in an order of :data:`ORDERS`, of one team where one is named."""
    words = _("Agent"), _("team"), _("state"), _("for"), _("reason"), _("calls"), _("AHT")
    table = _table(*words, words=(1, 2, 4))
    people = [
        (name, person)
        for name, person in seen["agents"].items()
        if (all_of_them or person["state"] != "signed_out") and team in ("", person["team"])
    ]
    for name, person in sorted(people, key=lambda each: ORDERS[order](seen, *each)):
        lasted = seen["t"] - person["since"]
        signs = ("?" if person["help_since"] is not None else "") + ("✆" if person["phone"] == "lost" else "")
        table.add_row(
            Text(name + signs, AMISS if signs else ""),
            person["team"],
            f"{_MARKS[person['state']]} {_(person['state'])}",
            _against(lasting(lasted), lasted, person["state_limit"]),
            person["reason"],
            str(person["answered"] or 0),
            "–" if person["aht"] is None else f"{person['aht']:.0f}",
        )
    return table


def _by_state(seen: Seen, name: str, person: Seen) -> tuple[Any, ...]:
    """What is over its limit first, then by state, longest first."""
    lasted = seen["t"] - person["since"]
    over = person["state_limit"] is not None and lasted >= person["state_limit"]
    return not over, _STATES.index(person["state"]), -lasted, name


ORDERS: Final[dict[str, Callable[[Seen, str, Seen], tuple[Any, ...]]]] = {
    "state": _by_state,
    "for": lambda seen, name, person: (person["since"] - seen["t"], name),
    "name": lambda _seen, name, _person: (name,),
    "answered": lambda _seen, name, person: (-(person["answered"] or 0), name),
}
"""How agents may be ordered."""


def rule_words(rule: str) -> str:
    """What is amiss, in words."""
    return {
        "unstaffed": _("nobody at work"),
        "nobody_ready": _("nobody free"),
        "longest_wait": _("long wait"),
        "queue": _("long queue"),
        "service_level": _("below target"),
        "abandon_rate": _("many hang up"),
        "help": _("asks for help"),
        "phone_lost": _("phone is gone"),
        "missed_rings": _("rings missed"),
        "not_ready": _("away too long"),
        "wrap_up": _("long wrap-up"),
        "pause": _("breaks used up"),
    }[rule]


def alarms_lines(seen: Seen, known: Collection[tuple[str, str]] = ()) -> Iterator[Text]:
    """What needs a look, newest first; what is known already is told apart."""
    for alarm in reversed(seen["alarms"]):
        new = (alarm["rule"], alarm["subject"]) not in known
        place = seen["groups"].get(alarm["subject"], {}) if alarm["scope"] == "groups" else {}
        subject = place.get("label") or alarm["subject"]
        said = f"{clock(alarm['since'])} {subject} {rule_words(alarm['rule'])}{_value(alarm)}"
        yield Text(("! " if new else "· ") + said, AMISS if new else "")


def _value(alarm: Seen) -> str:
    """How far over its limit, in the alarm's unit."""
    rule, value, limit = alarm["rule"], alarm["value"], alarm["limit"]
    if rule in ("service_level", "abandon_rate"):
        return f" {value:.0%}/{limit:.0%}"
    if rule in ("queue", "unstaffed", "missed_rings"):
        return f" {value:.0f}/{limit:.0f}"
    if rule == "phone_lost":
        return ""
    return f" {lasting(value)}/{lasting(limit)}" if limit else f" {lasting(value)}"


def lasting(seconds: float) -> str:
    """``0:07``, ``12:30``, ``1:02:03``."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def clock(seconds: float) -> str:
    """A time of day, from seconds since midnight."""
    return f"{int(seconds) // 3600 % 24:02d}:{int(seconds) // 60 % 60:02d}"


def _table(*headings: str, words: Sequence[int] = ()) -> Table:
    """Figures to the right; the first column, and those numbered in ``words``, to the left."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for n, heading in enumerate(headings):
        table.add_column(heading, justify="left" if n == 0 or n in words else "right", no_wrap=True)
    return table


def _against(word: str, value: float, limit: float | None) -> Text:
    """Over its limit, near it, or neither."""
    if limit is None or value < NEAR * limit:
        return Text(word)
    return Text(f"!{word}", AMISS) if value >= limit else Text(f"▲{word}", WARNED)


def _busy(place: Seen) -> int:
    return sum(int(place[state]) for state in _BUSY)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"
