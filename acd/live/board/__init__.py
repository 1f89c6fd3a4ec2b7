"""Live figures: what a wallboard, an agent's own panel and a monitoring system show of the day so far.

Knows how to fold acknowledged events into the one tally, and what is so right now. Refuses to know how it is shown.
"""

from acd.live.board.board import Board
from acd.live.board.days import DaysBoard

__all__ = ["Board", "DaysBoard"]
