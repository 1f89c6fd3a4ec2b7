"""``python -m bench.waits``: how often a wait told as a range lies in it; ``--write`` puts the table into its page.

Simulated days go through the rules once more, and at each queueing the live centre's own estimate is asked: what it
would have told, beside how long the caller then waited for an agent. Who hung up first is not in it: nobody knows how
long it would have been.
"""

import sys
from collections import deque
from dataclasses import dataclass

from acd.config import routing
from acd.driven import Driven
from acd.events import Event, Kind
from acd.live.floor.waits import Waits
from acd.replay.drawing import Drawn
from acd.replay.matching import Matching
from acd.replay.recorded import Recorded
from acd.replay.rerouted import Rerouted
from bench.page import ROOT, markdown, write_between
from metrics.ledger import Ledger
from scenarios.loader import load
from simulator.day import simulator_for
from simulator.replay.simulated import known_moments
from simulator.workload import draw_day

PAGE = ROOT / "docs" / "background" / "live.md"
DAYS = 4
SCENARIOS = ("peak_day", "hotline", "helpdesk", "live_desk")
MINUTE = 60_000_000


@dataclass
class Told:
    """What came of the ranges of one scenario."""

    told: int = 0
    right: int = 0
    below: int = 0
    width: float = 0.0
    wait: float = 0.0


class Watched(Driven):
    """A replay in which each caller who queues is told a range, and the wait that follows is compared."""

    told: Told

    def watch(self, told: Told) -> None:
        """From now on."""
        self.told, self._waits, self._open = told, Waits(self.centre), {}
        self.centre.floor[0].watching = 1  # as where callers are told how long they may wait

    def do(self, happen):  # type: ignore[no-untyped-def]
        events = super().do(happen)
        for event in events:
            row = self.rows.get(event.call, -1)
            self._compare(event, row)
            self._waits.note(event, row)
        return events

    def _compare(self, event: Event, row: int) -> None:
        if event.kind == Kind.CALL_QUEUED and (said := self._waits.range(event.t, row)) is not None:
            self._open[event.call] = event.t, *said
        elif event.kind == Kind.CALL_ANSWERED and event.call in self._open:
            since, low, high = self._open.pop(event.call)
            wait, told = event.t - since, self.told
            told.told += 1
            told.right += low <= wait <= high
            told.below += wait < low
            told.width += high - low
            told.wait += wait


def measured(name: str) -> Told:
    """Some days of a scenario that ships."""
    told = Told()
    simulator = simulator_for(load(ROOT / "scenarios" / f"{name}.yaml"), "compiled", 1)
    for day in range(1, DAYS + 1):
        ledger = Ledger.of(
            simulator.layout.header, *(block.copy() for block in simulator.events(draw_day(simulator.layout, day, 1)))
        )
        driven, recorded = Watched(simulator.layout, routing(simulator.layout.scenario).policy), Recorded(ledger)
        driven.watch(told)
        drawn = Drawn(driven, recorded)
        rerouted = Rerouted(ledger, driven, drawn, ROOT)
        difference = Matching(driven, recorded, deque(known_moments(simulator.layout)), False, rerouted).run()
        assert difference is None, difference
    return told


def main() -> None:
    """Measure, print, and with ``--write`` write."""
    rows = [
        (name, f"{told.told:,}", f"{told.right / told.told:.0%}", f"{told.below / told.told:.0%}",
         f"{told.wait / told.told / MINUTE:.1f}", f"{told.width / told.told / MINUTE:.1f}")
        for name in SCENARIOS if (told := measured(name)).told
    ]  # fmt: skip
    head = ("scenario, 4 days", "ranges", "held", "wait was shorter", "mean wait, min", "mean width, min")
    report = markdown(head, rows)
    print(report)
    if "--write" in sys.argv[1:]:
        write_between(PAGE, "waits", report)


if __name__ == "__main__":
    main()
