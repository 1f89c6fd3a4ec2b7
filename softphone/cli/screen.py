"""``softphone``: the agent's screen, as a screen, as plain lines, or for programs."""

import asyncio
import sys
from dataclasses import replace
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acd.errors import HuawuError
from acd.language import _
from metrics.cli.options import Language, speak_as

if TYPE_CHECKING:
    from softphone.app.joining import Joining
    from softphone.settings import Settings
    from softphone.workplace import Workplace


def show_screen(
    context: typer.Context,
    settings: Annotated[
        Path | None, typer.Option(help=_("The settings, instead of softphone.toml in your config folder."))
    ] = None,
    centre: Annotated[
        str | None, typer.Option(metavar="URL", help=_("The agents' channel, or none for a telephone only."))
    ] = None,
    phone: Annotated[
        str | None, typer.Option(metavar="SERVER", help=_("The telephone server, or external for a desk telephone."))
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help=_("Lines for a screen reader; commands as words."))] = False,
    headless: Annotated[bool, typer.Option("--headless", help=_("JSON on standard input and output."))] = False,
    language: Language = None,
) -> None:
    """The agent's softphone in the terminal: by keyboard alone, beside any SIP audio.

    The first time it asks for the centre, your name and secret. Calls and audio are a process of their own: closing
    the screen ends nothing. F1 shows all keys.

    Examples:

    \b
      softphone
      softphone --language zh
      softphone --centre ws://127.0.0.1:8060/agent --phone external
      softphone --plain
    """
    if context.invoked_subcommand is not None:
        return
    from softphone.settings import read_settings, settings_file

    file = settings or settings_file()
    known, problems = read_settings(file)
    speak_as(language or known.language or None)
    known = replace(known, centre=centre or known.centre, phone=phone or known.phone)
    for problem in problems:
        typer.echo(problem, err=True)
    workplace, joining = _workplace(known, file)
    if headless:
        _run_headless(workplace, joining, known)
    elif plain:
        _run_plain(workplace, joining, known)
    elif not sys.stdout.isatty():
        raise HuawuError(_("the screen needs a terminal; --plain and --headless do not"))
    else:
        from softphone.app import SoftphoneApp

        SoftphoneApp(workplace, known, joining, problems).run(mouse=False)


def _workplace(known: "Settings", file: Path) -> "tuple[Workplace, Joining]":
    from softphone.app.joining import Joining
    from softphone.links import PhoneLink
    from softphone.links.starting import start_phone
    from softphone.settings import ALONE, EXTERNAL
    from softphone.workplace import Workplace

    phone = None if known.phone == EXTERNAL else PhoneLink()
    return Workplace(phone, known.centre != ALONE), Joining(known, start_phone=start_phone, file=file)


def _run_headless(workplace: "Workplace", joining: "Joining", known: "Settings") -> None:
    from softphone.faces.headless import Headless
    from softphone.faces.stdio import lines, say
    from softphone.hooks import Hooks

    silent = replace(known, bell=False, notify="off")
    hooks = Hooks(silent, lambda words: typer.echo(words, err=True), lambda _words: None)
    asyncio.run(Headless(workplace, joining, say, hooks.happened).run(lines()))


def _ring(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def _run_plain(workplace: "Workplace", joining: "Joining", known: "Settings") -> None:
    from softphone.faces.plain import Plain
    from softphone.faces.stdio import lines, say
    from softphone.hooks import Hooks
    from softphone.settings import read_secret

    entering = None
    if sys.stdin.isatty() and not read_secret(known.name):
        name = typer.prompt(_("Agent"), default=known.name or None)
        entering = {"name": name, "secret": getpass(_("Secret") + ": "), "seat": known.seat}
    to_a_pipe = replace(known, bell=False, notify=known.notify if known.notify == "notify-send" else "off")
    hooks = Hooks(known if sys.stdout.isatty() else to_a_pipe, say, _ring)
    asyncio.run(Plain(workplace, joining, say, hooks.happened).run(lines(), entering))
