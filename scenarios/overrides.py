"""Single keys changed from outside the file: ``--set 'agents[team=A,shift=day_early].count=+2'``.

Knows the notation and where in the document it points. Refuses to know whether the new value is allowed.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from acd.language import _
from scenarios.document import Document, parse
from scenarios.errors import Path, Problem, ScenarioError, clauses, nearest

_STEP: Final = re.compile(r"\.?([^.\[\]=]+)|\[([^\]]*)\]")
_RELATIVE: Final = re.compile(r"[+-]\d+(\.\d+)?")
_NAMED: Final = ("groups", "call_types", "shifts")


@dataclass(frozen=True, slots=True)
class Selector:
    """Entries of a list that have all these values: ``[team=A,shift=day_early]``."""

    wanted: dict[str, str]

    def matches(self, entry: Any) -> bool:
        return isinstance(entry, dict) and all(str(entry.get(key)) == value for key, value in self.wanted.items())


Step = str | int | Selector


def apply(document: Document, text: str) -> None:
    """Change the document as the override says, wherever it matches. Raises :class:`ScenarioError` naming ``text``."""
    steps, written = _split(text)
    value = _value(written, text)
    for path in _places(document.content, steps[:-1], text):
        _change(document, path, steps[-1], value, written, text)


def _value(written: str, text: str) -> Any:
    try:
        document = parse(written, text)
    except ScenarioError as error:
        raise _refusal(text, (), error.problems[0].message) from None
    if document.problems:
        raise _refusal(text, (), document.problems[0].message)
    return document.content


def _split(text: str) -> tuple[list[Step], str]:
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "[") - (letter == "]")
        if letter == "=" and depth == 0:
            return _steps(text[:at].strip(), text), text[at + 1 :].strip()
    raise _refusal(text, (), _("an override is written KEY.KEY=VALUE"))


def _steps(path: str, text: str) -> list[Step]:
    steps: list[Step] = []
    at = 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None:
            break
        steps.append(found[1] if found[1] is not None else _bracket(found[2]))
        at = found.end()
    if at < len(path) or not steps or isinstance(steps[0], Selector):
        raise _refusal(text, (), _("`{path}` is no path; one is written a.b[key=value].c").format(path=path))
    return steps


def _bracket(inside: str) -> Step:
    if inside.strip().isdigit():
        return int(inside)
    pairs = (pair.partition("=") for pair in inside.split(","))
    return Selector({key.strip(): value.strip() for key, _equals, value in pairs})


def _places(content: Any, steps: list[Step], text: str) -> list[Path]:
    places: list[Path] = [()]
    for step in steps:
        places = [longer for place in places for longer in _onward(content, place, step, text)]
    return places


def _onward(content: Any, place: Path, step: Step, text: str) -> list[Path]:
    here = _at(content, place)
    if isinstance(step, Selector):
        found = [(*place, at) for at, entry in enumerate(here) if step.matches(entry)] if isinstance(here, list) else []
        if not found:
            raise _refusal(text, place, _nothing_matches(here, step))
        return found
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return [(*place, step)]
    if isinstance(here, dict) and isinstance(step, str):
        if step not in here:
            _must_not_be_new(here, place, step, text)
            here[step] = {}
        return [(*place, step)]
    raise _refusal(text, (*place, step), _("there is nothing of that name or position"))


def _must_not_be_new(here: dict[str, Any], place: Path, step: str, text: str) -> None:
    if len(place) == 1 and place[0] in _NAMED:
        known = _("known here: {keys}").format(keys=", ".join(here))
        missing = _("there is no `{name}`").format(name=step)
        raise _refusal(text, (*place, step), clauses(missing, known, nearest(step, list(here))))


def _nothing_matches(here: Any, selector: Selector) -> str:
    entries = [entry for entry in here if isinstance(entry, dict)] if isinstance(here, list) else []
    there = {key: sorted({str(entry[key]) for entry in entries if key in entry}) for key in selector.wanted}
    known = ", ".join(f"{key}: {' '.join(values)}" for key, values in there.items() if values)
    return clauses(_("no entry matches"), _("known here: {keys}").format(keys=known) if known else "")


def _change(document: Document, place: Path, step: Step, value: Any, written: str, text: str) -> None:
    here = _at(document.content, place)
    step = _meant(here, step) if _RELATIVE.fullmatch(written) else step
    path = (*place, step if not isinstance(step, Selector) else "[]")
    known = (isinstance(here, dict) and isinstance(step, str)) or (
        isinstance(here, list) and isinstance(step, int) and step < len(here)
    )
    if not known:
        raise _refusal(text, path, _("no key and no position in a list; nothing can be put there"))
    if len(place) == 1 and place[0] in _NAMED:
        _known_name(here, place, step, text)
    before = here.get(step) if isinstance(here, dict) else here[step]
    here[step] = _added(before, value, written, path, text)
    document.texts[path] = text


def _known_name(here: Any, place: Path, step: Step, text: str) -> None:
    if isinstance(here, dict) and isinstance(step, str) and step not in here:
        _must_not_be_new(here, place, step, text)


def _added(before: Any, value: Any, written: str, path: Path, text: str) -> Any:
    """``+2`` and ``-2`` change a number that stands there, or each of a list; everything else replaces."""
    if not _RELATIVE.fullmatch(written) or isinstance(before, bool):
        return value
    if isinstance(before, int | float):
        return before + value
    if isinstance(before, list) and before and all(type(each) in (int, float) for each in before):
        return [max(each + value, 0) for each in before]
    if written.startswith("+"):
        raise _refusal(text, path, _("`{change}` needs a number to change; none stands there").format(change=written))
    return value


def _meant(here: Any, step: Step) -> Step:
    """People per interval are a line's count, where it has no other: ``agents[team=A].count=+1`` adds one to each."""
    counts = isinstance(here, dict) and step == "count" and "count" not in here
    return "on_duty" if counts and isinstance(here.get("on_duty"), list) else step


def _at(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content


def _refusal(text: str, path: tuple[Any, ...], message: str) -> ScenarioError:
    return ScenarioError([Problem(f"--set {text}", 0, path, message)])
