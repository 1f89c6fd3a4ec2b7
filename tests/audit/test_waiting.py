"""Queueing, overflow, who is served next, and giving up: each rule kept by one story and broken by another."""

from collections.abc import Callable

import pytest
from small_floor import STATES, Floor, everyone_on

from acd.events import ANYONE, QueueCause, Stage, Why
from acd.events import OverflowReason as Reason

Story = Callable[[], Floor]
HELP = 1


def steps(*overflow: dict[str, object]) -> dict[str, object]:
    return {"groups": {"sales": {"overflow": list(overflow)}, "help": {}}}


BUSY = steps({"to": "help", "when": "all_busy"})
LATER = steps({"to": "help", "after": 30}, {"to": "anyone", "after": 60})


def all_busy(*others: str, **changes: object) -> Floor:
    """Ann talks on call 1 until told; of the rest only the others named are signed in."""
    floor = Floor(**changes).signs_in("ann", *others)
    return floor.at(10).arrives(1).rings_at(1, "ann").at(15).answers(1, "ann")


def freed(kind: str = "order", **changes: object) -> Floor:
    """Calls 2 (at 20 s, of the kind) and 3 (an order at 21 s) wait; ann is freed at 100 s."""
    floor = all_busy(**changes).at(20).arrives(2, kind).queued(2)
    floor.at(21).arrives(3).queued(3, position=2)
    return floor.at(90).ends(1, "ann").at(100).moves("ann", STATES.READY)


def overtaken(call: int) -> Floor:
    """A VIP waits behind an order that is older; ann is freed and takes the call."""
    floor = all_busy().at(20).arrives(2).queued(2).at(21).arrives(3, "vip").queued(3)
    return floor.at(90).ends(1, "ann").at(100).moves("ann", STATES.READY).rings_at(call, "ann", Why.LONGEST_WAITING)


def level_first(call: int) -> Floor:
    """Bob has sales at 2 and help at 1; under skill_level the help call comes before the older order."""
    floor = Floor(choose_call="skill_level").signs_in("bob").at(10).steps_away("bob")
    floor.at(20).arrives(2).queued(2).arrives(3, "fault").queued(3)
    return floor.at(30).returns("bob").rings_at(call, "bob", Why.SKILL_LEVEL)


KEPT: list[Story] = [
    lambda: all_busy().at(20).arrives(2).queued(2),
    lambda: all_busy().at(20).arrives(2).queued(2).arrives(3, "vip").queued(3).arrives(4).queued(4, position=3),
    lambda: freed().rings_at(2, "ann", Why.LONGEST_WAITING).at(101),
    lambda: overtaken(3),
    lambda: level_first(3),
    lambda: all_busy("cyd").at(20).arrives(2).queued(2),
    lambda: (
        all_busy("cyd", **BUSY).at(20).arrives(2).overflows(2, HELP, Reason.ALL_BUSY).rings_at(2, "cyd", group="help")
    ),
    lambda: (
        all_busy("cyd", **LATER)
        .at(20)
        .arrives(2)
        .queued(2)
        .at(50)
        .overflows(2, HELP, Reason.WAIT)
        .rings_at(2, "cyd", group="help")
    ),
    lambda: all_busy().at(20).arrives(2).queued(2).at(60).abandons(2),
    lambda: Floor().at(10).arrives(1, "fault").abandons(1),
    lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann").at(12).abandons(1, "ann"),
]

BROKEN: list[tuple[str, Story]] = [
    ("queued_for_want_of_agents", lambda: everyone_on().at(10).arrives(1).queued(1)),
    ("queued_with_right_cause", lambda: all_busy().at(20).arrives(2).queued(2, cause=QueueCause.UNANSWERED)),
    ("position_counts_those_before", lambda: all_busy().at(20).arrives(2).queued(2, position=2)),
    ("position_counts_those_before", lambda: all_busy().at(20).arrives(2).queued(2).arrives(3, "vip").queued(3, 2)),
    ("served_in_order", lambda: freed().rings_at(3, "ann", Why.LONGEST_WAITING)),
    ("served_in_order", lambda: overtaken(2)),
    ("served_in_order", lambda: level_first(2)),
    ("nobody_idle_while_one_waits", lambda: freed().at(101).arrives(4)),
    ("nobody_idle_while_one_waits", lambda: freed().rings_at(2, "ann").signs_in("bob").finishes()),
    ("steps_are_written_when_it_comes", lambda: all_busy(**BUSY).at(20).arrives(2).queued(2)),
    ("overflow_applies", lambda: everyone_on(**BUSY).at(20).arrives(2).overflows(2, HELP, Reason.ALL_BUSY)),
    ("overflow_applies", lambda: all_busy(**LATER).at(20).arrives(2).queued(2).at(49).overflows(2, HELP, Reason.WAIT)),
    ("overflow_applies", lambda: all_busy(**LATER).at(20).arrives(2).queued(2).at(51).overflows(2, HELP, Reason.WAIT)),
    ("overflow_is_a_step", lambda: all_busy().at(20).arrives(2).queued(2).at(50).overflows(2, HELP, Reason.WAIT)),
    (
        "overflow_is_a_step",
        lambda: (
            all_busy(**LATER)
            .at(20)
            .arrives(2)
            .queued(2)
            .at(50)
            .overflows(2, HELP, Reason.WAIT)
            .overflows(2, HELP, Reason.WAIT)
        ),
    ),
    ("after_is_written", lambda: all_busy(**LATER).at(20).arrives(2).queued(2).at(51).arrives(3)),
    (
        "ring_group_is_right",
        lambda: (
            all_busy("cyd", **LATER)
            .at(20)
            .arrives(2)
            .queued(2)
            .at(50)
            .overflows(2, HELP, Reason.WAIT)
            .rings_at(2, "cyd")
        ),
    ),
    (
        "rung_may_take",
        lambda: (
            all_busy("cyd", **LATER)
            .at(20)
            .arrives(2)
            .queued(2)
            .at(80)
            .overflows(2, ANYONE, Reason.ALL_BUSY)
            .rings_at(2, "cyd", group="help")
        ),
    ),
    (
        "why_names_policy",
        lambda: all_busy().at(20).arrives(2).queued(2).signs_in("bob").at(30).rings_at(2, "bob", Why.LONGEST_WAITING),
    ),
    ("abandoned_where_it_was", lambda: all_busy().at(20).arrives(2).queued(2).abandons(2, stage=Stage.RINGING)),
    ("abandoned_where_it_was", lambda: everyone_on().at(9).arrives(1).rings_at(1, "ann").abandons(1)),
    ("left_for_a_reason", lambda: all_busy().at(20).arrives(2, "vip").queued(2).at(30).abandons(2)),
    ("left_for_a_reason", lambda: all_busy().at(20).arrives(2).abandons(2)),
    ("left_for_a_reason", lambda: everyone_on().at(20).arrives(2, "fault").abandons(2)),
]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()
