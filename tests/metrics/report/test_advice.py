"""Advice: for each rule a ledger of which it must speak, and one of which it must not (`kpi.md` 1.M, V-1, V-23)."""

from typing import Any

import pytest

from acd.errors import HuawuError
from acd.events import Kind
from acd.language import speak
from metrics.ledger.header import Person
from metrics.ledger.ledger import Ledger
from metrics.report import document
from metrics.report.advice import RULES, Thresholds, conclusion, meanings, thresholds_of

HOUR = 3600


@pytest.fixture(autouse=True)
def _english() -> Any:
    speak("en")
    yield
    speak(None)


def advice(day: Any, limits: Thresholds | None = None) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = document(Ledger.of(day.header, day.events()), limits)["advice"]
    return told


def spoken(day: Any, rule: str, limits: Thresholds | None = None) -> list[dict[str, Any]]:
    return [each for each in advice(day, limits) if each["rule"] == rule]


def queueing(make_day: Any, share: float, gone: float, calls: int = 100, first: float = 8 * HOUR) -> Any:
    """Calls within half an hour, of which a share queues and a share hangs up."""
    day = make_day(measured=(8 * HOUR * 1_000_000, 12 * HOUR * 1_000_000))
    day.sign_in(8 * HOUR, 0)
    add_calls(day, share, gone, calls, first)
    return day


def add_calls(day: Any, share: float, gone: float, calls: int, first: float) -> None:
    before = len(day.rows)
    for k in range(calls):
        t = first + 1800 * k / calls
        call = before + k
        day.offer(t, call)
        if k < round(share * calls):
            day.queue(t, call)
        if k < round(gone * calls):
            day.abandon(t + 6, call)
        else:
            day.ring(t + 6, call)
            day.answer(t + 7, call)
            day.end(t + 9, call)


def test_v23_many_queue_and_many_hang_up(make_day: Any) -> None:
    (told,) = spoken(queueing(make_day, 0.60, 0.12), "D-2a")
    assert told["scope"] == {"group": "g0", "periods": ["08:00–08:30"]}
    assert told["figures"] == {"offered": 100, "queue_ratio": 0.6, "abandon_rate": 0.12}
    assert told["text"] == (
        "g0, over the day, above all 08:00–08:30: 60% of calls have to queue and 12.0% hang up. "
        "The people on cannot cope: add people."
    )
    assert not spoken(queueing(make_day, 0.60, 0.12), "D-2b")


def test_v23_many_queue_and_few_hang_up(make_day: Any) -> None:
    (told,) = spoken(queueing(make_day, 0.60, 0.02), "D-2b")
    assert "no need to add people" in told["text"]
    assert not spoken(queueing(make_day, 0.60, 0.02), "D-2a")


@pytest.mark.parametrize(
    ("share", "gone", "calls"),
    [(0.40, 0.12, 100), (0.40, 0.02, 100), (0.60, 0.04, 100), (0.60, 0.12, 15), (0.60, 0.0, 15)],
)
def test_few_queue_or_hardly_any_call(make_day: Any, share: float, gone: float, calls: int) -> None:
    told = advice(queueing(make_day, share, gone, calls))
    assert [each for each in told if each["rule"].startswith("D-2")] == []


def test_a_crowded_hour_of_an_easy_day(make_day: Any) -> None:
    """Half past eight is crowded, the two hours after it are not: people are to be added then."""
    day = queueing(make_day, 0.70, 0.20, 40, first=8.5 * HOUR)
    for k in range(4):
        add_calls(day, 0.0, 0.0, 60, (9.5 + k / 2) * HOUR)
    (told,) = spoken(day, "D-2a")
    assert told["scope"]["periods"] == ["08:30–09:00"]
    assert told["text"].startswith("g0, 08:30–09:00: 70% of calls have to queue and 20.0% hang up.")


def test_what_is_high_can_be_said(make_day: Any) -> None:
    day = queueing(make_day, 0.60, 0.12)
    assert not spoken(day, "D-2a", thresholds_of(["queue_ratio=70%"]))
    assert spoken(day, "D-2b", thresholds_of(["abandoned_low = 0.2"]))


@pytest.mark.parametrize("word", ["queue_ration=1", "queue_ratio", "queue_ratio=much", "calls=-1", "calls=nan"])
def test_what_cannot_be_meant_is_refused(word: str) -> None:
    with pytest.raises(HuawuError, match=f"--advice {word}"):
        thresholds_of([word])


def overflowing(make_day: Any, recount: bool = False, over: int = 15) -> Any:
    """V-1: A answers 80 of 100, B 48 of its own 50 and some that overflow from A."""
    day = make_day(groups=2, agents=2)
    fates = [(0, 0)] * (95 - over) + [(0, 1)] * over + [(0, None)] * 5 + [(1, 1)] * 48 + [(1, None)] * 2
    for agent in range(2):
        day.sign_in(0, agent)
    for call, (group, by) in enumerate(fates):
        t = 100 * call
        day.offer(t, call, group)
        if by is None:
            day.abandon(t + 30, call, group)
            continue
        if by != group:
            day.at(t, Kind.CALL_OVERFLOWED, call, group, -1, by, 0, int(recount))
        day.ring(t, call, by, by)
        day.answer(t + 5, call, by, by)
        day.end(t + 60, call, by, by)
    return day


