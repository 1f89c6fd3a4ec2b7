"""The one table of what an agent can do: its keys, its words, when it makes sense.

Bindings, footer, help, palette, plain mode and robots all come from here. Letters are never call control: a Chinese
input method has them all. Refuses to know how anything is done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from acd.language import _
from softphone.desk import HAS_CALL, IN_CALL, ON_DUTY, Desk, Situation

S = Situation
ALWAYS: Final = frozenset(Situation)
WITH_A_CALL_TO_CODE: Final = IN_CALL | {S.WRAP_UP}
FREE: Final = frozenset({S.READY, S.NOT_READY, S.IDLE})
CENTRE, PHONE, EITHER, SCREEN = "centre", "phone", "either", "screen"


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing to do. ``label`` and ``meaning`` are texts of the catalogue; ``other`` is the label once it is done.

    ``needs``: which end does it. ``sheet`` names the list or form that asks for more, empty where nothing is asked.
    """

    intent: str
    keys: tuple[str, ...]
    label: Callable[[], str]
    meaning: Callable[[], str]
    when: frozenset[Situation] = ALWAYS
    needs: str = SCREEN
    sheet: str = ""
    other: Callable[[], str] | None = None
    footer: bool = True


DOINGS: Final = (
    Doing("help", ("f1",), lambda: _("Help"),
          lambda: _("All keys."),
          sheet="help"),
    Doing("ready", ("f2",), lambda: _("Ready"),
          lambda: _("Take calls; after a call too, where not ready waits for its end."),
          ON_DUTY - {S.READY, S.IDLE}, CENTRE),
    Doing("not_ready", ("f3",), lambda: _("Not ready"),
          lambda: _("Take no calls, for a reason: now, or after the call in hand."),
          ON_DUTY - {S.IDLE}, CENTRE, "reasons"),
    Doing("answer", ("f4",), lambda: _("Answer"),
          lambda: _("Speak to the caller."),
          frozenset({S.RINGING}), PHONE),
    Doing("hold", ("f5",), lambda: _("Hold"),
          lambda: _("Let the caller hear music; the same key takes the caller back."),
          frozenset({S.TALKING, S.HOLDING}), EITHER, other=lambda: _("Retrieve")),
    Doing("mute", ("f6",), lambda: _("Mute"),
          lambda: _("The caller does not hear you; the same key again: does."),
          IN_CALL, PHONE, other=lambda: _("Unmute")),
    Doing("transfer", ("f7",), lambda: _("Transfer"),
          lambda: _("Hand the caller over without asking first."),
          frozenset({S.TALKING, S.HOLDING}), EITHER, "transfer"),
    Doing("consult", ("f8",), lambda: _("Consult"),
          lambda: _("Hold the caller and ask a colleague."),
          frozenset({S.TALKING, S.HOLDING}), EITHER, "consult"),
    Doing("code", ("f9",), lambda: _("Code"),
          lambda: _("Say what the call was about, with a note."),
          WITH_A_CALL_TO_CODE, CENTRE, "codes"),
    Doing("hang_up", ("f10", "ctrl+l"), lambda: _("Hang up"),
          lambda: _("End the call."),
          IN_CALL | {S.DIALLING}, EITHER),
    Doing("survey", ("f11", "ctrl+y"), lambda: _("To survey"),
          lambda: _("Release the caller to the survey; that ends the call."),
          frozenset({S.TALKING, S.HOLDING}), CENTRE),
    Doing("wrapped_up", ("f12",), lambda: _("Done"),
          lambda: _("The writing up is done."),
          frozenset({S.WRAP_UP}), CENTRE),
    Doing("reject", ("ctrl+r",), lambda: _("Reject"),
          lambda: _("Decline the call; it goes to somebody else."),
          frozenset({S.RINGING}), EITHER),
    Doing("complete", ("ctrl+t",), lambda: _("Hand over"),
          lambda: _("Hand the caller to the colleague consulted."),
          frozenset({S.CONSULTING}), EITHER),
    Doing("undo", ("ctrl+z",), lambda: _("Undo"),
          lambda: _("Leave the colleague and take the caller back."),
          frozenset({S.CONSULTING}), EITHER),
    Doing("dial", ("ctrl+n",), lambda: _("Dial"),
          lambda: _("Ring a number or somebody of the directory."),
          FREE | {S.HOLDING, S.WRAP_UP}, EITHER, "dial"),
    Doing("switch", ("ctrl+w",), lambda: _("Other call"),
          lambda: _("Hold this call and speak in the other one."),
          HAS_CALL, PHONE),
    Doing("keypad", ("ctrl+k",), lambda: _("Keypad"),
          lambda: _("Press keys towards the caller."),
          frozenset({S.TALKING}), EITHER, "keypad"),
    Doing("pause_recording", ("ctrl+s",), lambda: _("Pause rec."),
          lambda: _("Keep a number or a password out of the recording; the same key goes on."),
          IN_CALL, CENTRE, other=lambda: _("Resume rec.")),
    Doing("ask_help", ("ctrl+g",), lambda: _("Call leader"),
          lambda: _("A leader sees that you need help."),
          ON_DUTY, CENTRE),
    Doing("extend", ("ctrl+e",), lambda: _("Extend"),
          lambda: _("Have the limit of wrap-up once more, from now on."),
          frozenset({S.WRAP_UP}), CENTRE),
    Doing("result", ("ctrl+x",), lambda: _("Result"),
          lambda: _("Say how an outbound call ended."),
          WITH_A_CALL_TO_CODE | {S.DIALLING}, CENTRE, "results"),
    Doing("sign_in", ("ctrl+o",), lambda: _("Sign in"),
          lambda: _("Begin to work; the same key signs out, with a leader's consent where that is asked."),
          ALWAYS, CENTRE, "sign_in", other=lambda: _("Sign out")),
    Doing("sign_out", (), lambda: _("Sign out"),
          lambda: _("Stop working: now, or after the call in hand."),
          ON_DUTY, CENTRE, "sign_out", footer=False),
    Doing("history", ("ctrl+f",), lambda: _("Calls"),
          lambda: _("Your latest calls, to be searched."),
          ON_DUTY, CENTRE, "history"),
    Doing("figures", ("ctrl+d",), lambda: _("Figures"),
          lambda: _("Your figures today beside the targets."),
          ALWAYS, SCREEN, "figures"),
    Doing("audio", (), lambda: _("Audio"),
          lambda: _("Choose microphone and loudspeaker; hear yourself."),
          ALWAYS, PHONE, "audio", footer=False),
    Doing("auto_answer", (), lambda: _("Auto answer"),
          lambda: _("Answer each call by itself, or no more."),
          ALWAYS, PHONE, footer=False),
    Doing("palette", ("ctrl+p",), lambda: _("Find"),
          lambda: _("Find anything to do by its name."),
          sheet="palette"),
    Doing("quit", ("ctrl+q",), lambda: _("Close"),
          lambda: _("Close the screen; calls and audio stay."),
          footer=False),
)  # fmt: skip

BY_INTENT: Final = {doing.intent: doing for doing in DOINGS}


ON_A_SCREEN: Final = frozenset({"help", "palette", "figures", "audio", "quit"})
"""What is nothing to be asked of an end."""


def label_now(doing: Doing, desk: Desk) -> str:
    """What the key would do now."""
    return doing.other() if doing.other is not None and is_on(doing.intent, desk) else doing.label()


def is_on(intent: str, desk: Desk) -> bool:
    """Whether what goes on and off is on now."""
    match intent:
        case "hold":
            aside = desk.aside
            return desk.situation == S.HOLDING or (aside is not None and aside.state == "held")
        case "mute":
            return desk.muted
        case "pause_recording":
            return desk.recording_paused
        case "sign_in":
            return desk.situation in ON_DUTY
        case "auto_answer":
            return desk.auto_answer
    return False


FIELDS: Final = {
    "not_ready": "reason",
    "transfer": "to",
    "consult": "to",
    "dial": "to",
    "code": "code",
    "result": "result",
    "keypad": "digits",
    "sign_in": "seat",
}
"""What each asks for first, by the name of the request's field."""
