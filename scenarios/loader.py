"""From a file to a scenario, or to everything that is wrong with it.

Knows the order: read, override, validate, cross-check. Refuses to know any single rule.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path as File
from typing import Any, Final

from pydantic import ValidationError
from pydantic.json_schema import JsonSchemaValue

from acd.language import _
from scenarios.checks.callers import check_callers, check_simulated
from scenarios.checks.day import check_day, check_incidents, check_interval_lists
from scenarios.checks.finding import Finding
from scenarios.checks.groups import check_hours
from scenarios.checks.live import Named, check_live
from scenarios.checks.live_needs import check_live_needs
from scenarios.checks.references import check_agent_names, check_group_names, check_references, check_served
from scenarios.checks.shifts import check_shifts
from scenarios.document import Document, read
from scenarios.errors import Path, Problem, ScenarioError
from scenarios.overrides import apply
from scenarios.schema.likeness import said_of_the_other
from scenarios.schema.scenario import Scenario

_SPAN: Final = {"opens", "closes", "interval"}
"""Where these are wrong, nobody knows how many intervals the day has."""

_A_KEY: Final = "[key]"
"""What pydantic calls the last step to a key, rather than a value, that is wrong."""

_STAND_INS: Final[dict[int | str, Any]] = {
    "scenario": "?",
    "group": "?",
    "talk": {"constant": 1},
    "arrivals": {"rate": "1/h"},
    "skills": {"?": 1},
    "on": "00:00",
    "off": "24:00",
}
"""What takes the place of something wrong that must be given, so that everything else can be checked."""


def load(path: File | str, overrides: Sequence[str] = (), *, live: bool = False) -> Scenario:
    """The scenario in a file, changed by ``overrides`` (``groups.billing.overflow=[]``, ``agents[team=A].count=+2``).

    ``live``: it is to run as a live centre, which needs no ``date``, ``arrivals`` and ``talk``, and needs what
    :func:`live_needs` says. Raises :class:`ScenarioError` with every problem of the file at once.
    """
    document = read(File(path))
    _override(document, overrides)
    return validate(document, File(path), live=live)


def live_needs(scenario: Scenario) -> list[Problem]:
    """What a live centre needs and this scenario lacks; empty: it can be served. Reads the files that it names."""
    document = read(scenario.source) if scenario.source else Document(scenario.scenario)
    return [document.problem(*finding) for finding in check_live_needs(scenario)]


def _override(document: Document, overrides: Sequence[str]) -> None:
    if not isinstance(document.content, dict):
        return
    problems: list[Problem] = []
    for text in overrides:
        try:
            apply(document, text)
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)


def validate(document: Document, source: File, *, live: bool = False) -> Scenario:
    """The scenario in a document. Raises :class:`ScenarioError` with every problem at once."""
    if not isinstance(document.content, dict):
        problem = document.problem((), _("a scenario is a mapping of keys such as `scenario`, `groups`, `agents`"))
        raise ScenarioError([problem])
    scenario, findings = _model(document.content, source, live=live)
    problems = document.problems + [document.problem(*finding) for finding in dict.fromkeys(findings)]
    if scenario is None or problems:
        raise ScenarioError(sorted(problems, key=lambda problem: problem.line))
    return scenario


def _model(content: dict[str, Any], source: File, *, live: bool) -> tuple[Scenario | None, list[Finding]]:
    """The model with what is wrong; where parts are wrong, the rest is cross-checked without them."""
    scenario, wrong = _validated(content, source)
    found, left, cut = list(wrong), content, set[Path]()
    while wrong:
        places = {_nearest_key(left, path) for path, _message in wrong} - {()}
        if not places - cut:
            return None, found
        cut |= places
        left = _without(left, places)
        scenario, wrong = _validated(left, source)
    assert scenario is not None
    crossed = _said_once(content, list(_cross_checks(scenario, content, cut, live=live)))
    found += [each for each in crossed if not _beneath(each.path, cut)]
    return (None if found else scenario), found


def _beneath(path: Path, cut: set[Path]) -> bool:
    return any(path[:length] in cut for length in range(1, len(path) + 1))


def _validated(content: dict[str, Any], source: File) -> tuple[Scenario | None, list[Finding]]:
    try:
        scenario = Scenario.model_validate(content, context={"folder": source.parent})
        scenario._source = source
        return scenario, []
    except ValidationError as error:
        found = error.errors(include_url=False)
        own = _said_once(content, [Finding(each["loc"], each["msg"]) for each in found])
        return None, [Finding(_in_file(content, path), message) for path, message in own]


def _said_once(content: dict[str, Any], findings: list[Finding]) -> list[Finding]:
    """Without what is wrong with a call type only because the type that it is like has it."""
    known, types = set(findings), content.get("call_types")

    def taken_over(finding: Finding) -> bool:
        other = said_of_the_other(types, finding.path[1:]) if finding.path[:1] == ("call_types",) else None
        return other is not None and Finding(("call_types", *other), finding.message) in known

    return [each for each in findings if not taken_over(each)]


def _stands(content: Any, step: int | str) -> bool:
    """Whether the mapping or list has that key or position."""
    if isinstance(content, list):
        return isinstance(step, int) and step < len(content)
    return isinstance(content, dict) and step in content


def _in_file(content: Any, location: tuple[int | str, ...]) -> Path:
    """The path as the file has it: pydantic also names alternatives of a union, and adds a step for a key itself."""
    path: list[int | str] = []
    for place, step in enumerate(location, 1):
        if _stands(content, step):
            content = content[step]
            path.append(step)
        elif isinstance(content, dict) and place == len(location) and step != _A_KEY:
            path.append(step)
    return tuple(path)


def _nearest_key(content: Any, path: Path) -> Path:
    """What to leave out to be rid of a problem: an entry of ``agents``, or the nearest key that can be spared."""
    present: list[int | str] = []
    for step in path:
        if not _stands(content, step):
            if step in _STAND_INS and isinstance(content, dict):
                return (*present, step)
            break
        content = content[step]
        present.append(step)
    while present and isinstance(present[-1], int) and (present[0] != "agents" or len(present) != 2):
        present.pop()
    return tuple(present)


def _without(content: dict[str, Any], places: set[Path]) -> dict[str, Any]:
    left = deepcopy(content)
    for path in places:
        here: Any = left
        for step in path[:-1]:
            here = here[step] if _stands(here, step) else {}
        if isinstance(here, list):
            here[int(path[-1])] = {"name": str(path), "skills": _STAND_INS["skills"]}
        elif path[-1] in _STAND_INS:
            here[path[-1]] = _STAND_INS[path[-1]]
        elif isinstance(here, dict):
            here.pop(path[-1], None)
    return left


def _cross_checks(scenario: Scenario, content: dict[str, Any], cut: set[Path], *, live: bool) -> Iterator[Finding]:
    day = list(check_day(scenario, dated=not live))
    yield from day
    if not any(finding.path[0] in _SPAN for finding in day):
        yield from check_interval_lists(scenario)
        yield from check_incidents(scenario)
        yield from check_hours(scenario)
    named = [_names(content, key) for key in ("groups", "shifts", "call_types")]
    yield from check_references(scenario, *named)
    yield from check_callers(scenario)
    yield from check_group_names(scenario)
    yield from check_agent_names(scenario)
    yield from check_shifts(scenario)
    some_cut = any(path[0] == "agents" for path in cut)
    people = None if some_cut else [name for names in scenario.names() for name in names]
    groups, _shifts, call_types = named
    yield from check_live(scenario, Named(groups, call_types, _names(content, "trunks"), people))
    if not live:
        yield from check_simulated(scenario, {path[1] for path in cut if path[0] == "call_types" and path[1:]})
    if not cut:
        yield from check_served(scenario)
        yield from check_live_needs(scenario) if live else ()


def _names(content: dict[str, Any], key: str) -> list[str]:
    described = content.get(key)
    return list(described) if isinstance(described, dict) else []


def json_schema() -> JsonSchemaValue:
    """The JSON Schema of a scenario file, for editors."""
    return Scenario.model_json_schema(mode="validation")
