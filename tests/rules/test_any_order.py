"""Any order of inputs, late and repeated ones too: legal moves only, lists sound, choices the obvious ones."""

from collections.abc import Callable, Iterable
from functools import partial
from random import Random
from typing import Any

from desk import CALLS, Desk
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from acd.events import NOBODY, Unanswered
from acd.model import CallState
from acd.rules import may_dial

GROUPS = ("sales", "help", "vip")
POLICIES = ("longest_idle", "least_occupied", "fewest_calls", "round_robin", "in_order", "random")

when = st.sampled_from(
    [
        {"when": "all_busy"},
        {"after": 5},
        {"after": 30},
        {"when": "queue > 1"},
        {"when": "unstaffed"},
        {"when": "wait_estimate > 40s"},
    ]
)
steps = st.builds(lambda to, when: {"to": to} | when, st.sampled_from([*GROUPS, "anyone"]), when)
groups = st.fixed_dictionaries(
    {
        "choose_agent": st.sampled_from(POLICIES),
        "levels": st.sampled_from(["first", "ignore"]),
        "overflow": st.lists(steps, max_size=3),
        "recount_on_overflow": st.booleans(),
    },
    optional={
        "queue_limit": st.integers(0, 3),
        "max_wait": st.sampled_from([10, 40]),
        "priority_ageing": st.sampled_from(["1 per 10s", "2 per 30s"]),
        "hours": st.sampled_from([["00:00", "00:05"], ["23:00", "00:10"]]),
    },
)
skills = st.dictionaries(st.sampled_from(GROUPS), st.integers(1, 3), min_size=1)
CREW = 3
SOME = 8


@st.composite
def centres(draw: st.DrawFn) -> dict[str, Any]:
    """Three groups, five people of whom three are a crew by the number, call types of two priorities."""
    made = {name: draw(groups) for name in GROUPS}
    for name, group in made.items():
        group["overflow"] = _told_apart(step for step in group["overflow"] if step["to"] != name)
    people: list[dict[str, Any]] = [{"name": name, "skills": draw(skills)} for name in ("ann", "bob", "cyd")]
    crew = {"team": "crew", "skills": draw(skills), "on_duty": [CREW] * 10}
    boss = {"name": "boss", "skills": dict.fromkeys(GROUPS, 2)}
    return {
        "agents": [*people, crew, boss],
        "groups": made,
        "call_types": {f"{g}{p}": {"group": g, "priority": p} for g in GROUPS for p in (0, 1)},
        "choose_call": draw(st.sampled_from(["longest_waiting", "skill_level"])),
        "ring": {"then": draw(st.sampled_from(["ready", "not_ready"]))},
    } | draw(st.fixed_dictionaries({}, optional={"lines": st.integers(1, 8), "wrap_up_limit": st.just({"after": 10})}))


