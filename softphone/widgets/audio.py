"""The sheet of audio: which microphone, which loudspeaker, and hearing oneself before the first caller does.

Knows the phone's devices and levels. Refuses to know audio.
"""

from typing import Final

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from acd.language import _
from softphone.desk import Desk
from softphone.widgets.choices import Choice, Choices
from softphone.widgets.sheet import Sheet

_BAR: Final = 20
INPUT, OUTPUT, ECHO = "input:", "output:", "echo"


class AudioSheet(Sheet):
    """Gives ``input``, ``output`` or ``echo``; stays open."""

    DEFAULT_CSS = "AudioSheet .levels { height: 2; }"

    def __init__(self, intent: str) -> None:
        super().__init__(intent, _("Microphone and loudspeaker"), _("one key chooses; Esc: back"))
        self.list = Choices((), hot=True)
        self._levels = Static("", classes="levels", markup=False)
        self.echoing = False

    def inside(self) -> ComposeResult:
        yield self.list
        yield self._levels

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.list.focus()

    def show(self, desk: Desk, now: float) -> None:  # noqa: ARG002 - levels have no clock
        """Devices as the phone lists them, the ones in use marked; how loud it is now."""
        self.list.choices = tuple(self._choices(desk))
        self.list.refresh()
        into, out = desk.levels
        words = Text(f"{_('microphone'):<14}{_bar(into)}\n{_('loudspeaker'):<14}{_bar(out)}")
        self._levels.update(words)

    def _choices(self, desk: Desk) -> list[Choice]:
        audio = None if desk.line is None else desk.line.audio
        used = ("", "") if audio is None else (audio.input, audio.output)
        listed = [("inputs", INPUT, _("microphone"), used[0]), ("outputs", OUTPUT, _("loudspeaker"), used[1])]
        choices = [Choice(ECHO, _("Stop hearing yourself") if self.echoing else _("Hear yourself"))]
        for kind, mark, name, now in listed:
            for device in desk.devices.get(kind, ()):
                choices.append(Choice(mark + device, device, name + (" " + _("in use") if device == now else "")))
        return choices

    def on_key(self, event: events.Key) -> None:
        """One key chooses."""
        if event.character is not None and self.list.press(event.character):
            event.stop()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Use it, or turn the echo on and off."""
        event.stop()
        if event.value == ECHO:
            self.echoing = not self.echoing
            self.give({"echo": self.echoing}, keep=True)
        elif event.value.startswith(INPUT):
            self.give({"input": event.value.removeprefix(INPUT)}, keep=True)
        else:
            self.give({"output": event.value.removeprefix(OUTPUT)}, keep=True)


def _bar(level: float) -> str:
    full = round(level * _BAR)
    return "[" + "#" * full + "-" * (_BAR - full) + "]"
