"""Options that several commands of ``sim`` share, and how their words are read."""

import contextlib
from pathlib import Path
from typing import Annotated, Final, Literal, get_args

import typer

import acd.language
from acd.errors import HuawuError
from acd.language import _
from scenarios.values import fraction
from simulator.replicate import Until

INTERRUPTED: Final = 130
"""What shells expect of a command that Ctrl-C ended."""

Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help=_("Change any key: groups.billing.overflow=[], agents[team=A].count=+2.")
    ),
]
Replications = Annotated[int | None, typer.Option(min=1, help=_("Days to simulate; the file's if not given."))]
Seed = Annotated[int | None, typer.Option(min=0, help=_("Same seed, same callers; the file's if not given."))]
EngineOption = Annotated[
    str | None, typer.Option("--engine", help=_("compiled (default), loop or simpy: the same ledger."))
]
Workers = Annotated[int | None, typer.Option(min=1, help=_("Processes; one per core if not given."))]
Out = Annotated[Path | None, typer.Option(help=_("The folder for report and results; runs/NAME-… if not given."))]
Json = Annotated[str | None, typer.Option("--json", metavar="FILE", help=_("All results; - is standard output."))]
Html = Annotated[Path | None, typer.Option(help=_("The report, beside the one in the folder."))]
Xlsx = Annotated[Path | None, typer.Option(help=_("The tables as a workbook."))]
Quiet = Annotated[bool, typer.Option(help=_("Nothing but results and errors."))]
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


def as_until(half_width: str | None, watch: str | None) -> Until | None:
    """When to stop, if ``--until`` says so."""
    if half_width is not None:
        return Until(as_share("--until", half_width), watch or "service_level")
    if watch is not None:
        raise HuawuError(_("--watch {kpi}: say with --until how well it is to be known").format(kpi=watch))
    return None
