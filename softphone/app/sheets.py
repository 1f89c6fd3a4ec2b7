"""Which sheet asks for what: from the registry's word to the sheet, filled from the desk.

Knows what each intent needs. Refuses to know what is done with it.
"""

from collections.abc import Callable, Mapping
from typing import Final

from acd.language import _
from softphone.desk import ON_DUTY, Desk, Situation
from softphone.keys import DOINGS, Doing, Keys, label_now, why_not
from softphone.looks.card import about, how, lasted, who
from softphone.looks.keys import help_lines
from softphone.looks.side import figures
from softphone.looks.words import clock_time, duration, key_text, result_word
from softphone.settings import Settings, read_secret
from softphone.widgets.audio import AudioSheet
from softphone.widgets.choices import Choice
from softphone.widgets.coding import CodeSheet
from softphone.widgets.finding import FindSheet
from softphone.widgets.form import Entry, FormSheet
from softphone.widgets.keypad import KeypadSheet
from softphone.widgets.picking import PickSheet
from softphone.widgets.reading import ReadSheet
from softphone.widgets.sheet import Sheet

Make = Callable[[Desk, Keys, Settings], Sheet]
NOW, WITH_CONSENT = "now", "consent"


def sheet_for(name: str, desk: Desk, keys: Keys, settings: Settings) -> Sheet:
    """The sheet of that name."""
    return _SHEETS[name](desk, keys, settings)


def consent(intent: str, also: Mapping[str, str]) -> FormSheet:
    """A leader's name and secret."""
    entries = [Entry("leader", _("Leader")), Entry("secret", _("Leader's secret"), secret=True)]
    return FormSheet(intent, _("A leader must agree"), entries, _("Enter: next; Esc: back"), dict(also))


def _help(_desk: Desk, keys: Keys, _settings: Settings) -> Sheet:
    hint = _("Up, Down, PgUp, PgDn; Esc: back. Keys can be changed: [keys] in softphone.toml")
    return ReadSheet("help", _("Keys"), lambda _desk, width: help_lines(keys, width), hint)


def _figures(_desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    return ReadSheet("figures", _("Your figures today"), figures, _("Up, Down; Esc: back"))


def _palette(desk: Desk, keys: Keys, _settings: Settings) -> Sheet:
    doings = [doing for doing in DOINGS if doing.intent != "palette"]
    doings.sort(key=lambda doing: bool(why_not(desk, doing.intent)))
    hint = _("write to search; Enter: do it; Esc: back")
    return FindSheet(
        "palette", _("What do you want to do?"), [_doing(each, desk, keys) for each in doings], "intent", hint
    )


def _doing(doing: Doing, desk: Desk, keys: Keys) -> Choice:
    hint = why_not(desk, doing.intent) or doing.meaning()
    return Choice(doing.intent, label_now(doing, desk), hint, _pressed(keys, doing.intent))


def _pressed(keys: Keys, intent: str) -> str:
    return f"{key_text(keys[intent][0]) if keys[intent] else '':<5}"


def _reasons(desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    later = desk.situation not in (Situation.READY, Situation.NOT_READY)
    title = _("Not ready after this call, why?") if later else _("Not ready from now on, why?")
    choices = [Choice(name, name, _about(desk, name)) for name in desk.reasons]
    return PickSheet("not_ready", title, choices, "reason", _("one key chooses; Esc: back"))


def _about(desk: Desk, name: str) -> str:
    reason = desk.reasons[name]
    allowed = "" if reason.budget is None else _("{allowed} a day").format(allowed=duration(reason.budget))
    return " ".join(each for each in (allowed, _("a leader must agree") if reason.consent else "") if each)


def _directory(intent: str) -> Make:
    def make(desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
        title = {"transfer": _("Transfer to whom?"), "consult": _("Ask whom?")}.get(intent, _("Ring whom?"))
        known = desk.outside if intent == "dial" and desk.centre.up else desk.directory
        choices = [Choice(number, desk.directory.get(number) or number, number) for number in known]
        hint = _("number or name; Enter: do it; Esc: back")
        return FindSheet(intent, title, choices, "to", hint, free=True)

    return make


def _codes(desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    return CodeSheet("code", desk.codes, desk.draft)


def _results(desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    choices = [Choice(result, result_word(result)) for result in desk.results]
    return PickSheet("result", _("How did the call end?"), choices, "result", _("one key chooses; Esc: back"))


def asks_purpose(desk: Desk, given: Mapping[str, str]) -> bool:
    """Whether the centre wants to know why, and has not been told."""
    return bool(desk.centre.up and desk.purposes and "purpose" not in given)


def purpose(desk: Desk, to: str) -> PickSheet:
    """Why a number is called, where the centre wants to know."""
    choices = [Choice(each, each) for each in desk.purposes]
    return PickSheet("dial", _("Why do you call?"), choices, "purpose", _("one key chooses; Esc: back"), {"to": to})


def _keypad(_desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    return KeypadSheet("keypad")


def _history(desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    return FindSheet("history", _("Your latest calls"), past_calls(desk), "call", _("write to search; Esc: back"))


def past_calls(desk: Desk) -> list[Choice]:
    """The agent's latest calls as choices."""
    return [
        Choice(
            str(past.call),
            f"{clock_time(past.answered)}  {who(past)}  {past.group}  {about(past)}",
            f"{lasted(past):>8}  {how(past)}",
        )
        for past in desk.history
    ]


def _sign_in(desk: Desk, keys: Keys, settings: Settings) -> Sheet:
    """Out, where the agent is in; a secret kept on this machine need not be written again."""
    if desk.situation in ON_DUTY and desk.centre.up:
        return _sign_out(desk, keys, settings)
    name = desk.name or settings.name
    kept = bool(name and read_secret(name))
    servers = [
        Entry("centre", _("Centre's address"), settings.centre, example="ws://127.0.0.1:8060/agent"),
        Entry("phone", _("Telephone server"), settings.phone, example="127.0.0.1:5060"),
    ]
    entries = [
        *(servers if not settings.centre else []),
        Entry("name", _("Agent"), name, example="A-01"),
        Entry(
            "secret", _("Secret"), secret=True, needed=not kept, example=_("as kept on this machine") if kept else ""
        ),
        Entry("seat", _("Seat"), desk.seat or settings.seat, needed=False),
        Entry("keep", _("Keep the secret?"), needed=False, example=_("y: on this machine, for this user only")),
    ]
    return FormSheet("sign_in", _("Sign in"), entries, _("Enter: next line, from the last: sign in; Esc: back"))


def _sign_out(desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    free = desk.situation in (Situation.READY, Situation.NOT_READY)
    choices = [
        Choice(NOW, _("Sign out") if free else _("Sign out after this call")),
        Choice(WITH_CONSENT, _("With a leader's consent")),
    ]
    return PickSheet("sign_out", _("Sign out?"), choices, "how", _("one key chooses; Esc: back"))


def _audio(_desk: Desk, _keys: Keys, _settings: Settings) -> Sheet:
    return AudioSheet("audio")


_SHEETS: Final[Mapping[str, Make]] = {
    "help": _help,
    "figures": _figures,
    "palette": _palette,
    "reasons": _reasons,
    "transfer": _directory("transfer"),
    "consult": _directory("consult"),
    "dial": _directory("dial"),
    "codes": _codes,
    "results": _results,
    "keypad": _keypad,
    "history": _history,
    "sign_in": _sign_in,
    "sign_out": _sign_out,
    "audio": _audio,
}
OF_A_CALL: Final = frozenset({"transfer", "consult", "keypad"})
"""Sheets that go with the call they are for."""
