"""A small centre in memory: tell it what people do, read what it writes; nothing else moves.

Every input is followed by the checks of ``soundness``: legal moves only, lists as states say. Every choice of a policy
is compared with the obvious one (``obvious``).
"""

import copy
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from obvious import Seen, agent_to_ring, call_to_serve
from soundness import assert_sound

from acd.events import (
    ANYONE,
    FIELDS,
    MICROSECONDS,
    NOBODY,
    AgentState,
    Blocked,
    EndedBy,
    Event,
    Field,
    Kind,
    Names,
    Result,
    Unanswered,
)
from acd.model import Call, Centre, Command, Order, Policy
from acd.policies import choose_agent, choose_call
from acd.rules import (
    agent_answered,
    call_arrived,
    call_ended,
    call_handed_over,
    call_held,
    call_lost,
    call_retrieved,
    call_sent_to,
    call_transferred,
    call_turned_away,
    caller_hung_up,
    centre_closed,
    consult_ended,
    consult_started,
    duty_changed,
    fault_ended,
    fault_started,
    limit_passed,
    max_wait_due,
    menu_ended,
    menu_left,
    no_answer,
    not_connected_due,
    not_ready_asked,
    number_answered,
    number_dialled,
    number_failed,
    overflow_due,
    phone_came,
    phone_went,
    ready_asked,
    ring_refused,
    shift_ended,
    signed_in,
    wrap_up_due,
    wrap_up_extended,
    wrapped_up,
)
from scenarios import Scenario
from simulator.layout import lay_out

CALLS = 60
"""More than any test has at once."""

BASE: dict[str, Any] = {
    "scenario": "desk",
    "date": "2026-11-02",
    "opens": "00:00",
    "closes": "10:00",
    "interval": "1h",
    "groups": {"sales": {}},
    "not_ready": {"reasons": {"tea": {}, "lunch": {}}},
}


