"""People needed: the worked vector, the fewest that meet the target, a small scenario worked by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scenarios
from acd.errors import HuawuError
from scenarios import Scenario, load
from simulator.planning.erlang_a import ErlangA
from simulator.planning.erlang_c import ErlangC
from simulator.planning.need import needs
from simulator.planning.roster import everybody, scheduled
from simulator.planning.staff import Target, by_erlang_a, by_erlang_c, on_line, rostered

SCENARIO = """
scenario: small
date: 2026-11-02
opens: "08:00"
closes: "10:00"
interval: 60min
groups:
  billing: {service_level: {target: 80%, within: 20s}}
  general: {}
call_types:
  bill: {group: billing, arrivals: {per_interval: [90, 0]}, patience: {exponential: {mean: 120s}},
         talk: {lognormal: {mean: [180s, 200s], cv: 0.9}}, wrap_up: {exponential: {mean: 30s}}}
  vip: {group: billing, arrivals: {per_interval: [30, 60]}, patience: {exponential: {mean: 240s}},
        talk: {constant: 90s}}
  other: {group: general, arrivals: {rate: 20/h}, talk: {exponential: {mean: 180s}}}
agents:
  - {team: A, count: 10, skills: {billing: 1, general: 2}, shift: early, answer: {constant: 4s}}
  - {team: B, count: 5, skills: {general: 1}, shift: late, pace: 1.5}
  - {team: C, skills: {general: 1}, on_duty: [1, 2]}
  - {team: D, count: 2, skills: {general: 3}}
shifts:
  early: {on: "07:00", off: "15:00", breaks: [{between: ["08:00", "10:00"], for: 30min, waves: 4}]}
  late: {on: "08:30", off: "17:00", briefing: 15min, breaks: [{at: "09:45", for: 30min}]}
absence: {mean: 10%}
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    file = tmp_path / "small.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    return load(file)


def test_the_worked_vector_of_the_sources_formula() -> None:
    """V-24: 90 requests in half an hour, AHT 150 s, 利用率 0.75, 出勤率 0.9."""
    assert on_line(90, 150, 1800, 0.75) == 10
    assert rostered(10, 0.9) == 12


def test_whole_numbers_of_people_are_not_lost_to_rounding() -> None:
    assert rostered(21, 1 - 0.3) == 30
    assert on_line(21, 1800, 1800, 1 - 0.3) == 30
    assert on_line(0, 0, 1800, 0.7) == 0


@given(st.floats(0.001, 2), st.floats(30, 600), st.floats(0.5, 0.99), st.floats(0, 120))
def test_the_fewest_agents_that_meet_the_target(rate: float, aht: float, share: float, within: float) -> None:
    target = Target(share, within)
    endless, impatient = by_erlang_c(rate, aht, target), by_erlang_a(rate, aht, 150, target)
    assert ErlangC(rate, aht, endless).answered_within(within) >= share
    assert endless == 1 or ErlangC(rate, aht, endless - 1).answered_within(within) < share
    assert ErlangA(rate, aht, impatient, 150).answered_within(within) >= share
    assert impatient == 1 or ErlangA(rate, aht, impatient - 1, 150).answered_within(within) < share


def test_the_textbook_centre_needs_fourteen() -> None:
    """100 calls in half an hour of 180 s, 80 % within 20 s: 14 by Erlang C."""
    assert by_erlang_c(100 / 1800, 180, Target(0.8, 20)) == 14
    assert by_erlang_c(0, 180, Target(0.8, 20)) == by_erlang_a(0, 180, 60, Target(0.8, 20)) == 0


def test_the_roster_less_breaks_waves_briefing_and_absence(scenario: Scenario) -> None:
    """Team A: 30 min in 4 waves starting 08:00, 08:30, 09:00 and 09:30; team B: 08:45 to 09:45, and team C by hand."""
    on = scheduled(scenario)
    assert on["billing"] == pytest.approx([9 * 0.75, 9 * 0.75])
    assert on["general"] == pytest.approx([4.5 * 0.25 + 1 + 2, 4.5 * 0.75 + 2 + 2])


def test_last_nights_crew_opens_a_day_of_24_hours(tmp_path: Path) -> None:
    text = SCENARIO.replace('opens: "08:00"', 'opens: "00:00"').replace('closes: "10:00"', 'closes: "24:00"')
    text = text.replace("interval: 60min", "interval: 12h").replace(
        'off: "15:00", breaks: [{between', 'off: "03:00", breaks: [{between'
    )
    file = tmp_path / "day.yaml"
    file.write_text(text, encoding="utf-8")
    on = scheduled(load(file))
    assert on["billing"] == pytest.approx([9 * (3 + 5 - 0.5) / 12, 9 * 12 / 12])


