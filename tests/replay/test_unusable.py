"""Whatever a ledger says, it is replayed, found different, or refused in words."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from replayed_days import a_day_of, header_of, in_memory, replayed

from acd.errors import HuawuError
from acd.events import Event, Kind
from metrics.ledger import LedgerError, Person, read, write
from simulator.replay import ReplayError, replay

COLUMNS = {"t": 1_000_000, "group": 6, "call": 60, "agent": 20, "a": 12, "b": 12, "c": 6}


@pytest.mark.parametrize("seed", range(150))
def test_events_spoilt_at_random(seed: int, tmp_path: Path) -> None:
    """By way of the file, whose reader refuses what no event can say."""
    rng = random.Random(seed)
    centre, events = a_day_of(seed % 30)
    spoilt = [_spoilt(rng, event) if rng.random() < 0.01 else event for event in events[:800]]
    spoilt = [spoilt[0], *sorted(spoilt[1:], key=lambda event: event.t)]
    file = tmp_path / "day.jsonl"
    with suppress(LedgerError, ValueError):  # what no ledger can hold
        write(file, header_of(centre), in_memory(header_of(centre), spoilt).blocks())
    if file.exists():
        with suppress(HuawuError):  # anything else is a traceback to whoever replays it
            replay(read(file), "day", tmp_path)


def _spoilt(rng: random.Random, event: Event) -> Event:
    if event.kind == Kind.RUN_STARTED:
        return event
    columns = {name: getattr(event, name) for name in COLUMNS}
    name = rng.choice([*COLUMNS])
    columns[name] = rng.randint(0, COLUMNS[name]) + (event.t if name == "t" else -1)
    kind = rng.choice([k for k in Kind if k != Kind.RUN_STARTED]) if rng.random() < 0.4 else event.kind
    return Event(kind=kind, **columns)


def test_events_of_calls_agents_and_groups_that_are_not_there() -> None:
    centre, events = a_day_of(5)
    for kind in Kind:
        if kind not in (Kind.RUN_STARTED, Kind.RUN_ENDED):
            for strange in (-1, 9_999):
                odd = Event(events[200].t, kind, strange, strange, strange, 0, 0, 0)
                outcome = replayed(centre, [*events[:200], odd])
                assert outcome.difference is None or outcome.difference.seq == 200


def test_a_ledger_without_its_scenario(tmp_path: Path) -> None:
    centre, events = a_day_of(0)
    header = header_of(centre)
    header.config = None
    with pytest.raises(ReplayError, match="has no config"):
        replay(in_memory(header, events), "day.db", tmp_path)


def test_a_ledger_of_other_people_than_its_scenario_has(tmp_path: Path) -> None:
    centre, events = a_day_of(0)
    header = header_of(centre)
    header.people.append(Person("stranger"))
    with pytest.raises(ReplayError, match="agents of run"):
        replay(in_memory(header, events), "day.db", tmp_path)


def _no_groups(config: dict[str, Any]) -> None:
    del config["groups"]


def _other_skill(config: dict[str, Any]) -> None:
    config["agents"][0]["skills"] = {"nothing": 1}


def _other_group(config: dict[str, Any]) -> None:
    next(iter(config["call_types"].values()))["group"] = "nothing"


@pytest.mark.parametrize("spoil", [_no_groups, _other_skill, _other_group, dict.clear])
@pytest.mark.parametrize("mode", ["simulation", "live"])
def test_a_scenario_that_is_none(spoil: Callable[[dict[str, Any]], None], mode: Any, tmp_path: Path) -> None:
    centre, events = a_day_of(0)
    header = header_of(centre)
    header.mode = mode
    assert header.config is not None
    spoil(header.config)
    with pytest.raises(HuawuError):
        replay(in_memory(header, events), "day.db", tmp_path)
