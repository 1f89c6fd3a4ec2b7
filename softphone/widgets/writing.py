"""A line to write in, for any input method.

The terminal's own cursor stands where the next letter will: that is where an input method shows what is being composed.
"""

from typing import Any

from rich.text import Text
from textual.widgets import Input

_LONGEST = 200


class Line(Input):
    """One row, no frame, a cursor that does not blink."""

    DEFAULT_CSS = """
    Line { height: 1; border: none; padding: 0; background: $surface-lighten-2; }
    Line:focus { border: none; background: $primary-darken-2; }
    """

    def __init__(self, value: str = "", longest: int = _LONGEST, **more: Any) -> None:
        super().__init__(value, compact=True, max_length=longest, **more)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        """A secret as stars: Textual's bullets are two columns wide on some Chinese terminals."""
        return Text("*" * len(self.value), no_wrap=True, end="") if self.password else super()._value

    def on_focus(self) -> None:
        """Once it has its place on the screen."""
        self.call_after_refresh(self._place_cursor)

    def on_resize(self) -> None:
        """It may have moved."""
        self._place_cursor()

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
