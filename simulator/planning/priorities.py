"""M/M/s with classes of callers, the more urgent first, nobody interrupted (non-preemptive priority)."""

import math
from collections.abc import Sequence

from simulator.planning.erlang_c import delay
from simulator.planning.station import Station, require_positive


def mean_waits(arrival_rates: Sequence[float], handling: float, servers: int) -> list[float]:
    """Mean seconds from offer to answer of each class, the most urgent first; one handling time for all.

    W(k) = C / (sμ (1 - σ(k-1)) (1 - σ(k))), C being Erlang C of the whole load and σ(k) the load of the k most urgent
    classes per server (Cobham 1954; Davis 1966; Kella & Yechiali 1985). Infinite where the classes up to k overload.
    """
    for rate in arrival_rates:
        require_positive(arrival_rate=rate)
    station = Station(math.fsum(arrival_rates), handling, servers)
    anyone = delay(station.load, servers) / station.service_rate
    waits, above = [], 0.0
    for rate in arrival_rates:
        here = above + rate / station.service_rate
        waits.append(anyone / (1 - above) / (1 - here) if here < 1 else math.inf)
        above = here
    return waits
