"""The routing policy of a scenario: built in, or a user's own ``module:name`` found beside the file, then on the path.

Knows how policies are found, put together and fingerprinted. Refuses to know what any of them decides.
"""

import hashlib
import importlib
import importlib.util
import inspect
import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import acd.events
import acd.model
import acd.policies
import acd.rules
from acd.errors import ExtensionError, HuawuError, PolicyError
from acd.language import _
from acd.model import Centre, ChooseAgent, ChooseCall, Policy
from acd.policies import choose_agent, choose_call
from scenarios import Scenario

ROUTING: Final = ("choose_call", "ring", "lines", "wrap_up_limit", "groups", "call_types", "agents")
"""Top keys of a scenario that hold parameters of routing."""

AT: Final = "@"
"""Between the name of a user's module and what tells it from others of that name."""


@dataclass(frozen=True, slots=True)
class Routing:
    """A policy ready to run: its name for people, a hash of all that it rests on, and the users' modules in it."""

    policy: Policy
    name: str
    digest: str
    own: tuple[Callable[..., Any], ...]

    def __str__(self) -> str:
        return f"{self.name} {self.digest}"

    def blame(self, wrong: Exception) -> None:
        """Raise :class:`PolicyError` for what broke a day off where a policy is a user's own; the rules do not break.

        It names the policy and, where the fault lies in its own text, file and line.
        """
        if not self.own or isinstance(wrong, ExtensionError):
            return
        names = ", ".join(f"{function.__module__.partition(AT)[0]}:{function.__name__}" for function in self.own)
        if isinstance(wrong, HuawuError):
            raise PolicyError(f"{names}: {wrong}") from None
        files = {inspect.getsourcefile(function) for function in self.own}
        frames = [frame for frame in traceback.extract_tb(wrong.__traceback__) if frame.filename in files]
        place = f"{frames[-1].filename}:{frames[-1].lineno}: {frames[-1].name}" if frames else names
        raise PolicyError(
            _("{policy} cannot be run: {error}").format(policy=place, error=f"{type(wrong).__name__}: {wrong}")
        ) from wrong


def routing(scenario: Scenario) -> Routing:
    """Find the policies that a scenario names.

    Raises :class:`PolicyError` naming the key, what was looked for and where, or the line that is wrong.
    """
    agent_names = own_choose_agent(scenario)
    for_agents = [find(name, "choose_agent", scenario.folder) for name in agent_names]
    for_calls = [find(scenario.choose_call, "choose_call", scenario.folder)] if ":" in scenario.choose_call else []
    policy = Policy(_chain(tuple(for_agents)), for_calls[0] if for_calls else choose_call)
    chosen = dict.fromkeys([*(group.choose_agent for group in scenario.groups.values()), scenario.choose_call])
    own = (*for_agents, *for_calls)
    return Routing(policy, "+".join(chosen), _digest(scenario, own), own)


def own_choose_agent(scenario: Scenario) -> list[str]:
    """The users' own ``choose_agent`` names in order of the groups; a group's place in it is ``Group.custom``."""
    return list(dict.fromkeys(group.choose_agent for group in scenario.groups.values() if ":" in group.choose_agent))


def find(name: str, key: str, folder: Path) -> Callable[..., Any]:
    """The function that ``module:name`` means."""
    module_name, _colon, function_name = name.partition(":")
    function = getattr(module_of(module_name, key, folder), function_name, None)
    if not inspect.isfunction(function):
        raise PolicyError(
            _("{key}: {module} has no function {function}").format(key=key, module=module_name, function=function_name)
        )
    wanted = ["centre", "now", "call" if key == "choose_agent" else "agent"]
    if len(inspect.signature(function).parameters) != len(wanted):
        raise PolicyError(
            _("{key}: {name} takes other arguments than ({wanted})").format(
                key=key, name=name, wanted=", ".join(wanted)
            )
        )
    return function


@cache
def module_of(name: str, key: str, folder: Path) -> ModuleType:
    """The module of a user's own functions, beside the scenario or on the Python path; ``key`` is where it is named."""
    beside = folder / Path(*name.split(".")).with_suffix(".py")
    try:
        if beside.is_file():
            return _from_file(name, beside)
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise PolicyError(_("{key}: {name} imports {missing}, which is not there").format(
                key=key, name=name, missing=missing.name)) from None  # fmt: skip
        raise PolicyError(
            _("{key}: there is no {file} and no module {name} on the Python path").format(
                key=key, file=beside.name, name=name
            )
        ) from None
    except SyntaxError as wrong:
        raise PolicyError(f"{wrong.filename}:{wrong.lineno}: {wrong.msg}") from None
    except Exception as wrong:
        raise PolicyError(_("{key}: {name} cannot be imported: {wrong!r}").format(
            key=key, name=name, wrong=wrong)) from None  # fmt: skip


def _from_file(name: str, path: Path) -> ModuleType:
    """A file as a module whose name tells its place and text.

    Two files of one name may be compared, and compiled functions of equal names would be taken for each other.
    """
    told = hashlib.sha256(str(path.resolve()).encode() + path.read_bytes()).hexdigest()[:12]
    spec = importlib.util.spec_from_file_location(f"{name}{AT}{told}", path)
    if spec is None or spec.loader is None:
        raise PolicyError(_("{file} cannot be loaded").format(file=path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _chain(own: tuple[ChooseAgent, ...]) -> ChooseAgent:
    """One function out of the built-in one and the users' own: each group's row says which is its."""
    chosen: ChooseAgent = choose_agent
    for place, function in enumerate(own):
        chosen = _either(place, function, chosen)
    return chosen


def _either(place: int, function: ChooseAgent, otherwise: ChooseAgent) -> ChooseAgent:
    def choose(centre: Centre, now: int, c: int) -> int:
        if centre.groups[centre.calls[c].group].custom == place:
            return function(centre, now, c)
        return otherwise(centre, now, c)

    parts = (str(place), function.__module__, function.__qualname__, otherwise.__qualname__)
    choose.__qualname__ = f"choose_{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:12]}"  # as in _from_file
    return choose


def _digest(scenario: Scenario, own: tuple[ChooseAgent | ChooseCall, ...]) -> str:
    """A content hash over the source of rules and policies and the loaded routing parameters (`events.md`)."""
    digest = hashlib.sha256(_source_of_rules())
    for function in own:
        digest.update(Path(inspect.getsourcefile(function) or "").read_bytes())
    resolved = scenario.resolved()
    digest.update(json.dumps({key: resolved.get(key) for key in ROUTING}, sort_keys=True).encode())
    return digest.hexdigest()[:12]


@cache
def _source_of_rules() -> bytes:
    parts = [Path(acd.events.__file__)]
    for package in (acd.model, acd.policies, acd.rules):
        parts += sorted(Path(package.__file__ or "").parent.glob("*.py"))
    return b"".join(part.read_bytes() for part in parts)
