"""Everything that may be wrong with a scenario is said with its line, its key and what may stand there."""

from collections.abc import Callable

import pytest

from scenarios import Scenario, ScenarioError

Load = Callable[[str], Scenario]

# What stands in the good file, what replaces it, then line, path and words of the one problem that follows.
BROKEN = [
    ("6, 7]}", "6, 7], columns: {offered: 量}}", 13, "call_types.bill.arrivals", "`columns` needs `table` or `trace`"),
    ("7]}", "7], busyness: {gamma: {mean: [1, 2], cv: 1}}}", 13, "call_types.bill.arrivals", "its mean is no list"),
    ("scenario: small", "scenario: 7", 1, "scenario", "7 stands there; a text is expected"),
    ("date: 2026-11-02", "date: 2026-13-02", 2, "date", "a date is written 2026-11-02"),
    ("date: 2026-11-02\n", "", 1, "date", "is missing; a day has"),
    ('closes: "10:00"', 'closes: "07:00"', 4, "closes", "07:00 is not after `opens` 08:00"),
    ('closes: "10:00"', 'closes: "10:10"', 1, "interval", "not a whole number of intervals"),
    ('closes: "10:00"', 'closes: "40:00"', 4, "closes", "more than a day"),
    ("scenario: small", "scenario: small\nreplicatons: 3", 2, "replicatons", "did you mean `replications`?"),
    ("scenario: small", "scenario: small\nreplications: 0", 2, "replications", "must be at least 1"),
    ("scenario: small", "scenario: small\nseed: 1.5", 2, "seed", "a whole number is expected"),
    ("scenario: small", "scenario: small\nwarm_up: 3h", 2, "warm_up", "nothing would be measured"),
    ("scenario: small", "scenario: small\nat_close: stay", 2, "at_close", "may be serve, dismiss"),
    ("scenario: small", "scenario: small\ntimezone: Mars", 2, "timezone", "a time zone is written"),
    ("scenario: small", "scenario: small\nchoose_call: longest_waitin", 2, "choose_call", "`longest_waiting`?"),
    ("scenario: small", "scenario: small\nabsence: {mean: 120%}", 2, "absence.mean", "between 0 and 1"),
    ("scenario: small", "scenario: small\nring: {no_answer_after: 0s}", 2, "ring.no_answer_after", "more than 0"),
    ("scenario: small", "scenario: small\nforecast_error: {sd: -8%}", 2, "forecast_error.sd", "at least 0"),
    ("billing: {}", "billing:", 6, "groups.billing", "an empty one is written {}"),
    ("billing: {}", "billing: {levels: frist}", 6, "groups.billing.levels", "did you mean `first`?"),
    ("billing: {}", "billing: {choose_agent: idlest}", 6, "groups.billing.choose_agent", "my_module:my_policy"),
    ("to: billing,", "to: biling,", 9, "groups.general.overflow[0].to", "did you mean `billing`?"),
    ("to: billing,", "to: general,", 9, "groups.general.overflow[0].to", "cannot overflow to itself"),
    ("when: all_busy", "when: busy", 9, "groups.general.overflow[0].when", "may be all_busy"),
    (", when: all_busy", "", 9, "groups.general.overflow[0]", "one of `when: all_busy` and `after"),
    ("  billing: {}", "  billing: {}\n  anyone: {}", 7, "groups.anyone", "every agent signed in"),
    (
        "    group: billing",
        "    grop: billing\n    group: billing",
        12,
        "call_types.bill.grop",
        "did you mean `group`?",
    ),
    ("    group: billing", "    group: biling", 12, "call_types.bill.group", "did you mean `billing`?"),
    ("    group: billing\n", "", 11, "call_types.bill.group", "is missing"),
    (
        "[4, 5, 6, 7]",
        "[4, 5, 6]",
        13,
        "call_types.bill.arrivals.per_interval",
        "3 values stand there; one for each of the 4",
    ),
    (
        "[4, 5, 6, 7]",
        "[4, -5, 6, 7]",
        13,
        "call_types.bill.arrivals.per_interval[1]",
        "-5 stands there; must be at least 0",
    ),
    ("[4, 5, 6, 7]", "[4, .nan, 6, 7]", 13, "call_types.bill.arrivals.per_interval[1]", "nan stands there"),
    ("{per_interval: [4, 5, 6, 7]}", "{rate: -3/h}", 13, "call_types.bill.arrivals.rate", "a rate is written 120/h"),
    ("{per_interval: [4, 5, 6, 7]}", "{}", 13, "call_types.bill.arrivals", "given by one of `per_interval`"),
    (
        "mean: 3min",
        "mean: 3parsec",
        14,
        "call_types.bill.talk.exponential.mean",
        "'3parsec' stands there; a duration is",
    ),
    ("exponential", "exponental", 14, "call_types.bill.talk.exponental", "did you mean `exponential`?"),
    ("mean: 3min", "mean: [1, 2]", 14, "call_types.bill.talk.exponential.mean", "2 values stand there"),
    ("{exponential: {mean: 3min}}", "never", 14, "call_types.bill.talk", "patience only"),
    ("count: 2", "count: 0", 16, "agents[0].count", "0 stands there; must be at least 1"),
    ("count: 2", "count: 2, name: li", 16, "agents[0]", "one of `name` (one person)"),
    ("count: 2", "count: 2, pace: 0", 16, "agents[0].pace", "must be more than 0"),
    ("count: 2", "count: 2, misses: 3", 16, "agents[0].misses", "between 0 and 1"),
    ("team: A, count: 2", "name: B-01", 17, "agents[1]", "`B-01` exists already, in entry 0"),
    ("shift: day", "shift: dy", 16, "agents[0].shift", "did you mean `day`?"),
    ("{billing: 1}, shift: day", "{billing: 1, generl: 2}", 16, "agents[0].skills.generl", "did you mean `general`?"),
    ("{billing: 1}", "{billing: 0}", 16, "agents[0].skills.billing", "must be at least 1"),
    ("{billing: 1}", "{}", 16, "agents[0].skills", "at least one is expected"),
    ("{billing: 1}", "{general: 1}", 12, "call_types.bill.group", "nobody serves group `billing`"),
    ("on_duty: [1, 2, 2, 1]", "on_duty: [1, 2, 2]", 17, "agents[1].on_duty", "one for each of the 4 intervals"),
    ("on_duty: [1, 2, 2, 1]", "on_duty: [0, 0, 0, 0]", 17, "agents[1]", "needs somebody"),
    ("on_duty: [1,", "shift: day, on_duty: [1,", 17, "agents[1]", "`on_duty` says when people are on"),
    (
        '["08:30", "09:30"]',
        '["07:30", "09:30"]',
        19,
        "shifts.day.breaks[0].between",
        "the window ends before it starts",
    ),
    ('["08:30", "09:30"]', '["08:30", "10:30"]', 19, "shifts.day.breaks[0].between", "outside the shift, 08:00–10:00"),
    ('between: ["08:30", "09:30"]', 'at: "08:30"', 19, "shifts.day.breaks[0]", "`waves` needs `between`"),
    ("waves: 2", "waves: 5", 19, "shifts.day.breaks[0].waves", "5 wave(s)"),
    ("for: 15min, waves: 2", "for: 0s", 19, "shifts.day.breaks[0].for", "must be more than 0"),
    ('off: "10:00"', 'off: "10:00", briefing: 105min', 19, "shifts.day.breaks", "as long as the shift"),
    ('off: "10:00"', 'off: "33:00"', 19, "shifts.day.off", "longer than 24 h"),
    # The rest of the floor.
    ("scenario: small", "scenario: small\nlines: 0", 2, "lines", "must be at least 1"),
    ("scenario: small", "scenario: small\nivr: {time: never}", 2, "ivr.time", "patience only"),
    ("scenario: small", "scenario: small\nivr: {self_service: 5%}", 2, "ivr.time", "is missing"),
    (
        "scenario: small",
        "scenario: small\nivr: {time: {constant: 9s}, self_service: 0.8, hang_up: 0.2}",
        2,
        "ivr",
        "together are less than 1",
    ),
    (
        "scenario: small",
        "scenario: small\nivr: {time: {constant: 9s}}",
        14,
        "call_types.bill.arrivals.at",
        "`at: lines`",
    ),
    (
        "{per_interval: [4, 5, 6, 7]}",
        "{at: offered, trace: calls.csv}\n    ivr: {time: {constant: 9s}}",
        13,
        "call_types.bill.arrivals.at",
        "do not pass the `ivr` again",
    ),
    ("scenario: small", "scenario: small\nwrap_up_limit: {after: 0s}", 2, "wrap_up_limit.after", "more than 0"),
    (
        "scenario: small",
        "scenario: small\nwrap_up_limit: {after: 2min, then: redy}",
        2,
        "wrap_up_limit.then",
        "may be ready",
    ),
    ("scenario: small", "scenario: small\ncosts: {agent_hour: -45}", 2, "costs.agent_hour", "at least 0"),
    ("scenario: small", "scenario: small\ncosts: {agent_hours: 45}", 2, "costs.agent_hours", "`agent_hour`?"),
    ("scenario: small", "scenario: small\ncosts: {currency: 元}", 2, "costs.currency", "three letters"),
    (
        "scenario: small",
        'scenario: small\nincidents: [{at: "09:00", for: 10min}]',
        2,
        "incidents[0]",
        "one of `fault: lines` and `multiply_arrivals",
    ),
    (
        "scenario: small",
        'scenario: small\nincidents: [{at: "09:00", for: 0s, fault: lines}]',
        2,
        "incidents[0].for",
        "more than 0",
    ),
    (
        "scenario: small",
        'scenario: small\nincidents: [{at: "09:00", for: 10min, fault: power}]',
        2,
        "incidents[0].fault",
        "may be lines",
    ),
    (
        "scenario: small",
        'scenario: small\nincidents: [{at: "10:00", for: 10min, fault: lines}]',
        2,
        "incidents[0].at",
        "10:00 is outside the day, 08:00–10:00",
    ),
    (
        "scenario: small",
        'scenario: small\nincidents: [{at: "09:00", for: 10min, multiply_arrivals: {bil: 2}}]',
        2,
        "incidents[0].multiply_arrivals.bil",
        "did you mean `bill`?",
    ),
    (
        "scenario: small",
        'scenario: small\nincidents: [{at: "09:00", for: 10min, multiply_arrivals: {bill: -1}}]',
        2,
        "incidents[0].multiply_arrivals.bill",
        "at least 0",
    ),
    ("billing: {}", 'billing: {hours: ["08:00"]}', 6, "groups.billing.hours", "at least"),
    ("billing: {}", 'billing: {hours: ["8", "10:00"]}', 6, "groups.billing.hours[0]", "a time of day is written"),
    ("billing: {}", 'billing: {hours: ["08:00", "08:00"]}', 6, "groups.billing.hours", "have no length"),
    ("billing: {}", 'billing: {hours: ["25:00", "26:00"]}', 6, "groups.billing.hours[0]", "begin before 24:00"),
    ("billing: {}", 'billing: {hours: ["08:00", "33:00"]}', 6, "groups.billing.hours", "longer than 24 h"),
    (
        "billing: {}",
        'billing: {hours: ["22:00", "06:00"]}',
        6,
        "groups.billing.hours",
        "never open while the centre is",
    ),
    ("billing: {}", "billing: {outside_hours: {deflect: busy}}", 6, "groups.billing", "`outside_hours` needs `hours`"),
    ("billing: {}", "billing: {when_full: {deflect: busy}}", 6, "groups.billing", "needs `queue_limit` or `max_wait`"),
    (
        "billing: {}",
        "billing: {queue_limit: 5, when_full: {deflect: bussy}}",
        6,
        "groups.billing.when_full.deflect",
        "did you mean `busy`?",
    ),
    ("billing: {}", "billing: {queue_limit: -1}", 6, "groups.billing.queue_limit", "at least 0"),
    ("billing: {}", "billing: {max_wait: 0s}", 6, "groups.billing.max_wait", "more than 0"),
    ("billing: {}", "billing: {priority_ageing: 60s}", 6, "groups.billing.priority_ageing", "written `1 per 60s`"),
    ("billing: {}", "billing: {priority_ageing: 0 per 60s}", 6, "groups.billing.priority_ageing", "`1 per 60s`"),
    ("billing: {}", "billing: {priority_ageing: 1 per 0s}", 6, "groups.billing.priority_ageing", "`1 per 60s`"),
    ("billing: {}", "billing: {priority_ageing: 1 per mile}", 6, "groups.billing.priority_ageing", "a duration is"),
    ("when: all_busy", 'when: "queue > many"', 9, "groups.general.overflow[0].when", '"queue > 20"'),
    ("when: all_busy", 'when: "queue < 20"', 9, "groups.general.overflow[0].when", '"queue > 20"'),
    ("when: all_busy", 'when: "wait_estimat > 2min"', 9, "groups.general.overflow[0].when", "`wait_estimate`?"),
    ("when: all_busy", 'when: "wait_estimate > 2mn"', 9, "groups.general.overflow[0].when", "a duration is"),
    ("when: all_busy", "when: unstafed", 9, "groups.general.overflow[0].when", "did you mean `unstaffed`?"),
    ("7]}", "7], counts: attempts}", 11, "call_types.bill", "`counts` in `arrivals` needs `retry`"),
    ("7]}", "7], counts: attempt}", 13, "call_types.bill.arrivals.counts", "did you mean `attempts`?"),
    ("mean: 3min}}", "mean: 3min}}\n    ivr: off", 15, "call_types.bill.ivr", "may be none, {time:"),
    ("mean: 3min}}", "mean: 3min}}\n    ivr: {}", 15, "call_types.bill.ivr.time", "is missing"),
    (
        "mean: 3min}}",
        "mean: 3min}}\n    hold: {chance: 2, each: {constant: 9s}}",
        15,
        "call_types.bill.hold.chance",
        "between 0 and 1",
    ),
    (
        "mean: 3min}}",
        "mean: 3min}}\n    hold: {chance: 20%, times: 0, each: {constant: 9s}}",
        15,
        "call_types.bill.hold.times",
        "at least 1",
    ),
    (
        "mean: 3min}}",
        "mean: 3min}}\n    hold: {chance: 20%, each: {exponential: {mean: [1, 2]}}}",
        15,
        "call_types.bill.hold.each.exponential.mean",
        "2 values stand there",
    ),
    ("mean: 3min}}", "mean: 3min}}\n    hold: {chance: 20%}", 15, "call_types.bill.hold.each", "is missing"),
    (
        "mean: 3min}}",
        "mean: 3min}}\n    transfer: {chance: 4%, to: genral, talk: {constant: 9s}}",
        15,
        "call_types.bill.transfer.to",
        "did you mean `general`?",
    ),
    (
        "mean: 3min}}",
        "mean: 3min}}\n    transfer: {chance: 4%, to: billing, talk: {constant: 9s}}",
        15,
        "call_types.bill.transfer.to",
        "cannot be transferred to it",
    ),
    (
        "mean: 3min}}",
        "mean: 3min}}\n    retry: {after_abandon: 100%, delay: {constant: 9s}}",
        15,
        "call_types.bill.retry.after_abandon",
        "must be less than 1",
    ),
    ("mean: 3min}}", "mean: 3min}}\n    retry: {after_busy: 60%}", 15, "call_types.bill.retry.delay", "is missing"),
    ("mean: 3min}}", "mean: 3min}}\n    share: 6%", 11, "call_types.bill", "`share` needs `like`"),
    ("agents:", "  vip: {like: bil, share: 6%}\nagents:", 15, "call_types.vip.like", "did you mean `bill`?"),
    ("agents:", "  vip: {like: bill}\nagents:", 15, "call_types.vip.arrivals", "is missing"),
    ("agents:", "  vip: {like: bill, share: 106%}\nagents:", 15, "call_types.vip.share", "between 0 and 1"),
    ("agents:", "  vip: {like: bill, share: 100%}\nagents:", 15, "call_types.vip.share", "add up to 100%"),
    (
        "agents:",
        "  vip: {like: bill, share: 6%, arrivals: {rate: 1/h}}\nagents:",
        15,
        "call_types.vip.arrivals",
        "remove `arrivals` or `share`",
    ),
    (
        "agents:",
        "  vip: {like: bill, share: 6%}\n  gold: {like: vip, share: 6%}\nagents:",
        16,
        "call_types.gold.like",
        "itself like another type",
    ),
    # What the other type has wrong is said there only.
    (
        "mean: 3min}}",
        "mean: [1, 2]}}\n  vip: {like: bill, share: 6%}",
        14,
        "call_types.bill.talk.exponential.mean",
        "2 values stand there",
    ),
]


