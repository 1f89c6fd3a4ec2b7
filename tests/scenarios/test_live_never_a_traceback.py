"""Whatever stands under a live key: it loads, or every problem is said; never anything else."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import scenarios
from acd.live.welcome.journey import what_a_caller_hears
from scenarios import Scenario, ScenarioError
from scenarios.document import parse, read
from scenarios.loader import validate

DESK = Path(scenarios.__file__).parent / "live_desk.yaml"
CONTENT: dict[str, Any] = read(DESK).content
KEYS = (
    "listen", "trunks", "directory", "announcements", "menu", "calendar", "codes", "survey", "recording",
    "caller_number",
)  # fmt: skip

WORDS = st.sampled_from(
    ["", " ", "1", "*", "a/b", "say", "keys", "menu", "hang_up", "repeat", "file", "text", "from", "to", "hours",
     "closed", "08:00", "25:00", "2026-10-01", "bill_enquiry", "A-01", "carrier", "127.0.0.1", "::1", "30s", "1GB"]
)  # fmt: skip
PLAIN = st.none() | st.booleans() | st.integers(-5, 70_000) | st.floats(allow_nan=False, width=32) | WORDS
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


PLACES = [path for key in KEYS for path in places(CONTENT[key], (key,))]


def put(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    content = json.loads(json.dumps(CONTENT))
    here = content
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return content


@pytest.mark.parametrize("live", [False, True])
@given(st.sampled_from(PLACES), ANYTHING)
@example(("codes",), {"a": {"a/b": None}})
@example(("menu", "keys", "2", "menu"), None)
def test_any_value_anywhere(live: bool, path: tuple[Any, ...], value: Any) -> None:
    document = parse(json.dumps(put(path, value), ensure_ascii=False), "desk.yaml")
    try:
        scenario = validate(document, DESK, live=live)
    except ScenarioError as wrong:
        problems = wrong.problems
    else:
        problems = ()
        _comes_back(scenario, live)
    assert all(problem.message and problem.line for problem in problems)


def _comes_back(scenario: Scenario, live: bool) -> None:
    again = validate(parse(json.dumps(scenario.resolved(), ensure_ascii=False), "again.yaml"), DESK, live=live)
    assert again.resolved() == scenario.resolved()
    for number in scenario.directory:
        assert what_a_caller_hears(scenario, scenario.midnight.replace(tzinfo=None), number, "12*")
