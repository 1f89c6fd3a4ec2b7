"""What is compared: scenario files, and variants of the first, each with its name.

Knows how ``--variant "NAME: KEY=VALUE; KEY=VALUE"`` is read, and says which variant is wrong. Refuses to know what a
key means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from acd.errors import HuawuError
from acd.language import _
from scenarios import Scenario, ScenarioError, load

BASE: Final = "base"
"""The name of the one scenario whose variants are compared with it."""
SHARED: Final = ("seed", "replications")
"""Keys that must be the same for all, or the days would not be."""

_PARTS: Final = re.compile(r"""[^;；\[\]{}"']+|(?P<text>"[^"]*"|'[^']*')|(?P<sign>.)""")


@dataclass(frozen=True)
class Variant:
    """One of those compared. ``overrides`` are its own; those of ``--set`` hold for all."""

    name: str
    scenario: Scenario
    overrides: tuple[str, ...] = ()


def contenders(files: Sequence[Path], variants: Sequence[str] = (), overrides: Sequence[str] = ()) -> list[Variant]:
    """The files in their order, then the variants of the first. The first is what all others are measured by.

    Raises :class:`HuawuError` that says which file or variant is wrong, and what about it.
    """
    found = [Variant(name, load(file, overrides)) for file, name in zip(files, _names(files), strict=True)]
    if len(found) == 1 and variants:
        found = [replace(found[0], name=BASE)]
    for text in variants:
        name, own = _read(text)
        _check(name, own, [each.name for each in found])
        found.append(Variant(name, _changed(files[0], name, own, overrides), tuple(own)))
    if len(found) < 2:
        raise HuawuError(
            _('nothing to compare {file} with: name another scenario, or say --variant "NAME: KEY=VALUE"').format(
                file=files[0]
            )
        )
    return found


def _names(files: Sequence[Path]) -> list[str]:
    """What each file is called: its name without ending, or all of its path where that is another's name too."""
    stems = [file.stem for file in files]
    for file in files:
        if sum(file.resolve() == each.resolve() for each in files) > 1:
            raise HuawuError(_("{file} is named twice; a scenario does not differ from itself").format(file=file))
    return [str(file) if stems.count(file.stem) > 1 else file.stem for file in files]


def _read(text: str) -> tuple[str, list[str]]:
    """The name and the overrides; full-width signs do as well."""
    name, colon, rest = re.sub("：", ":", text, count=1).partition(":")
    own = [part for part in map(str.strip, _split(rest)) if part]
    if not colon or not name.strip() or "=" in name or not own:
        raise HuawuError(_('--variant {text}: it is written "NAME: KEY=VALUE; KEY=VALUE"').format(text=text))
    return name.strip(), own


def _split(text: str) -> Iterator[str]:
    """At semicolons outside brackets and quotes."""
    part, depth = "", 0
    for found in _PARTS.finditer(text):
        sign = found["sign"] or ""
        depth += (sign != "" and sign in "[{") - (sign != "" and sign in "]}")
        if depth == 0 and sign and sign in ";；":
            yield part
            part = ""
        else:
            part += found[0]
    yield part


def _check(name: str, own: Sequence[str], taken: Sequence[str]) -> None:
    if name in taken:
        raise HuawuError(_("--variant {name}: there is already one of that name").format(name=name))
    for text in own:
        key = text.partition("=")[0].strip()
        if key in SHARED:
            raise HuawuError(
                _("--variant {name}: {text}: all meet the same callers on the same days; use --{key} instead").format(
                    name=name, text=text, key=key
                )
            )


def _changed(file: Path, name: str, own: Sequence[str], overrides: Sequence[str]) -> Scenario:
    try:
        return load(file, [*overrides, *own])
    except ScenarioError as wrong:
        places = ((each, each.file.removeprefix("--set ")) for each in wrong.problems)
        raise ScenarioError([replace(each, file=f"--variant {name}: {place}") for each, place in places]) from None
