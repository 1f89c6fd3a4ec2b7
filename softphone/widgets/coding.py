"""The sheet of codes: a tree, one key each, a note beside it.

A leaf codes the call at once, with the note as it stands and whether the matter is settled. Refuses to know the codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from acd.language import _
from softphone.widgets.choices import Choice, Choices
from softphone.widgets.sheet import Sheet
from softphone.widgets.writing import Line

SEPARATOR = "/"


class CodeSheet(Sheet):
    """``codes`` are leaves, as ``账单/查询``. Left goes up, Right goes down; ``+`` settled, ``-`` not settled."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "other", show=False)]
    DEFAULT_CSS = """
    CodeSheet Horizontal { height: 1; }
    CodeSheet .label { width: 8; }
    CodeSheet .settled { height: 1; }
    """

    @dataclass
    class Written(Message):
        """The remark as far as it is written."""

        note: str

    def __init__(self, intent: str, codes: Sequence[str], note: str = "") -> None:
        hint = _("one key codes; Tab: note or list; + settled, - not; Left: up; Esc: back")
        super().__init__(intent, _("What was it about?"), hint)
        self._codes = tuple(codes)
        self._above = ""
        self._resolved: bool | None = None
        self.list = Choices(below(codes, ""), hot=True)
        self.note = Line(note, longest=2000)
        self._settled = Static("", classes="settled", markup=False)

    def inside(self) -> ComposeResult:
        yield self.list
        yield self._settled
        with Horizontal():
            yield Static(_("Remark"), classes="label", markup=False)
            yield self.note

    def on_mount(self) -> None:
        """Keys go to the list."""
        self.list.focus()
        self._say_settled()

    def on_key(self, event: events.Key) -> None:
        """In the list one key chooses, goes up, or says what is settled; in the note all are letters."""
        if not self.list.has_focus:
            return
        if event.character in ("+", "-"):
            wanted = event.character == "+"
            self._resolved = None if self._resolved == wanted else wanted
            self._say_settled()
        elif event.key in ("left", "backspace"):
            self._go(self._above.rpartition(SEPARATOR)[0])
        elif event.key == "right":
            self.list.action_choose()
        elif event.character is None or not self.list.press(event.character):
            return
        event.stop()

    def action_other(self) -> None:
        """Between list and note."""
        (self.note if self.list.has_focus else self.list).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is written so far outlives the sheet."""
        event.stop()
        self.post_message(self.Written(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The note is written; on to the code."""
        event.stop()
        self.list.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """A leaf codes, anything else opens."""
        event.stop()
        if event.value not in self._codes:
            self._go(event.value)
            return
        note = self.note.value.strip()
        given: dict[str, Any] = {"code": event.value} | ({"note": note} if note else {})
        self.give(given if self._resolved is None else given | {"resolved": self._resolved})

    def _go(self, above: str) -> None:
        self._above = above
        self.list.show(below(self._codes, above))
        self.list.cursor = 0

    def _say_settled(self) -> None:
        words = {None: _("settled: not said"), True: _("settled: yes"), False: _("settled: no")}
        self._settled.update(words[self._resolved])


def below(codes: Sequence[str], above: str) -> list[Choice]:
    """What can be chosen below a name of the tree; ``>`` marks what opens further."""
    start = above + SEPARATOR if above else ""
    names = dict.fromkeys(code[len(start) :].split(SEPARATOR)[0] for code in codes if code.startswith(start))
    return [Choice(start + name, name if start + name in codes else f"{name} >") for name in names]
