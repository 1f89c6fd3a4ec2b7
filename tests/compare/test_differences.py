"""Differences are those of the same days: none where nothing changes, theory's where theory knows, in any order."""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from two_groups import TWO_GROUPS, Compare, run

from acd.events import Kind
from scenarios import load
from simulator.comparison import Outcome
from simulator.comparison.callers import Callers
from simulator.comparison.document import document
from simulator.comparison.judged import Verdict
from simulator.day import simulator_for
from simulator.planning.erlang_c import ErlangC

LEVEL = "service_level"


def test_nothing_differs_where_nothing_is_changed(compare: Compare) -> None:
    found = compare("same: interval=30min")
    step = found.to(1)
    figures = [of for places in step.figures.values() for place in places.values() for of in place.values()]
    assert {(of.difference, of.low, of.high) for of in figures if of.difference is not None} == {(0, 0, 0)}
    assert {of.verdict for of in figures} == {Verdict.SAME, None}
    assert [(kept.difference, kept.verdict) for kept in step.kept.values()] == [(0, Verdict.SAME)] * 2
    assert found.callers == [Callers.SAME] * 2


def test_means_are_those_of_the_documents(three: Outcome) -> None:
    for k, written in enumerate(three.documents[1:], 1):
        for group, figures in three.to(k).figures["groups"].items():
            before, after = (each["groups"][group][LEVEL]["mean"] for each in (three.documents[0], written))
            assert figures[LEVEL].difference == pytest.approx(after - before, abs=2e-6)


def arrivals(file: Path, override: str, day: int) -> str:
    """A hash of when whose calls arrive, in a day's ledger."""
    events = np.concatenate([block.copy() for block in simulator_for(load(file, [override]), seed=3).day(day)])
    arrived = events[events["kind"] == Kind.CALL_ARRIVED]
    return sha256(arrived["t"].tobytes() + arrived["call"].tobytes()).hexdigest()


def test_pairs_meet_the_same_callers(file: Path) -> None:
    hashes = [
        [arrivals(file, override, day) for day in (1, 2)]
        for override in (
            "interval=30min",
            "agents[team=A].count=+2",
            "groups.billing.overflow=[{to: general, after: 0}]",
        )
    ]
    assert hashes[0] == hashes[1] == hashes[2]
    assert hashes[0][0] != hashes[0][1]


def test_what_changes_callers_is_found_out(compare: Compare) -> None:
    patience = "impatient: call_types.bill.patience.exponential.mean=1min"
    more = "more: call_types.other.arrivals.rate=22/h"
    assert compare(patience, more, days=2).callers == [Callers.SAME, Callers.SAME_ARRIVALS, Callers.OTHERS]


def test_more_people_are_surely_better(three: Outcome) -> None:
    verdicts = [three.to(k).figures["groups"]["billing"][LEVEL].verdict for k in (1, 2, 3)]
    assert verdicts == [Verdict.BETTER, Verdict.BETTER, Verdict.WORSE]
    assert [three.to(k).figures["groups"]["general"][LEVEL].verdict for k in (1, 2, 3)] == [Verdict.SAME] * 3
    occupied = [three.to(k).figures["groups"]["billing"]["occupancy"].verdict for k in (1, 2, 3)]
    assert occupied == [Verdict.LESS, Verdict.LESS, Verdict.MORE], "no sense of good: no judgement"


def test_pairing_saves_days(three: Outcome) -> None:
    assert (three.to(1).figures["groups"]["billing"][LEVEL].saved or 0) > 2


def test_order_does_not_matter(compare: Compare, three: Outcome) -> None:
    turned = compare(
        "one less: agents[team=A].count=-1",
        "+2: agents[team=A].count=+2",
        "+1: agents[team=A].count=+1",
        all_pairs=True,
    )
    assert three.to(1).figures == turned.to(3).figures
    assert three.to(1).kept == turned.to(3).kept
    assert three.to(3).group_intervals == turned.to(1).group_intervals


