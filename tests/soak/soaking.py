"""A centre above the telephony port under load and faults, on a virtual clock: days that are checked at every input.

A *day* has its own ledger and scenario, drawn from the seed, and ends when all callers have gone. In a crash the centre
is gone with its timers, its telephones and what was not yet on disk; it goes on from its ledger after some seconds.
"""

import copy
import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from centre_acted import BASE
from phones_acted import NamedSounds
from soak_faults import Faults
from soak_lines import SECOND, Lines, Wire
from soak_people import Agents, Callers
from soak_time import Disk, MortalClock
from soak_watch import Watch

from acd.config import lay_out_centre, routing
from acd.driven import Driven
from acd.events import Event, Kind
from acd.live.floor.clock import VirtualClock
from acd.live.floor.opened import open_floor
from acd.live.floor.recovery import lose_calls, recover
from acd.live.privacy import CallerNumbers
from metrics.check import check
from metrics.ledger import EVENT, Ledger
from metrics.ledger.growing import Entry
from scenarios import Scenario

NAMES = ["ann", "bob", "cyd", "dan", "eve", "fay"]
QUIET = 400 * SECOND
"""After the last caller has come: by then everybody has gone."""


@dataclass
class Soaked:
    """What there was."""

    events: int = 0
    inputs: int = 0
    happenings: int = 0
    calls: int = 0
    days: int = 0
    ledgers: int = 0
    """Ledgers replayed and checked, whole or broken off."""
    seconds: float = 0.0
    """On the virtual clock."""
    faults: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    digest: str = ""


def soak(events: int, seed: int, day: int = 20_000, on: Iterable[str] | None = None) -> Soaked:
    """Days until there were so many events; fails where anything is not as it must be."""
    soaked, digest = Soaked(), hashlib.sha256()
    while soaked.events < events:
        one = Day(f"{seed}.{soaked.days}", on)
        one.run(min(day, events - soaked.events))
        digest.update(one.table().tobytes())
        soaked.days += 1
        one.add_to(soaked)
    soaked.digest = digest.hexdigest()
    return soaked


class Day:
    """One day, told by its seed."""

    def __init__(self, seed: str, on: Iterable[str] | None = None) -> None:
        rng = self._rng = random.Random(seed)
        self.scenario = Scenario.model_validate(drawn(rng), context={"folder": Path()})
        self.faults = Faults(random.Random(f"{seed} faults"), on)
        self.clock = VirtualClock()
        self.wire = Wire(self.clock, self.faults, rng)
        self.lines = Lines(self.clock, self.wire, rng)
        self.callers = Callers(self.lines, self.faults, rng, every=rng.choice([3, 6, 12]))
        self.agents = Agents(NAMES, self.lines, self.clock, self.faults, rng, pause=rng.choice([4, 10]))
        self.lines.rings = self.agents.rings
        self.lines.called = self.callers.called
        self.lines.hears = lambda leg, joined: (self.agents if self.lines.up[leg] else self.callers).hears(leg, joined)
        self.entries: list[Entry] = []
        self.inputs = self.ledgers = self._peak = 0
        self.layout = lay_out_centre(self.scenario)
        self._live(Driven(self.layout, routing(self.scenario).policy))
        self.agents.begin()
        self.callers.next()

    def run(self, events: int) -> None:
        """Until the ledger has so many events and everybody has gone."""
        while len(self.entries) < events:
            self._step()
        self.callers.is_over = self.agents.is_evening = True
        until = self.clock.now() + QUIET
        while self.clock.now() < until:
            self._step()
        self._watch.nothing_is_left()
        assert len(self.driven.centre.calls) <= max(64, 2 * self._peak)
        self.inputs += self._watch.inputs
        self._prove(None if self.disk.behind else self.driven)

    def _step(self) -> None:
        """The next that is to happen, with a look before it."""
        due = self.clock.next()
        assert due is not None
        self._watch.nobody_is_stuck(max(due, self.clock.now()))
        self.clock.go_to(due)
        if self.faults.strikes("crash and restart"):
            self._crash()

    def _live(self, driven: Driven, first: int = 0, last: int = 0) -> None:
        self.driven = driven
        self.mortal = MortalClock(self.clock, self.faults, self._rng)
        self.disk = Disk(self.mortal, self.faults, self._rng, self.entries, self._is_written)
        self.opened = open_floor(
            driven,
            self.mortal,
            self.disk,
            self.lines,
            NamedSounds(),
            CallerNumbers("masked", b"key"),
            self._tell,
            self._kept,
            first=first,
            last=last,
        )
        self._watch = Watch(self.opened, self.lines, self.entries)
        self.wire.happened = self.opened.floor.happened
        self.agents.desk, self.agents.state = self.opened.desk, self._state

    def _crash(self) -> None:
        self.inputs += self._watch.inputs
        self._peak = max(self._peak, self._watch.peak)
        is_whole = not self.disk.behind
        before = self.driven
        self.mortal.is_dead = self.agents.is_cut_off = True
        self.wire.happened = lambda _what: None
        self.lines.forget_all()
        self.clock.go_to(self.clock.now() + self._rng.randrange(1, 9) * SECOND)
        recovered = self._prove(before if is_whole else None)
        self._live(recovered.driven, recovered.first, recovered.last)
        self._watch.is_recovering = True  # what came due meanwhile happens first, to calls without telephones
        lose_calls(self.opened.door)
        self._watch.is_recovering = False
        for a, _person in enumerate(self.layout.header.people):
            self.opened.desk.phone_is_missing(a)
        assert self.driven.centre.floor[0].up == 0
        self.agents.is_cut_off = False
        self.agents.connect_again()

    def _prove(self, is_so: Driven | None) -> Any:
        """The ledger, and a part of it, keeps its invariants; its replay agrees and leads to the rows that are."""
        self.ledgers += 1
        for length in (len(self.entries), self._rng.randrange(1 + len(self.entries))):
            broken = [str(each) for each in check(Ledger.of(self.layout.header, self.table(length)))]
            assert not broken, broken[:3]
        recovered = recover(Ledger.of(self.layout.header, self.table()), self.layout)
        if is_so is not None:
            again, so = picture(recovered.driven), picture(is_so)
            assert again == so, [(mine, other) for mine, other in zip(again, so, strict=False) if mine != other]
        return recovered

    def table(self, length: int | None = None) -> np.ndarray:
        events = [Event(kind=Kind.RUN_STARTED), *(event for event, _own in self.entries[:length])]
        return np.array([astuple(event) for event in events], EVENT)

    def add_to(self, soaked: Soaked) -> None:
        soaked.events += len(self.entries)
        soaked.inputs += self.inputs
        soaked.happenings += self.wire.told
        soaked.ledgers += self.ledgers
        soaked.seconds += self.clock.now() / SECOND
        soaked.faults.update(self.faults.count)
        soaked.kinds.update(Kind(event.kind).type for event, _own in self.entries)
        soaked.calls = soaked.kinds["call.arrived"]

    def _state(self, name: str) -> int:
        return self.driven.centre.agents[NAMES.index(name)].state

    def _is_written(self, entries: Any) -> None:
        self._watch.written(entries)  # whoever watches the life that the disk was opened in

    def _tell(self, events: Any) -> None:
        self.opened.desk.note(events)

    async def _kept(self) -> None:
        """Whoever asked goes on at once."""


