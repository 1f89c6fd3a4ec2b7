"""A sheet with lines to fill in: signing in, a leader's consent, the first settings.

Enter goes to the next line and, from the last, hands all over. Secrets are never shown. Refuses to know what for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from acd.language import _
from softphone.widgets.sheet import Sheet
from softphone.widgets.writing import Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: ``name`` for the program, ``label`` for people; ``needed``: empty is no answer."""

    name: str
    label: str
    value: str = ""
    secret: bool = False
    needed: bool = True
    example: str = ""


class FormSheet(Sheet):
    """``also`` is given with what was written."""

    DEFAULT_CSS = """
    FormSheet Horizontal { height: 1; margin-top: 1; }
    FormSheet .label { width: 18; }
    FormSheet Line { width: 1fr; }
    """

    def __init__(
        self, intent: str, title: str, entries: Sequence[Entry], hint: str = "", also: dict[str, Any] | None = None
    ) -> None:
        super().__init__(intent, title, hint)
        self._entries = tuple(entries)
        self._also = also or {}
        self.inputs = {
            entry.name: Line(entry.value, password=entry.secret, placeholder=entry.example) for entry in entries
        }

    def inside(self) -> ComposeResult:
        for entry in self._entries:
            with Horizontal():
                yield Static(entry.label, classes="label", markup=False)
                yield self.inputs[entry.name]

    def on_mount(self) -> None:
        """The first line that is empty."""
        self.focus_first()

    def focus_first(self) -> None:
        """Where something is needed and not there; else at the last line."""
        missing = self._missing()
        last = self._entries[-1].name
        self.inputs[last if missing is None else missing].focus()

    def clear_secrets(self) -> None:
        """The secret again, the rest stays."""
        for entry in self._entries:
            if entry.secret:
                self.inputs[entry.name].value = ""
        self.focus_first()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the next line; from the last to whoever asked."""
        event.stop()
        names = [entry.name for entry in self._entries]
        at = next(place for place, name in enumerate(names) if self.inputs[name] is event.input)
        if at + 1 < len(names):
            self.inputs[names[at + 1]].focus()
        elif (missing := self._missing()) is not None:
            self.inputs[missing].placeholder = _("please fill in")  # in place of an example, which looks like an answer
            self.inputs[missing].focus()
        else:
            self.give({name: self.inputs[name].value.strip() for name in names} | self._also)

    def _missing(self) -> str | None:
        return next(
            (entry.name for entry in self._entries if entry.needed and not self.inputs[entry.name].value.strip()), None
        )
