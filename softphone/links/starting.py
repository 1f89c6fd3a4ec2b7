"""Starting the phone process where none runs: it outlives the screen, so that calls and audio do.

Knows how a program is left to itself on each system. Refuses to know telephony. The secret goes by standard input,
where no list of processes shows it.
"""

import json
import os
import subprocess
import sys
from typing import Any

import aiohttp

from softphone.links.phone import phone_file
from softphone.settings import EXTERNAL


async def start_phone(server: str, name: str, secret: str) -> None:
    """See to it that a phone of this agent runs; one that is there stays."""
    if not server or server == EXTERNAL or await _runs(name):
        return
    process = subprocess.Popen(
        [sys.executable, "-m", "softphone", "phone", "--server", server, "--user", name, "--secret-stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **_left_to_itself(),
    )
    if process.stdin is not None:
        process.stdin.write(secret.encode() + b"\n")
        process.stdin.close()


async def _runs(name: str) -> bool:
    """Whether the phone that the file tells of answers, and is this agent's."""
    try:
        told = json.loads(phone_file().read_text("utf-8"))
        async with aiohttp.ClientSession() as http, http.ws_connect(f"ws://127.0.0.1:{int(told['port'])}"):
            return bool(told.get("user") == name)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError, TypeError):
        return False


def _left_to_itself() -> dict[str, Any]:
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    return {"start_new_session": True}
