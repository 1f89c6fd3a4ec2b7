"""What a caller would hear who dials a number at a moment and presses these keys, step by step to an agent or the end.

Told out of the scenario alone; whether somebody is free is not known here, so that the wait and what comes of it are
told as what may happen. Refuses to know how a step is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum, auto
from typing import Final

from acd.live.welcome.farewell import Occasion, farewell
from acd.live.welcome.menu import NOTHING, Asked, Out, Why, answered, enter, spoken
from acd.live.welcome.opening import Opening, next_opening, opening
from acd.live.welcome.phrases import MINUTE, agent_number, position, wait
from scenarios import Scenario
from scenarios.schema.groups import Deflect
from scenarios.schema.live.menus import PhoneMenu
from scenarios.schema.live.prompts import Prompt

SAMPLE_AHEAD: Final = 2
SAMPLE_WAIT: Final = (2 * MINUTE, 4 * MINUTE)
"""Figures that stand for those of the moment."""


class What(StrEnum):
    """What happens at a step; ``text`` of the step is said in brackets."""

    DIALLED = auto()
    """A number is dialled (its label)."""
    UNKNOWN_NUMBER = auto()
    """No caller reaches anything under this number: 404."""
    OPENING = auto()
    """The centre, or the group, is not open (why; ``at``: when it will be)."""
    SAID = auto()
    """Something is said (its text, or ``file``)."""
    KEYS = auto()
    """A key is waited for (where each leads)."""
    PRESSED = auto()
    """A key is pressed (which)."""
    NOTHING_PRESSED = auto()
    """No key is pressed in time."""
    GAVE_UP = auto()
    """After the last try the menu goes on by itself."""
    KEYS_IGNORED = auto()
    """These keys are pressed where no menu listens (which)."""
    QUEUED = auto()
    """The caller asks for a person (the group), and waits to music where nobody is free."""
    SAID_WHILE_WAITING = auto()
    """Said again and again ``every`` so many µs (its text, with sample figures)."""
    QUEUE_FULL = auto()
    """What follows where ``limit`` callers wait."""
    WAIT_OVER = auto()
    """What follows after waiting ``every`` µs."""
    SAID_ON_ANSWER = auto()
    """Said when an agent answers (with a sample number)."""
    SAID_AFTER_CALL = auto()
    """The survey after the call."""
    DEFLECTED = auto()
    """The call goes elsewhere (message, voicemail, callback, busy)."""
    ENDS = auto()
    """The centre hangs up."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a journey; ``only_then``: only where what the step before them says comes true."""

    what: What
    text: str = ""
    file: str = ""
    every: int = 0
    limit: int = 0
    at: datetime | None = None
    choices: tuple[tuple[str, str], ...] = ()
    only_then: bool = False


def what_a_caller_hears(
    scenario: Scenario, when: datetime, dialled: str, keys: str = "", emergency: bool = False
) -> list[Step]:
    """The journey of who dials ``dialled`` at ``when`` (local time) and presses ``keys``, and then nothing more."""
    return list(_journey(scenario, when, dialled, keys, emergency))


def _journey(scenario: Scenario, when: datetime, dialled: str, keys: str, emergency: bool) -> Iterator[Step]:
    entry = scenario.directory.get(dialled)
    if entry is None or entry.call_type is None:
        yield Step(What.UNKNOWN_NUMBER, dialled)
        return
    yield Step(What.DIALLED, entry.label or entry.call_type)
    state = opening(scenario, when, emergency=emergency)
    if state is not Opening.OPEN:
        yield from _turned_away(scenario, state, when)
        return
    if scenario.announcements.welcome is not None:
        yield _said(scenario.announcements.welcome)
    call_type: str | None = entry.call_type
    if scenario.phone_menu is not None and entry.menu:
        out, keys, steps = _menu(scenario, scenario.phone_menu, entry.call_type, keys)
        yield from steps
        call_type = out.call_type
    if call_type is None:
        yield Step(What.ENDS)
    else:
        yield from _asks_for_a_person(scenario, when, call_type, keys)


def _turned_away(scenario: Scenario, state: Opening, when: datetime) -> Iterator[Step]:
    opens = None if state is Opening.EMERGENCY else next_opening(scenario, when)
    yield Step(What.OPENING, state.value, at=opens)
    occasions: dict[Opening, Occasion] = {Opening.HOLIDAY: "holiday", Opening.EMERGENCY: "emergency"}
    yield from map(_said, farewell(scenario, occasions.get(state, "closed")))
    yield Step(What.ENDS)


