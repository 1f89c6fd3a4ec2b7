"""The parts of a live centre that the channel shows or works: what it needs of them, no more."""

from dataclasses import dataclass
from typing import Protocol

from acd.live.desk import Desk
from acd.live.users import Users


class Board(Protocol):
    """Live figures; one that has ``own(agent)`` or ``exposition()`` is asked for these too."""

    def snapshot(self, now: int) -> object:
        """All figures at a time, µs since local midnight, of what JSON knows."""


class Explain(Protocol):
    """Why a call or an agent is as it is; raises ``DeskError`` where there is none."""

    def call(self, number: int) -> object: ...

    def agent(self, name: str) -> object: ...


class Operations(Protocol):
    """What a leader may do to the centre."""

    def drain(self) -> int: ...

    def close(self, emergency: bool) -> None: ...

    def reload(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """All of them."""

    desk: Desk
    users: Users
    board: Board
    explain: Explain
    operations: Operations