def picture(driven: Driven) -> list[tuple[Any, ...]]:
    """What the rules know, but for call rows that are free and what no decision depends on any more."""
    centre = driven.centre
    rows: Iterator[Any] = (row for table in (centre.floor, centre.agents, centre.groups) for row in table)
    return [*map(astuple, rows), *(astuple(call) for call in centre.calls if call.state)]


MENU = {
    "say": "sales 1, help 2, hours 3",
    "keys": {"1": {"call_type": "sale"}, "2": {"call_type": "question"}, "3": {"say": "nine to five", "hang_up": True}},
    "tries": 2,
}
SURVEY = {"say": "rate us", "keys": {"1": "good", "2": "bad"}, "timeout": "8s"}


def drawn(rng: random.Random) -> dict[str, Any]:
    """A centre of two groups and six people, its limits, menus and policies as drawn."""
    config: dict[str, Any] = copy.deepcopy(BASE)
    config["not_ready"] = {"reasons": {"tea": {}, "lunch": {}}}
    skills = [{"sales": 1}, {"sales": 1, "help": 2}, {"help": 1}, {"help": 1, "sales": 2}, {"sales": 2}, {"help": 2}]
    config["agents"] = [{"name": name, "skills": each} for name, each in zip(NAMES, skills, strict=True)]
    steps = [{"to": "help", "after": "15s"}, {"to": "help", "when": "all_busy"}, {"to": "anyone", "when": "queue > 1"}]
    sales: dict[str, Any] = {"choose_agent": rng.choice(["longest_idle", "round_robin", "fewest_calls", "random"])}
    sales["overflow"] = rng.sample(steps, rng.randint(0, 2))
    if rng.random() < 0.5:
        sales |= {"max_wait": "50s", "queue_limit": 4, "when_full": {"deflect": "busy"}}
    config["groups"] = {"sales": sales, "help": {}}
    config["ring"] = {"no_answer_after": "12s"}
    config["codes"] = {"order": {}}
    config["call_types"] = {
        "sale": {"group": "sales", "priority": rng.choice([0, 3])},
        "question": {"group": "help"},
    }
    if rng.random() < 0.5:
        config["wrap_up_limit"] = {"after": "30s", "then": "ready"}
    if rng.random() < 0.6:
        config["trunks"] = {"carrier": {"address": "127.0.0.1"}}
        config["outbound"] = {"trunk": "carrier", "allowed": ["139."], "no_answer_after": "25s"}
    if rng.random() < 0.3:
        config["lines"] = 6
    if rng.random() < 0.6:
        config["menu"] = MENU
    if rng.random() < 0.6:
        config["survey"] = SURVEY
    said: dict[str, Any] = {}
    if rng.random() < 0.5:
        said |= {"position": {"every": "10s"}, "comfort": {"say": "please wait", "every": "7s"}, "welcome": "hello"}
    if rng.random() < 0.5:
        said |= {"agent_number": True, "zip_tone": True}
    config["announcements"] = said
    return config
