"""Menus, holds, transfers, further attempts, surges and shares are drawn as they should be, and move nothing else."""

from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from one_type import BASE, ORDER, laid_out
from scipy import stats

from acd.events import MICROSECONDS, NOBODY
from acd.model import Outcome
from scenarios import Scenario
from scenarios.volumes import expected
from simulator.layout import Layout, lay_out
from simulator.workload import Workload, draw_day
from simulator.world import FOREVER, MenuEnd

HOUR = 3600 * MICROSECONDS
MINUTE = 60 * MICROSECONDS
OPENS = 8 * HOUR
CLOSES = 12 * HOUR
MENU = {"time": {"exponential": {"mean": "30s"}}, "self_service": 0.3, "hang_up": 0.1}
HOLD = {"chance": 0.2, "times": 2, "each": {"exponential": {"mean": "20s"}}}
TRANSFER = {"chance": 0.1, "to": "care", "talk": {"exponential": {"mean": "90s"}}}
RETRY = {"after_abandon": 0.3, "after_busy": 0.6, "delay": {"exponential": {"mean": "8min"}}}
AT_LINES = {"at": "lines", "per_interval": [1000, 2000, 0, 1000]}


def day(order: dict[str, Any] | None = None, replication: int = 1, **changes: Any) -> Workload:
    """A drawn day of many calls."""
    return draw_day(floor(order, **changes), replication)


def floor(order: dict[str, Any] | None = None, **changes: Any) -> Layout:
    return laid_out({"arrivals": AT_LINES} | (order or {}), groups={"sales": {}, "care": {}}, **changes)


def first(drawn: Workload) -> Any:
    """First attempts, and where the sentinel stands after them."""
    return drawn.draws[: sentinel(drawn)]


def sentinel(drawn: Workload) -> int:
    return int(np.flatnonzero(drawn.draws["arrives"] == FOREVER)[0])


def courses(drawn: Workload) -> Any:
    return drawn.courses[first(drawn)["course"]]


def assert_share(found: Any, share: float) -> None:
    found = np.asarray(found)
    assert abs(found.mean() - share) < 4 * sqrt(share * (1 - share) / len(found)), (found.mean(), share)


@pytest.mark.parametrize(
    "more",
    [
        {"ivr": MENU},
        {"hold": HOLD},
        {"transfer": TRANSFER},
        {"retry": RETRY},
        {"ivr": MENU, "hold": HOLD, "retry": RETRY},
    ],
    ids="+".join,
)
def test_what_one_key_draws_moves_nothing_else(more: dict[str, Any]) -> None:
    plain, other = day(), day(more)
    n = sentinel(plain)
    assert sentinel(other) == n
    for column in ("arrives", "call_type", "balks", "patience", "talk", "wrap_up"):
        assert (plain.draws[column][:n] == other.draws[column][:n]).all()
    for column in ("answers", "misses", "chances"):
        assert (getattr(plain, column)[:n] == getattr(other, column)[:n]).all()


def test_two_keys_draw_what_each_draws_alone() -> None:
    alone, together = day({"hold": HOLD}), day({"hold": HOLD, "transfer": TRANSFER, "retry": RETRY})
    assert (alone.courses["end_hold"] == courses(together)["end_hold"]).all()
    assert (alone.holds == together.holds[: len(alone.holds)]).all()


def test_a_plain_call_has_no_course() -> None:
    assert (first(day())["course"] == NOBODY).all()
    assert len(day().draws) == sentinel(day()) + 1


def test_the_menu_takes_its_time_and_ends_as_it_should() -> None:
    found = courses(day({"ivr": MENU}))
    assert_share(found["menu_end"] == MenuEnd.SERVED, 0.3)
    assert_share(found["menu_end"] == MenuEnd.HUNG_UP, 0.1)
    stay = found["menu"] / MICROSECONDS
    assert stats.kstest(stay[found["menu_end"] != MenuEnd.HUNG_UP], "expon", (0, 30)).pvalue > 1e-4


