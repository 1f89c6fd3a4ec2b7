"""Random days on the plain loop keep everything that the auditor and the invariants ask, and reach every event."""

from collections.abc import Iterator
from enum import IntEnum

import a_day
import numpy as np
import pytest
from generate import scenario
from rare import rare_days

from acd.events import FIELDS, Announced, Device, Event, Kind, Names, Result
from metrics.check import check
from metrics.ledger import Ledger
from metrics.ledger.rows import EVENT
from scenarios import Scenario
from simulator import storage
from simulator.layout import lay_out

SEEDS = range(100, 160)
NEVER_WRITTEN = {
    "Blocked.CLOSED",
    "Deflected.EMPTY",
    "DeflectedTo.NUMBER",
    "Direction.OUT",
    "EndedBy.AGENT",
    "EndedBy.SYSTEM",
    "Kind.CALL_ANNOUNCED",
    "QueueCause.OVERFLOW",
    "Transfer.ATTENDED",
    "Unanswered.REJECTED",
    "Unanswered.UNREACHABLE",
    "Why.CUSTOM",
    "Why.DIRECT",
    "Why.LAST_AGENT",
}
"""By a simulated day: own policies are tested elsewhere, the rest comes with the live centre."""

NEVER_WRITTEN |= {f"{each.__name__}.{word.name}" for each in (Announced, Device, Result) for word in each}
NEVER_WRITTEN |= {f"Kind.{kind.name}" for kind in Kind if kind > Kind.FAULT_ENDED}

Day = tuple[Scenario, list[Event]]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Day]]:
    """Every second day runs on a clock of whole seconds; short blocks make the loop pause often."""
    folder = tmp_path_factory.mktemp("days")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "BLOCK", 512)
        scenarios = [a_day.read(config, folder) for config in (*map(scenario, SEEDS), *rare_days())]
        yield [(each, list(a_day.events(each, whole_seconds=n % 2 == 1))) for n, each in enumerate(scenarios)]


def test_the_auditor_finds_nothing(days: list[Day]) -> None:
    assert [str(violation) for day, rows in days for violation in a_day.judged(day, iter(rows))] == []


def test_the_invariants_hold(days: list[Day]) -> None:
    for day, rows in days:
        table = np.array([(e.t, e.kind, e.group, e.call, e.agent, e.a, e.b, e.c) for e in rows], EVENT)
        assert check(Ledger.of(lay_out(day).header, table)) == []


def test_every_prefix_is_sound(days: list[Day]) -> None:
    day, rows = days[1]
    for length in range(0, len(rows), 97):
        assert list(a_day.judged(day, iter(rows[:length]))) == []


def test_much_happens_at_once(days: list[Day]) -> None:
    """Two arrivals at one time, and an arrival at the time of another call's end."""
    arrivals = [{e.t for e in rows if e.kind == Kind.CALL_ARRIVED} for _day, rows in days]
    counts = [sum(e.kind == Kind.CALL_ARRIVED for e in rows) for _day, rows in days]
    ends = [{e.t for e in rows if e.kind == Kind.CALL_ENDED} for _day, rows in days]
    assert any(len(times) < count for times, count in zip(arrivals, counts, strict=True))
    assert any(times & others for times, others in zip(arrivals, ends, strict=True))


def test_every_event_and_every_word_is_reached(days: list[Day]) -> None:
    """All that the simulator can write, and nothing that it is said never to write."""
    reached = {word for _day, rows in days for word in words(rows)}
    known = {f"{each.__name__}.{word.name}" for each in coding() for word in each}
    assert known - NEVER_WRITTEN - reached == set()
    assert reached & NEVER_WRITTEN == set()


def test_every_reason_is_reached(days: list[Day]) -> None:
    named, reached = set(), set()
    for day, rows in days:
        reasons = lay_out(day).header.reasons
        named |= set(reasons)
        reached |= {reasons[number] for number in coded(rows, Names.REASONS)}
    assert named - reached == {"rejected", "unreachable", "consult"}  # of live days


def coding() -> set[type[IntEnum]]:
    """The lists of words that events draw on, their own types among them."""
    fields = (field.coding for own in FIELDS.values() for field in own)
    return {Kind} | {each for each in fields if isinstance(each, type) and issubclass(each, IntEnum)}


def words(rows: list[Event]) -> Iterator[str]:
    """The kinds in a ledger, and the words that their fields hold."""
    for event in rows:
        kind = Kind(event.kind)
        yield f"Kind.{kind.name}"
        for field in FIELDS.get(kind, ()):
            value = getattr(event, field.column)
            if isinstance(field.coding, type) and issubclass(field.coding, IntEnum) and value >= 0:
                yield f"{field.coding.__name__}.{field.coding(value).name}"


def coded(rows: list[Event], names: Names) -> Iterator[int]:
    for event in rows:
        for field in FIELDS.get(Kind(event.kind), ()):
            if field.coding == names and getattr(event, field.column) >= 0:
                yield getattr(event, field.column)
