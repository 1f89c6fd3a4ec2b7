"""A sheet with a list, one key each: reasons, results, what to do about signing out."""

from collections.abc import Mapping, Sequence

from textual import events
from textual.app import ComposeResult

from softphone.widgets.choices import Choice, Choices
from softphone.widgets.sheet import Sheet


class PickSheet(Sheet):
    """What was chosen is given under the name ``field``, beside what was ``also`` given before."""

    def __init__(
        self,
        intent: str,
        title: str,
        choices: Sequence[Choice],
        field: str,
        hint: str = "",
        also: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(intent, title, hint)
        self._also = dict(also or {})
        self._choices = Choices(choices, hot=True)
        self._field = field

    def inside(self) -> ComposeResult:
        yield self._choices

    def on_mount(self) -> None:
        """Keys go to the list."""
        self._choices.focus()

    def on_key(self, event: events.Key) -> None:
        """One key chooses."""
        if event.character is not None and self._choices.press(event.character):
            event.stop()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Hand it over."""
        event.stop()
        self.give({**self._also, self._field: event.value})
