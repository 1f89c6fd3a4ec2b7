"""What is said aloud: which is enough, what each brings and takes, and how sure that is."""

from dataclasses import replace
from pathlib import Path

import pytest
from two_groups import TWO_GROUPS, Compare, run

from metrics.definitions import CALLS
from simulator.comparison import Outcome
from simulator.comparison.judged import Compared, Verdict, judge, together
from simulator.report.compare.sentences import caution, early, notes, sentences, told, verdict

LEVEL = CALLS["service_level"]


def test_a_variant_is_told_in_one_sentence(three: Outcome) -> None:
    of = three.to(1).figures["groups"]["billing"]["service_level"]
    assert of.difference is not None
    said = told(three, 1)
    assert said.startswith(f"Raises the service level of billing by {of.difference * 100:.1f} points (")
    kept = three.to(1).kept["billing"]
    assert f"billing misses its promise on {12 - kept.second} of 12 days instead of {12 - kept.first}" in said
    assert said.endswith("takes 2 person-hours a day more (people: 7 → 8); costs 90 CNY more a day.")
    assert told(three, 3).startswith("Lowers the service level of billing by")
    assert told(three, 3).endswith("takes 2 person-hours a day less (people: 7 → 6); saves 90 CNY a day.")


def test_nothing_is_said_of_chance(compare: Compare) -> None:
    assert (
        told(compare("same: interval=30min"), 1) == "Leaves the service level of every group as it is; costs the same."
    )
    said = told(compare("a little: agents[team=A].pace=1.001", days=3), 1)
    assert said.startswith("Changes no group's service level beyond chance (most: ")


def with_promises(outcome: Outcome, *shares: float) -> Outcome:
    """The same with billing's promise kept on these shares of days, and general's on all."""
    cell = {"low": 0.0, "high": 1.0}
    documents = [
        {
            **document,
            "chance": {
                "billing.service_level": {**cell, "share": share},
                "general.service_level": {**cell, "share": 1.0},
            },
        }
        for document, share in zip(outcome.documents, shares, strict=True)
    ]
    return replace(outcome, documents=documents)


VERDICTS = [
    ((0.8, 0.95, 0.99, 0.5), "+1 keeps every promise, at the least cost of those that do: least certain is billing"),
    ((0.8, 0.85, 0.99, 0.5), "+2 keeps every promise"),
    ((0.95, 0.97, 0.99, 0.5), "As it is already keeps every promise"),
    ((0.95, 0.97, 0.99, 0.91), "One less keeps every promise, at the least cost of those that do"),
    ((0.1, 0.2, 0.3, 0.0), "None keeps every promise often enough; nearest comes +2"),
]


@pytest.mark.parametrize(("shares", "begins"), VERDICTS)
def test_the_verdict(three: Outcome, shares: tuple[float, ...], begins: str) -> None:
    said = verdict(with_promises(three, *shares))
    assert said.startswith(begins)
    assert said.endswith("12 days do not settle that: --replications 48 tells more.")


def test_without_promises_callers_decide(tmp_path: Path) -> None:
    plain = tmp_path / "plain.yaml"
    plain.write_text(TWO_GROUPS.replace("target: 80%, ", "").replace("target: 50%, ", "")
                     .replace("chance: 90%", "over: day"), "utf-8")  # fmt: skip
    found = run([plain], ["+1: agents[team=A].count=+1"])[0]
    assert verdict(found).startswith("No group states a service level to be reached; most calls, ")
    assert " are answered in time by +1, surely more than by as it is (" in verdict(found)
    assert "Verdict" in dict(sentences(found))


def test_what_is_not_alike_is_noted(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(TWO_GROUPS.replace("general", "sales").replace("rate: 20/h", "rate: 30/h"), "utf-8")
    said = notes(run([file, other], days=2)[0])
    assert said == [
        "other meets other callers than two_groups: its days are paired by their number only",
        "groups that are not compared, as only some have them: general (two_groups), sales (other)",
    ]


def test_many_are_looked_at_together(three: Outcome) -> None:
    assert three.looked_at == 6 * 3
    assert "with 18 differences of the same KPI" in caution(three)


def difference(value: float, p: float) -> Compared:
    return Compared(0.5, 0.5 + value, value, value - 0.01, value + 0.01, p)


def test_one_of_many_may_be_chance() -> None:
    """p = 0.02 counts alone, and not as the best of eighteen."""
    alone, *_others = together([0.02])
    of_many, *_others = together([0.02] + [0.5] * 17)
    assert judge(LEVEL, difference(0.03, 0.02), alone) is Verdict.BETTER
    assert judge(LEVEL, difference(0.03, 0.02), of_many) is Verdict.UNCLEAR
    assert judge(LEVEL, difference(-0.03, 0.0), 0.0) is Verdict.WORSE
    assert judge(CALLS["occupancy"], difference(0.03, 0.0), 0.0) is Verdict.MORE
    assert judge(LEVEL, Compared(None, 0.5, None, None, None, None), 0.0) is None


def test_one_day_judges_nothing(compare: Compare) -> None:
    found = compare("+1: agents[team=A].count=+1", days=1).to(1)
    assert {of.verdict for of in found.centre.values()} <= {Verdict.UNCLEAR, None}


def test_early(three: Outcome) -> None:
    assert "the 12 days that every variant has done" in early(three)
