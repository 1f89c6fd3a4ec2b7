"""The rules and the loop loaded once more from a changed text, beside the true ones.

Nothing is written: the changed text lives in memory, and the true modules stay where everybody finds them.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

PARTS = ("acd.model", "acd.policies", "acd.rules", "simulator.world", "simulator.agenda", "simulator.loop")
"""What is loaded anew: the text that engines run."""


@dataclass(frozen=True)
class Change:
    """In the text of a module, ``old``, which stands there exactly once, becomes ``new``."""

    module: str
    old: str
    new: str

    def applied(self, text: str) -> str:
        assert text.count(self.old) == 1, f"{self.module}: {text.count(self.old)} times {self.old!r}"
        return text.replace(self.old, self.new)


@dataclass(frozen=True)
class Rewritten:
    """The loop and the two functions of a policy, as the changed text has them."""

    run: Any
    choose_agent: Any
    choose_call: Any


def rewritten(*changes: Change) -> Rewritten:
    """Load the parts with these changes."""
    with _set_aside(), _finder(changes):
        policies = import_module("acd.policies")
        loop = import_module("simulator.loop")
        for change in changes:
            assert change.module in sys.modules, f"{change.module} is none of the modules that the loop runs"
        return Rewritten(loop.run, policies.choose_agent, policies.choose_call)


class _Loader(SourceFileLoader):
    """Compiles the text of one module with its changes."""

    def __init__(self, name: str, path: str, changes: Sequence[Change]) -> None:
        super().__init__(name, path)
        self.changes = changes

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the import system's signature
        text = Path(self.path).read_text("utf-8")
        for change in self.changes:
            text = change.applied(text)
        return compile(text, self.path, "exec")


@dataclass
class _Finder(MetaPathFinder):
    changes: Sequence[Change]

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        changes = [change for change in self.changes if change.module == name]
        spec = PathFinder.find_spec(name, path, target) if changes else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(name, spec.origin, changes)
        return spec


@contextmanager
def _finder(changes: Sequence[Change]) -> Iterator[None]:
    finder = _Finder(changes)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def _set_aside() -> Iterator[None]:
    """Hide the true modules from the import system, and put them back, also as attributes of their packages."""
    true = {name: module for name, module in sys.modules.items() if name.startswith(PARTS)}
    for name in true:
        del sys.modules[name]
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name.startswith(PARTS)]:
            del sys.modules[name]
        sys.modules.update(true)
        for name, module in true.items():
            package, _dot, child = name.rpartition(".")
            setattr(sys.modules[package], child, module)
