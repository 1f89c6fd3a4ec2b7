"""Two plans under one seed meet the same callers, whatever else changes (`scenario.md`, chance)."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from generate import scenario
from ledgers_made import a_layout, assert_same, ledger, made

from acd.events import NOBODY, Kind
from simulator.layout import Layout, lay_out
from simulator.workload import Workload, draw_day
from simulator.world import FOREVER

SEED = 30
OF_COURSE = ("menu", "menu_end", "to", "second_patience", "second_talk", "second_wrap_up", "again_after", "delay")

Caller = list[tuple[Any, ...]]
"""What chance decided of each attempt of one caller."""


def drawn(layout: Layout, call_type: str, replication: int = 1) -> list[Caller]:
    """The callers of one type, in the order in which they first call."""
    day = draw_day(layout, replication)
    mine = np.flatnonzero(
        day.draws["call_type"][: number_of_first(day)] == list(layout.scenario.call_types).index(call_type)
    )
    return [[(int(day.draws["arrives"][row]), *attempt) for attempt in attempts(day, row)] for row in mine]


def number_of_first(day: Workload) -> int:
    """The rows before the sentinel."""
    return int(np.argmax(day.draws["arrives"] == FOREVER))


def attempts(day: Workload, row: int) -> Iterator[tuple[Any, ...]]:
    """What befalls one attempt after another; when a later one is made depends on the one before."""
    while row != NOBODY:
        draw, own = day.draws[row], (day.answers[row], day.misses[row], day.chances[row])
        told = (*draw[["balks", "patience", "talk", "wrap_up"]].item(), *(uniform.tolist() for uniform in own))
        if draw["course"] == NOBODY:
            yield told
            return
        course = day.courses[draw["course"]]
        held = day.holds[course["first_hold"] : course["end_hold"]].tolist()
        yield *told, *course[[*OF_COURSE]].item(), held
        row = course["again"]


def assert_same_callers(one: Layout, other: Layout, *call_types: str) -> None:
    for call_type in call_types or one.scenario.call_types:
        callers = drawn(one, call_type)
        assert len(callers) > 5
        assert callers == drawn(other, call_type)


def first_attempts(layout: Layout) -> list[tuple[int, ...]]:
    """When which call of which type arrived that is nobody's second attempt."""
    day = draw_day(layout, 1)
    events = ledger("loop", layout, day)
    mine = (events["kind"] == Kind.CALL_ARRIVED) & (events["call"] < number_of_first(day))
    return [tuple(row) for row in events[mine][["t", "call", "a"]].tolist()]


def changed(**changes: Any) -> Layout:
    return lay_out(made(scenario(SEED) | changes))


def test_another_policy_and_staffing_meet_the_same_callers() -> None:
    before = a_layout(SEED)
    config = scenario(SEED)
    groups = {name: group | {"choose_agent": "random", "overflow": []} for name, group in config["groups"].items()}
    after = changed(groups=groups, agents=config["agents"][:1], choose_call="skill_level")
    assert_same_callers(before, after)
    assert first_attempts(before) == first_attempts(after)


def test_another_call_type_changes_nobody_elses_draws() -> None:
    config = scenario(SEED)
    others = list(config["call_types"])
    new = {"group": next(iter(config["groups"])), "arrivals": {"rate": "90/h"}, "talk": {"constant": "1min"}}
    assert_same_callers(a_layout(SEED), changed(call_types={"new": new} | config["call_types"]), *others)


def test_another_rate_of_one_type_changes_no_other_type() -> None:
    config = scenario(SEED)
    first, *others = config["call_types"]
    config["call_types"][first]["arrivals"] = {"rate": "300/h", "at": "offered"}
    assert others
    assert_same_callers(a_layout(SEED), lay_out(made(config)), *others)


def of_person(layout: Layout, name: str) -> list[tuple[int, ...]]:
    """The moments of the day that belong to one person."""
    a = [person.name for person in layout.header.people].index(name)
    day = draw_day(layout, 1)
    rows = [
        tuple(int(moment[field]) for field in ("t", "kind", "value"))
        for moment in np.asarray(day.moments)
        if moment["agent"] == a
    ]
    return [*rows, tuple(day.returns[a].tolist())]


def test_another_agent_changes_no_other_persons_day() -> None:
    config = scenario(SEED)
    fail = {
        "absence": {"mean": 0.3, "sd": 0.1},
        "unplanned_not_ready": {"share": 0.1, "each": {"exponential": {"mean": "1min"}}, "reason": "personal"},
        "ring": {"then": "not_ready", "back_after": {"exponential": {"mean": "1min"}}},
    }
    whole = {"team": "W", "count": 6, "skills": {next(iter(config["groups"])): 1}, "shift": "whole", "misses": 0.2}
    new = {"team": "new", "count": 2, "skills": whole["skills"]}
    before = changed(**fail, agents=[*config["agents"], whole])
    after = changed(**fail, agents=[new, *config["agents"], whole])
    for person in before.header.people:
        if person.team == "W":
            assert of_person(before, person.name) == of_person(after, person.name)


def test_replications_differ_and_the_same_one_does_not() -> None:
    layout = a_layout(SEED)
    one, again, other = (draw_day(layout, replication) for replication in (1, 1, 2))
    assert_same_day(one, again)
    assert not np.array_equal(one.draws["arrives"][:20], other.draws["arrives"][:20])
    assert_same(ledger("loop", layout, one), ledger("loop", layout, again))


def test_the_seed_of_the_command_line_is_the_seed_of_the_file() -> None:
    assert_same_day(draw_day(a_layout(SEED), 3, seed=77), draw_day(changed(seed=77), 3))


def assert_same_day(one: Workload, other: Workload) -> None:
    np.testing.assert_array_equal(one.draws, other.draws)
    np.testing.assert_array_equal(one.answers, other.answers)
    np.testing.assert_array_equal(one.returns, other.returns)
