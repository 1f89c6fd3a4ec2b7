"""Overflow steps with conditions: each rule kept by one story and broken by another."""

from collections.abc import Callable
from typing import Any

import pytest
from small_floor import STATES, Floor, with_types

from acd.events import ANYONE, Deflected, OverflowReason, QueueCause, Why
from metrics.audit import expect
from metrics.audit.conditions import is_true
from metrics.audit.notes import note
from metrics.audit.picture import Picture
from metrics.audit.seen import CallSeen, Stage
from metrics.ledger.header import Header

Story = Callable[[], Floor]
HELP = 1
LENGTH, WAIT, NOBODY_ON = OverflowReason.LENGTH, OverflowReason.WAIT, OverflowReason.UNSTAFFED
BUSY = OverflowReason.ALL_BUSY

MEANS = {
    "order": {"arrivals": {"rate": "30/h"}, "talk": {"exponential": {"mean": 80}}},
    "vip": {"arrivals": {"rate": "30/h"}, "talk": {"constant": "90s"}},
}


def steps(*overflow: dict[str, Any], **more: object) -> dict[str, object]:
    """Handling of sales lasts 85 s or 90 s, 87.5 s on average; of help nobody knows."""
    return {"groups": {"sales": {"overflow": list(overflow)}, "help": {}}, **with_types(**MEANS), **more}


def when(condition: str, to: str = "help") -> dict[str, Any]:
    return {"to": to, "when": condition}


QUEUE = steps(when("queue > 1"))
ESTIMATE = steps(when("wait_estimate > 100s"))
UNSTAFFED = steps(when("unstaffed"))


def alone(**changes: object) -> Floor:
    """Ann, who knows sales, talks on call 1; cyd, who knows help, is not ready."""
    floor = Floor(**changes).signs_in("ann", "cyd").at(9).steps_away("cyd")
    return floor.at(10).arrives(1).rings_at(1, "ann").at(15).answers(1, "ann")


def two_wait(**changes: object) -> Floor:
    return alone(**changes).at(20).arrives(2).queued(2).at(21).arrives(3).queued(3, 2)


def long_estimate() -> Floor:
    """Call 2 waits 87.5 s by the estimate; to call 3 it says 175 s."""
    floor = alone(**ESTIMATE).at(20).arrives(2).queued(2)
    return floor.at(21).arrives(3).overflows(3, HELP, WAIT).queued(3, 2)


def nobody_left() -> Floor:
    """Call 2 waits when the only agent of sales goes home."""
    minute = {"shifts": {"minute": {"on": "00:00", "off": "00:01"}}}
    agents = [{"name": "ann", "skills": {"sales": 1}, "shift": "minute"}, {"name": "cyd", "skills": {"help": 1}}]
    floor = alone(**UNSTAFFED, **minute, agents=agents).at(20).arrives(2).queued(2).at(60).intends("ann", "shift_end")
    return floor.at(70).ends(1, "ann").at(75).signs_out("ann")


def in_turn(*turns: tuple[int, str]) -> Floor:
    """Two steps become true of calls 2 and 3 at once; they are written in this order."""
    floor = alone(**steps(when("queue > 1"), when("queue > 1", "anyone"))).at(20).arrives(2).queued(2)
    floor.at(21).arrives(3).queued(3, 2)
    for call, to in turns:
        floor.overflows(call, HELP if to == "help" else ANYONE, LENGTH)
    return floor


def handed_on(step: dict[str, Any]) -> Floor:
    """A call of help, 80 s old, is handed on to sales, where nobody is."""
    moved = with_types(fault={"transfer": {"chance": 0.2, "to": "sales"}})
    floor = Floor(groups={"sales": {"overflow": [step]}, "help": {}}, **moved).signs_in("cyd")
    floor.at(20).arrives(2, "fault").rings_at(2, "cyd")
    return floor.at(25).answers(2, "cyd").at(100).transfers(2, "cyd", "sales", STATES.READY)


ALL = [(2, "help"), (2, "anyone"), (3, "help"), (3, "anyone")]