def only_problem(load: Load, text: str) -> tuple[int, str, str]:
    with pytest.raises(ScenarioError) as caught:
        load(text)
    lines = [str(problem) for problem in caught.value.problems]
    assert len(lines) == 1, lines
    place, path, message = lines[0].split(": ", 2)
    return int(place.rsplit(":", 1)[1]), path, message


@pytest.mark.parametrize(("stands", "instead", "line", "path", "words"), BROKEN, ids=lambda value: str(value)[:40])
def test_one_mistake_is_said_once(
    good: str, loaded: Load, stands: str, instead: str, line: int, path: str, words: str
) -> None:
    assert stands in good
    said = only_problem(loaded, good.replace(stands, instead, 1))
    assert said[:2] == (line, path)
    assert words in said[2]


def test_all_problems_are_said_at_once(good: str, loaded: Load) -> None:
    text = good
    changes = (
        ("closes: ", "lines: 0\ncloses: "),
        ("to: billing", "to: nobody"),
        ("mean: 3min", "mean: -1s"),
        ("count: 2", "count: 0"),
    )
    for stands, instead in (*changes, ("[1, 2, 2, 1]", "[1]"), ("waves: 2", "waves: 9")):
        text = text.replace(stands, instead, 1)
    with pytest.raises(ScenarioError) as caught:
        loaded(text)
    assert [problem.line for problem in caught.value.problems] == [4, 10, 15, 17, 18, 20]
    assert len(str(caught.value).splitlines()) == 6


