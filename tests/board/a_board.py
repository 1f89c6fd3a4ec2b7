"""A day of a generated centre, and boards told of it."""

from ledgers_made import STANDARD, a_layout

from acd.events import Event
from acd.live.board import Board
from simulator.engines import loop
from simulator.workload import draw_day


def small_day(seed=3):
    """Header and events of a simulated day of the loop engine."""
    layout = a_layout(seed)
    events = [Event(*row) for block in loop(layout, STANDARD, draw_day(layout, 1)) for row in block.tolist()]
    return layout.header, events


def told(header, events):
    """A board that has been told some events."""
    board = Board(header)
    for event in events:
        board.note(event)
    return board
