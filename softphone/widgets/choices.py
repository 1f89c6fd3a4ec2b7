"""A list to choose from by arrows, by Enter, or by one key each.

Knows choices and a cursor. Refuses to know what choosing means.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from softphone.looks.lines import columns
from softphone.looks.words import DIM

HOT: Final = "1234567890abcdefghijklmnopqrstuvwxyz"
"""The key of each choice, in order."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` is what was chosen; ``words`` and ``hint`` are shown, ``left`` before them."""

    value: str
    words: str
    hint: str = ""
    left: str = ""


class Choices(Widget, can_focus=True):
    """``hot``: each choice has a key of its own, one press chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home", "move(-10000)", show=False),
        Binding("end", "move(10000)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = "Choices { height: 1fr; }"

    cursor = reactive(0)

    @dataclass
    class Chosen(Message):
        """One is taken."""

        value: str

    def __init__(self, choices: Sequence[Choice] = (), hot: bool = False) -> None:
        super().__init__()
        self.choices = tuple(choices)
        self._hot = hot

    def show(self, choices: Sequence[Choice]) -> None:
        """Other choices; the cursor stays with what it was on, as far as that is still there."""
        before = self.chosen
        self.choices = tuple(choices)
        values = [choice.value for choice in choices]
        self.cursor = values.index(before.value) if before is not None and before.value in values else 0
        self.refresh()

    @property
    def chosen(self) -> Choice | None:
        """Where the cursor is."""
        return self.choices[self.cursor] if self.cursor < len(self.choices) else None

    def render(self) -> Text:
        width, height = self.size
        first = max(0, min(self.cursor - height // 2, len(self.choices) - height))
        rows = [self._row(place, width) for place in range(first, min(first + height, len(self.choices)))]
        return Text("\n", end="").join(rows)

    def _row(self, place: int, width: int) -> Text:
        choice = self.choices[place]
        key = HOT[place] if self._hot and place < len(HOT) else ""
        mark = ">" if place == self.cursor else " "
        side = 0 if not choice.hint else min(max(width // 3, 12), 36)
        cells, widths = [f"{mark}{key:>2} {choice.left}{choice.words}"], [0]
        row = columns(width, [*cells, (choice.hint, DIM)], [*widths, side]) if side else columns(width, cells, widths)
        if place == self.cursor:
            row.stylize("reverse")
        return row

    def action_move(self, by: int) -> None:
        """Up and down, no further than the ends."""
        self.cursor = max(0, min(self.cursor + by, len(self.choices) - 1))

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        if (choice := self.chosen) is not None:
            self.post_message(self.Chosen(choice.value))

    def press(self, key: str) -> bool:
        """Choose by a choice's own key; whether it is one."""
        place = HOT.find(key) if self._hot and len(key) == 1 else -1
        if not 0 <= place < len(self.choices):
            return False
        self.cursor = place
        self.action_choose()
        return True
