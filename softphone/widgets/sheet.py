"""A sheet lies over the middle of the screen and asks for something, or shows more; Escape takes it away.

State, notices and keys stay visible and in force: it is no screen of its own. Refuses to know what is asked.
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from softphone.desk import Desk


class Sheet(Vertical):
    """``intent`` is what it is for. Subclasses compose what is below the title in :meth:`inside`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    DEFAULT_CSS = """
    Sheet { height: 1fr; padding: 0 1; }
    Sheet > .title { height: 1; text-style: bold underline; }
    Sheet > .hint { height: 1; color: $text-muted; }
    """

    @dataclass
    class Given(Message):
        """Everything asked for is there."""

        intent: str
        given: dict[str, Any] = field(default_factory=dict)
        keep: bool = False
        """Whether the sheet stays."""

    @dataclass
    class Back(Message):
        """It is to go, with nothing done."""

        sheet: "Sheet"

    def __init__(self, intent: str, title: str, hint: str = "") -> None:
        super().__init__()
        self.intent = intent
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        yield Static(self._title, classes="title", markup=False)
        yield from self.inside()
        if self._hint:
            yield Static(self._hint, classes="hint", markup=False)

    def inside(self) -> ComposeResult:
        """What is asked or shown."""
        raise NotImplementedError

    def show(self, desk: Desk, now: float) -> None:
        """What the desk shows has changed; sheets that show none of it do nothing."""

    def give(self, given: dict[str, Any], keep: bool = False) -> None:
        """Hand over what was asked for."""
        self.post_message(self.Given(self.intent, given, keep))

    def action_back(self) -> None:
        """Away."""
        self.post_message(self.Back(self))
