"""The catalogue holds the names that `cli.md` fixes, each with a name in both languages, a formula and a unit."""

import pytest

from metrics.definitions import CALLS, PEOPLE, catalogue

OF_CALLS = """
    arrived blocked busy_rate ivr_completed ivr_abandoned self_service_share connect_rate lost_rate offered
    answered answer_rate queued queue_ratio abandoned abandoned_queue abandoned_ringing abandon_rate
    short_abandoned overflowed_out overflowed_in deflected lost service_level mean_queue_wait mean_answer_wait
    mean_wait p50_wait p90_wait p95_wait longest_wait mean_abandon_wait mean_queue_length max_queue_length
    mean_rings mean_ring mean_talk mean_hold mean_wrap_up aht transferred transfer_rate repeat_rate occupancy
    staffed utilisation cost cost_per_call balance on_post_occupancy work_efficiency
    service_level_variants.answered_within/answered
    service_level_variants.(answered_within+abandoned_within)/offered
    service_level_variants.answered_within/(offered−abandoned_within)
    service_level_variants.answered_within/(offered−short_abandoned)
"""

OF_PEOPLE = """
    offered answered answer_rate unanswered abandoned_ringing agent_abandon_rate short_ring_abandoned
    ring_2_3_abandoned first_ring_answered mean_talk mean_response mean_response_literal mean_hold
    mean_hold_each holds max_holds_per_call max_hold hold_rate mean_wrap_up first_call_resolution transferred
    transfer_rate aht aht_talk_wrap work_efficiency on_post_occupancy occupancy signed_in ready not_ready
    ringing talking holding wrapping sign_ins wrap_up_and_not_ready longest_shift_wrap_up_and_not_ready
    adherence ended_by_agent
"""


@pytest.mark.parametrize(("held", "fixed"), [(CALLS, OF_CALLS), (PEOPLE, OF_PEOPLE)])
def test_the_fixed_names_are_there(held, fixed):
    assert set(fixed.split()) <= set(held)
    for name, kpi in held.items():
        assert name == kpi.name
        assert all((kpi.english, kpi.chinese, kpi.formula))
        assert kpi.english != kpi.chinese


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
