"""A modeller's processes: found by name, fingerprinted, and blamed for what goes wrong in them.

Knows modules and functions. Refuses to know what a process does.
"""

import hashlib
import inspect
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from acd.config.policy import module_of
from acd.errors import ExtensionError, HuawuError
from acd.language import _

OPTION: Final = "--with"
_RULES: Final = str(Path("acd", "rules"))


@dataclass(frozen=True, slots=True)
class Extension:
    """Processes to run beside the rules, and a hash of their text."""

    processes: tuple[Callable[..., Any], ...]
    digest: str

    def __str__(self) -> str:
        return f"{'+'.join(self.names)} {self.digest}"

    @property
    def names(self) -> list[str]:
        """What the processes are called; also the reasons for which people are not ready on their account."""
        return [process.__name__ for process in self.processes]

    def blame(self, wrong: Exception) -> None:
        """Raise :class:`ExtensionError` for what went wrong in a modeller's own text, naming file and line."""
        files = {inspect.getsourcefile(process) for process in self.processes}
        cause = _first_cause(wrong)
        frames = traceback.extract_tb(cause.__traceback__)
        own = [k for k, frame in enumerate(frames) if frame.filename in files]
        if any(_RULES in frame.filename for frame in frames[own[-1] if own else 0 :]):
            return  # a routing policy's fault, or ours
        said = (
            str(cause) if isinstance(cause, HuawuError) else f"{type(cause).__name__}: {' '.join(str(cause).split())}"
        )
        if own:
            said = f"{frames[own[-1]].filename}:{frames[own[-1]].lineno}: {frames[own[-1]].name}: {said}"
        raise ExtensionError(said) from wrong


def extension(names: Sequence[str], folder: Path) -> Extension | None:
    """The processes called ``module:function``, found beside the scenario, then on the Python path.

    Raises :class:`HuawuError` naming what was looked for and where, or the line that is wrong.
    """
    if not names:
        return None
    processes = tuple(_find(name, folder) for name in names)
    digest = hashlib.sha256()
    for file in dict.fromkeys(inspect.getsourcefile(process) or "" for process in processes):
        digest.update(Path(file).read_bytes())
    return Extension(processes, digest.hexdigest()[:12])


def _find(name: str, folder: Path) -> Callable[..., Any]:
    module_name, colon, function_name = name.partition(":")
    if not colon:
        raise ExtensionError(
            _("{option} {name}: say module:function, such as my_floor:fire_drill").format(option=OPTION, name=name)
        )
    function = getattr(module_of(module_name, OPTION, folder), function_name, None)
    if not inspect.isfunction(function):
        raise ExtensionError(
            _("{key}: {module} has no function {function}").format(
                key=OPTION, module=module_name, function=function_name
            )
        )
    if len(inspect.signature(function).parameters) != 1:
        raise ExtensionError(
            _("{option} {name}: a process takes one argument, the floor").format(option=OPTION, name=name)
        )
    return function


def _first_cause(wrong: BaseException) -> BaseException:
    """SimPy raises a copy of what a process raised, caused by it."""
    *_copies, first = _causes(wrong)
    return first


def _causes(wrong: BaseException | None) -> Iterator[BaseException]:
    while wrong is not None:
        yield wrong
        wrong = wrong.__cause__
