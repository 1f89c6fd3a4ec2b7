"""The search for a remedy, with a centre that answers as planted: only the right change helps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from acd.language import speak
from scenarios import Scenario, load
from scenarios.values import time_of_day
from simulator.remedy import Remedy, find_remedy, furthest_off, promises

CENTRE = """\
scenario: planted
opens: "08:00"
closes: "12:00"
date: 2026-11-02
groups:
  billing: {service_level: {target: 80%, chance: 80%}, overflow: [{to: general, after: 30s}]}
  general: {service_level: {target: 80%}}
  spare: {}
call_types:
  bill: {group: billing, arrivals: {rate: 60/h}, talk: {constant: 1min}}
  other: {group: general, arrivals: {rate: 60/h}, talk: {constant: 1min}}
  few: {group: spare, arrivals: {rate: 6/h}, talk: {constant: 1min}}
agents:
  - {team: A, count: 4, skills: {billing: 1}, shift: all}
  - {team: B, count: 3, skills: {general: 1, billing: 2}, shift: short}
  - {team: C, skills: {spare: 1}, on_duty: [1, 1, 1, 1, 1, 1, 1, 1]}
shifts:
  all: {on: "08:00", off: "12:00", breaks: [{between: ["09:30", "10:30"], for: 15min, waves: 4, reason: rest}]}
  short: {on: "10:15", off: "12:00"}
"""

Kept = Callable[[Scenario], dict[str, float]]
"""The chance of each group under a scenario."""


class Planted:
    """Answers with the chances that were planted; levels follow the chances, the worst interval is 10:00."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.tried: list[Scenario] = []

    def __call__(self, scenario: Scenario) -> dict[str, Any]:
        self.tried.append(scenario)
        return self.document(scenario)

    def document(self, scenario: Scenario) -> dict[str, Any]:
        kept = {"billing": 0.1, "general": 1.0} | self.kept(scenario)
        occupancy = {"billing": 0.9, "general": 0.5, "spare": 0.2}
        level = {group: 0.5 + kept.get(group, 1.0) / 4 for group in occupancy}
        figures = {
            group: {
                "offered": {"mean": 100.0},
                "service_level": {"mean": level[group]},
                "occupancy": {"mean": occupied},
            }
            for group, occupied in occupancy.items()
        }
        intervals = [
            {"start": start, "groups": {group: _at(start, level[group]) for group in occupancy}}
            for start in ("08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30")
        ]
        chance = {f"{group}.service_level": {"share": share, "low": 0.0, "high": 1.0} for group, share in kept.items()}
        return {"replications": 20, "chance": chance, "groups": figures, "intervals": intervals}


def _at(start: str, level: float) -> dict[str, Any]:
    return {"offered": {"mean": 12.0}, "service_level": {"mean": 0.2 if start == "10:00" else level}}


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    file = tmp_path / "planted.yaml"
    file.write_text(CENTRE, "utf-8")
    return load(file)


def search(scenario: Scenario, kept: Kept, **more: Any) -> tuple[Remedy | None, Planted]:
    planted = Planted(kept)
    return find_remedy(scenario, planted.document(scenario), planted, **more), planted


def overrides(remedy: Remedy | None) -> list[str]:
    assert remedy is not None
    return [each for change in remedy.changes for each in change.overrides]


def well_if(condition: Callable[[Scenario], bool]) -> Kept:
    return lambda scenario: {"billing": 1.0 if condition(scenario) else 0.1}


def breaks_moved(scenario: Scenario) -> bool:
    return scenario.shifts["all"].breaks[0].between != [time_of_day("09:30"), time_of_day("10:30")]


def test_breaks_moved_out_of_the_worst_interval_cost_nothing(scenario: Scenario) -> None:
    remedy, planted = search(scenario, well_if(breaks_moved))
    assert overrides(remedy) == ['shifts.all.breaks[0].between=["09:00", "10:00"]']
    assert remedy is not None
    assert (remedy.hours, remedy.enough, remedy.chance_before, remedy.chance) == (0.0, True, 0.1, 1.0)
    assert len(planted.tried) <= 12


def test_overflow_goes_to_the_least_occupied_group(scenario: Scenario) -> None:
    remedy, _planted = search(scenario, well_if(lambda s: s.groups["billing"].overflow[0].when == "all_busy"))
    assert overrides(remedy) == [
        'groups.billing.overflow=[{"to": "spare", "when": "all_busy"}, {"to": "general", "after": 30}]'
    ]


@pytest.mark.parametrize(("enough", "found"), [(1, 1), (2, 2), (3, 3), (4, 5)])
def test_no_more_people_than_are_enough(scenario: Scenario, enough: int, found: int) -> None:
    remedy, planted = search(scenario, well_if(lambda s: s.agents[0].people >= 4 + enough))
    assert overrides(remedy) == [f"agents[team=A,shift=all].count=+{found}"]
    assert remedy is not None
    assert remedy.hours == 4.0 * found
    assert remedy.tried == len(planted.tried) - 1


def test_a_shift_that_begins_too_late_begins_earlier(scenario: Scenario) -> None:
    remedy, _planted = search(scenario, well_if(lambda s: s.shifts["short"].on == time_of_day("09:45")))
    assert overrides(remedy) == ['shifts.short.on="09:45"']
    assert remedy is not None
    assert remedy.hours == 1.5


def test_the_cheaper_of_two_that_are_enough_is_found(scenario: Scenario) -> None:
    remedy, _planted = search(
        scenario, well_if(lambda s: s.agents[0].people > 4 or s.shifts["short"].on == time_of_day("09:45"))
    )
    assert overrides(remedy) == ['shifts.short.on="09:45"']


