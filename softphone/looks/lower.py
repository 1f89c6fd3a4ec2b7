"""What stands below the call: what to say, the line for the agent; and the essentials where the window is small.

Knows scripts and notices. Refuses to know keys.
"""

from collections.abc import Callable

from rich.text import Text

from acd.language import _
from softphone.desk import IN_CALL, Desk, Situation, facts
from softphone.desk.times import talked
from softphone.looks.bar import trouble
from softphone.looks.card import fields
from softphone.looks.lines import columns, line, stacked, wrapped
from softphone.looks.words import BAD, DIM
from softphone.settings import Settings, filled

WIDE, HIGH = 80, 24
_OPENING_STAYS = 20.0
"""Seconds of talk after which the closing phrase takes the opening's place."""


def script(settings: Settings) -> Callable[[Desk, float, int, int], Text]:
    """What to say now, by the type of call."""

    def draw(desk: Desk, now: float, width: int, height: int) -> Text:
        name, words = phrase(desk, now, settings)
        rows = wrapped(width - 12, words) if words else []
        names = [f" {name}", *[""] * len(rows)]
        return stacked(
            [columns(width, [(at, DIM), row], [11, 0]) for at, row in zip(names, rows, strict=False)], height
        )

    return draw


def phrase(desk: Desk, now: float, settings: Settings) -> tuple[str, str]:
    """Its name and words; both empty where nothing is to be said."""
    if desk.situation != Situation.RINGING and desk.situation not in IN_CALL:
        return "", ""
    told = facts(desk)
    wanted = settings.script(told["call_type"], told["group"])
    opening = desk.situation == Situation.RINGING or talked(desk, now) < _OPENING_STAYS or not wanted.closing
    name, words = (_("say first"), wanted.opening) if opening else (_("say last"), wanted.closing)
    return (name, filled(words, told)) if words else ("", "")


def notice(desk: Desk, now: float, width: int, _height: int = 1) -> Text:
    """The latest word for the agent, else what keeps the agent from working; two lines where one is too short."""
    said = desk.words(now)
    if said is not None and said.since >= lost_since(desk):
        return _told(width, "!" if said.bad else "-", said.words)
    words = trouble(desk)
    return _told(width, "!", words) if words else line(width)


def _told(width: int, sign: str, words: str) -> Text:
    signs = [f" {sign} ", "   "]
    rows = wrapped(max(width - 4, 8), words)[:2]
    style = BAD if sign == "!" else ""
    return stacked(line(width, (sign + row, style)) for sign, row in zip(signs, rows, strict=False))


def lost_since(desk: Desk) -> float:
    """When the latest connection went that is not back."""
    ends = [(desk.has_centre, desk.centre), (desk.has_phone, desk.phone)]
    return max((end.since for there, end in ends if there and not end.up and end.why), default=0.0)


def small(desk: Desk, now: float, width: int, height: int) -> Text:
    """Where the window is too small: that it is, and who is on the line."""
    rows = [line(width, f" {name} ", value) for name, value in fields(desk, now)[:3] if desk.call or desk.leg]
    words = _("small window: {wide} x {high} shows all").format(wide=WIDE, high=HIGH)
    return stacked([*rows[: max(height - 1, 1)], line(width, (f" {words}", DIM))], height)
