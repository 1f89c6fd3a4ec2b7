"""The state at a glance: its word, the time in it, and the one count or limit that matters in it.

Knows which limit belongs to which state. Refuses to know what can be done about it.
"""

from collections.abc import Callable
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from acd.language import _
from softphone.desk import IN_CALL, Desk, PhoneCall, Situation
from softphone.desk.times import (
    HOLD,
    HOLDS,
    budget_left,
    dials_on,
    held_now,
    in_state,
    rings,
    talked,
    waited,
    wrap_up_left,
)
from softphone.keys import BY_INTENT
from softphone.looks.lines import Piece, ends, flowing, stacked
from softphone.looks.words import BAD, COLOURS, DIM, clock_time, duration, reason_word, result_word, situation_word

_SOON: Final = 60.0
"""Seconds left of a day's allowance that are pointed out."""

_SETTLED: Final = 2.0
"""Seconds after which centre and phone no longer differ because one of them was told first."""

Limit = tuple[str, bool]
"""Words, and whether the limit is near or passed."""


def state(desk: Desk, now: float, width: int, height: int = 3) -> Text:
    """A band in the state's colour with its word, time and limit; below, what else holds."""
    known = desk.centre.up or not desk.has_centre or desk.situation == Situation.CONNECTING
    colour = COLOURS[desk.situation if known else Situation.CONNECTING]
    words, late = limit(desk, now) if known else (_("before the connection was lost"), True)
    left: list[Piece | str] = [
        (f"  {situation_word(desk)}", f"bold {colour}"),
        (f"  {since(desk, now)}  ", f"bold {colour}"),
    ]
    right = (f" {words} ", "bold white on dark_red" if late else f"bold {colour}")
    fits = cell_len(left[0][0]) + cell_len(right[0]) <= width
    first = ends(width, left, [right] if words and fits else [])
    first.stylize_before(colour)
    below = also(desk, now) if fits or not words else [right, *also(desk, now)]
    return stacked([first, *flowing(width, below)], height)


def since(desk: Desk, now: float) -> str:
    """Time in the state; of a call, since it was answered."""
    if desk.situation in (Situation.CONNECTING, Situation.IDLE):
        return ""
    if desk.agent is not None and desk.agent.since == 0:  # nothing has happened yet today
        return ""
    return duration(talked(desk, now) if desk.situation == Situation.TALKING else in_state(desk, now))


def limit(desk: Desk, now: float) -> Limit:
    """The limit that matters now."""
    draw = _LIMITS.get(desk.situation)
    return ("", False) if draw is None else draw(desk, now)


def _ringing(desk: Desk, now: float) -> Limit:
    ring = rings(desk, now)
    if ring is None:
        return "", False
    words = _("ring {count} of {most}, goes on in {left:.0f} s")
    return words.format(count=ring.count, most=ring.most, left=ring.left), ring.left <= 5


def _dialling(desk: Desk, now: float) -> Limit:
    left, call = dials_on(desk, now), desk.call
    if left is None or call is None:
        return "", False
    words = _("attempt {count}, gives up in {left:.0f} s")
    return words.format(count=call.attempt, left=left), False


def _not_ready(desk: Desk, now: float) -> Limit:
    left = budget_left(desk, now)
    return ("", False) if left is None else (_("left today {left}").format(left=duration(left)), left < _SOON)


def _talking(desk: Desk, _now: float) -> Limit:
    call = desk.call
    if call is None:
        return "", False
    return _("holds {count} of {most}").format(count=call.holds, most=HOLDS), call.holds > HOLDS


def _holding(desk: Desk, now: float) -> Limit:
    held, call = held_now(desk, now), desk.call
    if held is None or call is None:
        return "", False
    words = _("hold {count} of {most}: {held:.0f} of {limit:.0f} s")
    late = held > HOLD or call.holds > HOLDS
    return words.format(count=call.holds, most=HOLDS, held=held, limit=HOLD) + (_(" - too long") if late else ""), late


