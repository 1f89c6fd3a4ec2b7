"""The menu by DTMF, as a table of what follows from a key, or from none.

A caller is *asked*; each answer leads to being asked once more, deeper or again, or *out*: to a call type or the end of
the call. Asking again uses up one of the menu's tries and going deeper never comes back, so that every caller gets out,
whatever is pressed (``most_answers``). Knows no clock: that nothing was pressed in time is told.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from acd.language import Language
from acd.live.welcome.phrases import PHRASES
from scenarios.schema.live.menus import Choice, Otherwise, PhoneMenu
from scenarios.schema.live.prompts import Prompt

NOTHING: Final = ""
"""In place of a key: the time for one is over."""


class Why(StrEnum):
    """Why a caller is asked."""

    FIRST = "first"
    REPEAT = "repeat"
    UNKNOWN_KEY = "unknown_key"
    NOTHING_PRESSED = "nothing_pressed"


@dataclass(frozen=True, slots=True)
class Asked:
    """The caller hears ``says`` and has ``menu.timeout`` after it for a key, which may also break it off.

    ``left``: how often this menu may be asked again. ``keys``: those that led here. ``otherwise``: where it ends.
    """

    menu: PhoneMenu
    left: int
    otherwise: Otherwise
    why: Why = Why.FIRST
    says: tuple[Prompt, ...] = ()
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Out:
    """The menu is done: ``call_type`` is asked for, or (``None``) the call ends after what is said."""

    call_type: str | None
    says: tuple[Prompt, ...] = ()
    keys: str = ""
    gave_up: bool = False
    """Whether ``otherwise`` led here: nothing understood was pressed."""


def enter(menu: PhoneMenu, call_type: str) -> Asked:
    """The beginning; ``call_type``: that of the number dialled, for who presses nothing where no ``otherwise`` is."""
    return _into(menu, menu.otherwise or Otherwise(call_type=call_type), "", ())


def answered(asked: Asked, key: str) -> Asked | Out:
    """What follows when a key is pressed, or (:data:`NOTHING`) none in time."""
    choice, keys = asked.menu.keys.get(key), asked.keys + key
    match choice:
        case None:
            return _again(asked, Why.UNKNOWN_KEY if key else Why.NOTHING_PRESSED, ())
        case Choice(repeat=True):
            return _again(asked, Why.REPEAT, _said(choice.say))
        case Choice(menu=PhoneMenu() as deeper):
            return _into(deeper, deeper.otherwise or asked.otherwise, keys, _said(choice.say))
        case Choice():
            return Out(choice.call_type, _said(choice.say), keys)


def spoken(step: Asked | Out, language: Language) -> tuple[Prompt, ...]:
    """Everything that is said at this step, ours about the key included."""
    words = PHRASES[language]
    match step:
        case Asked(why=Why.UNKNOWN_KEY):
            return (Prompt(text=words.unknown_key), *step.says)
        case Asked(why=Why.NOTHING_PRESSED):
            return (Prompt(text=words.nothing_pressed), *step.says)
        case _:
            return step.says


def most_answers(menu: PhoneMenu) -> int:
    """After so many answers, of whatever kind, every caller is out."""
    deeper = (choice.menu for choice in menu.keys.values())
    return menu.tries + max((most_answers(each) for each in deeper if each is not None), default=0)


def _into(menu: PhoneMenu, otherwise: Otherwise, keys: str, says: tuple[Prompt, ...]) -> Asked:
    return Asked(menu, menu.tries - 1, otherwise, says=(*says, menu.say), keys=keys)


def _again(asked: Asked, why: Why, says: tuple[Prompt, ...]) -> Asked | Out:
    if asked.left == 0:
        otherwise = asked.otherwise
        return Out(otherwise.call_type, (*says, *_said(otherwise.say)), asked.keys, gave_up=True)
    return replace(asked, left=asked.left - 1, why=why, says=(*says, asked.menu.say))


def _said(prompt: Prompt | None) -> tuple[Prompt, ...]:
    return () if prompt is None else (prompt,)