def test_a_dearer_one_tried_later_does_not_take_its_place(scenario: Scenario) -> None:
    assert scenario.source is not None
    long = ["shifts.short.on=08:00", "shifts.short.off=14:00"]
    changed = load(scenario.source, long)
    more = well_if(lambda s: s.agents[0].people > 4 or s.agents[1].people > 3)
    remedy, _planted = search(changed, more, overrides=long)
    assert overrides(remedy) == ["agents[team=A,shift=all].count=+1"]


def test_breaks_keep_their_distance_from_others(scenario: Scenario) -> None:
    assert scenario.source is not None
    meal = ['shifts.all.breaks=[{between: ["09:30", "10:30"], for: 15min, waves: 4}, {at: "08:30", for: 15min}]']
    remedy, _planted = search(load(scenario.source, meal), well_if(breaks_moved), overrides=meal)
    assert overrides(remedy) == ['shifts.all.breaks[0].between=["10:30", "11:30"]']


def test_two_changes_together_where_one_is_not_enough(scenario: Scenario) -> None:
    def kept(changed: Scenario) -> dict[str, float]:
        return {"billing": 0.1 + 0.4 * breaks_moved(changed) + 0.3 * (changed.agents[0].people >= 6)}

    remedy, planted = search(scenario, kept)
    assert overrides(remedy) == [
        'shifts.all.breaks[0].between=["09:00", "10:00"]',
        "agents[team=A,shift=all].count=+2",
    ]
    assert remedy is not None
    assert remedy.enough
    assert len(planted.tried) <= 12


def test_where_nothing_is_enough_the_most_helpful_is_told(scenario: Scenario) -> None:
    remedy, planted = search(scenario, lambda s: {"billing": 0.1 + 0.01 * s.agents[0].people + 0.3 * breaks_moved(s)})
    assert remedy is not None
    assert not remedy.enough
    assert overrides(remedy)[0].startswith("shifts.all.breaks")
    assert remedy.chance > remedy.chance_before
    assert len(planted.tried) <= 12


def test_a_change_that_costs_another_group_its_promise_is_no_remedy(scenario: Scenario) -> None:
    def kept(changed: Scenario) -> dict[str, float]:
        moved = breaks_moved(changed)
        return {"billing": 1.0 if moved else 0.1, "general": 0.2 if moved else 1.0}

    remedy, _planted = search(scenario, kept)
    assert remedy is not None
    assert (remedy.changes, remedy.enough) == ((), False)


def test_what_helps_nothing_is_not_told(scenario: Scenario) -> None:
    remedy, planted = search(scenario, lambda _scenario: {})
    assert remedy is not None
    assert remedy.changes == ()
    assert remedy.tried == len(planted.tried) - 1 > 3


def test_the_overrides_of_the_run_stay(scenario: Scenario) -> None:
    assert scenario.source is not None
    changed = load(scenario.source, ["agents[team=A].count=9"])
    _remedy, planted = search(changed, lambda _scenario: {}, overrides=["agents[team=A].count=9"])
    assert {each.agents[0].people for each in planted.tried} >= {9, 14}
    assert min(each.agents[0].people for each in planted.tried) == 9


def test_a_budget_is_kept(scenario: Scenario) -> None:
    _remedy, planted = search(scenario, lambda _scenario: {}, budget=4)
    assert len(planted.tried) == 4


def test_no_search_where_every_promise_is_kept(scenario: Scenario) -> None:
    remedy, planted = search(scenario, lambda _scenario: {"billing": 0.8})
    assert remedy is None
    assert planted.tried == []


def test_furthest_off_is_the_group_with_the_widest_gap(scenario: Scenario) -> None:
    document = Planted(lambda _scenario: {"billing": 0.7, "general": 0.5}).document(scenario)
    found = promises(scenario, document)
    assert [(each.group, each.wanted, each.stated) for each in found] == [
        ("billing", 0.8, True),
        ("general", 0.9, False),
    ]
    worst = furthest_off(found, document)
    assert worst is not None
    assert worst.group == "general"


def test_the_same_search_finds_the_same(scenario: Scenario) -> None:
    def kept(changed: Scenario) -> dict[str, float]:
        return {"billing": 0.1 + 0.04 * changed.agents[0].people}

    assert search(scenario, kept)[0] == search(scenario, kept)[0]


def test_a_change_is_said_in_chinese(scenario: Scenario) -> None:
    remedy, _planted = search(scenario, well_if(breaks_moved))
    speak("zh")
    assert remedy is not None
    assert remedy.changes[0].said(scenario) == "把 all 班的休息（rest）从 09:30–10:30 移到 09:00–10:00"


def test_on_duty_grows_around_the_worst_interval(tmp_path: Path) -> None:
    file = tmp_path / "on_duty.yaml"
    lines = CENTRE.replace(
        "count: 4, skills: {billing: 1}, shift: all", "skills: {billing: 1}, on_duty: [4, 4, 4, 4, 4, 4, 4, 4]"
    )
    file.write_text(lines, "utf-8")
    scenario = load(file)
    remedy, _planted = search(scenario, well_if(lambda s: (s.agents[0].on_duty or [])[4] >= 6))
    assert overrides(remedy) == [f"agents[0].on_duty[{k}]=+2" for k in (3, 4, 5)]
    assert remedy is not None
    assert remedy.hours == 3.0
