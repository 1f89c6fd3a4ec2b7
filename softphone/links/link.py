"""What a screen needs of either end. Tests act both."""

from collections.abc import Callable
from typing import Any, Protocol

Message = dict[str, Any]
Hear = Callable[[Message], None]


class Link(Protocol):
    """One end."""

    async def run(self, hear: Hear) -> None:
        """Stay connected, and hand over everything heard, ``lost`` too, until cancelled or of no use any more."""

    async def ask(self, do: str, given: Message) -> Message:
        """What was done; raises :class:`acd.errors.HuawuError` where it was not."""