def _wrap_up(desk: Desk, now: float) -> Limit:
    left = wrap_up_left(desk, now)
    return ("", False) if left is None else (_("ends in {left}").format(left=duration(left)), left <= 10)


_LIMITS: Final[dict[Situation, Callable[[Desk, float], Limit]]] = {
    Situation.RINGING: _ringing,
    Situation.DIALLING: _dialling,
    Situation.NOT_READY: _not_ready,
    Situation.TALKING: _talking,
    Situation.HOLDING: _holding,
    Situation.CONSULTING: _holding,
    Situation.WRAP_UP: _wrap_up,
}


def also(desk: Desk, now: float) -> list[Piece]:
    """What else holds, most important first: pending requests, reason, what follows the call, mute, recording."""
    words = waiting(desk)
    return [*([(words, "bold italic")] if words else []), *holds(desk, now)]


def waiting(desk: Desk) -> str:
    """What has been asked and not answered; empty where nothing is."""
    return _("waiting for an answer: {what}").format(what=", ".join(_pending(desk))) if desk.pending else ""


def holds(desk: Desk, now: float) -> list[Piece]:
    """What else holds, as acknowledged."""
    told: list[Piece] = []
    if (aside := desk.aside) is not None:
        told.append((_aside(aside), BAD if aside.state == "ringing" else "bold"))
    if (left := desk.left_over) is not None and in_state(desk, now) > _SETTLED:
        words = _("the phone is still in a call that the centre has ended: {who}")
        told.append((words.format(who=left.name or left.number), BAD))
    told += _of_agent(desk)
    if desk.muted:
        told.append((_("MUTED: the caller does not hear you"), BAD))
    if desk.situation in IN_CALL:
        told += _of_call(desk)
    return told


def _aside(call: PhoneCall) -> str:
    """A call beside the centre's: a colleague who asks."""
    words = _("the phone rings: {who}") if call.state == "ringing" else _("on the phone: {who}")
    return words.format(who=call.name or call.number)


def _pending(desk: Desk) -> list[str]:
    return [
        BY_INTENT[each.intent].label() if each.intent in BY_INTENT else each.intent for each in desk.pending.values()
    ]


def _of_agent(desk: Desk) -> list[Piece]:
    agent, told = desk.agent, list[Piece]()
    if agent is None:
        return told
    if desk.situation == Situation.NOT_READY and agent.reason:
        told.append((_("reason: {reason}").format(reason=reason_word(agent.reason)), ""))
    if desk.situation == Situation.RINGING:
        told.append((_("waited {waited} before this ring").format(waited=duration(waited(desk))), ""))
    if (coming := agent.next) is not None and desk.situation not in IN_CALL:
        words = _("next: {what} at {time}")
        told.append((words.format(what=_activity(coming.what), time=clock_time(coming.begins)[:5]), DIM))
    if agent.after_call:
        told.append((_("after this call: not ready, {reason}").format(reason=reason_word(agent.after_call)), "bold"))
    if agent.help_asked:
        told.append((_("a leader has been called"), "bold"))
    if desk.situation == Situation.WRAP_UP and agent.result is not None:
        words = _("result: {result}").format(result=result_word(agent.result))
        told.append((words, "") if agent.result else (_("no result yet"), "bold"))
    elif desk.situation == Situation.WRAP_UP:
        codes = ", ".join(agent.codes)
        told.append((_("coded: {codes}").format(codes=codes), "") if codes else (_("not coded yet"), "bold"))
    return told


def _activity(what: str) -> str:
    return {"on": _("begin of shift"), "off": _("end of shift")}.get(what, what)


def _of_call(desk: Desk) -> list[Piece]:
    told: list[Piece] = []
    if desk.call is not None and desk.call.consulting:
        told.append((_("speaking to {name}; the caller is on hold").format(name=desk.call.consulting), "bold"))
    if desk.call is not None and desk.call.recording:
        told.append((_("recording PAUSED"), BAD) if desk.recording_paused else (_("being recorded"), DIM))
    return told