def test_v1_a_group_that_answers_more_than_its_own(make_day: Any) -> None:
    (told,) = spoken(overflowing(make_day), "D-3")
    assert told["scope"] == {"group": "g1"}
    assert told["figures"] == {"offered": 50, "answered": 63, "answer_rate": 1.26, "overflowed_in": 15}
    assert told["text"].startswith("g1 answers 126% of the calls offered to it, since calls overflow in from g0.")


def test_a_group_that_is_short_itself_has_none_to_give(make_day: Any) -> None:
    day = overflowing(make_day)
    assert "short of people" not in spoken(day, "D-3")[0]["text"]
    day.header.config = {"groups": {"g1": {"service_level": {"target": 1.0}}}}
    assert "it is short of people itself and has none to give." in spoken(day, "D-3")[0]["text"]


@pytest.mark.parametrize(("recount", "over"), [(True, 15), (False, 2)])
def test_recounted_or_little_overflow_leans_nowhere(make_day: Any, recount: bool, over: int) -> None:
    assert not spoken(overflowing(make_day, recount, over), "D-3")


def test_calls_queue_at_a_peak(make_day: Any) -> None:
    day = queueing(make_day, 0.30, 0.0, 100, first=10 * HOUR)
    add_calls(day, 0.1, 0.0, 50, 8 * HOUR)
    (told,) = spoken(day, "D-8")
    assert told["scope"] == {"group": "g0", "periods": ["10:00–10:30"]}
    assert told["figures"] == {"queued": 35, "share": round(30 / 35, 6)}
    assert told["text"].startswith("g0: 86% of the 35 calls that queue do so in 10:00–10:30.")


def test_the_end_of_the_last_interval_is_known(make_day: Any) -> None:
    (told,) = spoken(queueing(make_day, 0.30, 0.0, 100, first=11.5 * HOUR), "D-8")
    assert told["scope"]["periods"] == ["11:30–12:00"]


def test_what_is_named_is_what_is_counted(make_day: Any) -> None:
    """Four crowded half hours, of which the three with most queueing are named: only their calls are counted."""
    day = queueing(make_day, 0.60, 0.30, 20)
    for k, calls in enumerate((30, 60, 40), 9):
        add_calls(day, 0.60, 0.30, calls, k * HOUR)
    for k in range(8, 12):
        add_calls(day, 0.0, 0.0, 60, (k + 0.5) * HOUR)
    (told,) = spoken(day, "D-2a")
    assert told["scope"]["periods"] == ["09:00–09:30", "10:00–10:30", "11:00–11:30"]
    assert told["figures"] == {"offered": 130, "queue_ratio": 0.6, "abandon_rate": 0.3}


@pytest.mark.parametrize(("share", "calls"), [(0.3, 100), (0.9, 8)])
def test_an_even_day_or_a_short_queue_has_no_peak(make_day: Any, share: float, calls: int) -> None:
    day = queueing(make_day, share, 0.0, calls)
    for k in range(1, 8 if calls > 50 else 1):
        add_calls(day, share, 0.0, calls, (8 + k / 2) * HOUR)
    assert not spoken(day, "D-8")


def staffed(make_day: Any, work: list[tuple[str, int, float]], novices: int = 0) -> Any:
    """For each agent a team, calls answered and the talk of each, in eight hours; the last may be novices."""
    people = [
        Person(f"a{k}", team, "novice" if k >= len(work) - novices else "experienced", {"g0": 1})
        for k, (team, _calls, _talk) in enumerate(work)
    ]
    day = make_day(agents=len(work), people=people, measured=(0, 8 * HOUR * 1_000_000))
    for agent, (_team, calls, talk) in enumerate(work):
        day.sign_in(0, agent)
        for k in range(calls):
            t, call = 8 * HOUR * k / calls, 1000 * agent + k
            day.offer(t, call)
            day.ring(t, call, agent)
            day.answer(t, call, agent)
            day.end(t + talk, call, agent)
        day.sign_out(8 * HOUR, agent)
    return day


ALIKE = [("A", 80, 200.0), ("A", 84, 190.0), ("A", 76, 210.0), ("A", 82, 195.0)]


def test_busier_with_fewer_calls(make_day: Any) -> None:
    (told,) = spoken(staffed(make_day, [*ALIKE, ("A", 50, 420.0)]), "D-1a")
    assert told["scope"] == {"team": "A", "agents": ["a4"]}
    assert told["figures"]["on_post_occupancy"] == round(50 * 420 / 28_800, 6)
    assert (told["figures"]["answered_per_hour"], told["figures"]["usual_per_hour"]) == (6.25, 10)
    assert told["text"].startswith("a4: on calls 73% of the time (56% is usual")


