"""The menu in use: what is said, keys as they come, and the time for them.

Knows which caller is at which place of the menu (:mod:`acd.live.welcome.menu`). Refuses to know where choices lead.
"""

from collections.abc import Callable
from functools import partial

from acd.events import NOBODY
from acd.live.floor.callers import Callers
from acd.live.floor.calls import LiveCall
from acd.live.floor.clock import Clock
from acd.live.floor.door import Door
from acd.live.floor.entrance import Entrance
from acd.live.floor.hearing import Hearing
from acd.live.floor.texts import Texts
from acd.live.port import Sound
from acd.live.welcome.menu import NOTHING, Asked, Out, answered, enter
from acd.model import CallState
from acd.rules import menu_chose, menu_ended, menu_left
from scenarios.schema.live.menus import PhoneMenu


class Menus:
    """``types`` are the names of call types in order; calls come in by :meth:`begin` and keys by :meth:`pressed`."""

    def __init__(
        self,
        menu: PhoneMenu,
        types: list[str],
        door: Door,
        hearing: Hearing,
        texts: Texts,
        clock: Clock,
        callers: Callers,
        entrance: Entrance,
    ) -> None:
        self._menu = menu
        self._types = types
        self._door = door
        self._hearing = hearing
        self._texts = texts
        self._clock = clock
        self._callers = callers
        self._entrance = entrance
        self._at: dict[int, tuple[Asked, Callable[[], None]]] = {}

    def begin(self, call: LiveCall) -> None:
        """The caller is greeted and asked."""
        self._callers.pick_up(call)
        first = enter(self._menu, self._types[call.call_type])
        self._at[call.number] = first, _nothing  # whoever knows the menu need not hear the greeting
        self._hearing.tell(call.caller_leg, self._texts.welcome(), partial(self._ask, call, first))

    def pressed(self, call: LiveCall, key: str) -> bool:
        """A key, which may come before all has been said; whether the caller is in the menu at all."""
        here = self._at.get(call.number)
        if here is None:
            return False
        self._go_on(call, answered(here[0], key))
        return True

    def _ask(self, call: LiveCall, asked: Asked) -> None:
        if not self._is_here(call):
            self.forget(call)
            return
        self.forget(call)
        self._at[call.number] = asked, _nothing
        self._hearing.tell(call.caller_leg, self._sounds(asked), partial(self._await, call, asked, asked.menu.timeout))

    def _await(self, call: LiveCall, asked: Asked, span: int) -> None:
        self.forget(call)
        due = partial(self._nothing_pressed, call)
        self._at[call.number] = asked, self._clock.call_at(self._clock.now() + span, due)

    def _nothing_pressed(self, call: LiveCall) -> None:
        here = self._at.get(call.number)
        if here is not None:
            self._go_on(call, answered(here[0], NOTHING))

    def _go_on(self, call: LiveCall, to: Asked | Out) -> None:
        self.forget(call)
        if isinstance(to, Asked):
            self._ask(call, to)
        elif to.call_type is None:
            self._hearing.tell(call.caller_leg, self._sounds(to), partial(self._end, call, not to.gave_up))
        else:
            self._hearing.tell(call.caller_leg, self._sounds(to), partial(self._choose, call, to.call_type))

    def _choose(self, call: LiveCall, call_type: str) -> None:
        """The caller asks for a person."""
        if self._is_here(call):
            chosen = self._types.index(call_type)
            self._hearing.music(call.caller_leg)
            self._door.enter(partial(self._ask_for, call.row, call.number, chosen))

    def _ask_for(self, c: int, number: int, chosen: int, now: int) -> None:
        centre = self._door.centre
        if chosen != centre.calls[c].call_type:
            menu_chose(centre, c, number, chosen, self._entrance.type_of(chosen))
            centre.calls[c].wraps = self._entrance.wraps(chosen)
        menu_left(centre, self._door.policy, now, c, number)

    def _end(self, call: LiveCall, served: bool) -> None:
        """The caller has been served by the menu, or was not understood and is let go."""
        if self._is_here(call):
            centre, c, number = self._door.centre, call.row, call.number
            self._door.enter(lambda now: menu_ended(centre, self._door.policy, now, c, number, served))

    def forget(self, call: LiveCall) -> None:
        """The caller has chosen, or is gone."""
        here = self._at.pop(call.number, None)
        if here is not None:
            here[1]()

    def _is_here(self, call: LiveCall) -> bool:
        return call.row != NOBODY and self._door.centre.calls[call.row].state == CallState.IN_MENU

    def _sounds(self, said: Asked | Out) -> list[Sound]:
        return [sound for prompt in said.says for sound in self._texts.of(prompt)]


def _nothing() -> None:
    """While something is said no time runs yet."""