def test_needs_weigh_call_types_by_their_volume(scenario: Scenario) -> None:
    first, second, general, _later = needs(scenario, utilisation=0.8)
    assert (first.group, first.starts, first.offered) == ("billing", 8 * 3_600_000_000, 120)
    assert first.aht == pytest.approx(4 + (90 * 210 + 30 * 90) / 120)
    assert first.patience == pytest.approx(150)
    assert second.aht == pytest.approx(94)
    assert first.source == on_line(120, first.aht, 3600, 0.8)
    assert first.rostered == rostered(first.source, 0.9)
    assert first.erlang_c == by_erlang_c(120 / 3600, first.aht, Target(0.8, 20))
    assert first.erlang_a == by_erlang_a(120 / 3600, first.aht, 150, Target(0.8, 20))
    assert first.scheduled == pytest.approx(6.75)
    assert (general.offered, general.erlang_c, general.erlang_a) == (20, None, None)


def test_needs_count_holds_as_they_are_and_calls_handed_on_where_they_go(tmp_path: Path) -> None:
    more = "hold: {chance: 50%, times: 2, each: {constant: 20s}}, "
    more += "transfer: {chance: 40%, to: general, talk: {constant: 100s}}"
    text = SCENARIO.replace("wrap_up: {exponential: {mean: 30s}}", "wrap_up: {exponential: {mean: 30s}}, " + more)
    file = tmp_path / "floor.yaml"
    file.write_text(text, encoding="utf-8")
    first, _second, general, _later = needs(load(file), utilisation=0.8)
    assert first.aht == pytest.approx(4 + (90 * (210 + 0.5 * 2 * 20) + 30 * 90) / 120)
    pace = (5 * 1.5 + 2 + 2) / 9
    assert general.offered == pytest.approx(20 + 0.4 * 90)
    assert general.aht == pytest.approx(pace * (20 * 180 + 36 * 130) / 56)


def test_a_group_without_target_takes_the_one_given_and_without_patience_no_erlang_a(scenario: Scenario) -> None:
    general = needs(scenario, target=0.8)[2]
    pace = (5 * 1.5 + 2 + 2) / 9
    assert general.erlang_c == by_erlang_c(20 / 3600, 180 * pace, Target(0.8, 20))
    assert general.erlang_a is None


@pytest.mark.parametrize("share", [0.0, 1.2, -0.1])
def test_impossible_shares_are_refused(scenario: Scenario, share: float) -> None:
    with pytest.raises(HuawuError, match="share above 0"):
        on_line(90, 150, 1800, share)
    with pytest.raises(HuawuError, match="share above 0"):
        rostered(10, share)
    with pytest.raises(HuawuError, match="share above 0"):
        needs(scenario, utilisation=share)


def test_the_helpdesk_that_ships_has_a_need_in_every_interval() -> None:
    helpdesk = load(Path(scenarios.__file__).parent / "helpdesk.yaml")
    table = needs(helpdesk)
    assert len(table) == len(helpdesk.groups) * helpdesk.interval_count
    assert [row.starts for row in table[:2]] == [helpdesk.opens, helpdesk.opens + helpdesk.interval]
    for row in table:
        assert row.erlang_c is not None
        assert row.erlang_a is not None
        assert row.erlang_c >= row.erlang_a > 0
        assert row.erlang_c > row.offered * row.aht / 1800


def test_everybody_is_counted_once_and_night_shifts_reach_into_the_day(tmp_path: Path) -> None:
    """The night crew leaves at 09:00; from then the late shift, half an hour there, and the others."""
    text = SCENARIO.replace("{billing: 1, general: 2}", "{billing: 1, general: 1}")
    text = text.replace('on: "07:00", off: "15:00", breaks: [{between: ["08:00", "10:00"], for: 30min, waves: 4}]',
                        'on: "21:00", off: "09:00"')  # fmt: skip
    file = tmp_path / "day.yaml"
    file.write_text(text, encoding="utf-8")
    scenario = load(file)
    night, late = 0.9 * 10, 0.9 * 5
    assert scheduled(scenario)["billing"] == pytest.approx([night, 0])
    assert everybody(scenario) == pytest.approx([night + late * 0.25 + 1 + 2, late * 0.75 + 2 + 2])


def test_nobody_is_needed_while_a_group_is_closed(tmp_path: Path) -> None:
    text = SCENARIO.replace("billing: {service", 'billing: {hours: ["22:00", "08:30"], service')
    file = tmp_path / "closed.yaml"
    file.write_text(text, encoding="utf-8")
    first, second, *_general = needs(load(file))
    assert (first.offered, second.offered, second.source) == (60, 0, 0)
