"""A sheet that hands over each key of a telephone as it is pressed."""

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from acd.language import _
from softphone.widgets.sheet import Sheet

_KEYS = frozenset("0123456789*#")


class _Pressed(Widget, can_focus=True):
    """What has been pressed so far."""

    DEFAULT_CSS = "_Pressed { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.pressed = ""

    def render(self) -> Text:
        return Text(f"\n  1  2  3\n  4  5  6     {self.pressed[-40:]}\n  7  8  9\n  *  0  #")


class KeypadSheet(Sheet):
    """Digits, ``*`` and ``#``; all else does nothing."""

    def __init__(self, intent: str) -> None:
        super().__init__(intent, _("Keys towards the caller"), _("0 to 9, * and # are sent at once; Esc: back"))
        self._pad = _Pressed()

    def inside(self) -> ComposeResult:
        yield self._pad

    def on_mount(self) -> None:
        """Keys go to the pad."""
        self._pad.focus()

    def on_key(self, event: events.Key) -> None:
        """Send it."""
        if event.character is not None and event.character in _KEYS:
            event.stop()
            self._pad.pressed += event.character
            self._pad.refresh()
            self.give({"digits": event.character}, keep=True)
