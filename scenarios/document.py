"""A YAML file as plain values, with the line of each.

Knows how to read a file safely: bounded in size and in what its aliases expand to, every mapping with distinct keys.
Refuses to know what the values mean.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from io import StringIO
from pathlib import Path as File
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from acd.language import _
from scenarios.errors import Path, Problem, ScenarioError, clauses, did_you_mean

BYTES: Final = 5_000_000
VALUES: Final = 200_000
DEPTH: Final = 40

_TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls")
_PLAIN: Final = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp")}


@dataclass
class Document:
    """The values of a file; ``lines`` has the line of each path; ``texts`` replaces it where an override put it."""

    file: str
    content: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Path, message: str) -> Problem:
        """A problem at this path: in the file at the nearest line above it, or in the override that put it there."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.texts:
                return Problem(f"--set {self.texts[path[:length]]}", 0, path, message)
            if path[:length] in self.lines:
                return Problem(self.file, self.lines[path[:length]], path, message)
        return Problem(self.file, 0, path, message)


def read(file: File) -> Document:
    """The document in ``file``. Raises :class:`ScenarioError` when it is not readable as one."""
    return deepcopy(_parsed(_text(file), str(file)))


@lru_cache(maxsize=1)
def _parsed(text: str, file: str) -> Document:
    """Kept for the next time, since a search reads one file again and again."""
    return parse(text, file)


def _text(file: File) -> str:
    if file.suffix.lower() in _TABLES:
        raise _refusal(file, _("a table, no scenario; make one from it: sim new NAME --from {file}").format(file=file))
    try:
        if file.is_file() and file.stat().st_size > BYTES:
            raise _refusal(file, _("the file is larger than {limit} MB").format(limit=BYTES // 1_000_000))
        raw = file.read_bytes()
    except FileNotFoundError:
        raise _refusal(file, _missing(file)) from None
    except IsADirectoryError:
        raise _refusal(file, _("a directory; name a scenario file in it")) from None
    except OSError as error:
        raise _refusal(file, _("cannot be read: {reason}").format(reason=error.strerror)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong_bytes(file, raw, error) from None


def _refusal(file: File, message: str) -> ScenarioError:
    return ScenarioError([Problem(str(file), 0, (), message)])


def _missing(file: File) -> str:
    siblings = {other.stem: other.name for other in file.parent.glob("*.y*ml")}
    close = get_close_matches(file.stem, siblings, n=1)
    return clauses(_("no such file"), did_you_mean(siblings[close[0]]) if close else "")


def _wrong_bytes(file: File, raw: bytes, error: UnicodeDecodeError) -> ScenarioError:
    line = raw.count(b"\n", 0, error.start) + 1
    message = _("byte {position} is not UTF-8").format(position=error.start)
    try:
        raw.decode("gb18030")
        message += _("; the file reads as GB18030: save it as UTF-8")
    except UnicodeDecodeError:
        message += _("; save the file as UTF-8")
    return ScenarioError([Problem(str(file), line, (), message)])


def parse(text: str, file: str) -> Document:
    """The document in ``text``; ``file`` names it in messages."""
    document = Document(file)
    try:
        root = YAML(typ="safe", pure=True).compose(StringIO(text))
    except MarkedYAMLError as error:
        raise ScenarioError([_not_yaml(text, file, error)]) from None
    except YAMLError as error:
        raise ScenarioError([Problem(file, 0, (), " ".join(str(error).split()))]) from None
    except RecursionError:
        raise ScenarioError([Problem(file, 0, (), _too_deep())]) from None
    if root is not None:
        document.content = _Builder(document).value(root, ())
    return document


def _not_yaml(text: str, file: str, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    stands = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    if "\t" in stands[: len(stands) - len(stands.lstrip())]:
        return Problem(file, line, (), _("a tab indents this line; YAML is indented by spaces"))
    reason = " ".join(part for part in (error.context, error.problem) if part)
    return Problem(file, line, (), _("not YAML: {reason}").format(reason=reason))


def _too_deep() -> str:
    return _("values are nested more than {limit} deep").format(limit=DEPTH)


class _Builder:
    """Turns nodes into plain values, counting what aliases expand to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.count = 0
        self.constructor = YAML(typ="safe", pure=True).constructor

    def value(self, node: Node, path: Path) -> Any:
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        self._check_size(node, path)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _check_size(self, node: Node, path: Path) -> None:
        self.count += 1
        message = ""
        if self.count > VALUES:
            message = _("aliases expand the file to more than {limit} values").format(limit=VALUES)
        if len(path) > DEPTH:
            message = _too_deep()
        if message:
            raise ScenarioError([Problem(self.document.file, node.start_mark.line + 1, path[:4], message)])

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node, ScalarNode) else "?"
            if key in built:
                first = self.document.lines[(*path, key)]
                message = _("this key stands here twice; first in line {first}").format(first=first)
                self.document.problems.append(Problem(self.document.file, line, (*path, key), message))
                continue
            self.document.lines[(*path, key)] = line
            built[key] = self.value(value_node, (*path, key))
        return built

    def _scalar(self, node: Node, path: Path) -> Any:
        tag = str(node.tag)
        if tag not in _PLAIN:
            message = _("the tag {tag} is not allowed here").format(tag=tag)
            self.document.problems.append(Problem(self.document.file, node.start_mark.line + 1, path, message))
            return None
        if tag.endswith((":str", ":timestamp")):
            return str(node.value)
        return self.constructor.construct_object(node)
