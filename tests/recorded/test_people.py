"""What is inferred of people: stretches of work, skills, pauses."""

import datetime

from bench.recorded.bank_log import Recorded
from bench.recorded.people import Session, half_hours, pauses, sessions, skills

DAY = datetime.date(1999, 2, 1)


def call(agent: str, begins: int, ends: int, kind: str = "PS", wait: int = 0) -> Recorded:
    return Recorded(DAY, kind, None, begins - wait, wait, True, begins, ends, agent)


def test_a_long_gap_ends_a_session_at_the_start_of_its_last_call() -> None:
    calls = [call("A", 0, 100), call("A", 200, 260), call("A", 900, 950), call("B", 10, 20)]
    assert sessions(calls, 600) == [Session("A", 0, 200), Session("A", 900, 900), Session("B", 10, 10)]
    assert sessions(calls, 640) == [Session("A", 0, 900), Session("B", 10, 10)]


def test_half_hours_join() -> None:
    calls = [call("A", 100, 200), call("A", 1_900, 2_000), call("A", 7_300, 7_400)]
    assert half_hours(calls) == [Session("A", 0, 3_600), Session("A", 7_200, 9_000)]


def test_a_skill_is_what_is_served_half_as_often_as_by_everybody() -> None:
    calls = [call("A", k, k, "PS") for k in range(9)] + [call("A", 9, 9, "NE")] + [call("B", 9, 9, "NE")] * 10
    held = skills(calls)
    assert held["A"] == ["regular"]  # 1 of 10 in stock, everybody 11 of 20
    assert held["B"] == ["stock"]
    assert held[""] == ["stock"]


def test_pauses_count_only_while_somebody_waits() -> None:
    held = {"A": ["regular"], "B": ["regular"], "": ["regular"]}
    busy = [call("A", 0, 100), call("A", 130, 200, wait=50)]
    assert list(pauses(busy, held, 600)) == [(30.0, True)]
    idle = [call("A", 0, 100), call("A", 130, 200)]
    assert list(pauses(idle, held, 600)) == []
    taken = [call("A", 0, 100), call("B", 110, 300, wait=50), call("A", 150, 200)]
    assert list(pauses(taken, held, 600)) == [(10.0, False)]
    assert list(pauses(busy, held, 20)) == []