KEPT: list[Story] = [
    lambda: two_wait(**QUEUE).overflows(2, HELP, LENGTH).overflows(3, HELP, LENGTH).at(22),
    lambda: (
        two_wait(**QUEUE)
        .overflows(2, HELP, LENGTH)
        .overflows(3, HELP, LENGTH)
        .arrives(4)
        .overflows(4, HELP, LENGTH)
        .queued(4, 3)
        .at(22)
    ),
    lambda: (
        two_wait(**QUEUE)
        .overflows(2, HELP, LENGTH)
        .overflows(3, HELP, LENGTH)
        .at(22)
        .returns("cyd")
        .rings_at(2, "cyd", Why.LONGEST_WAITING, group="help")
        .at(23)
    ),
    lambda: in_turn(*ALL).at(22),
    lambda: long_estimate().at(22),
    lambda: (
        alone(**ESTIMATE)
        .at(20)
        .arrives(2)
        .queued(2)
        .at(21)
        .arrives(3, "vip")
        .queued(3, 1)
        .overflows(2, HELP, WAIT)
        .at(22)
    ),
    lambda: nobody_left().overflows(2, HELP, NOBODY_ON).at(76),
    lambda: (
        Floor(**UNSTAFFED)
        .signs_in("cyd")
        .at(9)
        .arrives(1)
        .overflows(1, HELP, NOBODY_ON)
        .rings_at(1, "cyd", group="help")
        .at(10)
    ),
    lambda: Floor(**steps(when("wait_estimate > 1h"))).at(9).arrives(1).overflows(1, HELP, WAIT).queued(1).at(10),
    lambda: (
        alone(**steps({"to": "help", "after": 60}, when("wait_estimate > 80s")))
        .at(20)
        .arrives(2)
        .overflows(2, HELP, WAIT)
        .queued(2)
        .at(80)
        .overflows(2, HELP, WAIT)
        .at(81)
    ),
    lambda: (
        handed_on({"to": "help", "after": 60})
        .queued(2, cause=QueueCause.TRANSFER)
        .overflows(2, HELP, WAIT)
        .rings_at(2, "cyd", Why.LONGEST_WAITING, group="help")
        .at(101)
    ),
    lambda: handed_on(when("all_busy")).overflows(2, HELP, BUSY).rings_at(2, "cyd", group="help").at(101),
    lambda: handed_on(when("unstaffed")).overflows(2, HELP, NOBODY_ON).rings_at(2, "cyd", group="help").at(101),
]

BROKEN: list[tuple[str, Story]] = [
    (
        "steps_are_written_when_it_comes",
        lambda: handed_on(when("all_busy")).queued(2, cause=QueueCause.TRANSFER),
    ),
    ("what_is_true_is_written", lambda: two_wait(**QUEUE).overflows(2, HELP, LENGTH).at(22).arrives(4)),
    ("what_is_true_is_written", lambda: nobody_left().at(76).arrives(3)),
    ("what_is_true_is_written", lambda: two_wait(**ESTIMATE).at(22).arrives(4)),
    ("overflow_applies", lambda: alone(**QUEUE).at(20).arrives(2).overflows(2, HELP, LENGTH).queued(2)),
    ("overflow_applies", lambda: alone(**QUEUE).at(20).arrives(2).queued(2).overflows(2, HELP, LENGTH)),
    ("overflow_applies", lambda: alone(**ESTIMATE).at(20).arrives(2).overflows(2, HELP, WAIT).queued(2)),
    ("overflow_applies", lambda: alone(**UNSTAFFED).at(20).arrives(2).overflows(2, HELP, NOBODY_ON).queued(2)),
    (
        "overflow_applies",
        lambda: Floor(**steps(when("all_busy"))).signs_in("ann").at(9).arrives(1).overflows(1, HELP, BUSY),
    ),
    ("overflow_is_a_step", lambda: two_wait(**QUEUE).overflows(2, ANYONE, LENGTH)),
    ("overflow_is_a_step", lambda: two_wait(**QUEUE).overflows(2, HELP, NOBODY_ON)),
    ("steps_come_in_order", lambda: in_turn(ALL[1])),
    ("steps_come_in_order", lambda: in_turn(ALL[2])),
    (
        "steps_come_in_order",
        lambda: (
            Floor(**steps(when("unstaffed"), when("all_busy", "anyone"))).at(9).arrives(1).overflows(1, ANYONE, BUSY)
        ),
    ),
    ("steps_are_written_when_it_comes", lambda: Floor(**UNSTAFFED).at(9).arrives(1).queued(1)),
    (
        "steps_are_written_when_it_comes",
        lambda: (
            Floor(**steps(when("all_busy"), when("unstaffed")))
            .signs_in("cyd")
            .at(9)
            .arrives(1)
            .overflows(1, HELP, BUSY)
            .rings_at(1, "cyd", group="help")
        ),
    ),
    (
        "steps_are_written_when_it_comes",
        lambda: (
            alone(groups={"sales": {"queue_limit": 0, "overflow": [when("all_busy")]}, "help": {}})
            .at(20)
            .arrives(2)
            .is_deflected(2, Deflected.QUEUE_FULL)
        ),
    ),
    (
        "steps_are_written_when_it_comes",
        lambda: (
            Floor(groups={"sales": {}, "help": {"overflow": [when("unstaffed", "sales")]}})
            .at(9)
            .arrives(1, "fault")
            .abandons(1)
        ),
    ),
    (
        "after_is_written",
        lambda: handed_on({"to": "help", "after": 60}).queued(2, cause=QueueCause.TRANSFER).at(101).arrives(4),
    ),
]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()


