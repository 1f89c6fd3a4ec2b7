"""The catalogue: names in both languages, no two alike; targets; what has a meaning where."""

import pytest

from metrics.definitions import CALLS, PEOPLE, catalogue


@pytest.mark.parametrize("held", [CALLS, PEOPLE])
def test_each_has_its_names_and_a_formula(held):
    for name, kpi in held.items():
        assert name == kpi.name
        assert all((kpi.english, kpi.chinese, kpi.formula))
        assert kpi.english != kpi.chinese
    assert len({kpi.chinese for kpi in held.values()}) == len(held) == len({kpi.english for kpi in held.values()})


def test_targets_are_those_of_the_sources():
    assert CALLS["answer_rate"].target.low == 0.95
    assert PEOPLE["answer_rate"].target.low == 0.90
    assert (CALLS["busy_rate"].target.low, CALLS["busy_rate"].target.high) == (0.01, 0.03)
    assert (PEOPLE["mean_wrap_up"].target.high, PEOPLE["mean_wrap_up"].novice.high) == (20, 30)
    assert PEOPLE["mean_talk"].novice.high is None
    assert CALLS["service_level"].target is None, "no source gives one"


def test_scopes_leave_out_what_has_no_meaning_there():
    assert "occupancy" in catalogue("groups", [])
    assert "occupancy" not in catalogue("call_types", [])
    assert "cost" in catalogue("centre", [])
    assert "cost" not in catalogue("groups", [])
    assert "not_ready_by_reason.用餐" in catalogue("agents", ["用餐"])
