"""Agents' states, misses, intents, closing and crews: each rule kept by one story and broken by another."""

from collections.abc import Callable

import pytest
from small_floor import STATES, Floor, everyone_on

from acd.events import Deflected, Kind, When

Story = Callable[[], Floor]
CREW = {"interval": 100, "agents": [{"team": "T", "skills": {"sales": 1}, "on_duty": [2, 1, 2]}]}
CLOSED = Deflected.CLOSED
READY = {"ring": {"no_answer_after": 20, "then": "ready"}}


def rung(**changes: object) -> Floor:
    return Floor(**changes).signs_in("ann").at(10).arrives(1).rings_at(1, "ann")


def talking(**changes: object) -> Floor:
    return rung(**changes).at(15).answers(1, "ann")


def stopping() -> Floor:
    """Ann asked for lunch after the call and wraps up."""
    return talking().at(20).intends("ann", "lunch").at(30).ends(1, "ann").at(35)


def late_caller() -> Floor:
    """Closes at 1000 with call 2 waiting while ann talks."""
    return talking().at(900).arrives(2).queued(2).at(1000).arrives(3).queued(3, position=2)


def crew(*, first_off: str = "T-01", second: bool = False) -> Floor:
    """T-02 is idle since 0, T-01 since 12, when its caller gave up. At 100 one is enough."""
    floor = Floor(**CREW).signs_in("T-01", "T-02")
    floor.at(10).arrives(1).rings_at(1, "T-01").at(12).abandons(1, "T-01")
    floor.at(100).signs_out(first_off)
    return floor.signs_out("T-01") if second else floor


def missed_late() -> Floor:
    """At the limit, 1100, call 1 rings at ann, who stays ready when she misses it; bob is ready, too."""
    floor = everyone_on(**READY).at(999).arrives(1).rings_at(1, "ann").at(1000).signs_out("cyd").at(1019)
    floor.misses(1, "ann", to=STATES.READY, reason="")
    for at, agent in ((1019, "bob"), (1039, "ann"), (1059, "bob"), (1079, "ann"), (1099, "bob")):
        floor.at(at).rings_at(1, agent).at(at + 20).misses(1, agent, to=STATES.READY, reason="")
    return floor


KEPT: list[Story] = [
    lambda: missed_late().is_deflected(1, CLOSED).signs_out("ann", "bob").finishes(),
    lambda: stopping().intends("ann", "tea").moves("ann", STATES.NOT_READY, "tea"),
    lambda: stopping().moves("ann", STATES.NOT_READY, "lunch").at(50).returns("ann"),
    lambda: talking().at(30).ends(1, "ann").at(35).moves("ann", STATES.READY).at(1000).signs_out("ann").finishes(),
    lambda: rung(**READY).at(30).misses(1, "ann", to=STATES.READY, reason="").rings_at(1, "ann"),
    lambda: late_caller().at(1100).is_deflected(2, CLOSED).is_deflected(3, CLOSED),
    lambda: crew(first_off="T-02").at(200).signs_in("T-02").at(201),
]

BROKEN: list[tuple[str, Story]] = [
    ("seeks_no_longer_past_limit", lambda: missed_late().rings_at(1, "ann")),
    ("state_continues", lambda: everyone_on().at(9).moves("ann", STATES.NOT_READY, was=STATES.WRAP_UP)),
    ("state_has_cause", lambda: everyone_on().at(9).moves("ann", STATES.TALKING)),
    ("state_has_cause", lambda: Floor().at(9).moves("ann", STATES.READY)),
    ("state_has_cause", lambda: rung().at(12).moves("ann", STATES.READY)),
    ("state_has_cause", lambda: talking().event(Kind.CALL_HELD, call=1, agent=0).moves("ann", STATES.WRAP_UP)),
    ("cause_moves_state", lambda: talking().at(20).event(Kind.CALL_HELD, call=1, agent=0).at(21).arrives(2)),
    ("intent_is_followed", lambda: stopping().moves("ann", STATES.READY)),
    ("intent_is_followed", lambda: stopping().moves("ann", STATES.NOT_READY, "no_answer")),
    (
        "intent_is_followed",
        lambda: stopping().intends("ann", "shift_end").moves("ann", STATES.NOT_READY, "lunch"),
    ),
    ("state_has_cause", lambda: everyone_on().at(9).moves("ann", STATES.NOT_READY, "lunch")),
    (
        "reason_is_as_asked",
        lambda: everyone_on().intends("ann", "tea", When.NOW).moves("ann", STATES.NOT_READY, "lunch"),
    ),
    ("intent_has_cause", lambda: everyone_on().at(9).intends("ann", "lunch")),
    ("unanswered_at_limit", lambda: rung().at(29).misses(1, "ann")),
    ("answered_within_limit", lambda: rung().at(30).answers(1, "ann")),
    ("ring_ends_at_limit", lambda: rung().at(31).arrives(2)),
    ("miss_has_its_consequence", lambda: rung().at(30).misses(1, "ann", to=STATES.READY, reason="")),
    ("miss_has_its_consequence", lambda: rung(**READY).at(30).misses(1, "ann")),
    ("wrap_up_follows_talk", lambda: talking().at(30).ends(1, "ann", to=STATES.READY)),
    ("talk_group_is_rings", lambda: rung().signs_in("bob").at(12).answers(1, "bob")),
    ("offered_as_its_type", lambda: Floor().at(1).arrives(1, "vip").event(Kind.CALL_OFFERED, call=1, group=0, a=5)),
    ("arrives_while_open", lambda: Floor().at(1001).arrives(1)),
    ("deflected_for_a_reason", lambda: late_caller().at(1099).is_deflected(2, CLOSED)),
    ("deflected_for_a_reason", lambda: late_caller().at(1100).is_deflected(2, Deflected.EMPTY)),
    ("begins_to_wait_before_limit", lambda: Floor().at(1100).arrives(1).queued(1)),
    ("nobody_waits_past_limit", lambda: late_caller().at(1100).is_deflected(2, CLOSED).at(1101).ends(1, "ann")),
    ("stays_while_needed", lambda: late_caller().signs_in("bob").at(1001).signs_out("bob")),
    ("leaves_when_done", lambda: everyone_on().at(1000).signs_out("ann", "bob").finishes()),
    ("leaves_when_done", lambda: everyone_on().at(1200).signs_out("ann")),
    ("longest_idle_leaves", lambda: crew(first_off="T-01")),
    ("leaves_when_too_many", lambda: crew(first_off="T-02", second=True)),
    ("comes_when_too_few", lambda: crew(first_off="T-02").at(150).signs_in("T-02")),
    ("crew_is_as_wanted", lambda: crew(first_off="T-02").at(200).arrives(2).at(201).arrives(3)),
    ("crew_is_as_wanted", lambda: Floor(**CREW).signs_in("T-01", "T-02").at(100).arrives(1).at(101).arrives(2)),
]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()
