"""The screen, on a virtual clock, before an acted centre and an acted phone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from ends_acted import STATES, ActedCentre, ActedPhone, Clock
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from softphone.app import SoftphoneApp
from softphone.app.joining import Joining
from softphone.settings import Settings, keep_secret
from softphone.workplace import Workplace

SETTINGS = Settings(
    centre="ws://127.0.0.1:1/agent", phone="127.0.0.1:5060", name="A-01", seat="12", notify="off", bell=False
)


@dataclass
class Acted:
    """Everything a test touches."""

    app: SoftphoneApp
    centre: ActedCentre
    phone: ActedPhone
    clock: Clock
    pilot: Pilot[None] = None  # type: ignore[assignment]

    async def press(self, *keys: str) -> None:
        """As a terminal sends them, each taken before the next; the pilot's own waits for an idle processor."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app._driver.send_message(Key(name, key if len(key) == 1 else None))  # type: ignore[union-attr]
            await self.taken()
        await self.settled()

    async def write(self, words: str) -> None:
        """As an input method commits them."""
        await self.press(*words)

    async def act(self, state: str) -> None:
        STATES[state](self.centre, self.phone)
        await self.settled()

    async def at(self, seconds: float) -> None:
        """So many seconds later."""
        self.clock.t += seconds
        self.app.draw()
        await self.settled()

    async def taken(self) -> None:
        """When every message so far has been answered, and what follows from it."""
        for _turn in range(2):
            for later in (self.app.call_later, self.app.screen.call_after_refresh):
                taken = asyncio.Event()
                later(taken.set)
                await asyncio.wait_for(taken.wait(), 5)
            await self.pilot._wait_for_screen()
        waiting = [*self.centre.slow.values(), *self.phone.slow.values()]
        if all(event.is_set() for event in waiting):  # else an end is made to be slow
            await self.app.workers.wait_for_complete()

    async def settled(self) -> None:
        await self.taken()
        self.app.draw()
        await self.taken()

    def screen(self) -> str:
        """What stands there, as text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def words(self) -> str:
        """The same in one line."""
        return " ".join(self.screen().split())


def acted(
    settings: Settings = SETTINGS, with_phone: bool = True, secret: str = "s", view: dict[str, Any] | None = None
) -> Acted:
    """Not running yet. With a secret the agent comes in at once."""
    clock = Clock()
    centre, phone = ActedCentre(clock, **(view or {})), ActedPhone(clock)
    if secret:
        keep_secret("A-01", secret)
    workplace = Workplace(phone if with_phone else None, settings.centre != "none", clock)
    app = SoftphoneApp(workplace, settings, Joining(settings, lambda *_who: centre))
    return Acted(app, centre, phone, clock)


@asynccontextmanager
async def screen(
    state: str = "ready", settings: Settings = SETTINGS, size: tuple[int, int] = (80, 24), **more: Any
) -> AsyncIterator[Acted]:
    """The screen in a state, keys at hand."""
    whole = acted(settings, **more)
    async with whole.app.run_test(size=size) as whole.pilot:
        await whole.settled()
        if state and whole.centre.running.is_set():
            await whole.act(state)
        yield whole


def other(**changes: Any) -> Settings:
    """Settings with some changed."""
    return replace(SETTINGS, **changes)