def test_a_mistake_hides_no_other_reference_and_invents_none(good: str, loaded: Load) -> None:
    with pytest.raises(ScenarioError) as caught:
        loaded(good.replace("billing: {}", "billing: {colour: red}").replace("shift: day", "shift: dya"))
    assert [problem.path for problem in caught.value.problems] == [
        ("groups", "billing", "colour"),
        ("agents", 0, "shift"),
    ]


def test_a_duration_study_has_no_day(good: str, loaded: Load) -> None:
    study = good.replace("date: 2026-11-02", "duration: 2h")
    with pytest.raises(ScenarioError) as caught:
        loaded(study)
    assert [problem.path for problem in caught.value.problems if len(problem.path) == 1] == [("opens",), ("closes",)]
    bare = study.replace('opens: "08:00"\ncloses: "10:00"\n', "")
    with pytest.raises(ScenarioError, match="this study names none"):
        loaded(bare)
    scenario = loaded(bare.replace("duration: 2h", "duration: 2h\ninterval: 30min"))
    assert (scenario.opens, scenario.closes, scenario.interval_count) == (0, 7_200_000_000, 4)
    assert not {"opens", "closes", "date"} & set(scenario.resolved())


def test_a_night_shift_crosses_midnight(good: str, loaded: Load) -> None:
    night = 'day: {on: "22:00", off: "06:00", breaks: [{at: "01:00", for: 30min}]}'
    scenario = loaded(good[: good.index("  day: {on")] + f"  {night}\n")
    shift = scenario.shifts["day"]
    hour = 3_600_000_000
    assert (shift.ends, shift.starts(shift.breaks[0])) == (30 * hour, [25 * hour])


def test_waves_are_spread_over_their_window(good: str, loaded: Load) -> None:
    shift = loaded(good).shifts["day"]
    minute = 60_000_000
    assert [start // minute for start in shift.starts(shift.breaks[0])] == [510, 555]