def test_who_gives_up_in_the_menu_does_so_anywhere_in_it() -> None:
    found = courses(day({"ivr": MENU | {"time": {"constant": "30s"}}}))
    gone = found["menu"][found["menu_end"] == MenuEnd.HUNG_UP] / (30 * MICROSECONDS)
    assert stats.kstest(gone, "uniform").pvalue > 1e-4


def test_volumes_of_calls_offered_are_scaled_up_to_the_lines() -> None:
    layout = floor({"ivr": MENU, "arrivals": AT_LINES | {"at": "offered"}})
    drawn = draw_day(layout, 1)
    reach = 4000 / 0.6
    assert abs(len(first(drawn)) - reach) < 4 * sqrt(reach)
    asking = (courses(drawn)["menu_end"] == MenuEnd.PERSON).sum()
    assert abs(asking - 4000) < 4 * sqrt(4000)
    (call_type,) = layout.scenario.call_types.values()
    assert expected(layout.scenario, call_type).tolist() == pytest.approx([1000, 2000, 0, 1000])


def test_volumes_at_the_lines_are_fewer_once_they_ask_for_a_person() -> None:
    layout = floor({"ivr": MENU})
    (call_type,) = layout.scenario.call_types.values()
    assert expected(layout.scenario, call_type).tolist() == pytest.approx([600, 1200, 0, 600])


def test_a_mean_per_interval_is_that_of_the_offer() -> None:
    law = {"exponential": {"mean": ["1min", "2min", "3min", "4min"]}}
    drawn = day({"ivr": {"time": {"constant": "1h"}}, "talk": law, "hold": HOLD | {"each": law}})
    arrived = (first(drawn)["arrives"] - OPENS) // HOUR
    for interval, mean in ((0, 120), (1, 180), (3, 240)):
        talk = first(drawn)["talk"][arrived == interval] / MICROSECONDS
        assert stats.kstest(talk, "expon", (0, mean)).pvalue > 1e-4
        found = courses(drawn)[arrived == interval]
        rows = found["first_hold"][found["end_hold"] > found["first_hold"]]
        assert stats.kstest(drawn.holds["length"][rows] / MICROSECONDS, "expon", (0, mean)).pvalue > 1e-4


def test_holds_lie_anywhere_in_the_talk_in_order() -> None:
    drawn = day({"hold": HOLD})
    found = courses(drawn)
    held = found["end_hold"] > found["first_hold"]
    assert_share(held, 0.2)
    assert len(drawn.holds) == 2 * held.sum()
    rows = found["first_hold"][held]
    assert (found["end_hold"][held] - rows == 2).all()
    talk = first(drawn)["talk"][held]
    early, late = drawn.holds["at"][rows] / talk, drawn.holds["at"][rows + 1] / talk
    assert (early <= late).all()
    assert stats.kstest(np.concatenate([early, late]), "uniform").pvalue > 1e-4
    assert stats.kstest(drawn.holds["length"] / MICROSECONDS, "expon", (0, 20)).pvalue > 1e-4


def test_a_second_leg_has_its_own_patience_talk_and_wrap_up() -> None:
    order = {"transfer": TRANSFER, "patience": {"exponential": {"mean": "2min"}}, "wrap_up": {"constant": "30s"}}
    drawn = day(order)
    found = courses(drawn)
    on = found["to"] != NOBODY
    assert_share(on, 0.1)
    assert set(found["to"][on].tolist()) == {1}
    assert stats.kstest(found["second_talk"][on] / MICROSECONDS, "expon", (0, 90)).pvalue > 1e-4
    assert stats.kstest(found["second_patience"][on] / MICROSECONDS, "expon", (0, 120)).pvalue > 1e-4
    assert abs(np.corrcoef(found["second_patience"][on], first(drawn)["patience"][on])[0, 1]) < 4 / sqrt(on.sum())
    assert set(found["second_wrap_up"][on].tolist()) == {30 * MICROSECONDS}
    assert (found["second_wrap_up"][~on] == NOBODY).all()


