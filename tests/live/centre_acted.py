"""A small live centre in memory, on a clock that stands until it is told to go on."""

import copy
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
from phones_acted import ActedPhones, NamedSounds

from acd.config import lay_out_centre, routing
from acd.driven import Driven
from acd.events import MICROSECONDS, Event, Kind
from acd.live.floor.clock import VirtualClock
from acd.live.floor.journal import InMemory
from acd.live.floor.opened import open_floor
from acd.live.floor.recovery import Recovered
from acd.live.port import (
    Answered,
    CallCame,
    HungUp,
    PhoneCame,
    Played,
    Refusal,
    Refused,
)
from acd.live.privacy import CallerNumbers
from metrics.check import check
from metrics.ledger import EVENT, Ledger
from scenarios import Scenario

BASE: dict[str, Any] = {
    "scenario": "acted",
    "date": "2026-11-02",
    "opens": "00:00",
    "closes": "24:00",
    "groups": {"sales": {}, "help": {}},
    "call_types": {"sale": {"group": "sales"}, "question": {"group": "help"}},
    "directory": {
        "95500": {"call_type": "sale"},
        "95501": {"call_type": "question"},
        "8001": {"group": "help"},
        "1003": {"agent": "cyd"},
    },
    "not_ready": {"reasons": {"tea": {}, "meeting": {"consent": True}}},
}
THREE = {"ann": {"sales": 1}, "bob": {"sales": 1}, "cyd": {"help": 1}}


class Acted:
    """``agents`` are names and skills; whoever is named in ``on`` has a phone and has signed in."""

    @classmethod
    def resumed(cls, before: "Acted", recovered: Recovered) -> "Acted":
        """The same centre, started again from its ledger; telephones know nothing of what was."""
        centre = cls(**before.changes)
        centre.clock.go_to(recovered.last)
        centre.journal = InMemory()
        centre._open(recovered.driven, recovered.first, recovered.last)
        return centre

    def __init__(self, *on: str, agents: dict[str, dict[str, int]] | None = None, **changes: Any) -> None:
        self.changes = changes | {"agents": agents}
        people = [{"name": name, "skills": skills} for name, skills in (agents or THREE).items()]
        config = copy.deepcopy(BASE) | {"agents": people} | changes
        self.scenario = Scenario.model_validate(config, context={"folder": Path()})
        self.layout = lay_out_centre(self.scenario)
        self.layout.header.mode = "live"
        self.clock, self.phones, self.journal = VirtualClock(), ActedPhones(), InMemory()
        self._open(Driven(self.layout, routing(self.scenario).policy))
        self.names = [person.name for person in self.layout.header.people]
        self._seen = 0
        for name in on:
            self.phones.registered.add(name)
            self.floor.happened(PhoneCame(name))
            self.ask(self.staff.sign_in(name))
        self.told()

    def _open(self, driven: Driven, first: int = 0, last: int = 0) -> None:
        self.opened = open_floor(
            driven,
            self.clock,
            self.journal,
            self.phones,
            NamedSounds(),
            CallerNumbers("masked", b"key"),
            self._tell,
            self._kept,
            first=first,
            last=last,
        )
        self.floor, self.staff = self.opened.floor, self.opened.desk

    def _tell(self, events: Any) -> None:
        self.opened.desk.note(events)

    async def _kept(self) -> None:
        """In memory everything is kept at once."""

    def ask(self, request: Any) -> list[str]:
        """An agent's request; what it causes."""
        try:
            request.send(None)
        except StopIteration:
            return self.told()
        raise AssertionError("the request waits for something")

    def at(self, seconds: float) -> "Acted":
        self.clock.go_to(round(seconds * MICROSECONDS))
        return self

    def comes(self, leg: str, dialled: str = "95500", caller: str = "13800138000") -> list[str]:
        self.phones.up.add(leg)
        self.floor.happened(CallCame(leg, caller, dialled, trunk="carrier"))
        return self.told()

    def answers(self, leg: str) -> list[str]:
        return self.happens(Answered(leg))

    def hangs_up(self, leg: str, lost: bool = False) -> list[str]:
        self.phones.up.discard(leg)
        return self.happens(HungUp(leg, lost))

    def refuses(self, leg: str, why: Refusal = Refusal.REJECTED, code: int = 486) -> list[str]:
        self.phones.up.discard(leg)
        return self.happens(Refused(leg, why, code))

    def hears_out(self, leg: str) -> list[str]:
        """What is played to a leg comes to its end."""
        return self.happens(Played(leg, self.phones.playing.pop(leg)))

    def happens(self, what: Any) -> list[str]:
        self.floor.happened(what)
        return self.told()

    def told(self) -> list[str]:
        """The events since the last look, a short line each."""
        new, self._seen = self.journal.entries[self._seen :], len(self.journal.entries)
        return [self._line(event) for event, _own in new]

    def own(self, kind: Kind) -> list[Any]:
        """What the events of a kind say beside integers."""
        return [own for event, own in self.journal.entries if event.kind == kind]

    def ledger(self) -> Ledger:
        rows = [Event(kind=Kind.RUN_STARTED), *(event for event, _own in self.journal.entries)]
        block = np.array([astuple(row) for row in rows], EVENT)
        return Ledger(self.layout.header, lambda: iter([block]), self._told)

    def _told(self, wanted: str) -> Any:
        said = enumerate(self.journal.entries, 1)
        return ((seq, own) for seq, (event, own) in said if own and Kind(event.kind).type == wanted)

    def assert_sound(self) -> None:
        assert [str(violation) for violation in check(self.ledger())] == []

    def _line(self, event: Event) -> str:
        words = [Kind(event.kind).type]
        words += [str(event.call)] if event.call >= 0 else []
        words += [self.names[event.agent]] if event.agent >= 0 else []
        if event.kind == Kind.AGENT_STATE:
            from acd.events import AgentState

            words.append(f"{AgentState(event.b).name.lower()}>{AgentState(event.a).name.lower()}")
        return " ".join(words)


Do = Callable[[], Any]
