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


LATER = [
    (
        "scenario: small",
        "scenario: small\n{key}: 1",
        ["lines", "ivr", "wrap_up_limit", "incidents", "costs", "trunks", "menu"],
    ),
    (
        "billing: {}",
        "billing: {{{key}: 1}}",
        ["hours", "outside_hours", "queue_limit", "max_wait", "when_full", "last_agent"],
    ),
    ("    group:", "    {key}: 1\n    group:", ["like", "share", "ivr", "hold", "transfer", "retry"]),
    ("{per_interval", "{{{key}: attempts, per_interval", ["counts"]),
]


@pytest.mark.parametrize(
    ("stands", "instead", "key"), [(stands, instead, key) for stands, instead, keys in LATER for key in keys]
)
def test_keys_of_the_next_release_are_refused_by_name(
    good: str, loaded: Load, stands: str, instead: str, key: str
) -> None:
    said = only_problem(loaded, good.replace(stands, instead.format(key=key), 1))
    assert said[2] == f"`{key}` is not simulated by this version yet; remove it"


@pytest.mark.parametrize("condition", ['"queue > 20"', '"wait_estimate > 2min"', "unstaffed"])
def test_conditions_of_the_next_release_are_refused(good: str, loaded: Load, condition: str) -> None:
    said = only_problem(loaded, good.replace("all_busy", condition))
    assert "not simulated by this version yet" in said[2]


def test_all_problems_are_said_at_once(good: str, loaded: Load) -> None:
    text = good
    changes = (
        ("closes: ", "lines: 5\ncloses: "),
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
