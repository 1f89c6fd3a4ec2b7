"""A file that is no document of bounded size is refused in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios import Scenario, ScenarioError, load
from scenarios.document import BYTES, parse

Load = Callable[[str], Scenario]


def bomb(width: int, depth: int) -> str:
    rows = [f"a0: &a0 [{', '.join(['x'] * width)}]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("groups:\n\tbilling: {}\n", "bad.yaml:2: a tab indents this line"),
        ("scenario: a\nscenario: b\n", "bad.yaml:2: scenario: this key stands here twice; first in line 1"),
        ("scenario: [a\n", "not YAML"),
        ("- a\n", "bad.yaml:1: a scenario is a mapping"),
        ("", "a scenario is a mapping"),
        ("a: 1\n---\nb: 2\n", "not YAML"),
        ("scenario: !!python/object:os.system x\n", "the tag tag:yaml.org,2002:python/object:os.system is not allowed"),
        ("scenario: \x00\n", "bad.yaml"),
        (bomb(10, 10), "aliases expand the file to more than"),
        ("a: &a [*a]\n", "nested more than"),
        ("a: " + "[" * 600 + "]" * 600, "nested more than"),
    ],
    ids=lambda value: str(value)[:25],
)
def test_what_is_no_document(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file)
    assert words in str(caught.value)


def test_bytes_that_are_not_utf_8_are_placed(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(b"scenario: x\nlabel: " + "出账日".encode("gb18030") + b"\n")
    with pytest.raises(ScenarioError, match=r"bad\.yaml:2: byte 19 is not UTF-8; the file reads as GB18030"):
        load(file)
    file.write_bytes(b"scenario: \xff\n")
    with pytest.raises(ScenarioError, match="byte 10 is not UTF-8; save the file as UTF-8"):
        load(file)


def test_a_missing_file_a_directory_and_a_huge_file(tmp_path: Path, file: Path) -> None:
    with pytest.raises(ScenarioError, match=r"smal\.yaml: no such file; did you mean `small\.yaml`\?"):
        load(tmp_path / "smal.yaml")
    with pytest.raises(ScenarioError, match="a directory"):
        load(tmp_path)
    file.write_bytes(b"#" * (BYTES + 1))
    with pytest.raises(ScenarioError, match="larger than 5 MB"):
        load(file)


def test_anchors_may_be_used(good: str, loaded: Load) -> None:
    text = good.replace("skills: {billing: 1}", "skills: &all {billing: 1}").replace(
        "skills: {general: 1}", "skills: *all"
    )
    assert [set(entry.skills) for entry in loaded(text).agents] == [{"billing"}, {"billing"}]


def test_on_and_off_are_words() -> None:
    assert parse("on: off\nyes: no\n", "x").content == {"on": "off", "yes": "no"}


def test_a_mark_of_utf_8_is_no_text(file: Path, good: str) -> None:
    file.write_text(good, "utf-8-sig")
    assert load(file).scenario == "small"


@pytest.mark.parametrize("name", ["话务.csv", "volumes.XLSX"])
def test_a_table_is_told_from_a_scenario(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioError, match="sim new NAME --from"):
        load(tmp_path / name)