class Desk:
    """``agents`` and ``calls`` are short for the scenario's ``agents`` and ``call_types``; all else is as there.

    ``agents={"ann": {"sales": 1}}`` names people and skills; a list is taken as it stands. Call types are named for
    their groups unless ``call_types`` says otherwise. Inputs return the lines that they caused.
    """

    def __init__(self, agents: dict[str, dict[str, Any]] | list[dict[str, Any]], **changes: Any) -> None:
        people = [{"name": n, "skills": s} for n, s in agents.items()] if isinstance(agents, dict) else agents
        config = BASE | {"agents": people} | changes
        plain = {"arrivals": {"rate": "1/h"}, "talk": {"constant": "1min"}}
        types = {name: plain | said for name, said in config.get("call_types", {}).items()}
        config["call_types"] = types or {group: plain | {"group": group} for group in config["groups"]}
        self.layout = lay_out(Scenario.model_validate(config, context={"folder": Path()}))
        self.header = self.layout.header
        self.names = [person.name for person in self.header.people]
        self.centre: Centre = copy.deepcopy(self.layout.centre)._replace(
            calls=[Call() for _ in range(CALLS)],
            log=[Event() for _ in range(2000)],
            commands=[Command() for _ in range(2000)],
        )
        self.policy = Policy(self._choose_agent, self._choose_call)
        self.seen = Seen(self.layout.scenario, self.header)
        self.now = 0
        self.numbers = 0
        self.rows: dict[int, int] = {}
        self.free = list(range(CALLS))
        self.wakes: list[tuple[str, int, int]] = []
        self._lines: list[str] = []

    # time and people

    def at(self, seconds: float) -> "Desk":
        self.now = round(seconds * MICROSECONDS)
        return self

    def signs_in(self, *names: str, reason: str | None = None) -> list[str]:
        for a in map(self.names.index, names):
            self._do(partial(signed_in, self.centre, self.policy, self.now, a, self._reason(reason)))
        return self._told()

    def not_ready(self, name: str, reason: str = "tea") -> list[str]:
        return self.input(
            lambda: not_ready_asked(self.centre, self.policy, self.now, self.names.index(name), self._reason(reason))
        )

    def ready(self, name: str) -> list[str]:
        return self.input(lambda: ready_asked(self.centre, self.policy, self.now, self.names.index(name)))

    def shift_ends(self, name: str) -> list[str]:
        return self.input(lambda: shift_ended(self.centre, self.policy, self.now, self.names.index(name)))

    def duty(self, wanted: int, roster: int = 0) -> list[str]:
        return self.input(lambda: duty_changed(self.centre, self.policy, self.now, roster, wanted))

    def closes(self, dismiss: bool = False) -> list[str]:
        return self.input(lambda: centre_closed(self.centre, self.policy, self.now, dismiss))

    def limit(self) -> list[str]:
        return self.input(lambda: limit_passed(self.centre, self.policy, self.now))

    # calls

    def arrives(
        self,
        call_type: str = "sales",
        balks: bool = False,
        wraps: bool = False,
        chance: int = 0,
        menu: bool = False,
        served_by: str | None = None,
    ) -> list[str]:
        row = self._take_row(call_type)
        call = self.centre.calls[row]
        call.balks, call.wraps, call.chance, call.menu = int(balks), int(wraps), chance, int(menu)
        call.preferred = NOBODY if served_by is None else self.names.index(served_by)
        return self.input(lambda: call_arrived(self.centre, self.policy, self.now, row))

    def is_turned_away(self, call_type: str = "sales", reason: Blocked = Blocked.CLOSED) -> list[str]:
        row = self._take_row(call_type)
        return self.input(lambda: call_turned_away(self.centre, self.now, row, reason))

    def _take_row(self, call_type: str) -> int:
        kind = self.layout.call_types[self.header.call_types.index(call_type)]
        row = self.rows[self.numbers] = self.free.pop(0)
        call = self.centre.calls[row]
        call.number, call.call_type = self.numbers, self.header.call_types.index(call_type)
        call.group, call.segment, call.priority, call.rank = kind.group, kind.segment, kind.priority, kind.rank
        self.numbers += 1
        return row

    def dials(self, name: str, attempt: int = 1) -> list[str]:
        row = self._take_row(self.header.call_types[0])
        call = self.centre.calls[row]
        call.call_type = call.group = call.serving = NOBODY
        call.legs = call.attempt = call.segment = 0
        call.wraps = 0
        a = self.names.index(name)
        return self.input(lambda: number_dialled(self.centre, self.policy, self.now, row, a, attempt))

    def is_reached(self, number: int) -> list[str]:
        """Whoever was called is there."""
        return self.input(lambda: number_answered(self.centre, self.now, self.rows[number], number))

    def is_not_reached(self, number: int, why: Result = Result.BUSY) -> list[str]:
        return self.input(lambda: number_failed(self.centre, self.policy, self.now, self.rows[number], number, why))

    def has_rung_outside(self, number: int) -> list[str]:
        """It has rung long enough at whoever was called."""
        return self.input(lambda: not_connected_due(self.centre, self.policy, self.now, self.rows[number], number))

    def is_out(self, number: int) -> bool:
        """Whether an agent dialled this call, which is up."""
        return self.centre.calls[self.rows[number]].group == NOBODY

    def asks_for_a_person(self, number: int) -> list[str]:
        return self.input(lambda: menu_left(self.centre, self.policy, self.now, self.rows[number], number))

    def leaves_the_menu(self, number: int, served: bool = True) -> list[str]:
        return self.input(lambda: menu_ended(self.centre, self.policy, self.now, self.rows[number], number, served))

    def max_wait_due(self, number: int) -> list[str]:
        return self.input(lambda: max_wait_due(self.centre, self.policy, self.now, self.rows[number], number))

    def holds(self, number: int) -> list[str]:
        return self.input(lambda: call_held(self.centre, self.now, self.rows[number], number))

    def retrieves(self, number: int) -> list[str]:
        return self.input(lambda: call_retrieved(self.centre, self.now, self.rows[number], number))

    def transfers(self, number: int, to: str) -> list[str]:
        group = self.header.groups.index(to)
        return self.input(lambda: call_transferred(self.centre, self.policy, self.now, self.rows[number], group))

    def sends(self, number: int, to: str) -> list[str]:
        """Blind transfer to an agent."""
        return self.input(
            lambda: call_sent_to(self.centre, self.policy, self.now, self.rows[number], self.names.index(to))
        )

    def consults(self, number: int, whom: str) -> list[str]:
        return self.input(
            lambda: consult_started(self.centre, self.policy, self.now, self.rows[number], self.names.index(whom))
        )

    def lets_go(self, whom: str) -> list[str]:
        """The consultation is over."""
        return self.input(lambda: consult_ended(self.centre, self.policy, self.now, self.names.index(whom)))

    def hands_over(self, number: int, to: str) -> list[str]:
        return self.input(
            lambda: call_handed_over(self.centre, self.policy, self.now, self.rows[number], self.names.index(to))
        )

    def is_lost(self, number: int) -> list[str]:
        return self.input(lambda: call_lost(self.centre, self.policy, self.now, self.rows[number], number))

    def phone_goes(self, name: str) -> list[str]:
        return self.input(lambda: phone_went(self.centre, self.policy, self.now, self.names.index(name)))

    def phone_comes(self, name: str) -> list[str]:
        return self.input(lambda: phone_came(self.centre, self.policy, self.now, self.names.index(name)))

    def fails(self) -> list[str]:
        return self.input(lambda: fault_started(self.centre, self.policy, self.now))

    def works_again(self) -> list[str]:
        return self.input(lambda: fault_ended(self.centre, self.now))

    def answers(self, name: str) -> list[str]:
        return self.input(lambda: agent_answered(self.centre, self.now, self.names.index(name)))

    def rings_out(self, number: int, attempt: int | None = None) -> list[str]:
        """The phone has rung long enough: the wake that the rules asked for at this attempt (else the latest)."""
        row = self.rows[number]
        nth = self.centre.calls[row].attempt if attempt is None else attempt
        return self.input(lambda: no_answer(self.centre, self.policy, self.now, row, number, nth))

    def refuses(self, number: int, why: Unanswered = Unanswered.REJECTED, attempt: int | None = None) -> list[str]:
        """The phone that rings for a call is declined, or cannot be reached."""
        row = self.rows[number]
        nth = self.centre.calls[row].attempt if attempt is None else attempt
        return self.input(lambda: ring_refused(self.centre, self.policy, self.now, row, number, nth, why))

    def hangs_up(self, number: int) -> list[str]:
        return self.input(lambda: caller_hung_up(self.centre, self.policy, self.now, self.rows[number]))

    def ends(self, number: int, by: EndedBy = EndedBy.CALLER) -> list[str]:
        return self.input(lambda: call_ended(self.centre, self.policy, self.now, self.rows[number], by))

    def wrapped_up(self, name: str, answered: int | None = None) -> list[str]:
        """The wrap-up of the agent's latest call is over, or of that answered as the ``answered``-th."""
        a = self.names.index(name)
        answered = self.centre.agents[a].answered if answered is None else answered
        return self.input(lambda: wrapped_up(self.centre, self.policy, self.now, a, answered))

    def extends(self, name: str) -> list[str]:
        return self.input(lambda: wrap_up_extended(self.centre, self.now, self.names.index(name)))

    def wrap_up_limit_passes(self, name: str) -> list[str]:
        a = self.names.index(name)
        answered = self.centre.agents[a].answered
        return self.input(lambda: wrap_up_due(self.centre, self.policy, self.now, a, answered))

    def step_due(self, number: int, step: int) -> list[str]:
        return self.input(lambda: overflow_due(self.centre, self.policy, self.now, self.rows[number], number, step))

    # what follows

    def input(self, happen: Callable[[], None]) -> list[str]:
        self._do(happen)
        return self._told()

    def state(self, name: str) -> str:
        return self.seen.moves.agents[self.names.index(name)].name.lower()

    def picture(self) -> str:
        """Everything that the centre knows."""
        return repr(self.centre._replace(log=[], commands=[]))

    def _do(self, happen: Callable[[], None]) -> None:
        happen()
        self._read()
        for command in self.centre.commands[: self.centre.floor[0].commands]:
            self._obey(command)
        self.centre.floor[0].commands = 0
        self.seen.moves.settled()
        assert_sound(self.centre, self.seen.moves)

    def _obey(self, command: Command) -> None:
        if command.order == Order.RELEASE:
            self.free.insert(0, command.call)
        elif Order(command.order).name.startswith("WAKE"):
            number = self.centre.calls[command.call].number
            self.wakes.append((Order(command.order).name, number, command.at // MICROSECONDS))

    def _read(self) -> None:
        floor = self.centre.floor[0]
        for event in self.centre.log[: floor.events]:
            self.seen.note(event)
            self._lines.append(self._line(event))
        floor.events = 0

    def _told(self) -> list[str]:
        told, self._lines = self._lines, []
        return told

    def _choose_agent(self, centre: Centre, now: int, c: int) -> int:
        self._read()
        chosen = choose_agent(centre, now, c)
        assert chosen == agent_to_ring(self.seen, centre.calls[c], now)
        return chosen

    def _choose_call(self, centre: Centre, now: int, a: int) -> int:
        self._read()
        chosen = choose_call(centre, now, a)
        number = NOBODY if chosen == NOBODY else centre.calls[chosen].number
        assert number == call_to_serve(self.seen, a, now)
        return chosen

    def _reason(self, reason: str | None) -> int:
        return NOBODY if reason is None else self.header.reasons.index(reason)

    def _line(self, event: Event) -> str:
        """An event as words: type, call, agent, group, own fields; what is not given is left out."""
        kind = Kind(event.kind)
        if kind == Kind.AGENT_STATE:
            was, state = AgentState(event.b).name.lower(), AgentState(event.a).name.lower()
            reason = f" {self.header.reasons[event.c]}" if event.c != NOBODY else ""
            return f"{self.names[event.agent]} {was}>{state}{reason}"
        words = [kind.type]
        words += [str(event.call)] if event.call != NOBODY else []
        words += [self.names[event.agent]] if event.agent != NOBODY else []
        words += [self.header.groups[event.group]] if event.group != NOBODY else []
        if kind not in (Kind.CALL_ARRIVED, Kind.AGENT_SIGNED_IN):
            words += [self._word(field, getattr(event, field.column)) for field in FIELDS.get(kind, ())]
        return " ".join(word for word in words if word)

    def _word(self, field: Field, value: int) -> str:
        if isinstance(field.coding, Names):
            if value < 0:
                return "anyone" if value == ANYONE else ""
            return self.header.names(field.coding)[value]
        if field.coding is bool:
            return field.name if value else ""
        return str(value) if field.coding is int else field.coding(value).name.lower()
