"""What a leader may ask of the running centre: drain it, close it in an emergency, decide by other routing.

Knows the switches and what must be the same for a change of routing. Decides nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from acd.config import CentreLayout, lay_out_centre, routing
from acd.errors import HuawuError
from acd.events import Kind
from acd.language import _
from acd.live.floor.opened import Opened
from acd.live.welcome.opening import Opening, opening
from acd.model import Group
from acd.rules import routing_changed
from scenarios import Scenario

_OWN = ("waiting", "open", "last_rung", "handled", "handlings", "first_tier", "end_tier", "first_step", "end_step")
"""What a group's row remembers of the day, or where its tiers and steps stand: no parameter of routing."""


class ReloadError(HuawuError):
    """Routing that cannot be taken over while calls are up."""


class Operations:
    """``load`` reads the scenario anew; ``drained`` is called when the last call has left a centre that drains."""

    def __init__(
        self,
        layout: CentreLayout,
        opened: Opened,
        midnight: datetime,
        load: Callable[[], Scenario],
        drained: Callable[[], None],
    ) -> None:
        self._layout = layout
        self._opened = opened
        self._midnight = midnight
        self._load = load
        self._drained = drained
        self.emergency = False

    def closed(self, now: int) -> str:
        """Why no calls are taken at ``now`` (µs since midnight); nothing where they are."""
        local = self._midnight + timedelta(microseconds=now)
        how = opening(self._layout.scenario, local, emergency=self.emergency)
        return "" if how is Opening.OPEN else str(how)

    def drain(self) -> int:
        """Take no more calls; how many are still up."""
        self._opened.floor.draining = True
        left = len(self._opened.calls)
        if not left:
            self._drained()
        return left

    def call_left(self) -> None:
        """To be told after each input: a centre that drains is empty some time."""
        if self._opened.floor.draining and not len(self._opened.calls):
            self._drained()

    def close(self, emergency: bool) -> None:
        """Close in an emergency, or take calls again."""
        self.emergency = emergency

    def reload(self) -> str:
        """Decide by the routing that the file says now, for callers already waiting too; what it is called."""
        scenario = self._load()
        layout, found = lay_out_centre(scenario), routing(scenario)
        self._must_fit(layout)
        door = self._opened.door
        for row, new in zip(door.centre.groups, layout.centre.groups, strict=True):
            _take_over(row, new)
        floor, told = door.centre.floor[0], layout.centre.floor[0]
        floor.choose_call, floor.no_answer_after = told.choose_call, told.no_answer_after
        floor.no_answer_ready, floor.wrap_up_limit = told.no_answer_ready, told.wrap_up_limit
        door.activate(found.policy)
        said = {Kind.POLICY_ACTIVATED: {"policy": found.name, "hash": found.digest}}
        door.enter(lambda now: routing_changed(door.centre, door.policy, now), said)
        return str(found)

    def _must_fit(self, layout: CentreLayout) -> None:
        """Rows stay where they are: the same groups, people, skills, call types and steps of overflow."""
        for what in ("tiers", "members", "skills", "steps"):
            if getattr(layout.centre, what) != getattr(self._layout.centre, what):
                raise ReloadError(_("skills and overflow steps cannot change while calls are up; drain and start anew"))
        for what in ("groups", "people", "call_types"):
            if getattr(layout.header, what) != getattr(self._layout.header, what):
                words = _("{what} cannot change while calls are up; drain and start anew")
                raise ReloadError(words.format(what=what))


def _take_over(row: Group, new: Group) -> None:
    for name in Group.__slots__:
        if name not in _OWN:
            setattr(row, name, getattr(new, name))
