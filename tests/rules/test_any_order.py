"""Any order of inputs, late and repeated ones too: legal moves only, lists sound, choices the obvious ones."""

from typing import Any

from desk import CALLS, Desk
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from acd.model import CallState

GROUPS = ("sales", "help", "vip")
POLICIES = ("longest_idle", "least_occupied", "fewest_calls", "round_robin", "in_order", "random")

steps = st.builds(
    lambda to, after: {"to": to, "when": "all_busy"} if after is None else {"to": to, "after": after},
    st.sampled_from([*GROUPS, "anyone"]),
    st.sampled_from([None, None, 5, 10, 30]),
)
groups = st.fixed_dictionaries(
    {
        "choose_agent": st.sampled_from(POLICIES),
        "levels": st.sampled_from(["first", "ignore"]),
        "overflow": st.lists(steps, max_size=3),
        "recount_on_overflow": st.booleans(),
    }
)
skills = st.dictionaries(st.sampled_from(GROUPS), st.integers(1, 3), min_size=1)
CREW = 3


@st.composite
def centres(draw: st.DrawFn) -> dict[str, Any]:
    """Three groups, five people of whom three are a crew by the number, call types of two priorities."""
    made = {name: draw(groups) for name in GROUPS}
    for name, group in made.items():
        group["overflow"] = [step for step in group["overflow"] if step["to"] != name]
    people: list[dict[str, Any]] = [{"name": name, "skills": draw(skills)} for name in ("ann", "bob", "cyd")]
    crew = {"team": "crew", "skills": draw(skills), "on_duty": [CREW] * 10}
    boss = {"name": "boss", "skills": dict.fromkeys(GROUPS, 2)}
    return {
        "agents": [*people, crew, boss],
        "groups": made,
        "call_types": {f"{g}{p}": {"group": g, "priority": p} for g in GROUPS for p in (0, 1)},
        "choose_call": draw(st.sampled_from(["longest_waiting", "skill_level"])),
        "ring": {"then": draw(st.sampled_from(["ready", "not_ready"]))},
    }


people = st.integers(0, 6)
with_a_shift = st.sampled_from([0, 1, 2, 6])
calls = st.integers(0, CALLS - 1)


class AnyOrder(RuleBasedStateMachine):
    desk: Desk
    closed = False

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
        n=st.integers(1, 3),
    )
    def arrive(self, kind: int, balks: bool, wraps: bool, chance: int, n: int) -> None:
        for _ in range(min(n, len(self.desk.free))):
            told = self.desk.arrives(self.desk.header.call_types[kind], balks, wraps, chance)
            assert told[0].startswith("call.arrived")
            assert told[1].startswith("call.offered")

    @rule(a=people)
    def answers(self, a: int) -> None:
        self.desk.answers(self.name(a))

    @rule(c=calls, late=st.booleans())
    def rings_out(self, c: int, late: bool) -> None:
        number = self.known(c)
        if number is not None:
            attempt = self.desk.centre.calls[self.desk.rows[number]].attempt - late
            told = self.desk.rings_out(number, attempt)
            assert not (told and late)

    @rule(c=calls)
    def hangs_up(self, c: int) -> None:
        self._with_call(c, self.desk.hangs_up, CallState.QUEUED, CallState.RINGING)

    @rule(c=calls)
    def ends(self, c: int) -> None:
        self._with_call(c, self.desk.ends, CallState.TALKING)

    @rule(c=calls, k=st.integers(0, 2))
    def step_due(self, c: int, k: int) -> None:
        number = self.known(c)
        if number is not None:
            g = self.desk.seen.calls[number].group
            if k < len(self.desk.seen.steps[g]):
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

    @rule(dismiss=st.booleans())
    @precondition(lambda self: self.desk.numbers > 12 and not self.closed)
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
