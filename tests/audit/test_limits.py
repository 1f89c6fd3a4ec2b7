"""Hours, full queues, longest waits and ageing: each rule kept by one story and broken by another."""

from collections.abc import Callable

import pytest
from small_floor import STATES, Floor, everyone_on, with_types

from acd.events import Deflected, DeflectedTo, QueueCause, Why
from metrics.audit.expectations import Hours
from metrics.audit.times import ticks

Story = Callable[[], Floor]

FULL, LONG, CLOSED = Deflected.QUEUE_FULL, Deflected.MAX_WAIT, Deflected.CLOSED
VOICE, BUSY = DeflectedTo.VOICEMAIL, DeflectedTo.BUSY


def sales(**limits: object) -> dict[str, object]:
    return {"groups": {"sales": limits, "help": {}}}


ONE = sales(queue_limit=1, when_full={"deflect": "busy"})
MINUTE = sales(max_wait="60s", when_full={"deflect": "voicemail"})
MORNING = sales(hours=["00:00", "00:05"], outside_hours={"deflect": "voicemail"})
AGED = sales(priority_ageing="3 per 60s")
STAYS = {"ring": {"no_answer_after": 20, "then": "ready"}}
MOVED = with_types(fault={"transfer": {"chance": 0.2, "to": "sales"}, "wrap_up": {"constant": 5}})


def alone(**changes: object) -> Floor:
    """Only ann is there, who knows sales, and talks on call 1 since 15 s."""
    return Floor(**changes).signs_in("ann").at(10).arrives(1).rings_at(1, "ann").at(15).answers(1, "ann")


def one_waits(**changes: object) -> Floor:
    return alone(**changes).at(20).arrives(2).queued(2)


def rings_past_the_minute(until: float = 90, **changes: object) -> Floor:
    """Call 2 waits since 30 s, rings from 70 s, and nobody answers; the minute is over at 90 s."""
    floor = alone(**(MINUTE | STAYS | changes)).at(30).arrives(2).queued(2).at(60).ends(1, "ann").at(70)
    floor.moves("ann", STATES.READY).rings_at(2, "ann", Why.LONGEST_WAITING)
    return floor.at(until).misses(2, "ann", to=STATES.READY, reason="")


def vip_after(seconds: float) -> Floor:
    """An order waits since 20 s, a VIP comes that much later: three points a minute against five."""
    return one_waits(**AGED).at(20 + seconds).arrives(3, "vip")


def handed_to_sales(at: float, **changes: object) -> Floor:
    """Cyd hands a call of help on to sales, where only ann is, on the phone."""
    floor = Floor(**(MOVED | changes)).signs_in("ann", "cyd").at(10).arrives(1).rings_at(1, "ann").answers(1, "ann")
    floor.at(20).arrives(2, "fault").rings_at(2, "cyd").at(25).answers(2, "cyd")
    return floor.at(at).transfers(2, "cyd", "sales")


KEPT: list[Story] = [
    lambda: one_waits(**ONE).arrives(3).is_deflected(3, FULL, BUSY).at(21),
    lambda: one_waits(**ONE).at(21).abandons(2).arrives(3).queued(3).at(22),
    lambda: one_waits(**MINUTE).at(80).is_deflected(2, LONG, VOICE).at(81),
    lambda: rings_past_the_minute().is_deflected(2, LONG, VOICE).at(91),
    lambda: rings_past_the_minute().queued(2, cause=QueueCause.UNANSWERED).is_deflected(2, LONG, VOICE).at(91),
    lambda: everyone_on(**MORNING).at(300).arrives(1).is_deflected(1, CLOSED, VOICE).at(301),
    lambda: everyone_on(**MORNING).at(299).arrives(1).rings_at(1, "ann").at(301).abandons(1, "ann").at(302),
    lambda: one_waits(**MORNING).at(400).abandons(2).at(401),
    lambda: handed_to_sales(310, **MORNING).is_deflected(2, CLOSED, VOICE).at(311),
    lambda: handed_to_sales(70, **MINUTE).queued(2, cause=QueueCause.TRANSFER).at(130).is_deflected(2, LONG, VOICE),
    lambda: vip_after(119).queued(3, 1).at(200),
    lambda: vip_after(120).queued(3, 2).at(200),
    lambda: (
        vip_after(110)
        .queued(3, 1)
        .ends(1, "ann")
        .at(139)
        .moves("ann", STATES.READY)
        .rings_at(3, "ann", Why.LONGEST_WAITING)
    ),
    lambda: (
        vip_after(110)
        .queued(3, 1)
        .ends(1, "ann")
        .at(145)
        .moves("ann", STATES.READY)
        .rings_at(2, "ann", Why.LONGEST_WAITING)
    ),
]

