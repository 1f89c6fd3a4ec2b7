"""Any key can be changed from outside; what cannot be is said with the override's own text."""

from pathlib import Path

import pytest

from scenarios import ScenarioError, load


def test_a_key_is_replaced(file: Path) -> None:
    scenario = load(file, ["groups.general.overflow=[]", "seed=7", "ring.then=ready", "agents[0].shift=day"])
    assert (scenario.groups["general"].overflow, scenario.seed, scenario.ring.then) == ([], 7, "ready")


def test_numbers_may_be_changed_relatively(file: Path) -> None:
    changes = ["agents[team=A,shift=day].count=+2", "call_types.bill.arrivals.per_interval[1]=-3"]
    scenario = load(file, changes)
    assert scenario.agents[0].count == 4
    assert scenario.call_types["bill"].arrivals.per_interval == [4, 2, 6, 7]


def test_each_number_of_a_list_may_be_changed_at_once(file: Path) -> None:
    scenario = load(file, ["call_types.bill.arrivals.per_interval=+3"])
    before = load(file).call_types["bill"].arrivals.per_interval or []
    assert scenario.call_types["bill"].arrivals.per_interval == [each + 3 for each in before]


def test_one_more_of_a_line_on_duty_is_one_more_in_each_interval(file: Path, good: str) -> None:
    text = good.replace("count: 2", "on_duty: [1, 2, 3, 0]", 1).replace(", shift: day", "", 1)
    file.write_text(text, "utf-8")
    assert load(file, ["agents[0].count=+1"]).agents[0].on_duty == [2, 3, 4, 1]


def test_a_selector_changes_every_entry_it_matches(file: Path, good: str) -> None:
    file.write_text(good.replace("team: B", "team: A"), "utf-8")
    assert [entry.pace for entry in load(file, ["agents[team=A].pace=1.3"]).agents] == [1.3, 1.3]


def test_a_negative_value_may_be_set_where_nothing_stands(file: Path) -> None:
    assert load(file, ["call_types.bill.priority=-2"]).call_types["bill"].priority == -2


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("seed", "an override is written KEY.KEY=VALUE"),
        ("=3", "is no path"),
        ("groups.biling.overflow=[]", "there is no `biling`; known here: billing, general; did you mean `billing`?"),
        ("groups.biling={}", "did you mean `billing`?"),
        ("agents[team=C].count=3", "no entry matches; known here: team: A B"),
        ("agents[7].count=3", "nothing of that name or position"),
        ("agents.count=3", "no key and no position"),
        ("agents[0].count.x=3", "nothing can be put there"),
        ("agents[1].misses=+2", "needs a number to change"),
        ("seed=[1", "not YAML"),
        ("seed=-9", "seed: -9 stands there; must be at least 0"),
        ("agents[0].count=0", "agents[0].count: 0 stands there; must be at least 1"),
        ("groups.billing.colour=red", "`colour` is no key of this place"),
        ("menu=3", "a mapping of keys to values is expected"),
        ("call_types.bill.arrivals.per_interval=[1, 2]", "2 values stand there; one for each of the 4"),
    ],
)
def test_what_cannot_be_overridden_names_the_override(file: Path, override: str, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(file, [override])
    assert str(caught.value).startswith(f"--set {override}: ")
    assert words in str(caught.value)


def test_all_wrong_overrides_are_said(file: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(file, ["groups.x.overflow=[]", "agents[team=Z].count=1"])
    assert len(caught.value.problems) == 2
