"""Every name that `cli.md` fixes stands in the JSON of one ledger and of many days, wherever it belongs."""

from collections.abc import Iterator
from typing import Any

import pytest

from metrics.estimators import Estimates
from metrics.ledger.ledger import Ledger
from metrics.report import document, tallied
from metrics.tally import book_of

OF_CALLS = """
    arrived blocked busy_rate ivr_completed ivr_abandoned self_service_share connect_rate lost_rate
    offered answered answer_rate queued queue_ratio abandoned abandoned_queue abandoned_ringing abandon_rate
    short_abandoned overflowed_out overflowed_in deflected lost service_level service_level_variants
    mean_queue_wait mean_answer_wait mean_wait p50_wait p90_wait p95_wait longest_wait
    mean_abandon_wait mean_queue_length max_queue_length mean_rings mean_ring mean_talk mean_hold mean_wrap_up aht
    transferred transfer_rate repeat_rate occupancy staffed utilisation cost cost_per_call balance
    on_post_occupancy work_efficiency
"""
OF_PEOPLE = """
    offered answered answer_rate unanswered abandoned_ringing agent_abandon_rate short_ring_abandoned
    ring_2_3_abandoned first_ring_answered
    mean_talk mean_response mean_response_literal mean_hold mean_hold_each holds max_holds_per_call max_hold hold_rate
    mean_wrap_up first_call_resolution transferred transfer_rate aht aht_talk_wrap work_efficiency on_post_occupancy
    occupancy signed_in ready not_ready not_ready_by_reason ringing talking holding wrapping sign_ins
    wrap_up_and_not_ready longest_shift_wrap_up_and_not_ready adherence
    outbound_dialled outbound_connected outbound_connect_rate ended_by_agent ratings rating_rate satisfaction
"""
VARIANTS = {
    "answered_within/answered",
    "(answered_within+abandoned_within)/offered",
    "answered_within/(offered−abandoned_within)",
    "answered_within/(offered−short_abandoned)",
}
UNTOLD = """
    repeat_rate first_call_resolution outbound_connect_rate ratings rating_rate satisfaction
"""


def places_of_calls(of: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield of["centre"]
    for scope in ("groups", "call_types", "dates"):
        yield from of[scope].values()
    for interval in of["intervals"]:
        yield interval["centre"]
        yield from interval["groups"].values()


def places_of_people(of: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for scope in ("agents", "teams"):
        yield from of[scope].values()


@pytest.fixture(params=["ledger", "days"])
def figures(request: pytest.FixtureRequest, random_day: Any) -> dict[str, Any]:
    """Of one ledger, and of days of which it is one."""
    day = random_day(7)
    ledger = Ledger.of(day.header, day.events())
    if request.param == "ledger":
        return document(ledger)
    t = ledger.events()["t"]
    estimates = Estimates(ledger.header, book_of(ledger.header, int(t[0]), int(t[-1])))
    estimates.add(tallied(ledger)[1])
    return estimates.document()


def test_every_name_stands_wherever_it_belongs(figures: dict[str, Any]) -> None:
    fixed = set(OF_CALLS.split())
    assert [fixed - set(place) for place in places_of_calls(figures) if fixed - set(place)] == []
    assert all(set(place["service_level_variants"]) == VARIANTS for place in places_of_calls(figures))


def test_every_name_of_people_stands_there_too(figures: dict[str, Any]) -> None:
    fixed = set(OF_PEOPLE.split())
    places = list(places_of_people(figures))
    assert len(places) == 4 + 2
    assert [fixed - set(place) for place in places if fixed - set(place)] == []


def test_what_nothing_tells_has_no_value(figures: dict[str, Any]) -> None:
    told = [place[name] for place in (figures["centre"], *places_of_people(figures))
            for name in UNTOLD.split() if name in place]  # fmt: skip
    assert len(told) == 1 + 5 * 6
    assert all((cell["mean"] if isinstance(cell, dict) else cell) is None for cell in told)


def test_what_has_no_meaning_in_a_place_has_no_value(figures: dict[str, Any]) -> None:
    """People are not divided among call types, nor money among groups."""
    assert figures["call_types"]["enquiry"]["occupancy"] is None
    assert figures["groups"]["g0"]["cost"] is None
    assert figures["groups"]["g0"]["occupancy"] is not None
