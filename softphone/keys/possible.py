"""Whether something can be done now, and in words why not.

Knows the situation and which end is there. Refuses to decide for the centre: what it refuses, it refuses.
"""

from acd.language import _
from softphone.desk import HAS_CALL, IN_CALL, Desk, Situation
from softphone.keys.registry import BY_INTENT, CENTRE, EITHER, PHONE, Doing

_OVER_THE_PHONE = frozenset({"hold", "transfer", "hang_up", "reject", "keypad", "dial", "undo", "complete", "consult"})
"""What the phone can do by itself, where there is no centre or it is out of reach."""


_ON_A_LINE = frozenset({"hang_up", "switch", "keypad", "mute", "hold"})
"""What goes with any call on the phone, one that the centre knows nothing of too."""


def why_not(desk: Desk, intent: str) -> str:
    """Why that cannot be done now; empty where it can be asked."""
    doing = BY_INTENT[intent]
    return _wrong_moment(desk, doing) or _nobody_there(desk, doing) or _nothing_there(desk, intent)


def is_offered(desk: Desk, doing: Doing) -> bool:
    """Whether the footer names it: it can be done, and the end that does it exists at all."""
    if doing.intent == "ready" and desk.situation != Situation.NOT_READY and not _is_to_be_away(desk):
        return False
    return doing.footer and not why_not(desk, doing.intent)


def _is_to_be_away(desk: Desk) -> bool:
    return desk.agent is not None and bool(desk.agent.after_call)


def goes_to_phone(desk: Desk, intent: str) -> bool:
    """Whether the phone is asked: it alone can, or the centre is not there and calls must still be handled."""
    needs = BY_INTENT[intent].needs
    if needs == EITHER and intent == "keypad":
        return desk.has_phone
    if needs == EITHER and intent in ("hang_up", "reject", "hold") and desk.call is None:
        return desk.has_phone
    return needs == PHONE or (needs == EITHER and not desk.centre.up and desk.has_phone)


def _wrong_moment(desk: Desk, doing: Doing) -> str:
    if doing.needs == CENTRE and not desk.has_centre:
        return _("{label}: there is no centre; this softphone is a telephone only").format(label=doing.label())
    if desk.situation in doing.when or (doing.intent in ("answer", "reject") and desk.rings):
        return ""
    if desk.situation not in HAS_CALL and desk.leg is not None and doing.intent in _ON_A_LINE:
        return ""
    return _("{label}: not now").format(label=doing.label())


def _nobody_there(desk: Desk, doing: Doing) -> str:
    label = doing.label()
    if doing.intent == "sign_in" and not desk.centre.up:
        return ""
    if doing.needs == PHONE and not desk.has_phone:
        return _("{label}: do that on the desk telephone").format(label=label)
    if doing.needs == PHONE and not desk.phone.up:
        return _("{label}: the phone is not connected").format(label=label)
    if doing.needs == CENTRE and not desk.centre.up:
        return _("{label}: the centre is not connected").format(label=label)
    if doing.needs == EITHER and not (desk.centre.up or desk.phone.up):
        return _("{label}: neither centre nor phone is connected").format(label=label)
    return ""


def _nothing_there(desk: Desk, intent: str) -> str:
    match intent:
        case "switch" if _lines(desk) < 2:
            return _("there is no second call")
        case "transfer" if desk.call is not None and desk.call.direction == "out":
            return _("{label}: not with a call that you dialled").format(label=BY_INTENT[intent].label())
        case "result" if desk.situation == Situation.WRAP_UP and desk.agent is not None and desk.agent.result is None:
            return _("you did not dial this call")
        case "result" if desk.call is not None and desk.call.direction != "out":
            return _("you did not dial this call")
        case "result" if not desk.results:
            return _("the centre has told no results of calls")
        case "code" if not desk.codes:
            return _("the centre has no codes")
        case "pause_recording" if desk.call is None or not desk.call.recording:
            return _("this call is not recorded")
        case "hold" if desk.situation not in IN_CALL and desk.leg is None:
            return _("there is no call")
        case "ask_help" if desk.agent is not None and desk.agent.help_asked and desk.situation in HAS_CALL:
            return _("a leader has been called already")
    return ""


def _lines(desk: Desk) -> int:
    return 0 if desk.line is None else sum(call.state != "over" for call in desk.line.calls)
