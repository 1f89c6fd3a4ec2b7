"""The model alone: what centre and phone tell, folded, and what follows of it as time goes on."""

from typing import Any

import pytest
from ends_acted import CALL, NOW, OWN, WELCOME
from hypothesis import given
from hypothesis import strategies as st

from softphone.desk import Desk, Situation, clean, facts, hear_centre, hear_phone
from softphone.desk.times import (
    budget_left,
    grade,
    held_now,
    in_state,
    is_poor,
    rings,
    waited,
    wrap_up_left,
)
from softphone.desk.views import Quality

HERE = 500.0
"""Our clock when the centre's says ``NOW``."""


def desk(**view: Any) -> Desk:
    """As after a welcome."""
    one = Desk()
    told = {"agent": "A-01", "state": "ready", "since": NOW - 10} | view
    hear_centre(one, {"welcome": WELCOME | {"view": told}}, HERE)
    return one


def test_nothing_is_known_before_the_centre_has_spoken() -> None:
    assert Desk().situation == Situation.CONNECTING


@pytest.mark.parametrize("word", ["signed_out", "ready", "not_ready", "ringing", "talking", "holding", "wrap_up"])
def test_the_situation_is_what_the_centre_says(word: str) -> None:
    assert desk(state=word).situation == word


def test_a_state_of_a_later_centre_is_no_known_one() -> None:
    assert desk(state="meditating").situation == Situation.CONNECTING


def test_time_in_state_runs_by_the_centres_clock() -> None:
    assert in_state(desk(), HERE + 5) == 15.0


@pytest.mark.parametrize(("after", "count", "left"), [(0, 1, 20), (4.9, 1, 15.1), (5, 2, 15), (19, 4, 1), (25, 4, 0)])
def test_rings_are_counted_and_counted_down(after: float, count: int, left: float) -> None:
    ring = rings(desk(state="ringing", call=CALL), HERE + after)
    assert ring is not None
    assert (ring.count, ring.most, ring.left) == (count, 4, pytest.approx(left))


def test_age_at_the_offer_does_not_grow_while_it_rings() -> None:
    assert waited(desk(state="ringing", call=CALL)) == 38.0


def test_a_hold_is_timed_and_a_wrap_up_counted_down() -> None:
    assert held_now(desk(state="holding", call=CALL | {"held_since": NOW - 3}), HERE + 4) == 7.0
    assert wrap_up_left(desk(state="wrap_up", wrap_up_until=NOW + 30), HERE + 12) == 18.0
    assert wrap_up_left(desk(state="wrap_up"), HERE) is None


def test_what_is_left_of_a_reason_runs_on_from_what_was_told() -> None:
    away = desk(state="not_ready", reason="小休", since=NOW)
    assert budget_left(away, HERE) is None
    hear_centre(away, {"own": OWN}, HERE - 100)
    assert budget_left(away, HERE + 160) == 600.0 - 160.0
    hear_centre(away, {"own": OWN | {"not_ready": {"小休": {"spent": 460.0, "budget": 900.0}}}}, HERE + 160)
    assert budget_left(away, HERE + 660) == -60.0
    assert budget_left(desk(state="not_ready", reason="培训"), HERE) is None


def test_consulting_is_a_hold_with_a_colleague() -> None:
    assert desk(state="holding", call=CALL | {"consulting": "A-02"}).situation == Situation.CONSULTING


def test_a_call_is_offered_answered_and_ended_once_each() -> None:
    one = desk()
    ringing, talking = {"state": "ringing", "call": CALL}, {"state": "talking", "call": CALL}
    told = [ringing, ringing, talking, {"state": "holding", "call": CALL}, talking, {"state": "wrap_up"}]
    heard = [hear_centre(one, {"view": view}, HERE) for view in told]
    assert [[each.what for each in happenings] for happenings in heard] == [["offer"], [], ["answer"], [], [], ["end"]]
    assert heard[-1][0].call["call"] == 17


def test_a_ring_that_goes_elsewhere_ends_nothing() -> None:
    one = desk(state="ringing", call=CALL)
    assert hear_centre(one, {"view": {"state": "ready"}}, HERE) == []


