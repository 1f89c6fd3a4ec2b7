"""Live figures: what is so now and what the day has been, from the events alone.

Knows the tally and the definitions that every report uses; counts nothing a second time. Refuses to know where events
come from: a running centre, a followed PBX or a file.
"""

from acd.live.board.board import Board

__all__ = ["Board"]
