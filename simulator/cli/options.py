"""Options that several commands of ``sim`` share, and how their words are read."""

from typing import Annotated, Literal, get_args

import typer

import acd.language
from acd.errors import HuawuError
from acd.language import _

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