def test_without_a_centre_the_phone_gives_the_situation() -> None:
    one = Desk(has_centre=False)
    calls = [{"leg": "a", "state": "held"}, {"leg": "b", "state": "talking"}]
    seen = []
    for states in ([], [{"leg": "a", "state": "ringing"}], [{"leg": "a", "state": "talking"}], calls, [calls[0]]):
        hear_phone(one, {"view": {"calls": states}}, HERE)
        seen.append(one.situation.value)
    assert seen == ["idle", "ringing", "talking", "consulting", "holding"]


def test_a_connection_is_lost_since_it_went() -> None:
    one = desk()
    hear_centre(one, {"lost": "gone"}, HERE + 1)
    hear_centre(one, {"lost": "refused"}, HERE + 5)
    assert (one.centre.up, one.centre.since, one.centre.why) == (False, HERE + 1, "refused")
    hear_centre(one, {"welcome": WELCOME | {"view": {"state": "talking", "call": CALL}}}, HERE + 9)
    assert (one.centre.up, one.situation) == (True, Situation.TALKING)


def test_a_screen_that_is_replaced_does_not_come_back() -> None:
    one = desk()
    hear_centre(one, {"bye": {"why": "replaced"}}, HERE)
    assert one.centre.final
    assert "another screen" in one.centre.why


def test_own_figures_keep_their_targets() -> None:
    one = desk()
    hear_centre(one, {"own": OWN}, HERE)
    rate = next(figure for figure in one.own if figure.name == "answer_rate")
    assert (rate.value, rate.low, rate.met, one.experience) == (0.955, 0.95, True, "novice")


def test_a_hostile_name_of_ten_kilobytes_is_cut_and_cleaned() -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\u202e张\x00三\r\n" + "A" * 10_000
    one = desk(state="ringing", call=CALL | {"caller": evil})
    caller = facts(one)["caller"]
    assert len(caller) <= 80
    assert caller.isprintable()
    assert "张三" in caller


@given(st.text(max_size=300))
def test_whatever_is_cleaned_can_be_printed_in_one_line(text: str) -> None:
    assert clean(text).isprintable()
    assert clean(clean(text)) == clean(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("agent", "state", "since", "call", "codes", "now", "figures", "own", "calls", "quality", "reasons", "view")


@given(
    st.sampled_from(["welcome", "view", "queues", "own", "bye", "refused", "lost", "levels"]),
    JSON | st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5),
)
def test_no_message_breaks_the_desk(what: str, told: object) -> None:
    one = desk()
    hear_centre(one, {what: told}, HERE)
    hear_phone(one, {what: told}, HERE)
    assert one.situation in set(Situation)


@pytest.mark.parametrize(
    ("mos", "word", "poor"),
    [(4.4, "excellent", False), (4.1, "very good", False), (3.4, "fair", True), (2.0, "poor", True)],
)
def test_quality_is_graded(mos: float, word: str, poor: bool) -> None:
    assert (grade(Quality(mos=mos)), is_poor(Quality(mos=mos))) == (word, poor)


def test_jitter_alone_spoils_a_line() -> None:
    assert is_poor(Quality(mos=4.3, jitter_ms=31.0))


def test_a_ring_that_the_centre_is_about_to_tell_is_no_call_of_its_own() -> None:
    one = desk()
    ring = {"leg": "a", "state": "ringing", "headers": {"X-Call": "17"}}
    assert hear_phone(one, {"view": {"calls": [ring]}}, HERE) == []
    assert one.aside is None
    assert [each.what for each in hear_centre(one, {"view": {"state": "ringing", "call": CALL}}, HERE)] == ["offer"]


def test_a_colleague_who_asks_is_a_call_of_its_own() -> None:
    one = desk()
    told = [[{"leg": "a", "state": state}] for state in ("ringing", "talking")]
    heard = [hear_phone(one, {"view": {"calls": calls}}, HERE) for calls in [*told, []]]
    assert [[each.what for each in happenings] for happenings in heard] == [["offer"], ["answer"], ["end"]]