def test_attempts_are_followed_by_others_in_chains() -> None:
    drawn = day({"retry": RETRY})
    n = sentinel(drawn)
    rows = np.concatenate([np.arange(n), np.arange(n + 1, len(drawn.draws))])
    course = drawn.courses[drawn.draws["course"][rows]]
    again = course["again"]
    followed = again != NOBODY
    assert sorted(again[followed].tolist()) == list(range(n + 1, len(drawn.draws)))
    assert (again[followed] > rows[followed]).all()
    assert (drawn.draws["call_type"][again[followed]] == drawn.draws["call_type"][rows[followed]]).all()
    assert stats.kstest(course["delay"][:n] / MICROSECONDS, "expon", (0, 480)).pvalue > 1e-4
    assert len(drawn.answers) == len(drawn.misses) == len(drawn.chances) == len(drawn.draws)


def test_whether_an_attempt_is_followed_depends_on_how_it_ends() -> None:
    early = first(day({"retry": RETRY}))["arrives"] < 9 * HOUR
    after = courses(day({"retry": RETRY}))["again_after"][early]
    assert_share(after & Outcome.BUSY.value != 0, 0.6)
    assert_share(after & Outcome.ABANDONED.value != 0, 0.3)
    assert set(after.tolist()) == {0, Outcome.BUSY.value, Outcome.BUSY.value + Outcome.ABANDONED.value}


def test_who_is_served_in_the_menu_comes_back_after_a_busy_tone_only() -> None:
    found = courses(day({"ivr": MENU, "retry": RETRY}))
    elsewhere = found["menu_end"] != MenuEnd.PERSON
    assert not (found["again_after"][elsewhere] & Outcome.ABANDONED.value).any()
    assert (found["again_after"][elsewhere] & Outcome.BUSY.value).any()


def test_no_chain_goes_on_to_closing_or_after() -> None:
    drawn = day({"retry": RETRY | {"delay": {"constant": "90min"}}})
    attempts = drawn.draws["arrives"][sentinel(drawn) + 1 :]
    assert (attempts < CLOSES).all()
    late = first(drawn)["arrives"] >= CLOSES - 90 * MINUTE
    assert (courses(drawn)["again"][late] == NOBODY).all()
    assert (courses(drawn)["again_after"][late] == 0).all()


def test_what_a_later_attempt_brings_is_its_own() -> None:
    more = {"retry": RETRY, "hold": HOLD, "transfer": TRANSFER, "ivr": MENU, "balk": 0.2}
    drawn = day(more)
    later = drawn.draws[sentinel(drawn) + 1 :]
    found = drawn.courses[later["course"]]
    assert_share(found["menu_end"] == MenuEnd.SERVED, 0.3)
    assert_share(found["end_hold"] > found["first_hold"], 0.2)
    assert_share(found["to"] != NOBODY, 0.1)
    assert_share(later["balks"], 0.2)
    assert stats.kstest(later["talk"] / MICROSECONDS, "expon", (0, 180)).pvalue > 1e-4
    again = courses(drawn)["again"]
    talk = first(drawn)["talk"][again != NOBODY]
    assert abs(np.corrcoef(talk, drawn.draws["talk"][again[again != NOBODY]])[0, 1]) < 4 / sqrt(len(talk))


def test_a_later_attempt_has_the_mean_of_the_interval_after_its_delays() -> None:
    law = {"exponential": {"mean": ["1min", "2min", "3min", "4min"]}}
    drawn = day({"talk": law, "retry": RETRY | {"delay": {"constant": "1h"}}})
    later = drawn.draws[sentinel(drawn) + 1 :]
    interval = (later["arrives"] - OPENS) // HOUR
    for k, mean in ((1, 120), (2, 180), (3, 240)):
        assert stats.kstest(later["talk"][interval == k] / MICROSECONDS, "expon", (0, mean)).pvalue > 1e-4


