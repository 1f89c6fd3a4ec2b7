"""Nobody is ever stuck, whatever telephones, people, clock and disk do: a centre under load and faults."""

import pytest
from soak_faults import RATES
from soaking import Day, soak


def test_a_soak_of_some_ten_thousand_events() -> None:
    soaked = soak(30_000, seed=7, day=3_000)
    assert soaked.events >= 30_000
    assert {fault for fault in RATES if not soaked.faults[fault]} == set()


def test_the_same_seed_is_the_same_ledger() -> None:
    assert soak(2_000, seed=3).digest == soak(2_000, seed=3).digest != soak(2_000, seed=4).digest


@pytest.mark.parametrize("fault", [None, *RATES])
def test_a_fault_alone(fault: str | None) -> None:
    soaked = soak(500, seed=5, on=[] if fault is None else [fault])
    assert soaked.faults.keys() <= {fault}


def test_a_day_is_told_by_its_seed() -> None:
    assert Day("1").scenario == Day("1").scenario
