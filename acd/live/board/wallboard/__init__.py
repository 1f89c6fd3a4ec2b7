"""The wallboard: the board on a screen of its own, for team leaders (班长)."""

from acd.live.board.wallboard.app import Wallboard
from acd.live.board.wallboard.sources import Growing, Played, Source

__all__ = ["Growing", "Played", "Source", "Wallboard"]
