"""What ships loads, says what it promises, and fits its own JSON Schema."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import scenarios
from scenarios.document import read
from scenarios.starter import starter
from scenarios.values import DAY
from scenarios.volumes import expected

FOLDER = Path(scenarios.__file__).parent
SHIPPED = sorted(FOLDER.glob("*.yaml"))


def fits(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether keys of ``value`` are those of the schema, all the way down (shape only)."""
    if "$ref" in schema:
        return fits(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    if "anyOf" in schema:
        return any(fits(value, each, root) for each in schema["anyOf"])
    if isinstance(value, dict):
        known, others = schema.get("properties", {}), schema.get("additionalProperties", schema.get("type") == "object")
        return all(
            fits(each, known[key], root) if key in known else others and (others is True or fits(each, others, root))
            for key, each in value.items()
        )
    if isinstance(value, list):
        return schema.get("type") == "array" and all(fits(each, schema.get("items", {}), root) for each in value)
    return schema.get("type") not in ("object", "array")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_each_loads_again_from_what_it_resolves_to(file: Path, tmp_path: Path) -> None:
    scenario = scenarios.load(file)
    again = tmp_path / "again.yaml"
    again.write_text(json.dumps(scenario.resolved(), ensure_ascii=False), "utf-8")
    assert scenarios.load(again).resolved() == scenario.resolved()
    assert scenario.source == file


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_each_fits_the_json_schema(file: Path) -> None:
    schema = scenarios.json_schema()
    content = read(file).content
    assert fits(content, schema, schema)
    assert not fits({**content, "colour": "red"}, schema, schema)


def test_the_peak_day_is_a_large_centre() -> None:
    scenario = scenarios.load(FOLDER / "peak_day.yaml")
    volume = sum(sum(kind.arrivals.per_interval or []) for kind in scenario.call_types.values())
    assert volume == pytest.approx(20_000, rel=0.02)
    assert sum(map(len, scenario.names())) == pytest.approx(180, abs=10)
    assert len(scenario.groups) >= 5
    assert {kind.segment for kind in scenario.call_types.values()} == {"normal", "vip", "complaint"}
    assert {shift.kind for shift in scenario.shifts.values()} == {"早", "中", "晚"}


def test_the_hotline_never_closes() -> None:
    scenario = scenarios.load(FOLDER / "hotline.yaml")
    assert scenario.closes - scenario.opens == DAY
    assert {shift.kind for shift in scenario.shifts.values() if shift.ends > DAY} == {"夜"}
    assert 3_000 < sum(expected(scenario, kind).sum() for kind in scenario.call_types.values()) < 6_000


def test_the_hotline_has_the_whole_floor() -> None:
    scenario = scenarios.load(FOLDER / "hotline.yaml")
    types, groups = scenario.call_types.values(), scenario.groups.values()
    for keys, parts in (
        (("ivr", "hold", "transfer", "retry", "like", "share"), types),
        (("hours", "outside_hours", "queue_limit", "max_wait", "when_full", "priority_ageing"), groups),
        (("lines", "ivr", "wrap_up_limit", "costs", "incidents"), [scenario]),
    ):
        for key in keys:
            assert any(getattr(part, key) for part in parts), key
    conditions = {step.condition for group in groups for step in group.overflow}
    assert conditions == {"after", "all_busy", "queue", "wait_estimate", "unstaffed"}


@pytest.mark.parametrize("name", ["peak_day", "hotline"])
def test_what_they_suggest_can_be_tried(name: str) -> None:
    file = FOLDER / f"{name}.yaml"
    suggested = re.findall(r"--set '(.*)'$", file.read_text("utf-8"), re.MULTILINE)
    assert len(suggested) == 2
    assert scenarios.load(file, suggested).resolved() != scenarios.load(file).resolved()


def test_erlang_a_offers_97_erlang_to_100() -> None:
    scenario = scenarios.load(FOLDER / "erlang_a.yaml")
    call = scenario.call_types["call"]
    assert (call.arrivals.rate or 0) * call.talk.average() / 3600 == pytest.approx(97)
    assert sum(map(len, scenario.names())) == 100
    assert call.wrap_up is None


@pytest.mark.parametrize("name", ["十一月", "branch 7", "true", "a: b", "12", 'say "hi"'])
def test_the_starter_runs_under_any_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / "new.yaml"
    file.write_text(starter(name), "utf-8")
    assert scenarios.load(file).scenario == name


def test_people_are_numbered_on_through_a_team() -> None:
    names = scenarios.load(FOLDER / "helpdesk.yaml").names()
    assert [each[0] for each in names] == ["A-01", "A-06", "B-01", "B-05", "wang.li"]