def test_less_busy_with_more_calls(make_day: Any) -> None:
    (told,) = spoken(staffed(make_day, [*ALIKE, ("A", 110, 90.0)]), "D-1b")
    assert told["scope"]["agents"] == ["a4"]
    assert "Listen to recordings" in told["text"]


@pytest.mark.parametrize(
    "other",
    [
        ("A", 70, 260.0),  # fewer calls by less than chance brings about
        ("A", 50, 340.0),  # fewer calls and as busy as the others
        ("A", 110, 240.0),  # more calls and busier
        ("B", 50, 420.0),  # of another team, where nobody is like
        ("A", 0, 0.0),
    ],
)
def test_people_who_are_alike_or_whom_nobody_is_like(make_day: Any, other: tuple[str, int, float]) -> None:
    told = advice(staffed(make_day, [*ALIKE, other]))
    assert [each for each in told if each["rule"] in ("D-1a", "D-1b")] == []


def test_a_novice_is_not_compared_with_the_experienced(make_day: Any) -> None:
    assert not spoken(staffed(make_day, [*ALIKE, ("A", 50, 420.0)], novices=1), "D-1a")


def test_few_people_are_not_compared(make_day: Any) -> None:
    assert not spoken(staffed(make_day, [*ALIKE[:2], ("A", 50, 420.0)]), "D-1a")


BUSY = [(team, calls, talk * 1.5) for team, calls, talk in ALIKE]


def test_an_idle_team_beside_a_busy_one(make_day: Any) -> None:
    told = {each["rule"]: each for each in advice(staffed(make_day, [*BUSY, ("B", 40, 200.0), ("B", 44, 200.0)]))}
    assert (told["D-1c"]["scope"], told["D-1d"]["scope"]) == ({"team": "B"}, {"team": "A"})
    assert told["D-1c"]["text"].startswith("Team B: on calls 29% of the time (the other teams 83%) and 5.2 calls")
    assert told["D-1d"]["text"].endswith("More people are wanted on these shifts.")


def test_the_busier_of_two_idle_teams_needs_nobody(make_day: Any) -> None:
    told = advice(staffed(make_day, [*ALIKE, ("B", 40, 200.0), ("B", 44, 200.0)]))
    assert [each["rule"] for each in told] == ["D-1c"]


def test_the_less_busy_of_two_busy_teams_can_spare_nobody(make_day: Any) -> None:
    told = advice(staffed(make_day, [*BUSY, ("B", 60, 300.0), ("B", 60, 300.0)]))
    assert [each["rule"] for each in told] == ["D-1d"]


def test_teams_that_are_alike(make_day: Any) -> None:
    told = advice(staffed(make_day, [*ALIKE, ("B", 74, 200.0), ("B", 78, 200.0)]))
    assert [each for each in told if each["rule"] in ("D-1c", "D-1d")] == []


def test_none_are_taken_from_a_group_that_misses_its_target(make_day: Any) -> None:
    day = staffed(make_day, [*ALIKE, ("B", 40, 200.0), ("B", 44, 200.0)])
    day.offer(20_000, 999_999)
    day.abandon(20_100, 999_999)
    day.header.config = {"groups": {"g0": {"service_level": {"target": 1.0}}}}
    assert advice(day) == []
    day.header.config = {"groups": {"g0": {"service_level": {"target": 0.9}}}}
    assert [each["rule"] for each in advice(day)] == ["D-1c"]


def test_the_last_of_a_team_is_not_taken_away(make_day: Any) -> None:
    assert not spoken(staffed(make_day, [*ALIKE, ("B", 40, 200.0)]), "D-1c")


def test_it_comes_in_the_order_of_the_rules_and_speaks_chinese(make_day: Any) -> None:
    day = queueing(make_day, 0.60, 0.12)
    speak("zh")
    told = advice(day)
    assert [each["rule"] for each in told] == [rule for rule in RULES if rule in {"D-2a", "D-8"}]
    assert all("。" in each["text"] for each in told)


def test_what_is_concluded_and_when_is_said_in_both_languages() -> None:
    said = {}
    for language in ("zh", "en"):
        speak(language)
        said[language] = [conclusion(rule) for rule in RULES] + [meaning for _n, _v, meaning in meanings(Thresholds())]
    assert not set(said["zh"]) & set(said["en"])
    assert all(len(set(texts)) == len(texts) for texts in said.values())


@pytest.mark.parametrize("seed", range(3))
def test_any_ledger_whatever_may_be_asked(random_day: Any, make_day: Any, seed: int) -> None:
    """Also where everything is high that is not nothing."""
    nothing = thresholds_of([f"{name}=0" for name, _value, _meaning in meanings(Thresholds())])
    assert {each["rule"] for each in advice(random_day(seed), nothing)} >= {"D-2a", "D-8"}
    assert isinstance(advice(random_day(seed)), list)
    assert advice(make_day(), nothing) == []