def _menu(scenario: Scenario, menu: PhoneMenu, call_type: str, keys: str) -> tuple[Out, str, list[Step]]:
    """Through the menu: where it leads, the keys left over, and what is heard."""
    steps: list[Step] = []
    at: Asked | Out = enter(menu, call_type)
    while isinstance(at, Asked):
        steps += map(_said, spoken(at, scenario.announcements.language))
        steps.append(Step(What.KEYS, every=at.menu.timeout, choices=_choices(scenario, at)))
        key, keys = keys[:1] or NOTHING, keys[1:]
        steps.append(Step(What.PRESSED, key) if key else Step(What.NOTHING_PRESSED, every=at.menu.timeout))
        at = answered(at, key)
    if at.gave_up:
        steps.append(Step(What.GAVE_UP))
    return at, keys, [*steps, *map(_said, spoken(at, scenario.announcements.language))]


def _choices(scenario: Scenario, at: Asked) -> tuple[tuple[str, str], ...]:
    """Each key with the call type and group that it leads to, ``menu``, ``repeat`` or ``hang_up``; told once."""
    menu = at.menu

    def leads(key: str) -> str:
        choice = menu.keys[key]
        if choice.call_type is not None:
            return f"{choice.call_type} → {_label(scenario, scenario.call_types[choice.call_type].group)}"
        return "menu" if choice.menu is not None else "repeat" if choice.repeat else "hang_up"

    return tuple((key, leads(key)) for key in menu.keys) if at.why is Why.FIRST else ()


def _asks_for_a_person(scenario: Scenario, when: datetime, call_type: str, keys: str) -> Iterator[Step]:
    name = scenario.call_types[call_type].group
    group = scenario.groups[name]
    if opening(scenario, when, name) is not Opening.OPEN:
        yield Step(What.OPENING, Opening.CLOSED.value, at=next_opening(scenario, when, name))
        yield from _deflected(scenario, "closed", group.outside_hours)
        return
    yield Step(What.QUEUED, _label(scenario, name))
    if keys:
        yield Step(What.KEYS_IGNORED, keys)
    yield from _while_waiting(scenario)
    if group.queue_limit is not None:
        yield Step(What.QUEUE_FULL, limit=group.queue_limit)
        yield from _only_then(_deflected(scenario, "full", group.when_full))
    if group.max_wait is not None:
        yield Step(What.WAIT_OVER, every=group.max_wait)
        yield from _only_then(_deflected(scenario, "full", group.when_full))
    yield from _with_an_agent(scenario, name)


def _while_waiting(scenario: Scenario) -> Iterator[Step]:
    said = scenario.announcements
    if said.comfort is not None:
        yield _said(said.comfort.say, What.SAID_WHILE_WAITING, said.comfort.every)
    if said.position is not None:
        text = position(SAMPLE_AHEAD, said.language)
        yield Step(What.SAID_WHILE_WAITING, text, every=said.position.every)
    if said.wait is not None:
        yield Step(What.SAID_WHILE_WAITING, wait(*SAMPLE_WAIT, said.language), every=said.wait.every)


def _with_an_agent(scenario: Scenario, group: str) -> Iterator[Step]:
    numbers = scenario.staff_numbers()
    staff = zip(scenario.agents, scenario.names(), strict=True)
    first = next((numbers[names[0]] for entry, names in staff if group in entry.skills), "")
    if scenario.announcements.agent_number and first:
        yield Step(What.SAID_ON_ANSWER, agent_number(first, scenario.announcements.language))
    if scenario.survey is not None:
        yield _said(scenario.survey.say, What.SAID_AFTER_CALL)


def _deflected(scenario: Scenario, occasion: Occasion, where: Deflect | None) -> Iterator[Step]:
    deflect = where.deflect if where is not None else "message"
    yield from map(_said, farewell(scenario, occasion, deflect))
    yield Step(What.DEFLECTED, deflect)


def _only_then(steps: Iterator[Step]) -> Iterator[Step]:
    return (replace(step, only_then=True) for step in steps)


def _said(prompt: Prompt, what: What = What.SAID, every: int = 0) -> Step:
    return Step(what, prompt.text or "", prompt.file or "", every)


def _label(scenario: Scenario, group: str) -> str:
    return scenario.groups[group].label or group
