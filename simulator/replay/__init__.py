"""Replay: a recorded day's inputs through the rules once more, which must decide the same, event for event."""

from acd.replay.matching import Difference
from simulator.replay.errors import ReplayError
from simulator.replay.outcome import Outcome, replay

__all__ = ["Difference", "Outcome", "ReplayError", "replay"]
