"""Replay: a recorded day's inputs through the rules once more, which must decide the same, event for event."""

from simulator.replay.errors import ReplayError
from simulator.replay.matching import Difference
from simulator.replay.outcome import Outcome, replay

__all__ = ["Difference", "Outcome", "ReplayError", "replay"]
