"""Numba, in one place: compile functions written in the common subset, and lay rows out as NumPy tables.

Knows how dataclass rows become structured arrays and where compiled code is kept between runs. Refuses to know what is
compiled: rules, engine and tally are handed in, and none of them imports this module.
"""

import dataclasses
import hashlib
import inspect
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final, get_type_hints

import numba
import numpy as np
import numpy.typing as npt
from llvmlite import binding
from numba import types
from numba.core.errors import NumbaError, UnsupportedBytecodeError
from numba.extending import register_jitable
from platformdirs import user_cache_path

from acd.errors import PolicyError
from acd.language import _

WIDEST: Final = "i8"
int64: Final[Any] = types.int64
KEPT: Final = 20
"""Compiled versions kept on disk; an older one is compiled again when wanted."""
INLINED: Final = 2000
"""Up to what cost LLVM writes a called function out where it is called, in its own units (of itself 225).

The rules are hundreds of small functions, of which each call would be a sixth of all the engine's instructions and a
fifth of the tally's; beyond this, code grows and takes longer to compile for little.
"""
binding.set_option("huawu", f"-inline-threshold={INLINED}")


class NotCompilableError(PolicyError):
    """A function outside the subset of Python that compiles; the message names file, line and what is wrong."""


_marked: set[Callable[..., Any]] = set()


@cache
def dtype_of(row: type) -> np.dtype[np.void]:
    """The NumPy layout of a dataclass row: ``Annotated[int, "i4"]`` says a width, plain ``int`` is the widest."""
    hints = get_type_hints(row, include_extras=True)
    fields = [(f.name, getattr(hints[f.name], "__metadata__", (WIDEST,))[0]) for f in dataclasses.fields(row)]
    return np.dtype(fields, align=True)


def table(row: type, length: int) -> npt.NDArray[np.void]:
    """``length`` rows with the dataclass's defaults."""
    rows = np.zeros(length, dtype_of(row))
    for f in dataclasses.fields(row):
        if f.default:
            rows[f.name] = f.default
    return rows


def joined(tables: Sequence[npt.NDArray[np.void]]) -> npt.NDArray[np.void]:
    """Tables of one kind, one after the other; copied as bytes, where NumPy would copy field by field."""
    return np.concatenate([rows.view(np.uint8) for rows in tables]).view(tables[0].dtype)


def as_table(row: type, rows: Sequence[Any]) -> npt.NDArray[np.void]:
    """Interpreted rows as a table of the same length and content."""
    names = [f.name for f in dataclasses.fields(row)]
    return np.array([tuple(getattr(r, name) for name in names) for r in rows], dtype_of(row))


def mark(*sources: ModuleType | Callable[..., Any], checked: bool = False) -> None:
    """Let functions be called from compiled code: each given, and each that a module given defines itself.

    ``checked``: in those not marked yet a place outside a table is an ``IndexError`` as in Python, not silence.
    """
    let = register_jitable(boundscheck=True) if checked else register_jitable
    for source in sources:
        for function in _functions(source):
            if function not in _marked:
                let(function)
                _marked.add(function)


def compiled(
    function: Callable[..., Any],
    sources: Iterable[ModuleType | Callable[..., Any]],
    signature: Any = None,
    checked: bool = False,
) -> Callable[..., Any]:
    """Compile a function whose callees come from ``sources``; kept on disk until any of their texts changes.

    ``checked`` as in :func:`mark`, of the function itself too.

    Numba's own cache sees changes in the function only, not in what it calls: so the folder is named by a hash of every
    source, and a changed rule or policy is never served from an old compilation. With a ``signature`` it compiles at
    once, else at the first call.
    """
    sources = list(sources)
    mark(*sources, checked=checked)
    folder = user_cache_path("huawu") / "compiled" / _fingerprint(function, sources, checked)
    keeps = _can_keep(folder)
    if keeps:
        numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
    options: dict[str, Any] = {"cache": keeps} | ({"boundscheck": True} if checked else {})
    compiler: Any = numba.njit(**options) if signature is None else numba.njit(signature, **options)
    try:
        return compiler(function)  # type: ignore[no-any-return]
    except (NumbaError, UnsupportedBytecodeError) as refused:
        raise _in_our_words(function, refused) from None


def _in_our_words(function: Callable[..., Any], refused: Exception) -> NotCompilableError:
    """Numba's dozens of lines as one: the last place named in the function's own file, and the first reason given."""
    file = inspect.getsourcefile(function) or "?"
    told = re.sub(r"\x1b\[[0-9;]*m", "", str(refused))
    places = re.findall(r'File "([^"]+)", line (\d+)', told) + re.findall(r"Raised from (\S+) \((\d+)\)", told)
    line = next((n for name, n in reversed(places) if Path(name).name == Path(file).name), None)
    line = line or str(function.__code__.co_firstlineno)
    known = (
        r"(Unknown attribute .*|Untyped global name .*|No implementation of function .*|Cannot unify .*"
        r"|No conversion from .*|Unsupported .*)"
    )
    reason = next(m[1] for pattern in (known, r"(.+)") if (m := re.search(pattern, told)))
    return NotCompilableError(
        _("{file}:{line}: {function} does not compile: {reason}").format(
            file=file, line=line, function=function.__name__, reason=reason.strip()
        )
    )


def function_type(result: Any, *arguments: Any) -> Any:
    """The type of a function that is handed to compiled code as a value: called by address, compiled apart."""
    return types.FunctionType(result(*arguments))


def _functions(source: ModuleType | Callable[..., Any]) -> list[Callable[..., Any]]:
    if not isinstance(source, ModuleType):
        return [source]
    return [f for _, f in inspect.getmembers(source, inspect.isfunction) if f.__module__ == source.__name__]


def _fingerprint(
    function: Callable[..., Any], sources: list[ModuleType | Callable[..., Any]], checked: bool = False
) -> str:
    bounds = checked or bool(numba.config.BOUNDSCHECK)  # type: ignore[attr-defined]
    digest = hashlib.sha256(f"{sys.version} {numba.__version__} {np.__version__} {INLINED} {bounds}".encode())
    texts = {(inspect.getsourcefile(s) or "", getattr(s, "__module__", s.__name__)) for s in (function, *sources)}
    for file, module in sorted(texts):
        digest.update(module.encode() + Path(file).read_bytes())
    return digest.hexdigest()[:20]


def _can_keep(folder: Path) -> bool:
    """Make room for one more version; where the disk refuses, compile without keeping."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.touch()
        by_age = sorted(folder.parent.iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)
        for old in by_age[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        return False
    return True
