"""A sheet with a list to be searched: directory, palette, past calls. Any input method may write in it.

Knows fuzzy matching. Refuses to know what is found.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.fuzzy import FuzzySearch
from textual.widgets import Input

from softphone.widgets.choices import Choice, Choices
from softphone.widgets.sheet import Sheet
from softphone.widgets.writing import Line


class FindSheet(Sheet):
    """``free``: what was written is given as it stands where nothing in the list fits, as a number to be dialled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
    ]

    def __init__(
        self, intent: str, title: str, choices: Sequence[Choice], field: str, hint: str = "", free: bool = False
    ) -> None:
        super().__init__(intent, title, hint)
        self._all = tuple(choices)
        self._field = field
        self._free = free
        self.input = Line()
        self.list = Choices(choices)
        self.list.can_focus = False

    def inside(self) -> ComposeResult:
        yield self.input
        yield self.list

    def on_mount(self) -> None:
        """Whatever is written goes to the search."""
        self.input.focus()

    def replace(self, choices: Sequence[Choice]) -> None:
        """Another list to be searched."""
        if tuple(choices) != self._all:
            self._all = tuple(choices)
            self.list.show(found(self.input.value, self._all))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Fewer of them, best first."""
        event.stop()
        self.list.show(found(event.value, self._all))
        self.list.cursor = 0

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The one under the cursor, or what was written."""
        event.stop()
        chosen, written = self.list.chosen, event.value.strip()
        if self._free and written and (chosen is None or _is_number(written)):
            self.give({self._field: written})
        elif chosen is not None:
            self.give({self._field: chosen.value})

    def action_move(self, by: int) -> None:
        """The cursor of the list, from within the search."""
        self.list.action_move(by)


def found(written: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices that fit what was written, best first; all of them where nothing was."""
    wanted = written.strip()
    if not wanted:
        return tuple(choices)
    search = FuzzySearch()
    scored = [(search.match(wanted, f"{choice.words} {choice.hint}")[0], choice) for choice in choices]
    return tuple(choice for score, choice in sorted(scored, key=lambda each: -each[0]) if score > 0)


def _is_number(written: str) -> bool:
    """Whether it can be dialled as it stands; a full number is meant as one."""
    return set(written) <= set("0123456789*#+")
