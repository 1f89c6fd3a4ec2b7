"""What a scenario says about the centre, as rows and a routing policy: the same for a simulated and a live day.

Knows how words of a scenario become integers and where policies are found. Refuses to know who calls, and any clock.
"""

from acd.config.layout import CentreLayout, lay_out_centre
from acd.config.policy import Routing, routing

__all__ = ["CentreLayout", "Routing", "lay_out_centre", "routing"]
