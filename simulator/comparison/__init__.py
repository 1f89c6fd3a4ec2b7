"""Several ways to staff and route the same days: what differs, by how much, and how sure that is."""

from simulator.comparison.outcome import Outcome
from simulator.comparison.variants import Variant, contenders

__all__ = ["Outcome", "Variant", "contenders"]
