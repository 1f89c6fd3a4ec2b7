"""What the rest of the floor is once it is read: typed values, what is taken over, what stands again in the file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios import Scenario, load
from scenarios.schema.groups import Ageing, Deflect
from scenarios.values import HOUR

Load = Callable[[str], Scenario]
SECOND = 1_000_000

EVERYTHING = """\
scenario: everything
date: 2026-11-02
opens: "08:00"
closes: "10:00"
lines: 40
ivr: {time: {lognormal: {mean: 25s, cv: 0.6}}, self_service: 35%, hang_up: 3%}
wrap_up_limit: {after: 2min, then: ready}
costs: {agent_hour: 45, line_minute: 0.06, currency: EUR}
groups:
  billing:
    hours: ["22:00", "09:30"]
    outside_hours: {deflect: callback}
    queue_limit: 60
    max_wait: 10min
    when_full: {deflect: busy}
    priority_ageing: 2 per 90s
    overflow:
      - {to: general, when: "queue > 20"}
      - {to: general, when: wait_estimate>2min}
      - {to: general, when: unstaffed}
      - {to: anyone, after: 45s}
  general: {}
call_types:
  bill:
    group: billing
    arrivals: {at: offered, per_interval: [4, 5, 6, 7], counts: attempts}
    talk: {exponential: {mean: [1min, 2min, 3min, 4min]}}
    hold: {chance: 20%, times: 2, each: {exponential: {mean: 18s}}}
    transfer: {chance: 4%, to: general, talk: {exponential: {mean: 90s}}}
    retry: {after_abandon: 30%, after_busy: 60%, delay: {exponential: {mean: 8min}}}
  vip: {like: bill, share: 6%, segment: vip, priority: 5, ivr: none}
  night: {like: bill, arrivals: {at: lines, rate: 3/h}, ivr: {time: {constant: 5s}}}
agents:
  - {team: A, count: 2, skills: {billing: 1, general: 2}}
incidents:
  - {at: "08:30", for: 10min, fault: lines}
  - {at: "09:00", for: 1h, multiply_arrivals: {bill: 1.6, vip: 0}}
"""


@pytest.fixture
def everything(loaded: Load) -> Scenario:
    return loaded(EVERYTHING)


def test_limits_and_hours_of_a_group(everything: Scenario) -> None:
    billing, general = everything.groups["billing"], everything.groups["general"]
    assert (billing.open_from_to, general.open_from_to) == ((22 * HOUR, 33 * HOUR + HOUR // 2), None)
    assert (billing.outside_hours, billing.when_full) == (Deflect(deflect="callback"), Deflect(deflect="busy"))
    assert (general.outside_hours, general.when_full) == (None, None)
    assert (billing.queue_limit, billing.max_wait) == (60, 600 * SECOND)
    assert billing.priority_ageing == Ageing(2, 90 * SECOND)


def test_conditions_of_overflow_are_a_word_and_a_threshold(everything: Scenario) -> None:
    assert [(step.condition, step.threshold) for step in everything.groups["billing"].overflow] == [
        ("queue", 20),
        ("wait_estimate", 120 * SECOND),
        ("unstaffed", 0),
        ("after", 45 * SECOND),
    ]


def test_a_type_is_like_another_but_for_what_it_says(everything: Scenario) -> None:
    bill, vip, night = everything.call_types.values()
    assert (vip.talk, vip.transfer, vip.arrivals) == (bill.talk, bill.transfer, bill.arrivals)
    assert (vip.segment, vip.priority, bill.segment) == ("vip", 5, "normal")
    assert (night.retry, night.arrivals.rate) == (bill.retry, 3)


def test_a_type_has_the_menu_of_the_centre_its_own_or_none(everything: Scenario) -> None:
    bill, vip, night = (everything.menu(call_type) for call_type in everything.call_types.values())
    assert bill is everything.ivr
    assert bill is not None
    assert bill.onward == pytest.approx(0.62)
    assert vip is None
    assert night is not None
    assert night.time.average() == 5


def test_incidents_last_a_while(everything: Scenario) -> None:
    fault, surge = everything.incidents
    assert (fault.fault, fault.at, fault.ends) == ("lines", 8.5 * HOUR, 8.5 * HOUR + 600 * SECOND)
    assert surge.multiply_arrivals == {"bill": 1.6, "vip": 0}


def test_everything_loads_again_from_what_it_resolves_to(everything: Scenario, tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(json.dumps(everything.resolved()), "utf-8")
    loaded = load(again)
    assert loaded.resolved() == everything.resolved()
    assert loaded.call_types == everything.call_types
    assert loaded.groups == everything.groups


def test_an_override_of_one_type_is_taken_over_by_those_like_it(tmp_path: Path) -> None:
    file = tmp_path / "everything.yaml"
    file.write_text(EVERYTHING, "utf-8")
    scenario = load(file, ["call_types.bill.balk=4%", "call_types.vip.share=10%"])
    assert [call_type.balk for call_type in scenario.call_types.values()] == [0.04, 0.04, 0.04]
    assert scenario.call_types["vip"].share == 0.1