def surge(*windows: tuple[str, str, float]) -> dict[str, Any]:
    return {"incidents": [{"at": at, "for": lasts, "multiply_arrivals": {"order": by}} for at, lasts, by in windows]}


def counted(drawn: Workload, *hours: float) -> list[int]:
    return np.histogram(first(drawn)["arrives"], [h * HOUR for h in hours])[0].tolist()


def test_a_surge_adds_calls_and_leaves_the_others_as_they_are() -> None:
    plain, busy = day(), day(**surge(("08:30", "1h", 1.6)))
    usual, added = counted(plain, 8, 8.5, 9, 9.5, 12), counted(busy, 8, 8.5, 9, 9.5, 12)
    assert (added[0], added[3]) == (usual[0], usual[3])
    for place, mean in ((1, 300), (2, 600)):
        assert abs(added[place] - usual[place] - mean) < 4 * sqrt(mean)
    there = set(zip(busy.draws["arrives"].tolist(), busy.draws["talk"].tolist(), strict=True))
    assert set(zip(plain.draws["arrives"].tolist(), plain.draws["talk"].tolist(), strict=True)) <= there


def test_surges_are_expected() -> None:
    layout = floor(**surge(("08:30", "1h", 1.6), ("09:00", "15min", 2), ("11:30", "9h", 0)))
    (call_type,) = layout.scenario.call_types.values()
    found = expected(layout.scenario, call_type).tolist()
    assert found == pytest.approx([1300, 2000 * (0.25 * 3.2 + 0.25 * 1.6 + 0.5), 0, 500])
    drawn = [counted(draw_day(layout, n), 8, 9, 10, 11, 12) for n in range(1, 21)]
    means = np.mean(drawn, axis=0)
    assert (np.abs(means - found) <= 4 * np.sqrt(np.array(found) / 20)).all()


def test_no_calls_come_while_they_are_multiplied_by_nothing() -> None:
    assert counted(day(**surge(("09:00", "1h", 0))), 9, 10) == [0]


SHARES = {
    "order": ORDER | {"arrivals": AT_LINES},
    "vip": {"like": "order", "share": 0.06, "priority": 5},
    "late": {"like": "order", "share": 0.2, "talk": {"constant": "1min"}},
}


def test_a_share_is_taken_of_the_others_calls() -> None:
    alone, shared = day(), day(call_types=SHARES)
    assert (first(alone)["arrives"] == first(shared)["arrives"]).all()
    for number, share in enumerate((0.74, 0.06, 0.2)):
        assert_share(first(shared)["call_type"] == number, share)
    assert set(first(shared)["talk"][first(shared)["call_type"] == 2].tolist()) == {MINUTE}


def test_shares_are_expected() -> None:
    scenario = floor(call_types=SHARES).scenario
    found = [expected(scenario, call_type).tolist() for call_type in scenario.call_types.values()]
    assert found == [pytest.approx([share * n for n in (1000, 2000, 0, 1000)]) for share in (0.74, 0.06, 0.2)]


def test_who_takes_a_share_has_the_days_factors_of_the_other() -> None:
    error = {"sd": 0.3, "bias": 0, "shared": 0}
    layout = floor(call_types=SHARES, forecast_error=error)
    days = [first(draw_day(layout, n))["call_type"] for n in range(1, 101)]
    order, late = (np.array([(types == number).sum() for types in days]) for number in (0, 2))
    assert np.corrcoef(order, late)[0, 1] > 0.9


def test_a_surge_of_one_type_is_not_that_of_the_one_it_shares_with() -> None:
    incident = {"at": "09:00", "for": "1h", "multiply_arrivals": {"late": 3}}
    plain, busy = day(call_types=SHARES), day(call_types=SHARES, incidents=[incident])
    counts = [[int((first(drawn)["call_type"] == number).sum()) for number in range(3)] for drawn in (plain, busy)]
    assert counts[0][:2] == counts[1][:2]
    assert abs(counts[1][2] - counts[0][2] - 800) < 4 * sqrt(800)


