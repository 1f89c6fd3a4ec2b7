"""How variants are read and named, and what is said of those that cannot be."""

from pathlib import Path

import pytest
from two_groups import TWO_GROUPS

from acd.errors import HuawuError
from simulator.comparison import contenders


def test_a_variant_is_the_first_file_changed(file: Path) -> None:
    base, more = contenders([file], ["one more: agents[team=A].count=+1; groups.general.overflow=[]"], ["seed=9"])
    assert (base.name, more.name) == ("base", "one more")
    assert [each.scenario.agents[0].people for each in (base, more)] == [5, 6]
    assert more.overrides == ("agents[team=A].count=+1", "groups.general.overflow=[]")
    assert [each.scenario.seed for each in (base, more)] == [9, 9], "--set holds for all"


@pytest.mark.parametrize(
    ("text", "overrides"),
    [
        ("一人：agents[team=A].count=6；agents[team=B].count=3", 2),
        ("a: groups.billing.label='x; y'", 1),
        ('a: groups.billing.overflow=[{to: general, after: "20s"}];', 1),
        ("a:agents[team=A,shift=day].count=6", 1),
    ],
)
def test_signs_and_brackets(file: Path, text: str, overrides: int) -> None:
    assert len(contenders([file], [text])[1].overrides) == overrides


def test_a_policy_has_a_colon_too(file: Path) -> None:
    changed = contenders([file], ["mine: groups.billing.choose_agent=my_rules:mine"])[1]
    assert (changed.name, changed.scenario.groups["billing"].choose_agent) == ("mine", "my_rules:mine")


def test_files_are_called_as_they_are_named(file: Path, tmp_path: Path) -> None:
    other, twin = tmp_path / "other.yaml", tmp_path / "two_groups.yaml"
    for place in (other, twin):
        place.write_text(TWO_GROUPS, "utf-8")
    assert [each.name for each in contenders([file, other])] == ["two_groups", "other"]
    assert [each.name for each in contenders([file, twin])] == [str(file), str(twin)]
    assert [each.name for each in contenders([file, other], ["+1: agents[team=A].count=+1"])] == [
        "two_groups",
        "other",
        "+1",
    ]


REFUSED = [
    (["agents[team=A].count=+1"], '--variant agents[team=A].count=+1: it is written "NAME: KEY=VALUE; KEY=VALUE"'),
    (["nothing:"], "--variant nothing:: it is written"),
    ([": agents[team=A].count=+1"], "it is written"),
    (["x: agents[team=A].count=+1", "x: agents[team=A].count=+2"], "--variant x: there is already one of that name"),
    (["base: agents[team=A].count=+1"], "--variant base: there is already one of that name"),
    (["x: seed=4"], "--variant x: seed=4: all meet the same callers on the same days; use --seed instead"),
    (["x: replications = 4"], "use --replications instead"),
    (["x: agents[team=Z].count=+1"], "--variant x: agents[team=Z].count=+1: agents: no entry matches"),
    (["x: groups.biling.overflow=[]"], "did you mean `billing`?"),
    (["x: groups.billing.overflow=[{to: nobody}]"], "--variant x: groups.billing.overflow=[{to: nobody}]: groups.b"),
    (["x: closes=tomorrow"], "--variant x: closes=tomorrow: closes"),
    ([], "nothing to compare"),
]


@pytest.mark.parametrize(("variants", "words"), REFUSED)
def test_what_cannot_be_is_said(file: Path, variants: list[str], words: str) -> None:
    with pytest.raises(HuawuError) as wrong:
        contenders([file], variants)
    assert words in str(wrong.value)


def test_a_file_does_not_differ_from_itself(file: Path) -> None:
    with pytest.raises(HuawuError, match="named twice"):
        contenders([file, file.parent / "." / file.name])
