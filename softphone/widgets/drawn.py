"""A part of the screen that one function draws from the desk and the time.

Knows when it must be drawn again: only where what it shows has changed. Refuses to know what it shows.
"""

from collections.abc import Callable

from rich.text import Text
from textual.widgets import Static

from softphone.desk import Desk

Draw = Callable[[Desk, float, int, int], Text]


class Drawn(Static):
    """``draw`` gets desk, time, columns and rows; one that ``grows`` takes as many rows as it has drawn.

    ``timeless`` says whether it shows nothing now that time alone changes.
    """

    def __init__(
        self, draw: Draw, id: str, grows: bool = False, timeless: Callable[[Desk], bool] = lambda _desk: False
    ) -> None:
        super().__init__("", id=id, markup=False)
        self._draw = draw
        self._grows = grows
        self.timeless = timeless
        self._shown: Text | None = None

    def show(self, desk: Desk, now: float) -> None:
        """Draw what is so now."""
        text = self._draw(desk, now, self.size.width, self.size.height)
        if self._shown is None or text.plain != self._shown.plain or text.spans != self._shown.spans:
            self._shown = text
            self.update(text, layout=self._grows)
