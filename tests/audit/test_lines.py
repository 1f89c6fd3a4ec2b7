"""Lines, menu and faults: each rule kept by one story and broken by another."""

from collections.abc import Callable

import pytest
from small_floor import STATES, Floor, everyone_on, with_types

from acd.events import Blocked, Component, Kind

Story = Callable[[], Floor]

TWO = {"lines": 2}
MENU = with_types(order={"ivr": {"self_service": "30%", "hang_up": 0.1}})
FAULT = {"incidents": [{"at": "00:01", "for": "30s", "fault": "lines"}]} | MENU


def both_taken() -> Floor:
    return everyone_on(**TWO).at(10).arrives(1).rings_at(1, "ann").arrives(2).rings_at(2, "bob")


def fails(floor: Floor) -> Floor:
    return floor.event(Kind.FAULT_STARTED, a=Component.LINES)


def comes_back(floor: Floor) -> Floor:
    return floor.event(Kind.FAULT_ENDED, a=Component.LINES)


def fault_begins() -> Floor:
    """At 60 s one call talks, one rings, one is in the menu."""
    floor = everyone_on(**FAULT).at(10).arrives(1, "vip").rings_at(1, "ann").at(15).answers(1, "ann")
    return fails(floor.at(58).arrives(2, "vip").rings_at(2, "bob").in_menu(3).at(60))


def fault_is_over() -> Floor:
    floor = fault_begins().loses(1, "ann", to=STATES.READY).is_withdrawn(2, "bob").loses(2, "bob", to=None).loses(3)
    return comes_back(floor.at(70).comes(4).is_blocked(4, Blocked.FAULT).at(90))


def caught_in_talk(to: STATES) -> Floor:
    """Ann talks on an order, after which she wraps up, when the lines fail."""
    floor = everyone_on(incidents=FAULT["incidents"]).at(10).arrives(1).rings_at(1, "ann").at(15).answers(1, "ann")
    return fails(floor.at(60)).loses(1, "ann", to=to)


KEPT: list[Story] = [
    lambda: both_taken().comes(3).is_blocked(3).at(11).abandons(1, "ann").arrives(4).rings_at(4, "ann"),
    lambda: everyone_on(**MENU).in_menu(1).at(9).is_offered(1).rings_at(1, "ann").at(11),
    lambda: everyone_on(**MENU).in_menu(1).at(9).event(Kind.IVR_COMPLETED, call=1).at(11).arrives(2, "vip"),
    lambda: everyone_on(**MENU).in_menu(1).at(9).event(Kind.IVR_ABANDONED, call=1).in_menu(2).at(11),
    lambda: everyone_on(**(MENU | TWO)).in_menu(1).in_menu(2).comes(3).is_blocked(3).at(11),
    lambda: fault_is_over().arrives(5, "vip").rings_at(5, "ann").at(91).answers(5, "ann"),
    lambda: caught_in_talk(STATES.WRAP_UP).at(65).moves("ann", STATES.READY).at(66),
    lambda: fails(Floor(**FAULT).at(9).arrives(1, "vip").queued(1).at(60)).loses(1).at(61),
]

BROKEN: list[tuple[str, Story]] = [
    ("blocked_for_a_reason", lambda: everyone_on(**TWO).at(10).comes(1).is_blocked(1)),
    ("blocked_for_a_reason", lambda: both_taken().comes(3).is_blocked(3, Blocked.CLOSED)),
    ("blocked_for_a_reason", lambda: both_taken().at(11).abandons(1, "ann").comes(3).is_blocked(3)),
    ("blocked_for_a_reason", lambda: fault_is_over().comes(5).is_blocked(5, Blocked.FAULT)),
    ("let_in_with_a_line", lambda: both_taken().arrives(3, "fault").rings_at(3, "cyd")),
    ("let_in_with_a_line", lambda: fault_begins().at(61).in_menu(4)),
    ("arrival_goes_somewhere", lambda: everyone_on().at(10).comes(1).at(11).arrives(2).rings_at(2, "ann")),
    ("menu_is_of_the_type", lambda: everyone_on(**MENU).in_menu(1, "vip")),
    ("menu_is_of_the_type", lambda: everyone_on(**MENU).in_menu(1).event(Kind.IVR_STARTED, call=1)),
    ("menu_ends_as_it_may", lambda: Floor(**MENU).arrives(1, "vip").event(Kind.IVR_COMPLETED, call=1)),
    (
        "menu_ends_as_it_may",
        lambda: Floor(**with_types(order={"ivr": {"hang_up": 0.1}})).in_menu(1).event(Kind.IVR_COMPLETED, call=1),
    ),
    ("offered_as_its_type", lambda: everyone_on(**MENU).arrives(1).rings_at(1, "ann")),
    ("fault_is_planned", lambda: fails(everyone_on(**FAULT).at(59))),
    ("fault_is_planned", lambda: comes_back(fault_begins().at(89))),
    (
        "fault_happens",
        lambda: everyone_on(**FAULT).at(61).arrives(1, "vip").rings_at(1, "ann").at(62).arrives(2, "vip"),
    ),
    ("fault_happens", lambda: fault_begins().loses(1).at(91).arrives(4, "vip")),
    ("fault_happens", lambda: everyone_on(**FAULT).at(59).arrives(1, "vip").at(100).arrives(2, "vip")),
    ("lost_in_a_fault", lambda: fault_begins().at(61).loses(3)),
    ("lost_in_a_fault", lambda: everyone_on().at(9).arrives(1).loses(1)),
    ("lost_in_a_fault", lambda: fault_begins().loses(1)),
    ("lost_in_a_fault", lambda: fault_begins().is_withdrawn(2, "bob").loses(2)),
    ("withdrawn_in_a_fault", lambda: everyone_on().at(9).arrives(1).rings_at(1, "ann").at(12).is_withdrawn(1, "ann")),
    ("nobody_is_up_in_a_fault", lambda: fault_begins().loses(3).at(61).comes(4)),
    ("miss_has_its_consequence", lambda: fault_begins().is_withdrawn(2, "bob", STATES.NOT_READY, "no_answer")),
    ("wrap_up_follows_talk", lambda: caught_in_talk(STATES.READY)),
    (
        "stays_while_needed",
        lambda: everyone_on(**MENU).at(999).in_menu(1).at(1000).signs_out("ann"),
    ),
]


def test_faults_that_meet_are_one_and_none_begins_after_closing() -> None:
    incidents = [
        {"at": "00:15", "for": 300, "fault": "lines"},
        {"at": "00:01", "for": 10, "fault": "lines"},
        {"at": "00:16", "for": 60, "fault": "lines"},
        {"at": "00:01:10", "for": 10, "fault": "lines"},
        {"at": "00:02", "for": 9, "multiply_arrivals": {"vip": 2}},
        {"at": "00:16:40", "for": 9, "fault": "lines"},
    ]
    seconds = [(at // 1_000_000, until // 1_000_000) for at, until in Floor(incidents=incidents).centre.faults]
    assert seconds == [(60, 80), (900, 1200)]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()
