"""Ledgers of generated centres, and replays of them."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import a_day
import numpy as np
from generate import Config, scenario
from ledgers_made import made
from rare import rare_days

from acd.events import Event
from metrics.ledger import EVENT, Header, Ledger
from scenarios import Scenario
from simulator.layout import lay_out
from simulator.replay import Outcome, replay

CENTRES: list[Config] = [*rare_days(), *map(scenario, range(3000, 3600))]


@lru_cache(maxsize=8)
def a_day_of(number: int) -> tuple[Scenario, tuple[Event, ...]]:
    """A centre's day; every second one on a clock of whole seconds, so that much happens at once."""
    centre = made(CENTRES[number])
    return centre, tuple(a_day.events(centre, whole_seconds=number % 2 == 1))


def header_of(centre: Scenario) -> Header:
    """What ``run.started`` says of it."""
    header = lay_out(centre).header
    header.config = centre.resolved()
    return header


def in_memory(header: Header, events: Iterable[Event]) -> Ledger:
    rows = [(e.t, e.kind, e.group, e.call, e.agent, e.a, e.b, e.c) for e in events]
    return Ledger.of(header, np.array(rows, EVENT))


def replayed(centre: Scenario, events: Iterable[Event]) -> Outcome:
    """The replay of these events of a centre."""
    return replay(in_memory(header_of(centre), events), "a day", Path())