def _told_apart(steps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the steps that wait, one a target: the ledger tells them by target and reason (`call.overflowed`)."""
    kept: dict[Any, dict[str, Any]] = {}
    for step in steps:
        waits = "after" in step or str(step.get("when")).startswith("wait")
        kept.setdefault((step["to"], "wait" if waits else step["when"]), step)
    return list(kept.values())


people = st.integers(0, 6)
with_a_shift = st.sampled_from([0, 1, 2, 6])
calls = st.integers(0, CALLS - 1)


class AnyOrder(RuleBasedStateMachine):
    desk: Desk
    closed = False
    failing = False

    @initialize(centre=centres())
    def opens(self, centre: dict[str, Any]) -> None:
        self.desk = Desk(**centre)
        self.desk.duty(2)

    def name(self, a: int) -> str:
        return self.desk.names[a % len(self.desk.names)]

    def known(self, c: int) -> int | None:
        """A call of the day: lately arrived ones most often, also ones long over."""
        return self.desk.numbers - 1 - c % self.desk.numbers if self.desk.numbers else None

    @rule(seconds=st.sampled_from([0, 1, 5, 20]))
    def passes(self, seconds: int) -> None:
        self.desk.at(self.desk.now // 1_000_000 + seconds)

    @rule(a=with_a_shift, reason=st.sampled_from([None, None, "tea"]))
    def signs_in(self, a: int, reason: str | None) -> None:
        self.desk.signs_in(self.name(a), reason=reason)

    @rule(a=people, reason=st.sampled_from(["tea", "lunch"]))
    def not_ready(self, a: int, reason: str) -> None:
        self.desk.not_ready(self.name(a), reason)

    @rule(a=people)
    def ready(self, a: int) -> None:
        self.desk.ready(self.name(a))

    @rule(a=with_a_shift)
    def shift_ends(self, a: int) -> None:
        self.desk.shift_ends(self.name(a))

    @precondition(lambda self: not self.closed)
    @rule(wanted=st.integers(0, CREW))
    def duty(self, wanted: int) -> None:
        self.desk.duty(wanted)

    @precondition(lambda self: not self.closed and len(self.desk.free) > 1)
    @rule(
        kind=st.integers(0, 5),
        balks=st.booleans(),
        wraps=st.booleans(),
        chance=st.integers(0, 65_535),
        served_by=st.sampled_from([None, None, "ann", "boss"]),
        menu=st.sampled_from([False, False, True]),
        n=st.integers(1, 6),
    )
    def arrive(
        self, kind: int, balks: bool, wraps: bool, chance: int, served_by: str | None, menu: bool, n: int
    ) -> None:
        for _ in range(min(n, len(self.desk.free))):
            told = self.desk.arrives(self.desk.header.call_types[kind], balks, wraps, chance, menu, served_by)
            assert told[0].startswith("call.arrived")
            assert told[1].split()[0] == self.first_news(menu)

    def first_news(self, menu: bool) -> str:
        """What follows an arrival: busy tone, the menu, or the offer."""
        number = self.desk.numbers - 1
        row = self.desk.rows[number]
        if self.desk.centre.floor[0].faults or (row in self.desk.free and self.busy):
            return "call.blocked"
        return "ivr.started" if menu else "call.offered"

    @property
    def busy(self) -> bool:
        floor = self.desk.centre.floor[0]
        return floor.lines != NOBODY and floor.up >= floor.lines

    @rule(c=calls)
    def max_wait_due(self, c: int) -> None:
        number = self.known(c)
        if number is not None:
            told = self.desk.max_wait_due(number)
            assert not told or "max_wait" in told[0]

    @precondition(lambda self: not self.failing and self.desk.numbers > SOME)
    @rule()
    def fails(self) -> None:
        self.failing = True
        self.desk.fails()
        assert all(state == CallState.OVER for state in self.desk.seen.moves.calls.values())

    @precondition(lambda self: self.failing)
    @rule()
    def works_again(self) -> None:
        self.failing = False
        self.desk.works_again()

    @rule(rng=st.randoms(use_true_random=False), n=st.integers(1, 20))
    def goes_on(self, rng: Random, n: int) -> None:
        """So many things that may happen, to calls in the state they are in, and wrap-ups that end."""
        for _ in range(n):
            live = [number for number, state in self.desk.seen.moves.calls.items() if state != CallState.OVER]
            if live:
                number = rng.choice(live)
                state = self.desk.seen.moves.calls[number]
                rng.choice([each for each, states in self.inputs(rng.choice(GROUPS)).items() if state in states])(
                    number
                )
            if rng.random() < 0.3:
                self.desk.wrapped_up(rng.choice(self.desk.names))

    @rule(c=calls, which=st.integers(0, 59), to=st.sampled_from(GROUPS))
    def anything(self, c: int, which: int, to: str) -> None:
        """Any input, whatever the state: late, repeated, out of order."""
        inputs = self.inputs(to)
        happen = list(inputs)[which % len(inputs)]
        self._with_call(c, happen, *inputs[happen])

    def inputs(self, to: str) -> dict[Callable[[int], list[str]], tuple[CallState, ...]]:
        """What callers and agents may do with a call, and the states in which that is possible."""
        desk = self.desk
        return {
            desk.asks_for_a_person: (CallState.IN_MENU,),
            partial(desk.leaves_the_menu, served=True): (CallState.IN_MENU,),
            partial(desk.leaves_the_menu, served=False): (CallState.IN_MENU,),
            desk.hangs_up: (CallState.QUEUED, CallState.RINGING),
            self.picks_up: (CallState.RINGING,),
            desk.rings_out: (CallState.RINGING,),
            desk.holds: (CallState.TALKING,),
            desk.retrieves: (CallState.HELD,),
            partial(self.is_transferred, to=to): (CallState.TALKING, CallState.HELD),
            desk.is_reached: (CallState.DIALLED,),
            desk.is_not_reached: (CallState.DIALLED,),
            desk.has_rung_outside: (CallState.DIALLED,),
            desk.ends: (CallState.TALKING, CallState.HELD),
            desk.refuses: (CallState.RINGING,),
            partial(desk.refuses, why=Unanswered.UNREACHABLE): (CallState.RINGING,),
            desk.is_lost: (
                CallState.IN_MENU,
                CallState.QUEUED,
                CallState.RINGING,
                CallState.TALKING,
                CallState.HELD,
                CallState.DIALLED,
            ),
        }

    def is_transferred(self, number: int, to: str) -> list[str]:
        """A call that an agent dialled stays with that agent: it is ended instead."""
        told = self.desk.transfers(number, to)
        if told or not self.desk.is_out(number):
            return told
        return self.desk.ends(number)

    def picks_up(self, number: int) -> list[str]:
        call = self.desk.centre.calls[self.desk.rows[number]]
        return self.desk.answers(self.desk.names[call.agent]) if call.state == CallState.RINGING else []

    @rule(c=calls, to=people, how=st.sampled_from(["sends", "consults", "hands_over"]))
    def goes_to_a_colleague(self, c: int, to: int, how: str) -> None:
        number = self.known(c)
        if number is not None and self.desk.centre.calls[self.desk.rows[number]].number == number:
            getattr(self.desk, how)(number, self.name(to))

    @precondition(lambda self: len(self.desk.free) > 1)
    @rule(a=people, attempt=st.integers(1, 3))
    def dials(self, a: int, attempt: int) -> None:
        able = may_dial(self.desk.centre, a % len(self.desk.names))
        told = self.desk.dials(self.name(a), attempt)
        assert bool(told) == able
        assert not told or self.desk.state(self.name(a)) == "talking"

    @rule(a=people)
    def lets_go(self, a: int) -> None:
        self.desk.lets_go(self.name(a))

    @rule(a=people, comes=st.booleans())
    def phone(self, a: int, comes: bool) -> None:
        told = (self.desk.phone_comes if comes else self.desk.phone_goes)(self.name(a))
        assert told[0].startswith("agent.device")
        assert comes or self.desk.state(self.name(a)) != "ready"

    @rule(a=people)
    def extends(self, a: int) -> None:
        told = self.desk.extends(self.name(a))
        assert not told or (
            self.desk.state(self.name(a)) == "wrap_up" and not self.desk.wrap_up_limit_passes(self.name(a))
        )

    @precondition(lambda self: not self.closed and len(self.desk.free) > 1)
    @rule()
    def is_turned_away(self) -> None:
        assert [line.split()[0] for line in self.desk.is_turned_away("sales0")] == ["call.arrived", "call.blocked"]

    @rule(c=calls, late=st.booleans())
    def rings_out(self, c: int, late: bool) -> None:
        number = self.known(c)
        if number is not None:
            attempt = self.desk.centre.calls[self.desk.rows[number]].attempt - late
            told = self.desk.rings_out(number, attempt)
            assert not (told and late)

    @rule(c=calls, k=st.integers(0, 2))
    def step_due(self, c: int, k: int) -> None:
        number = self.known(c)
        if number is not None:
            g = self.desk.seen.calls[number].group if number in self.desk.seen.calls else NOBODY
            if g != NOBODY and k < len(self.desk.seen.steps[g]):
                self.desk.step_due(number, k)

    def _with_call(self, c: int, happen: Any, *states: CallState) -> None:
        """An input that a call may have in these states; in any other it changes nothing at all."""
        number = self.known(c)
        if number is None or self.desk.centre.calls[self.desk.rows[number]].number != number:
            return  # its row has another call: whoever sends the input looks first (``simulator.world``)
        before, state = self.desk.picture(), self.desk.seen.moves.calls[number]
        told = happen(number)
        assert bool(told) == (state in states)
        assert told or self.desk.picture() == before

    @rule(a=people)
    def wrapped_up(self, a: int) -> None:
        working = self.desk.state(self.name(a)) == "wrap_up"
        assert bool(self.desk.wrapped_up(self.name(a))) == working
        assert not self.desk.wrapped_up(self.name(a), answered=-1)

    @rule(dismiss=st.booleans())
    @precondition(lambda self: self.desk.numbers > SOME and not self.closed)
    def closes(self, dismiss: bool) -> None:
        self.desk.closes(dismiss)
        self.closed = True

    @rule()
    @precondition(lambda self: self.closed)
    def limit(self) -> None:
        self.desk.limit()
        assert CallState.QUEUED not in self.desk.seen.moves.calls.values()

    @invariant()
    def nobody_waits_for_somebody_ready(self) -> None:
        """Where a call waits, whoever is ready and may take it has just let it ring."""
        if not hasattr(self, "desk"):
            return
        seen = self.desk.seen
        for number, state in seen.moves.calls.items():
            if state == CallState.QUEUED:
                for a, where in seen.moves.agents.items():
                    able = where == 1 and seen.level(a, seen.calls[number]) is not None
                    assert not able or seen.calls[number].missed_by == a

    @invariant()
    def nobody_stays_for_nothing(self) -> None:
        """After closing an agent without work is there only for calls that he or she may yet take."""
        if self.closed:
            open_groups = {g for g, group in enumerate(self.desk.centre.groups) if group.open}
            for a, state in self.desk.seen.moves.agents.items():
                if state in (1, 2):
                    assert self.may_serve(a) & open_groups

    def may_serve(self, a: int) -> set[int]:
        mine = self.desk.seen.skills[a]
        steps = self.desk.seen.steps
        return set(mine) | {g for g, tos in enumerate(steps) if any(to == -2 or to in mine for to in tos)}


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=80, stateful_step_count=50)
