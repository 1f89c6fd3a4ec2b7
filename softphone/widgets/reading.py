"""A sheet to be read: help, figures."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from softphone.desk import Desk
from softphone.widgets.sheet import Sheet

Lines = Callable[[Desk, int], Sequence[Text]]


class Pages(Widget, can_focus=True):
    """Lines, a window of them at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown,space", "move(10)", show=False),
        Binding("home", "move(-10000)", show=False),
        Binding("end", "move(10000)", show=False),
    ]
    DEFAULT_CSS = "Pages { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Text] = ()
        self._first = 0

    def show(self, lines: Sequence[Text]) -> None:
        """Other lines, at the same place."""
        if [each.markup for each in lines] != [each.markup for each in self._lines]:
            self._lines = lines
            self.refresh()

    def render(self) -> Text:
        shown = self._lines[self._first : self._first + self.size.height]
        return Text("\n", end="").join(shown)

    def action_move(self, by: int) -> None:
        """Up and down, no further than the ends."""
        self._first = max(0, min(self._first + by, len(self._lines) - self.size.height))
        self.refresh()


class ReadSheet(Sheet):
    """``lines`` gets the desk and the columns."""

    def __init__(self, intent: str, title: str, lines: Lines, hint: str = "") -> None:
        super().__init__(intent, title, hint)
        self._lines = lines
        self._pages = Pages()

    def inside(self) -> ComposeResult:
        yield self._pages

    def on_mount(self) -> None:
        """Arrows turn the pages."""
        self._pages.focus()

    def show(self, desk: Desk, now: float) -> None:  # noqa: ARG002 - pages have no clock
        self._pages.show(self._lines(desk, max(self._pages.size.width, 20)))
