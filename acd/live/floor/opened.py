"""The floor put together: one centre's rows, door, calls and telephones.

Knows which part is told what by which. Refuses to know what any of them does.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from acd.config import CentreLayout
from acd.driven import Driven
from acd.events import Event
from acd.live.floor.at_desk import FloorDesk
from acd.live.floor.callers import Callers
from acd.live.floor.calls import Calls, LiveCall
from acd.live.floor.clock import Clock
from acd.live.floor.dialling import Dialling
from acd.live.floor.door import Door
from acd.live.floor.entrance import Entrance, Reached
from acd.live.floor.floor import Floor
from acd.live.floor.guard import Guard
from acd.live.floor.handing import Handing
from acd.live.floor.hearing import Hearing
from acd.live.floor.journal import Journal
from acd.live.floor.last_served import LastServed
from acd.live.floor.menus import Menus
from acd.live.floor.orders import Orders
from acd.live.floor.phones import Phones
from acd.live.floor.surveys import Surveys
from acd.live.floor.texts import Texts
from acd.live.floor.waits import Waits
from acd.live.port import Telephony
from acd.live.privacy import CallerNumbers
from acd.live.sounds import Sounds
from scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Opened:
    """A floor that is open."""

    floor: Floor
    door: Door
    calls: Calls
    desk: FloorDesk
    texts: Texts
    driven: Driven


def open_floor(
    driven: Driven,
    clock: Clock,
    journal: Journal,
    telephony: Telephony,
    sounds: Sounds,
    numbers: CallerNumbers,
    tell: Callable[[Sequence[Event]], None],
    kept: Callable[[], Awaitable[None]],
    closed: Callable[[int], str] = lambda _now: "",
    connected: Callable[[LiveCall], None] = lambda _call: None,
    first: int = 0,
    last: int = 0,
) -> Opened:
    """Everything above the telephony port; ``first``: number of the next call, ``last``: when the last event was."""
    layout = driven.layout
    people = [person.name for person in layout.header.people]
    calls, hearing, texts = Calls(first), Hearing(telephony, sounds, clock), Texts(layout.scenario, sounds)
    numbered = layout.scenario.staff_numbers()
    phones = Phones(calls, telephony, hearing, texts, people, [numbered[name] for name in people], connected)
    callers = Callers(calls, telephony, hearing, texts, clock)
    waits = callers.waits = Waits(driven.centre)
    orders = Orders(driven.centre, calls, telephony, hearing, callers, phones, waits, tell)
    door = Door(driven, clock, journal, orders.follow, last)
    before = LastServed(layout)
    orders.served = before.note
    entrance = Entrance(layout, driven, calls, telephony, numbers, reached(layout), closed, before.of)
    callers.door = entrance.door = door
    handing = Handing(layout, door, calls, telephony, hearing, phones)
    phones.consult_over = handing.consult_over
    dialling = Dialling(layout, driven, door, calls, telephony, hearing, numbers, clock)
    phones.there, phones.rung = dialling.there, dialling.rings_agent
    floor = Floor(door, calls, telephony, hearing, entrance, callers, {name: a for a, name in enumerate(people)})
    floor.dialling = dialling
    dialling.is_draining = lambda: floor.draining
    floor.transfer, floor.asked_answered, floor.asked_gone = (
        handing.asked_by_phone, handing.answered, handing.colleague_gone,
    )  # fmt: skip
    _let_press(layout.scenario, door, calls, hearing, texts, clock, callers, entrance, floor)
    guard = Guard(door, telephony, clock, floor)
    orders.watched = guard.watch
    desk = FloorDesk(layout, door, calls, telephony, handing, dialling, kept)
    return Opened(floor, door, calls, desk, texts, driven)


def _let_press(
    scenario: Scenario,
    door: Door,
    calls: Calls,
    hearing: Hearing,
    texts: Texts,
    clock: Clock,
    callers: Callers,
    entrance: Entrance,
    floor: Floor,
) -> None:
    """Keys of callers: in the menu before the queue, in the survey after the talk."""
    pressed: list[Callable[[LiveCall, str], object]] = []
    forget: list[Callable[[LiveCall], None]] = []
    if scenario.phone_menu is not None:
        types = [*scenario.call_types]
        menus = Menus(scenario.phone_menu, types, door, hearing, texts, clock, callers, entrance)
        callers.choose = menus.begin
        pressed.append(menus.pressed)
        forget.append(menus.forget)
    if scenario.survey is not None:
        surveys = Surveys(scenario.survey, door, calls, hearing, texts, clock, callers)
        callers.rate = surveys.ask
        pressed.append(surveys.pressed)
        forget.append(surveys.forget)

    def press(call: LiveCall, key: str) -> None:
        for each in pressed:
            each(call, key)

    def gone(call: LiveCall) -> None:
        for each in forget:
            each(call)

    floor.pressed, floor.caller_gone = press, gone


def reached(layout: CentreLayout) -> dict[str, Reached]:
    """What each number that callers dial reaches."""
    scenario, types = layout.scenario, layout.header.call_types
    return {
        number: Reached(types.index(entry.call_type), entry.menu and scenario.phone_menu is not None)
        for number, entry in scenario.directory.items()
        if entry.call_type is not None
    }
