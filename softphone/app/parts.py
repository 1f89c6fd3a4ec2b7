"""The parts of the screen that are always there, and when each is drawn again.

Knows which of them time alone changes. Refuses to know what is done with keys.
"""

from collections.abc import Sequence

from rich.text import Text

from softphone.desk import HAS_CALL, Desk
from softphone.looks import bar, card, keys, lower, side, state
from softphone.settings import Settings
from softphone.widgets.drawn import Drawn


class Parts:
    """From top to bottom; ``card`` and ``side`` stand beside each other, sheets lie over them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._second = -1
        self.top = Drawn(bar.top, "top")
        self.state = Drawn(state.state, "state")
        self.card = Drawn(card.card, "card", timeless=lambda desk: desk.leg is None and desk.call is None)
        self.side = Drawn(side.side, "side", timeless=_always)
        self.small = Drawn(lower.small, "small")
        self.script = Drawn(lower.script(settings), "script")
        self.notice = Drawn(lower.notice, "notice", grows=True)
        self.keys = Drawn(self._footer, "keys", timeless=_always)

    @property
    def below(self) -> tuple[Drawn, ...]:
        """Below the middle."""
        return self.small, self.script, self.notice, self.keys

    def draw(self, desk: Desk, now: float) -> None:
        """Everything that has changed."""
        self._draw((self.top, self.state, self.card, self.side, *self.below), desk, now)

    def draw_time(self, desk: Desk, now: float) -> bool:
        """What time alone changes, at rest once a second, as the clock shows it; whether it was time."""
        second = int(desk.centre_time(now))
        if desk.situation not in HAS_CALL and second == self._second:
            return False
        self._second = second
        everything = (self.top, self.state, self.card, self.side, *self.below)
        self._draw([drawn for drawn in everything if not drawn.timeless(desk)], desk, now)
        return True

    def _draw(self, parts: Sequence[Drawn], desk: Desk, now: float) -> None:
        self.script.display = bool(lower.phrase(desk, now, self._settings)[1])
        for drawn in parts:
            if drawn.display:
                drawn.show(desk, now)

    def _footer(self, desk: Desk, _now: float, width: int, height: int) -> Text:
        return keys.footer(desk, self._settings.keys, width, height)


def _always(_desk: Desk) -> bool:
    return True