def test_turned_round_only_signs_change(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(TWO_GROUPS.replace("{team: A, count: 5", "{team: A, count: 6"), "utf-8")
    there, back = (run(files)[0].to(1) for files in ([file, other], [other, file]))
    for name, of in there.centre.items():
        if of.difference is not None:
            assert of.difference == pytest.approx(-(back.centre[name].difference or 0), abs=1e-12)
            assert of.low == pytest.approx(-(back.centre[name].high or 0), abs=1e-9)
    assert there.kept["billing"].gained == back.kept["billing"].lost


def test_each_against_each_adds_up(three: Outcome) -> None:
    between = next(step for step in three.steps if (step.first, step.second) == (1, 2)).centre[LEVEL].difference
    assert between == pytest.approx(
        (three.to(2).centre[LEVEL].difference or 0) - (three.to(1).centre[LEVEL].difference or 0)
    )
    assert len(three.steps) == 6


def test_intervals_of_the_day_differ_too(three: Outcome) -> None:
    step = three.to(1)
    assert len(step.intervals) == len(three.starts) == 4
    weights = [each["groups"]["billing"]["offered"]["mean"] for each in three.documents[0]["intervals"]]
    parts = [(of[LEVEL].difference or 0) * w for of, w in zip(step.group_intervals["billing"], weights, strict=True)]
    whole = step.figures["groups"]["billing"][LEVEL].difference
    assert sum(parts) / sum(weights) == pytest.approx(whole, abs=1e-9)


def test_people_and_cost(three: Outcome) -> None:
    assert [(each.count, each.hours) for each in three.people] == [(7, 14), (8, 16), (9, 18), (6, 12)]
    cost = three.to(1).centre["cost"]
    assert (cost.difference, cost.low, cost.high) == pytest.approx((90, 90, 90))
    assert cost.verdict is Verdict.WORSE


def test_a_server_more_is_worth_what_erlang_says(tmp_path: Path) -> None:
    """M/M/10 against M/M/11 at 9 Erlang: the differences of what Erlang C says lie in their intervals."""
    file = tmp_path / "mm10.yaml"
    file.write_text(
        "scenario: mm10\nduration: 60h\nwarm_up: 2h\ngroups: {q: {service_level: {within: 20s}}}\n"
        "call_types: {call: {group: q, arrivals: {rate: 270/h}, talk: {exponential: {mean: 2min}}}}\n"
        "agents: [{team: A, count: 10, skills: {q: 1}}]\n",
        "utf-8",
    )
    figures = run([file], ["11: agents[team=A].count=11"], days=40)[0].to(1).centre
    ten, eleven = (ErlangC(270 / 3600, 120, servers) for servers in (10, 11))
    known = {
        "service_level": eleven.answered_within(20) - ten.answered_within(20),
        "mean_answer_wait": eleven.mean_wait - ten.mean_wait,
    }
    for name, truth in known.items():
        of = figures[name]
        assert of.low is not None
        assert of.high is not None
        assert of.low <= truth <= of.high
        assert of.high - of.low < abs(truth) / 4
        assert of.verdict is Verdict.BETTER


def test_only_what_all_have_is_compared(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(TWO_GROUPS.replace("general", "sales").replace("team: B", "team: C"), "utf-8")
    found = run([file, other], days=2)[0]
    step = found.to(1)
    assert list(step.figures["groups"]) == ["billing"]
    assert found.apart["groups"] == {"general": [0], "sales": [1]}
    assert found.apart["teams"] == {"B": [0], "C": [1]}
    assert list(step.kept) == ["billing"]


def test_intervals_of_another_length_are_not_compared(compare: Compare) -> None:
    assert compare("short: interval=60min; call_types.bill.arrivals.per_interval=[80, 70]", days=2).starts == []


def test_a_study_has_none(tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(
        "scenario: study\nduration: 2h\ngroups: {q: {}}\n"
        "call_types: {call: {group: q, arrivals: {rate: 20/h}, talk: {exponential: {mean: 3min}}}}\n"
        "agents: [{team: A, count: 2, skills: {q: 1}}]\n",
        "utf-8",
    )
    found, _sums = run([file], ["3: agents[team=A].count=3"], days=2)
    assert "intervals" not in document(found)["variants"]["base"]


def test_the_document_has_every_difference(three: Outcome) -> None:
    written = document(three)
    assert list(written["variants"]) == ["base", "+1", "+2", "one less"]
    assert [(each["from"], each["to"]) for each in written["differences"]][:3] == [
        ("base", "+1"), ("base", "+2"), ("base", "one less")
    ]  # fmt: skip
    step = written["differences"][0]
    assert set(step["groups"]["billing"]) >= {"service_level", "service_level_variants", "occupancy"}
    assert step["groups"]["billing"]["service_level"]["verdict"] == "better"
    assert step["chance"]["billing.service_level"]["gained"] >= 0
    assert step["people"] == {"count": 1, "hours": 2}
    assert set(step["intervals"][0]["groups"]) == {"billing", "general"}


def test_helping_others_less_is_not_worse(tmp_path: Path) -> None:
    """With more people of its own, billing overflows less into general, which so answers fewer calls than before."""
    helped = tmp_path / "helped.yaml"
    helped.write_text(
        TWO_GROUPS.replace("chance: 90%}}", "chance: 90%}, overflow: [{to: general, after: 5s}]}"), "utf-8"
    )
    found = run([helped], ["+2: agents[team=A].count=+2"])[0].to(1)
    assert found.figures["groups"]["general"]["answer_rate"].verdict is Verdict.LESS
    assert found.centre["answer_rate"].verdict is Verdict.BETTER
