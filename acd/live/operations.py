"""What a leader may ask of the running centre: drain it, close it in an emergency, decide by other routing.

Knows the switches and what must be the same for a change of routing. Decides nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from acd.config import CentreLayout, Routing, lay_out_centre, routing
from acd.config.rerouting import must_fit, take_over
from acd.events import Kind
from acd.live.floor.opened import Opened
from acd.live.welcome.opening import Opening, opening
from acd.rules import routing_changed
from scenarios import Scenario


class Operations:
    """``load`` reads the scenario anew; ``drained`` is called when the last call has left a centre that drains,
    ``rerouted`` when it decides by other routing."""

    def __init__(
        self,
        layout: CentreLayout,
        opened: Opened,
        midnight: datetime,
        load: Callable[[], Scenario],
        drained: Callable[[], None],
        rerouted: Callable[[Routing, Scenario], None] = lambda _found, _scenario: None,
    ) -> None:
        self._layout = layout
        self._opened = opened
        self._midnight = midnight
        self._load = load
        self._drained = drained
        self._rerouted = rerouted
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
        must_fit(self._layout, layout)
        door = self._opened.door
        door.activate(found.policy)
        said = {"policy": found.name, "hash": found.digest, "config": scenario.resolved()}

        def change(now: int) -> None:
            take_over(door.centre, layout)
            routing_changed(door.centre, door.policy, now)

        door.enter(change, {Kind.POLICY_ACTIVATED: said})
        self._rerouted(found, scenario)
        return str(found)
