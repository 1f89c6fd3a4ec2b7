"""What a desk has done when a call rings, is answered or ends: a program run, a bell, a notification.

Knows commands and placeholders. Never a shell: each argument arrives as it stands, and no caller's text can become an
option or a command. Refuses to know what the program does.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from acd.language import _
from softphone.desk import Happening
from softphone.settings import Settings, filled

Say = Callable[[str], None]
_PATIENCE: Final = 30.0
"""Seconds that a program may take before it is ended."""


class Hooks:
    """``say`` tells the agent what did not work; ``write`` hands bytes of the notification to the terminal."""

    def __init__(self, settings: Settings, say: Say, write: Callable[[str], None]) -> None:
        self._settings = settings
        self._say = say
        self._write = write
        self._running: set[asyncio.Task[None]] = set()

    def happened(self, happening: Happening) -> None:
        """Begin what is to be done; nothing waits for it."""
        settings = self._settings
        command = {"offer": settings.on_offer, "answer": settings.on_answer, "end": settings.on_end}[happening.what]
        if command:
            self._start(arguments(command, happening.call))
        if happening.what == "offer":
            self._ring(happening.call)

    def _ring(self, told: Mapping[str, Any]) -> None:
        if self._settings.bell:
            self._write("\a")
        title, body = _("Incoming call"), f"{told['caller']} {told['call_type']}".strip()
        match self._settings.notify:
            case "osc777":
                self._write(f"\x1b]777;notify;{title};{body.replace(';', ',')}\x1b\\")
            case "osc9":
                self._write(f"\x1b]9;{title} {body}\x1b\\")
            case "notify-send":
                self._start(["notify-send", "--app-name=softphone", "--", title, body])

    def _start(self, command: Sequence[str]) -> None:
        task = asyncio.get_running_loop().create_task(self._run(command))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finished(self) -> None:
        """When all that runs now is over."""
        await asyncio.gather(*self._running)

    async def _run(self, command: Sequence[str]) -> None:
        nowhere = asyncio.subprocess.DEVNULL
        try:
            program = await asyncio.create_subprocess_exec(*command, stdin=nowhere, stdout=nowhere, stderr=nowhere)
        except (OSError, ValueError) as error:
            words = _("{program} cannot be run: {why}")
            self._say(words.format(program=command[0], why=getattr(error, "strerror", None) or error))
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                status = await program.wait()
        except TimeoutError:
            program.kill()
            await program.wait()
            self._say(_("{program} took too long and was ended").format(program=command[0]))
            return
        if status:
            self._say(_("{program} ended with status {status}").format(program=command[0], status=status))


def arguments(command: Sequence[str], told: Mapping[str, Any]) -> list[str]:
    """The command with placeholders filled in; a value that begins an argument cannot make it an option."""
    safe = {name: str(value).lstrip("-") for name, value in told.items()}
    return [command[0], *(filled(each, safe) for each in command[1:])]