def recorded(tmp_path: Path, **changes: Any) -> Layout:
    lines = "\n".join(f"2026-11-02 09:{n // 60:02}:{n % 60:02},sales,{n % 50 + 1},接听" for n in range(0, 3600, 3))
    (tmp_path / "calls.csv").write_text(f"arrived,group,talk,outcome\n{lines}\n", "utf-8")
    order = ORDER | {"arrivals": {"trace": "calls.csv"}}
    config = BASE | {"call_types": {"order": order, "vip": {"like": "order", "share": 0.25}}} | changes
    scenario = Scenario.model_validate(config, context={"folder": tmp_path})
    scenario._source = tmp_path / "day.yaml"
    return lay_out(scenario)


def test_a_share_is_taken_of_recorded_calls(tmp_path: Path) -> None:
    found = first(draw_day(recorded(tmp_path), 1))
    assert len(found) == 1200
    assert_share(found["call_type"], 0.25)
    seconds = (found["arrives"] - 9 * HOUR) // MICROSECONDS
    assert (found["talk"] // MICROSECONDS == seconds % 50 + 1).all()


@pytest.mark.parametrize("factor", [2.5, 0, 0.5])
def test_recorded_calls_are_multiplied(tmp_path: Path, factor: float) -> None:
    incident = {"at": "09:00", "for": "30min", "multiply_arrivals": {"order": factor}}
    plain, busy = (draw_day(recorded(tmp_path, incidents=each), 1) for each in ([], [incident]))
    own = [first(drawn)["arrives"][first(drawn)["call_type"] == 0] for drawn in (plain, busy)]
    within = [int((arrives < 9.5 * HOUR).sum()) for arrives in own]
    assert abs(within[1] - factor * within[0]) <= max(1, 4 * sqrt(within[0] * 0.25) * (0 < factor < 1))
    assert (own[0][own[0] >= 9.5 * HOUR] == own[1][own[1] >= 9.5 * HOUR]).all()


@pytest.mark.parametrize(("menu", "at", "calls"), [(None, "offered", 1), (MENU, "lines", 2), (None, "lines", 1)])
def test_recorded_calls_of_the_menu_count_where_they_go_through_it(
    tmp_path: Path, menu: dict[str, Any] | None, at: str, calls: int
) -> None:
    (tmp_path / "day.csv").write_text("arrived,group,outcome\n09:00:01,sales,接听\n09:00:02,sales,IVR\n", "utf-8")
    order = ORDER | {"arrivals": {"trace": "day.csv", "at": at}} | ({"ivr": menu} if menu else {})
    scenario = Scenario.model_validate(BASE | {"call_types": {"order": order}}, context={"folder": tmp_path})
    scenario._source = tmp_path / "day.yaml"
    assert len(first(draw_day(lay_out(scenario), 1))) == calls


def test_a_share_of_calls_that_ask_for_a_person_is_one_whatever_menu_each_type_has() -> None:
    """Of 1,000 that ask, 6 % are VIP although none of these is served by the menu; at the lines they are fewer."""
    order = {"arrivals": {"at": "offered", "per_interval": [1000, 0, 0, 0]}, "ivr": MENU}
    layout = laid_out(
        order, call_types={"order": ORDER | order, "vip": {"like": "order", "share": 0.06, "ivr": "none"}}
    )
    found = [expected(layout.scenario, each)[0] for each in layout.scenario.call_types.values()]
    assert found == pytest.approx([940, 60])
    drawn = first(draw_day(layout, 1))
    assert (drawn["call_type"] == 1).mean() == pytest.approx(60 / (940 / 0.6 + 60), abs=0.02)
