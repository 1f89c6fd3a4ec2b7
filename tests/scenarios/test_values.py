"""Durations, times of day, shares and rates mean exactly what they say."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import values

TICKS = st.integers(0, 10**13)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("20s", 20), ("3min", 180), ("1h30min", 5400), ("7d", 604_800), ("1.5h", 5400), (90, 90), (0.25, 0.25), ("0s", 0)],
)
def test_durations(written: object, seconds: float) -> None:
    assert values.duration(written) == seconds * 1_000_000


@pytest.mark.parametrize(
    "wrong", ["", "20", "3 parsec", "-5s", -1, True, None, float("nan"), float("inf"), "5s3min", []]
)
def test_what_is_no_duration(wrong: object) -> None:
    with pytest.raises(ValueError, match="a duration is"):
        values.duration(wrong)


@given(TICKS)
def test_durations_survive_being_written(ticks: int) -> None:
    assert values.duration(values.write_duration(ticks)) == ticks


@given(st.integers(0, 30), st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_units_add_up(days: int, hours: int, minutes: int, seconds: int) -> None:
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    assert values.duration(f"{days}d{hours}h{minutes}min{seconds}s") == span // timedelta(microseconds=1)


@given(st.integers(0, 48 * 3600))
def test_times_of_day_survive_being_written(second: int) -> None:
    assert values.time_of_day(values.write_time_of_day(second * 1_000_000)) == second * 1_000_000


@pytest.mark.parametrize(("written", "hours"), [("08:30", 8.5), ("24:00", 24), ("25:30", 25.5), ("8:30", 8.5)])
def test_times_of_day(written: str, hours: float) -> None:
    assert values.time_of_day(written) == hours * values.HOUR


@pytest.mark.parametrize("wrong", ["08:60", "8", 8.5, "noon", None, "08:30:61"])
def test_what_is_no_time_of_day(wrong: object) -> None:
    with pytest.raises(ValueError, match="a time of day"):
        values.time_of_day(wrong)


@given(st.integers(0, 10_000))
def test_a_share_is_a_fraction_or_per_cent(hundredths: int) -> None:
    assert values.share(f"{hundredths / 100}%") == pytest.approx(values.share(hundredths / 10_000), abs=1e-15)


@pytest.mark.parametrize("wrong", ["120%", 1.2, -0.1, "-5%", 20, "20", True, None])
def test_what_is_no_share(wrong: object) -> None:
    with pytest.raises(ValueError, match="a share"):
        values.share(wrong)


@pytest.mark.parametrize(("written", "an_hour"), [("120/h", 120), ("2/min", 120), ("0.5/s", 1800), ("0/h", 0)])
def test_rates(written: str, an_hour: float) -> None:
    assert values.rate(written) == an_hour


@pytest.mark.parametrize("wrong", [120, "-3/h", "3/d", "h", None])
def test_what_is_no_rate(wrong: object) -> None:
    with pytest.raises(ValueError, match="a rate"):
        values.rate(wrong)


@pytest.mark.parametrize("name", ["+08:00", "-03:30", "+00:00"])
def test_time_zones(name: str) -> None:
    offset = values.time_zone(name).utcoffset(None)
    assert offset is not None
    assert offset / timedelta(hours=1) == {"+08:00": 8, "-03:30": -3.5, "+00:00": 0}[name]
