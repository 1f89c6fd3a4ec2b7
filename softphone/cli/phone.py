"""``softphone phone``: the phone process, which registers, holds the calls and moves their sound."""

import asyncio
import json
import logging
import os
import signal
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acd.errors import HuawuError
from acd.language import _
from metrics.cli.options import Language, speak_as

if TYPE_CHECKING:
    from softphone.phone.port import Account, Engine

SECRET = "HUAWU_PHONE_SECRET"
"""The environment variable with the user's secret."""


def run_phone(
    server: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help=_("HOST, HOST:PORT, tcp:…, tls:… with encrypted sound, tls+rtp:… without.")
        ),
    ],
    user: Annotated[str, typer.Option(metavar="NAME", help=_("Whom to register."))],
    secret_stdin: Annotated[bool, typer.Option("--secret-stdin", help=_("The secret is a line on stdin."))] = False,
    secret_file: Annotated[Path | None, typer.Option(help=_("A file with the secret, readable by you only."))] = None,
    engine: Annotated[str, typer.Option(help=_("rfcvoip, or pyvoip, which can do less."))] = "rfcvoip",
    authority: Annotated[Path | None, typer.Option(help=_("Certificates to trust for tls:, instead of all."))] = None,
    source: Annotated[str, typer.Option("--input", help=_("A microphone, file:PATH, tone or null."))] = "",
    sink: Annotated[str, typer.Option("--output", help=_("A loudspeaker, file:PATH or null."))] = "",
    language: Language = None,
) -> None:
    """The telephone beside the headset: screens attach to it, and calls go on without them.

    The secret comes from HUAWU_PHONE_SECRET, a file or standard input, never from an argument.

    Examples:

    \b
      softphone phone --server 127.0.0.1:5060 --user A-01 --secret-file secret
      softphone phone --server tls:pbx.example --user 1001 --input tone --output null
    """
    from softphone.phone.requests import account_of

    speak_as(language)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    account = account_of(server, user, _secret(secret_stdin, secret_file), str(authority or ""))
    asyncio.run(_run(account, _engine(engine), source, sink))


def _secret(from_stdin: bool, file: Path | None) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if file is None:
        return os.environ.get(SECRET, "")
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise HuawuError(_("{file} can be read by others: chmod 600 it").format(file=file))
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise HuawuError(f"{file}: {error.strerror}") from None


def _engine(name: str) -> "Engine":
    if name == "rfcvoip":
        from softphone.phone.rfc.engine import RfcEngine

        return RfcEngine()
    if name == "pyvoip":
        from softphone.phone.pyvoip import PyvoipEngine

        return PyvoipEngine()
    raise HuawuError(_("--engine {name}: known are rfcvoip and pyvoip").format(name=name))


async def _run(account: "Account", engine: "Engine", source: str, sink: str) -> None:
    from softphone.audio.sound import Sounds
    from softphone.links.phone import phone_file
    from softphone.phone.phone import Phone
    from softphone.phone.serving import Door, serving

    sound = Sounds(engine.heard, engine.say, source, sink)
    door = Door(sound)
    phone = Phone(engine, sound, door.changed)
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, door.ended.set) if os.name == "posix" else signal.signal(
            each, lambda _number, _frame: loop.call_soon_threadsafe(door.ended.set)
        )
    async with serving(door, phone, phone_file(), account.user):
        await phone.register(account)
        typer.echo(json.dumps({"phone": account.user, "file": str(phone_file())}))
        await door.ended.wait()
        await phone.close()
