"""The auditor catches one-line mistakes in the rules: without knowing the rules it sees what they must not do."""

import sys
from collections.abc import Iterator

import a_day
import pytest
from generate import scenario
from mutations import MUTATIONS
from rare import rare_days
from rewritten import Change, rewritten

import acd.rules.answering
from acd.model import Policy
from metrics.audit import Violation
from scenarios import Scenario
from simulator import engines, storage

SEEDS = range(100, 160)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Scenario]:
    folder = tmp_path_factory.mktemp("days")
    return [a_day.read(config, folder) for config in (*map(scenario, SEEDS), *rare_days())]


@pytest.fixture(autouse=True)
def _short_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "BLOCK", 2048)


def found(days: list[Scenario], policy: Policy) -> Iterator[Violation]:
    for number, day in enumerate(days):
        yield from a_day.judged(day, a_day.events(day, whole_seconds=number % 2 == 1, policy=policy))


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_mistake_is_caught(change: Change, days: list[Scenario], monkeypatch: pytest.MonkeyPatch) -> None:
    mistaken = rewritten(change)
    monkeypatch.setattr(engines, "run", mistaken.run)
    policy = Policy(mistaken.choose_agent, mistaken.choose_call)
    assert next(found(days, policy), None) is not None


def test_the_same_text_loaded_anew_makes_no_mistake(days: list[Scenario], monkeypatch: pytest.MonkeyPatch) -> None:
    same = rewritten()
    monkeypatch.setattr(engines, "run", same.run)
    assert list(found(days[:6], Policy(same.choose_agent, same.choose_call))) == []


def test_a_line_that_has_changed_is_told() -> None:
    with pytest.raises(AssertionError, match="0 times"):
        rewritten(Change("acd.rules.answering", "no such line", ""))


def test_the_true_rules_stay_where_they_were() -> None:
    before = sys.modules["acd.rules.answering"]
    rewritten(next(iter(MUTATIONS.values())))
    assert sys.modules["acd.rules.answering"] is before
    assert acd.rules.answering is before
