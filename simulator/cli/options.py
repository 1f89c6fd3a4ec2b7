"""Options that several commands of ``sim`` share, and how their words are read."""

import contextlib
from typing import Annotated, Literal, get_args

import typer

import acd.language
from acd.errors import HuawuError
from acd.language import _
from scenarios.values import fraction

Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help=_("Change any key: groups.billing.overflow=[], agents[team=A].count=+2.")
    ),
]
Language = Annotated[str | None, typer.Option(help=_("zh or en; the locale's if not given."))]
EngineName = Literal["compiled", "loop", "simpy"]


def as_language(word: str | None) -> acd.language.Language | None:
    """The language meant, or none."""
    for language in acd.language.LANGUAGES:
        if word == language:
            return language
    if word is None:
        return None
    raise HuawuError(_("--language {word}: known are zh and en").format(word=word))


def as_engine(word: str | None) -> EngineName | None:
    """The engine meant, or none."""
    for engine in get_args(EngineName):
        if word == engine:
            return engine  # type: ignore[no-any-return]
    if word is None:
        return None
    raise HuawuError(_("--engine {word}: known are compiled, loop and simpy").format(word=word))


def as_share(option: str, text: str) -> float:
    """A share above 0 and at most 1, written ``0.2`` or ``20%``."""
    with contextlib.suppress(ValueError):
        value = fraction(text) if text.strip().endswith("%") else float(text)
        if 0 < value <= 1:
            return value
    raise HuawuError(
        _("{option} {text}: a share above 0 and up to 100% is meant, such as 0.5%").format(option=option, text=text)
    )