def test_the_estimate_goes_by_the_last_fifty_handlings() -> None:
    """Forty-nine handlings of 30 s do not count; with the fiftieth the mean falls from 87.5 s to 30 s."""
    floor = Floor(**ESTIMATE)
    seen = Picture(floor.centre, Header())
    floor.signs_in("ann")
    for number in range(50):
        floor.at(100 * number).arrives(number).rings_at(number, "ann").answers(number, "ann")
        floor.at(100 * number + 20).ends(number, "ann").at(100 * number + 30).moves("ann", STATES.READY)
    told = []
    for row in floor.rows:
        seen.now = row.t
        note(seen, row)
        told.append(_would_be_long(seen, position=2))
    assert told[-2:] == [True, False]
    assert [_would_be_long(seen, position) for position in (3, 4)] == [False, True]


def _would_be_long(seen: Picture, position: int) -> bool | None:
    """Whether the second, third … caller in the queue of sales would be told more than 100 s."""
    before = [CallSeen(1000 + n, group=0, offered=0, stage=Stage.WAITING) for n in range(position - 1)]
    seen.calls.update({call.number: call for call in before})
    answer = is_true(seen, CallSeen(2000, group=0, offered=0), 0)
    for call in before:
        del seen.calls[call.number]
    return answer


ORDER = MEANS["order"]
LISTED = {"arrivals": {"per_interval": [0, 3, 0, 1]}, "talk": {"gamma": {"mean": [60, 100, 80, 40], "cv": 1}}}
HALF = {"arrivals": {"rate": "0.5/min", "at": "lines"}, "ivr": {"self_service": "40%", "hang_up": "10%"}}


@pytest.mark.parametrize(
    ("order", "vip", "seconds"),
    [
        (ORDER, {}, 87.5),
        (ORDER, {"like": "order", "share": "20%", "arrivals": None}, 0.8 * 85 + 0.2 * 90),
        (ORDER | {"hold": {"chance": 0.5, "times": 2, "each": {"constant": 10}}}, {}, 92.5),
        (LISTED, {"arrivals": {"rate": "0/h"}}, (3 * 105 + 45) / 4),
        (ORDER | HALF, {}, (15 * 85 + 30 * 90) / 45),
        (ORDER | {"talk": {"hyperexponential": {"means": [60, "100s"], "weights": [1, 3]}}}, {}, 92.5),
        (ORDER | {"talk": {"uniform": {"low": 60, "high": 100}}}, {}, 87.5),
        (ORDER | {"arrivals": {"table": "volumes.xlsx"}}, {}, None),
        (ORDER | {"talk": {"empirical": "talk.csv"}}, {}, None),
    ],
)
def test_the_mean_that_the_scenario_expects(order: Any, vip: Any, seconds: float | None) -> None:
    types = with_types(order=order, vip=MEANS["vip"] | vip)
    handling = expect(Floor(**ESTIMATE).config | types | {"interval": 250}).groups[0].handling
    assert handling == (None if seconds is None else round(seconds * 1_000_000))
