"""Shifts and breaks: each rule kept by one story and broken by another."""

from collections.abc import Callable

import pytest
from small_floor import REASONS, STATES, Floor

from acd.events import Kind

Story = Callable[[], Floor]

DAY = {
    "absence": None,
    "opens": "08:00",
    "closes": "18:00",
    "agents": [{"name": "ann", "skills": {"sales": 1}, "shift": "early"}],
    "shifts": {
        "early": {
            "on": "09:00",
            "off": "15:00",
            "breaks": [
                {"at": "10:00", "for": "15min", "reason": "tea"},
                {"between": ["12:00", "13:00"], "for": "20min", "waves": 3, "reason": "lunch"},
            ],
        }
    },
}
MINUTE = 60


def clock(hours: int, minutes: float = 0) -> float:
    return hours * 3600 + minutes * MINUTE


def on() -> Floor:
    return Floor(**DAY).at(clock(9)).signs_in("ann")


def tea(back: float = 15) -> Floor:
    floor = on().at(clock(10)).steps_away("ann", "tea")
    return floor.at(clock(10, back)).returns("ann")


def lunch(start: float) -> Floor:
    return tea().at(clock(12, start)).steps_away("ann", "lunch")


def talking_at(hours: int, minutes: float) -> Floor:
    return tea().at(clock(hours, minutes)).arrives(1).rings_at(1, "ann").at(clock(hours, minutes) + 5).answers(1, "ann")


def planned(hours: int, minutes: float, reason: str = "lunch") -> Floor:
    floor = Floor(**DAY)
    start = int(clock(hours, minutes))
    floor.event(Kind.SHIFT_PLANNED, agent=0, a=start, b=start + 1200, c=REASONS.index(reason)).at(clock(9)).signs_in(
        "ann"
    )
    return floor.at(clock(10)).steps_away("ann", "tea").at(clock(10, 15)).returns("ann")


KEPT: list[Story] = [
    lambda: planned(12, 40).at(clock(12, 40)).steps_away("ann", "lunch").at(clock(13)),
    lambda: lunch(0).at(clock(12, 20)).returns("ann"),
    lambda: lunch(40).at(clock(13)).returns("ann").at(clock(15)).signs_out("ann").at(clock(16)).arrives(1),
    lambda: (
        talking_at(12, 19)
        .at(clock(12, 20))
        .intends("ann", "lunch")
        .at(clock(12, 22))
        .ends(1, "ann")
        .at(clock(12, 23))
        .moves("ann", STATES.NOT_READY, "lunch")
        .at(clock(12, 43))
        .returns("ann")
    ),
    lambda: (
        talking_at(14, 59)
        .at(clock(15))
        .intends("ann", "shift_end")
        .at(clock(15, 2))
        .ends(1, "ann")
        .at(clock(15, 3))
        .signs_out("ann")
    ),
]

BROKEN: list[tuple[str, Story]] = [
    ("plan_is_of_the_shift", lambda: planned(12, 10)),
    ("plan_is_of_the_shift", lambda: planned(12, 0, reason="tea")),
    ("break_is_taken", lambda: planned(12, 40).at(clock(12, 41)).arrives(1)),
    ("signs_in_on_time", lambda: Floor(**DAY).at(clock(9, 1)).signs_in("ann")),
    ("signs_out_on_time", lambda: tea().at(clock(14, 59)).signs_out("ann")),
    ("shift_is_kept", lambda: Floor(**DAY).at(clock(9)).arrives(1).queued(1).at(clock(9, 1)).signs_in("ann")),
    (
        "shift_is_kept",
        lambda: tea().at(clock(15)).arrives(1).rings_at(1, "ann").abandons(1, "ann").at(clock(15, 1)).arrives(2),
    ),
    ("shift_end_is_noted", lambda: talking_at(14, 59).at(clock(15)).arrives(2).queued(2).at(clock(15, 1)).arrives(3)),
    ("break_begins_when_due", lambda: lunch(10)),
    ("break_lasts", lambda: tea(back=14)),
    ("break_ends", lambda: tea(back=16)),
    ("break_is_taken", lambda: on().at(clock(11)).arrives(1)),
    (
        "break_is_taken",
        lambda: on().at(clock(9, 59)).arrives(1).rings_at(1, "ann").answers(1, "ann").at(clock(11)).arrives(2),
    ),
]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()
