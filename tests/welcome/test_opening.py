"""Open or shut by calendar, weekday, hours past midnight and a group's own hours; when that changes."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from welcome.front_desk import desk

from acd.live.welcome.opening import Opening, next_change, next_opening, opening

DESK = desk()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "group", "how"),
    [
        ("2026-11-03 07:59:59", None, "closed"),  # a Tuesday: opens to closes
        ("2026-11-03 08:00", None, "open"),
        ("2026-11-03 19:59:59", None, "open"),
        ("2026-11-03 20:00", None, "closed"),
        ("2026-11-07 01:59", None, "open"),  # Friday's hours run into Saturday
        ("2026-11-07 02:00", None, "closed"),
        ("2026-11-08 12:00", None, "closed"),  # a Sunday
        ("2026-10-01 12:00", None, "holiday"),
        ("2026-10-02 12:00", None, "holiday"),  # a Friday, yet a holiday
        ("2026-10-07 23:59", None, "holiday"),
        ("2026-10-08 08:00", None, "open"),
        ("2026-10-10 09:59", None, "holiday"),  # a day with hours of its own, not yet begun
        ("2026-10-10 10:00", None, "open"),
        ("2026-11-03 12:00", "billing", "open"),
        ("2026-11-03 12:00", "late", "closed"),
        ("2026-11-03 18:00", "late", "open"),
        ("2026-11-07 01:00", "late", "open"),  # both run past midnight
        ("2026-11-04 01:00", "late", "closed"),  # the group would be, the centre is not
        ("2026-10-01 19:00", "late", "holiday"),
    ],
)
def test_open_or_why_not(when: str, group: str | None, how: str) -> None:
    assert opening(DESK, at(when), group) == how
    assert opening(DESK, at(when), group, emergency=True) is Opening.EMERGENCY


@pytest.mark.parametrize(
    ("when", "group", "opens"),
    [
        ("2026-11-03 12:00", None, "2026-11-03 12:00"),
        ("2026-11-03 21:00", None, "2026-11-04 08:00"),
        ("2026-11-07 20:00", None, "2026-11-09 08:00"),  # over a closed Sunday
        ("2026-09-30 20:00", None, "2026-10-08 08:00"),  # over the holidays
        ("2026-10-09 03:00", None, "2026-10-09 08:00"),
        ("2026-11-03 12:00", "late", "2026-11-03 18:00"),
        ("2026-11-07 21:00", "late", "2026-11-09 18:00"),
    ],
)
def test_when_it_opens(when: str, group: str | None, opens: str) -> None:
    assert next_opening(DESK, at(when), group) == at(opens)


def test_when_it_shuts() -> None:
    assert next_change(DESK, at("2026-11-03 12:00")) == at("2026-11-03 20:00")
    assert next_change(DESK, at("2026-11-06 12:00")) == at("2026-11-07 02:00")
    assert next_change(DESK, at("2026-11-06 19:00"), "late") == at("2026-11-07 02:00")


def test_a_centre_that_never_shuts_and_one_that_never_opens() -> None:
    always = desk(opens="00:00", closes="24:00", calendar={})
    assert next_change(always, at("2026-11-03 12:00")) is None
    never = desk(calendar={"holidays": [{"from": "2026-01-01", "to": "2099-12-31"}]})
    assert next_opening(never, at("2026-11-03 12:00")) is None


def test_the_zone_of_the_moment_is_kept() -> None:
    zone = timezone(timedelta(hours=8))
    assert next_opening(DESK, at("2026-11-03 21:00").replace(tzinfo=zone)) == datetime(2026, 11, 4, 8, tzinfo=zone)


MINUTES = st.integers(0, 60 * 24 * 60)


@given(MINUTES, st.sampled_from([None, "billing", "late"]))
def test_nothing_changes_before_the_next_change(minutes: int, group: str | None) -> None:
    """Asked minute by minute, in a span that has holidays, a worked Saturday and weekends."""
    now = datetime(2026, 9, 15) + timedelta(minutes=minutes)
    change = next_change(DESK, now, group)
    assert change is not None
    is_open = opening(DESK, now, group) is Opening.OPEN
    assert (opening(DESK, change, group) is Opening.OPEN) is not is_open
    step = now
    while (step := step + timedelta(minutes=7)) < change:
        assert (opening(DESK, step, group) is Opening.OPEN) is is_open
