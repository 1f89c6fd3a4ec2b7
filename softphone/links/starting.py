"""Starting the phone process where none runs: it outlives the screen, so that calls and audio do.

``python -m softphone phone --server HOST:PORT --user NAME --secret-stdin`` is started, and left to itself. The secret
goes by standard input, where no list of processes shows it. Refuses to know telephony.
"""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import aiohttp

from acd.errors import HuawuError
from acd.language import _, spoken
from softphone.links.phone import VERSION, phone_file
from softphone.settings import EXTERNAL

COMMAND: Final = (sys.executable, "-m", "softphone", "phone")
_LOOKS: Final = 50
_BETWEEN: Final = 0.1
"""Seconds between looks whether it is there; it has five."""


class PhoneError(HuawuError):
    """The phone process did not start."""


async def start_phone(server: str, name: str, secret: str, command: tuple[str, ...] = COMMAND) -> None:
    """See to it that a phone of this agent runs; one that is there stays, another agent's ends.

    Raises :class:`PhoneError` where it ends at once, with the last of what it said.
    """
    if not server or server == EXTERNAL or await _runs(name):
        return
    log = phone_file().with_suffix(".log")
    log.parent.mkdir(parents=True, exist_ok=True)
    process = _started(
        [*command, "--server", server, "--user", name, "--secret-stdin", "--language", spoken()], secret, log
    )
    for _look in range(_LOOKS):
        if await _runs(name):
            return
        if process.poll() is not None:
            raise PhoneError(_("the phone did not start: {why}").format(why=_last_line(log)))
        await asyncio.sleep(_BETWEEN)


def _started(command: list[str], secret: str, log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, **_left_to_itself()
        )
    if process.stdin is not None:
        with process.stdin as into:
            into.write(secret.encode() + b"\n")
    return process


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else _("it said nothing")


async def _runs(name: str) -> bool:
    """Whether a phone answers, and is this agent's; one of another agent is asked to end."""
    try:
        told = json.loads(phone_file().read_text("utf-8"))
        async with aiohttp.ClientSession() as http, http.ws_connect(f"ws://127.0.0.1:{int(told['port'])}") as socket:
            if told.get("user") == name:
                return True
            await socket.send_json({"hello": {"token": told["token"], "version": VERSION}})
            await socket.receive(5.0)
            await socket.send_json({"id": 1, "do": "quit"})
            await socket.receive(5.0)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError, TypeError):
        pass
    return False


def _left_to_itself() -> dict[str, Any]:
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}