BROKEN: list[tuple[str, Story]] = [
    ("full_queue_takes_nobody", lambda: one_waits(**ONE).arrives(3).queued(3, 2)),
    ("full_queue_takes_nobody", lambda: alone(**sales(queue_limit=0)).at(20).arrives(2).queued(2)),
    ("deflected_for_a_reason", lambda: alone(**ONE).at(20).arrives(2).is_deflected(2, FULL, BUSY)),
    ("deflected_for_a_reason", lambda: one_waits(**ONE).arrives(3).is_deflected(3, FULL)),
    ("deflected_for_a_reason", lambda: everyone_on(**sales(queue_limit=0)).arrives(1).is_deflected(1, FULL)),
    ("deflected_for_a_reason", lambda: one_waits(**MINUTE).at(79).is_deflected(2, LONG, VOICE)),
    ("deflected_for_a_reason", lambda: one_waits().at(80).is_deflected(2, LONG)),
    ("deflected_for_a_reason", lambda: rings_past_the_minute(until=89).is_deflected(2, LONG, VOICE)),
    (
        "deflected_for_a_reason",
        lambda: alone(**ONE).at(20).arrives(2, "vip").queued(2).rings_at(2, "ann").is_deflected(2, FULL, BUSY),
    ),
    ("waits_no_longer_than_it_may", lambda: one_waits(**MINUTE).at(81).arrives(3)),
    ("queued_while_it_may_wait", lambda: rings_past_the_minute(91).queued(2, cause=QueueCause.UNANSWERED)),
    (
        "waits_no_longer_than_it_may",
        lambda: handed_to_sales(70, **MINUTE).queued(2, cause=QueueCause.TRANSFER).at(131).arrives(3),
    ),
    ("takes_calls_in_its_hours", lambda: everyone_on(**MORNING).at(300).arrives(1).rings_at(1, "ann")),
    ("takes_calls_in_its_hours", lambda: alone(**MORNING).at(300).arrives(2).queued(2)),
    ("takes_calls_in_its_hours", lambda: everyone_on(**MORNING).at(300).arrives(1).is_deflected(1, CLOSED)),
    ("takes_calls_in_its_hours", lambda: handed_to_sales(310, **MORNING).queued(2, cause=QueueCause.TRANSFER)),
    ("deflected_for_a_reason", lambda: everyone_on(**MORNING).at(299).arrives(1).is_deflected(1, CLOSED, VOICE)),
    ("deflected_for_a_reason", lambda: one_waits(**MORNING).at(300).is_deflected(2, CLOSED, VOICE)),
    ("position_counts_those_before", lambda: vip_after(119).queued(3, 2)),
    ("position_counts_those_before", lambda: vip_after(120).queued(3, 1)),
    (
        "served_in_order",
        lambda: (
            vip_after(110)
            .queued(3, 1)
            .ends(1, "ann")
            .at(145)
            .moves("ann", STATES.READY)
            .rings_at(3, "ann", Why.LONGEST_WAITING)
        ),
    ),
]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()


def test_hours_may_cross_midnight() -> None:
    night = Hours(ticks("22:00"), ticks("8h"))
    covered = [
        time
        for time in ("21:59:59", "22:00", "24:30", "29:59:59", "30:00", "05:59", "06:00")
        if night.cover(ticks(time))
    ]
    assert covered == ["22:00", "24:30", "29:59:59", "05:59"]
