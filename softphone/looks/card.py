"""The caller's card, and what stands there when nobody calls.

Knows the fields of a call. Shows the caller as the centre sends it, masked or not.
"""

from rich.text import Text

from acd.language import _
from acd.live.desk import CallView, Contact
from softphone.desk import IN_CALL, Desk, PhoneCall, Situation
from softphone.desk.times import talked, waited
from softphone.looks.lines import Piece, columns, line, stacked
from softphone.looks.words import BAD, DIM, clock_time, duration, result_word, segment_word

_NAMES = 10
"""Columns of the names of fields."""


def card(desk: Desk, now: float, width: int, height: int) -> Text:
    """The call in hand, other calls on the phone, and below the calls of before."""
    rows = _call(desk, now, width) if desk.situation in IN_CALL or _has_call(desk) else []
    rows += [*_lines(desk, now, width), *_earlier(desk, width)]
    room = height - len(rows) - 2
    if desk.history and room > 0:
        rows += [line(width), line(width, (" " + _("Before"), DIM)), *before(desk, width)[:room]]
    return stacked(rows, height)


def _has_call(desk: Desk) -> bool:
    return desk.call is not None or desk.situation in (Situation.RINGING, Situation.DIALLING)


def _call(desk: Desk, now: float, width: int) -> list[Text]:
    return [_field(width, name, value) for name, value in fields(desk, now) if value[0]]


def fields(desk: Desk, now: float) -> list[tuple[str, Piece]]:
    """Names and values; empty values are not shown."""
    call, leg = desk.call, desk.leg
    caller = (call.caller if call is not None else "") or ("" if leg is None else leg.number)
    if call is not None and call.direction == "out":
        return _dialled(desk, call, caller, now)
    told = [(_("caller"), (caller or _("unknown"), "bold"))]
    if leg is not None and leg.name and leg.name != caller:
        told.append((_("name"), (leg.name, "")))
    if call is None:
        return told
    told.append((_("type"), (call.call_type, "")))
    told.append((_("group"), (call.group, "")))
    told.append((_("customer"), (segment_word(call.segment), "bold")))
    if call.answered is not None:
        told.append((_("waited"), (duration(waited(desk)), "")))
        told.append(_spoken(desk, call, now))
        told.append((_("codes"), (", ".join(() if desk.agent is None else desk.agent.codes), "")))
    return told


def _dialled(desk: Desk, call: CallView, called: str, now: float) -> list[tuple[str, Piece]]:
    told = [(_("called"), (called, "bold")), (_("purpose"), (call.purpose, ""))]
    told.append((_("attempt"), (str(call.attempt), "")))
    return told if call.answered is None else [*told, _spoken(desk, call, now)]


def _spoken(desk: Desk, call: CallView, now: float) -> tuple[str, Piece]:
    words = _("{talked}, holds {count} ({held:.0f} s)")
    return _("spoken"), (words.format(talked=duration(talked(desk, now)), count=call.holds, held=call.held), "")


def _field(width: int, name: str, value: Piece) -> Text:
    return columns(width, [(f" {name}", DIM), value], [_NAMES, 0])


def _lines(desk: Desk, now: float, width: int) -> list[Text]:
    """The calls on the phone where there is more to say of them than the card does."""
    calls = [] if desk.line is None else [call for call in desk.line.calls if call.state != "over"]
    if len(calls) < 2 and (calls == [] or desk.situation in IN_CALL or _has_call(desk)):
        return []
    return [line(width), *(_leg(width, call, now) for call in calls)]


def _leg(width: int, call: PhoneCall, now: float) -> Text:
    words = f" {call.name or call.number or call.leg}  {_state(call.state)} {duration(max(now - call.since, 0.0))}"
    return line(width, (words, ""), ("  " + _("muted"), BAD) if call.muted else "")


def _state(state: str) -> str:
    return {
        "ringing": _("ringing"),
        "dialling": _("dialling"),
        "talking": _("talking"),
        "held": _("holding"),
        "held_by_peer": _("held by the other side"),
    }.get(state, state)


def _earlier(desk: Desk, width: int) -> list[Text]:
    """What this caller called about before, with the codes and notes of then."""
    told = () if desk.call is None else desk.call.earlier
    if not told:
        return []
    rows = [line(width), line(width, (" " + _("This caller before"), DIM))]
    return rows + [line(width, f" {clock_time(each.answered)[:5]} {each.agent} {about(each)}") for each in told]


def about(contact: Contact) -> str:
    """Codes and notes, else the type of call."""
    return " ".join([", ".join(contact.codes) or contact.call_type, *contact.notes])


def before(desk: Desk, width: int) -> list[Text]:
    """The agent's latest calls: when, who, what about, how long, how it ended."""
    widths = [6, 12, 0, -6, 9]
    return [
        columns(width, [f" {clock_time(past.answered)[:5]}", who(past), about(past), lasted(past), how(past)], widths)
        for past in desk.history
        if past.ended is not None
    ]


def lasted(contact: Contact) -> str:
    """How long; nothing while it goes on."""
    return "" if contact.ended is None else duration(contact.ended - contact.answered)


def who(contact: Contact) -> str:
    """The caller; whom the agent called has a mark."""
    return f">{contact.caller}" if contact.direction == "out" else contact.caller


def how(contact: Contact) -> str:
    """How a call left the agent; what came of one that was dialled."""
    if contact.result:
        return result_word(contact.result)
    return {
        "call.ended": _("ended"),
        "call.transferred": _("handed on"),
        "call.lost": _("cut off"),
    }.get(contact.how, contact.how)
