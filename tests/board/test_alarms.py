"""Alarms rise at their limit, stay until things are clearly better, and remember since when."""

from acd.live.board.alarms import judge

GROUP = {
    "waiting": 0, "longest_waiting": None, "longest_limit": 120.0, "waiting_limit": 10, "within": 20.0, "ready": 1,
    "signed_in": 3, "not_ready": 0, "offered": 100, "service_level": 0.9, "target": 0.8, "abandon_rate": 0.02,
}  # fmt: skip
AGENT = {
    "state": "ready", "since": 0.0, "state_limit": None, "missed": 0, "phone": "registered", "help_since": None,
    "longest_shift_wrap_up_and_not_ready": 0.0, "wrap_up_and_not_ready_limit": 1800.0,
}  # fmt: skip


def course(*moments, scope="groups", entry=GROUP):
    """The rules open after each moment, for one subject; moments are what differs from a quiet one."""
    alarms, seen = (), []
    for t, change in enumerate(moments):
        empty = {"groups": {}, "agents": {}}
        alarms = judge({"t": float(t), **empty, scope: {"x": entry | change}}, alarms)
        seen.append({alarm.rule: alarm.since for alarm in alarms})
    return seen


def of_agent(*moments):
    return course(*moments, scope="agents", entry=AGENT)


def test_a_service_level_alarm_stays_until_clearly_above_the_target():
    levels = [{"service_level": level} for level in (0.9, 0.79, 0.81, 0.82, 0.81)]
    assert course(*levels) == [{}, {"service_level": 1.0}, {"service_level": 1.0}, {}, {}]


def test_few_calls_or_no_promise_raise_no_alarm():
    assert course({"service_level": 0.1, "offered": 19}, {"service_level": 0.1, "target": None}) == [{}, {}]


def test_a_queue_clears_well_below_its_limit():
    assert course(*({"waiting": n} for n in (9, 10, 7, 6, 9))) == [{}, {"queue": 1.0}, {"queue": 1.0}, {}, {}]


def test_the_longest_wait():
    waits = [{"waiting": 1, "longest_waiting": wait} for wait in (119.0, 120.0, 84.0, 83.0)]
    assert [set(seen) for seen in course(*waits)] == [set(), {"longest_wait"}, {"longest_wait"}, set()]


def test_nobody_ready_counts_when_the_promise_is_past():
    nobody = {"ready": 0, "waiting": 1}
    seen = course(*(nobody | {"longest_waiting": wait} for wait in (19.0, 20.0)), {"ready": 1, "waiting": 1})
    assert seen == [{}, {"nobody_ready": 1.0}, {}]


def test_a_group_without_anybody_at_work():
    gone = {"ready": 0, "signed_in": 2, "not_ready": 2}
    assert course(gone, gone | {"waiting": 1, "longest_waiting": 1.0}) == [{}, {"unstaffed": 1.0}]


def test_abandonment_clears_at_what_is_reasonable():
    rates = [{"abandon_rate": rate} for rate in (0.05, 0.06, 0.04, 0.03, 0.04)]
    assert course(*rates) == [{}, {"abandon_rate": 1.0}, {"abandon_rate": 1.0}, {}, {}]


def test_not_ready_beyond_its_budget_and_back():
    away = {"state": "not_ready", "since": -899.0, "state_limit": 900.0}
    assert of_agent(away, away, {}) == [{}, {"not_ready": 1.0}, {}]


def test_authorised_time_has_no_limit():
    assert of_agent({"state": "not_ready", "since": -99999.0}) == [{}]


def test_two_missed_rings_in_a_row():
    assert of_agent({"missed": 1}, {"missed": 2}, {"missed": 0}) == [{}, {"missed_rings": 1.0}, {}]


def test_help_a_lost_phone_and_a_long_pause():
    assert of_agent({"help_since": 0.0}, {"phone": "lost"}, {"longest_shift_wrap_up_and_not_ready": 1800.0}) == [
        {"help": 0.0},
        {"phone_lost": 1.0},
        {"pause": 2.0},
    ]


def test_a_group_is_staffed_again_when_somebody_is_back():
    gone = {"ready": 0, "signed_in": 2, "not_ready": 2, "waiting": 1, "longest_waiting": 1.0}
    assert course(gone, gone | {"signed_in": 3}) == [{"unstaffed": 0.0}, {}]


def test_help_and_a_lost_phone_clear_when_they_are_over():
    amiss = {"help_since": 0.0, "phone": "lost"}
    assert of_agent(amiss, {}) == [{"help": 0.0, "phone_lost": 0.0}, {}]


def test_who_signs_out_is_nobodys_alarm():
    amiss = {"phone": "lost", "missed": 3, "longest_shift_wrap_up_and_not_ready": 2000.0}
    assert of_agent(amiss, amiss | {"state": "signed_out"})[1] == {}
