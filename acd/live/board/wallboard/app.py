"""The wallboard's screen: the day in a line, groups, who is in which state, what needs a look.

Knows keys and places. Refuses to know figures and thresholds: they come with the snapshot.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from rich.console import Group
from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Static

from acd.errors import HuawuError
from acd.language import _
from acd.live.board.shown import AMISS, ORDERS, agents_table, alarms_lines, groups_table, headline
from acd.live.board.wallboard.sources import Source

EVERY: Final = 1.0
"""Seconds between looks."""
KEYS: Final = {
    "s": ("order", "order"),
    "t": ("team", "team"),
    "a": ("all", "everybody"),
    "k": ("known", "seen it"),
    "m": ("mute", "bell on or off"),
    "tab": ("app.focus_next", "next list"),
    "q": ("quit", "quit"),
}
"""Key: what it does, and what the footer says."""


class Wallboard(App[None]):
    """``look`` is asked once a second, beside the screen; where it has no answer, the figures' age is told."""

    CSS_PATH = "wallboard.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, look: Source, every: float = EVERY, clock: Callable[[], float] = time.monotonic) -> None:
        self._look = look
        self._every = every
        self._clock = clock
        self._looking = asyncio.Lock()
        self._seen: Mapping[str, Any] | None = None
        self._lost = ""
        self._looked = clock()
        self._known: set[tuple[str, str]] = set()
        self._order = 0
        self._team = ""
        self._all = False
        self._muted = False
        self._heard: set[tuple[str, str]] = set()
        super().__init__()
        for key, (action, words) in KEYS.items():
            self.bind(key, action, description=_(words))

    def compose(self) -> ComposeResult:
        """Top line, figures, groups, then people and alarms side by side."""
        yield Static(id="top")
        yield Static(id="headline")
        yield Static(id="groups")
        with Horizontal(id="below"):
            with VerticalScroll(id="agents_list"):
                yield Static(id="agents")
            with VerticalScroll(id="alarms_list"):
                yield Static(id="alarms")
        yield Footer()

    def on_mount(self) -> None:
        """Begin to look."""
        self.query_one("#agents_list").focus()
        self.run_worker(self._watch(), exclusive=True)

    async def _watch(self) -> None:
        while True:
            await self.refresh_figures()
            await asyncio.sleep(self._every)

    async def refresh_figures(self) -> None:
        """One look at a time, off the screen's own thread."""
        try:
            async with self._looking:
                seen = await asyncio.to_thread(self._look)
        except Exception as why:  # whatever it is: the board stays, and says so
            self._lost = str(why) if isinstance(why, HuawuError) else repr(why)
        else:
            self._lost, self._looked, self._seen = "", self._clock(), seen
            self._ring_for(seen)
        self._show()

    def _ring_for(self, seen: Mapping[str, Any]) -> None:
        """The bell, once for each alarm that is new; one that has cleared may come again."""
        open_now = {(alarm["rule"], alarm["subject"]) for alarm in seen["alarms"]}
        if open_now - self._heard and not self._muted:
            self.bell()
        self._heard = open_now
        self._known &= open_now

    def _show(self) -> None:
        self.query_one("#top", Static).update(self._top())
        seen = self._seen
        if seen is None:
            return
        self.query_one("#headline", Static).update(headline(seen))
        self.query_one("#groups", Static).update(groups_table(seen))
        order = [*ORDERS][self._order]
        people = Text(_("{team} · by {order}").format(team=self._team or _("all teams"), order=_(order)), "dim")
        self.query_one("#agents", Static).update(Group(people, agents_table(seen, order, self._team, self._all)))
        lines = [*alarms_lines(seen, self._known)] or [Text(_("nothing needs a look"), "dim")]
        self.query_one("#alarms", Static).update(Group(*lines))

    def _top(self) -> Text:
        seen, line = self._seen, Text(no_wrap=True, overflow="ellipsis")
        if seen is not None:
            line.append(f"{seen['clock']}  {seen['scenario']}  ", "bold").append(str(seen["policy"]), "dim")
        if self._lost:
            line = Text(
                _("! no figures for {age:.0f} s: {why}").format(age=self._clock() - self._looked, why=self._lost), AMISS
            )
        return line

    def action_order(self) -> None:
        """The next order of agents."""
        self._order = (self._order + 1) % len(ORDERS)
        self._show()

    def action_team(self) -> None:
        """The next team, and after the last all of them."""
        people = self._seen["agents"].values() if self._seen else ()
        teams = ["", *sorted({person["team"] for person in people if person["team"]})]
        self._team = teams[(teams.index(self._team) + 1) % len(teams)] if self._team in teams else ""
        self._show()

    def action_all(self) -> None:
        """Also who is signed out, or no more."""
        self._all = not self._all
        self._show()

    def action_known(self) -> None:
        """What needs a look has had one."""
        if self._seen is not None:
            self._known = {(alarm["rule"], alarm["subject"]) for alarm in self._seen["alarms"]}
        self._show()

    def action_mute(self) -> None:
        """No bell, or a bell again."""
        self._muted = not self._muted
        self.notify(_("no bell") if self._muted else _("a bell for each new alarm"))
