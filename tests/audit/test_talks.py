"""Holds, transfers and the limit of wrap-up: each rule kept by one story and broken by another."""

from collections.abc import Callable

import pytest
from small_floor import STATES, Floor, everyone_on, with_types

from acd.events import NOBODY, Deflected, Kind, QueueCause, Stage, Why

Story = Callable[[], Floor]

HELD = with_types(order={"hold": {"chance": 0.5, "times": 2, "each": {"constant": 5}}})
MOVED = with_types(order={"transfer": {"chance": "10%", "to": "help"}}, vip={"transfer": {"chance": 1, "to": "help"}})
SHORT = {"wrap_up_limit": {"after": "10s", "then": "ready"}}


def talking(**changes: object) -> Floor:
    return everyone_on(**changes).at(10).arrives(1).rings_at(1, "ann").at(15).answers(1, "ann")


def bob_talks(kind: str = "order") -> Floor:
    """Bob, who has both groups, talks on a call of sales; ann and cyd are away."""
    floor = everyone_on(**MOVED).at(9).steps_away("ann").steps_away("cyd")
    return floor.at(10).arrives(1, kind).rings_at(1, "bob").at(15).answers(1, "bob").at(40)


def waits_for_help(after: STATES = STATES.WRAP_UP, kind: str = "order") -> Floor:
    return bob_talks(kind).transfers(1, "bob", "help", after).queued(1, cause=QueueCause.TRANSFER)


KEPT: list[Story] = [
    lambda: talking(**HELD).at(20).holds(1, "ann").at(25).takes_back(1, "ann").holds(1, "ann").at(30),
    lambda: talking(**MOVED).at(40).transfers(1, "ann", "help").rings_at(1, "bob").at(44).answers(1, "bob"),
    lambda: (
        waits_for_help()
        .at(60)
        .returns("cyd")
        .rings_at(1, "cyd", Why.LONGEST_WAITING)
        .at(61)
        .answers(1, "cyd")
        .at(70)
        .ends(1, "cyd")
    ),
    lambda: waits_for_help(STATES.READY, "vip").rings_at(1, "bob", Why.LONGEST_WAITING).at(41),
    lambda: waits_for_help().at(50).abandons(1),
    lambda: waits_for_help().at(45).moves("bob", STATES.READY).rings_at(1, "bob", Why.LONGEST_WAITING),
    lambda: talking(**SHORT).at(40).ends(1, "ann").at(50).moves("ann", STATES.READY).at(51).arrives(2),
]

BROKEN: list[tuple[str, Story]] = [
    ("held_while_talking", lambda: talking().at(20).holds(1, "ann")),
    ("held_while_talking", lambda: talking(**HELD).at(20).holds(1, "bob")),
    ("held_while_talking", lambda: talking(**HELD).at(20).holds(1, "ann").at(21).holds(1, "ann")),
    (
        "held_while_talking",
        lambda: (
            talking(**HELD)
            .at(20)
            .holds(1, "ann")
            .takes_back(1, "ann")
            .holds(1, "ann")
            .takes_back(1, "ann")
            .holds(1, "ann")
        ),
    ),
    ("retrieved_from_hold", lambda: talking(**HELD).at(20).takes_back(1, "ann")),
    ("ends_in_talk", lambda: talking(**HELD).at(20).holds(1, "ann").at(22).ends(1, "ann")),
    ("ends_in_talk", lambda: everyone_on(**MOVED).at(20).arrives(1).rings_at(1, "ann").transfers(1, "ann", "help")),
    ("transferred_where_its_type_goes", lambda: talking().at(20).transfers(1, "ann", "help").rings_at(1, "bob")),
    ("transferred_where_its_type_goes", lambda: talking(**MOVED).at(20).transfers(1, "ann", "sales")),
    (
        "transferred_where_its_type_goes",
        lambda: (
            talking(**MOVED)
            .at(40)
            .transfers(1, "ann", "help")
            .rings_at(1, "bob")
            .answers(1, "bob")
            .at(50)
            .transfers(1, "bob", "help")
        ),
    ),
    (
        "cause_moves_state",
        lambda: bob_talks().event(Kind.CALL_TRANSFERRED, call=1, agent=1, group=0, a=1).at(41).arrives(2),
    ),
    ("wrap_up_follows_talk", lambda: waits_for_help(STATES.READY)),
    ("queued_with_right_cause", lambda: bob_talks().transfers(1, "bob", "help").queued(1)),
    ("queued_for_want_of_agents", lambda: talking(**MOVED).at(40).transfers(1, "ann", "help").queued(1)),
    (
        "not_the_same_again",
        lambda: bob_talks("vip").returns("cyd").transfers(1, "bob", "help", STATES.READY).rings_at(1, "bob"),
    ),
    ("attempt_counts_rings", lambda: talking(**MOVED).at(40).transfers(1, "ann", "help").rings_at(1, "bob", attempt=1)),
    ("offered_goes_somewhere", lambda: talking(**MOVED).at(40).transfers(1, "ann", "help").finishes()),
    (
        "abandoned_where_it_was",
        lambda: waits_for_help().at(50).event(Kind.CALL_ABANDONED, call=1, agent=NOBODY, group=0, a=Stage.QUEUE),
    ),
    ("left_for_a_reason", lambda: bob_talks().transfers(1, "bob", "help").abandons(1)),
    ("wrap_up_ends_at_limit", lambda: talking(**SHORT).at(40).ends(1, "ann").at(51).arrives(2)),
    (
        "intent_is_followed",
        lambda: talking(**SHORT).intends("ann", "lunch").at(40).ends(1, "ann").at(50).moves("ann", STATES.READY),
    ),
    ("deflected_for_a_reason", lambda: waits_for_help().at(41).is_deflected(1, Deflected.CLOSED)),
]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()


def test_a_talk_of_the_second_leg_is_not_held() -> None:
    both = with_types(order={**MOVED["call_types"]["order"], **HELD["call_types"]["order"]})
    floor = talking(**both).at(40).transfers(1, "ann", "help").rings_at(1, "bob").at(44).answers(1, "bob")
    assert floor.at(50).rules_broken() == []
    assert "held_while_talking" in floor.holds(1, "bob").rules_broken()
