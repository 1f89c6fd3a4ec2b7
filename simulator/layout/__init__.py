"""A scenario laid out as rows, the same for every day."""

from simulator.layout.centre import Layout, lay_out
from simulator.layout.people import quantiles

__all__ = ["Layout", "lay_out", "quantiles"]
