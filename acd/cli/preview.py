"""``acd preview``: what would a caller hear, at this time, under this number, pressing these keys?

Knows how a step of the journey is put in a line. Refuses to know what the steps are (``acd.live.welcome.journey``).
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

import acd.language
from acd.errors import HuawuError
from acd.language import _, speak
from acd.live.welcome.journey import Step, What, what_a_caller_hears
from acd.live.welcome.opening import Opening
from scenarios import Scenario, load
from scenarios.schema.live.notation import TELEPHONE_KEYS
from scenarios.values import write_duration

FORMATS: Final = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S"]


def preview_call(
    scenario: Annotated[Path, typer.Argument(help=_("A scenario file."))],
    at: Annotated[datetime, typer.Option(formats=FORMATS, help=_("Local time of the call."))],
    dialled: Annotated[
        str | None, typer.Option(help=_("The number dialled; the directory's first for callers if not given."))
    ] = None,
    keys: Annotated[str, typer.Option(help=_("Keys that the caller presses in the menu."))] = "",
    emergency: Annotated[bool, typer.Option("--emergency", help=_("As if closed for an emergency."))] = False,
    language: Annotated[str | None, typer.Option(help=_("zh or en; the locale's if not given."))] = None,
) -> None:
    """What a caller would hear, step by step, to the queue and beyond: hours, holidays, menu, announcements.

    Examples:

    \b
      acd preview live_desk.yaml --at "2026-10-01 09:30"
      acd preview live_desk.yaml --at "2026-11-03 21:00" --dialled 95500 --keys 21
    """
    speak(_language(language))
    if wrong := set(keys) - set(TELEPHONE_KEYS):
        raise HuawuError(_("--keys {keys}: a telephone has no key {wrong}").format(keys=keys, wrong=min(wrong)))
    served = load(scenario, live=True)
    number = dialled or next(number for number, entry in served.directory.items() if entry.call_type)
    typer.echo(f"{served.label or served.scenario}, {at:%Y-%m-%d} {_weekday(at)} {at:%H:%M}, {number}")
    for step in what_a_caller_hears(served, at, number, keys, emergency):
        for line in _lines(step, served):
            typer.echo(f"  {line}")


def _language(word: str | None) -> acd.language.Language | None:
    for language in acd.language.LANGUAGES:
        if word == language:
            return language
    if word is None:
        return None
    raise HuawuError(_("--language {word}: known are zh and en").format(word=word))


def _weekday(at: datetime) -> str:
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[at.weekday()]


def _lines(step: Step, scenario: Scenario) -> Iterator[str]:
    line = {What.OPENING: _opening, What.DEFLECTED: _deflected}.get(step.what, partial(_sentence, scenario))(step)
    yield f"  {line}" if step.only_then else line
    yield from (f"    {key}  {_leads(where)}" for key, where in step.choices)


def _sentence(scenario: Scenario, step: Step) -> str:
    words = {
        What.DIALLED: _("reaches {text}"),
        What.UNKNOWN_NUMBER: _("hears that nobody has this number; callers may dial {numbers}"),
        What.SAID: _("hears {said}"),
        What.KEYS: _("has {seconds} s to press a key"),
        What.PRESSED: _("presses {text}"),
        What.NOTHING_PRESSED: _("presses nothing"),
        What.GAVE_UP: _("was asked often enough, and goes on"),
        What.KEYS_IGNORED: _("presses {text}, which nothing listens to"),
        What.QUEUED: _("asks for a person of {text}; hears music until one answers"),
        What.SAID_WHILE_WAITING: _("every {seconds} s hears {said}"),
        What.QUEUE_FULL: _("if {limit} are waiting already:"),
        What.WAIT_OVER: _("if nobody has answered after {seconds} s:"),
        What.SAID_ON_ANSWER: _("when an agent answers, hears {said}"),
        What.SAID_AFTER_CALL: _("after the call, hears {said}"),
        What.ENDS: _("is hung up on"),
    }
    seconds, numbers = f"{write_duration(step.every):g}", _numbers(scenario)
    return words[step.what].format(
        text=step.text, said=_quoted(step), seconds=seconds, limit=step.limit, numbers=numbers
    )


def _quoted(step: Step) -> str:
    return _("the file {file}").format(file=step.file) if step.file else f"“{step.text}”"


def _opening(step: Step) -> str:
    why = {
        Opening.CLOSED.value: _("it is outside opening hours"),
        Opening.HOLIDAY.value: _("it is a holiday"),
        Opening.EMERGENCY.value: _("it is closed for an emergency"),
    }[step.text]
    if step.at is None:
        return why
    return _("{why}; open again {day} {weekday} {time}").format(
        why=why, day=f"{step.at:%Y-%m-%d}", weekday=_weekday(step.at), time=f"{step.at:%H:%M}"
    )


def _leads(where: str) -> str:
    return {"menu": _("a further menu"), "repeat": _("the same again"), "hang_up": _("the end of the call")}.get(
        where, where
    )


def _deflected(step: Step) -> str:
    return {
        "message": _("is hung up on"),
        "voicemail": _("can leave a message"),
        "callback": _("will be called back"),
        "busy": _("hears the busy tone"),
    }[step.text]


def _numbers(scenario: Scenario) -> str:
    return ", ".join(number for number, entry in scenario.directory.items() if entry.call_type)
