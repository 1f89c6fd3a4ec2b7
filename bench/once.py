"""One measurement in a process of its own: ``python -m bench.once NAME SEED`` prints it as JSON.

A first, short run is not timed: it loads and compiles. What is timed for our engines is the drawn day becoming its
whole ledger; ``whole day`` adds the drawing before and the tally after.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from bench.cplusplus import compiler, priority_queue
from bench.page import ROOT
from metrics.ledger import EVENT

CALLERS = 40_000
HOURS = CALLERS / 1164
EVENTS = 12
"""More than a call has on average."""
DAYS = 10
"""Days in one measurement of the compiled engine, which needs 20 ms for one."""

CPLUSPLUS = "C++, std::priority_queue"
Measured = dict[str, Any]
QUEUE, DAY = ROOT / "scenarios" / "erlang_a.yaml", ROOT / "bench" / "day_4x6.yaml"


def timed(run: Callable[[], Any]) -> tuple[Any, Measured]:
    """What a run returns, with seconds of processor and of the clock on the wall."""
    wall, processor = time.perf_counter(), time.process_time()
    result = run()
    return result, {"processor": time.process_time() - processor, "wall": time.perf_counter() - wall}


def ours(file: Any, engine: Any, days: int, seed: int) -> Measured:
    """Our engine on days of a scenario, each with its whole ledger."""
    from scenarios.loader import load
    from simulator.day import simulator_for
    from simulator.workload import draw_day

    overrides = [f"duration={HOURS:.3f}h", "warm_up=0s"] if file == QUEUE else []
    simulator = simulator_for(load(file, overrides), engine, seed)
    workloads = [draw_day(simulator.layout, day, seed) for day in range(1, days + 1)]
    kept = np.zeros(sum(EVENTS * len(workload.draws) for workload in workloads), EVENT)
    kept["t"] = 1  # the memory is there before the clock runs, as it is from one replication to the next
    if engine == "compiled":
        _ledger(simulator, [draw_day(simulator.layout, days + 1, seed)], kept)
    count, took = timed(partial(_ledger, simulator, workloads, kept))
    return took | _figures(kept[:count])


def _ledger(simulator: Any, workloads: list[Any], kept: Any) -> int:
    """Keep every event of the days, one after the other, as bytes (NumPy copies records field by field); how many."""
    count, room, width = 0, kept.view(np.uint8), kept.itemsize
    for workload in workloads:
        for block in simulator.events(workload):
            room[count * width : (count + len(block)) * width] = block.view(np.uint8)
            count += len(block)
    return count


def _figures(ledger: Any) -> Measured:
    """Share abandoned and mean wait of all callers, from the ledger's events alone."""
    from acd.events import MICROSECONDS, Kind

    offered = ledger[ledger["kind"] == Kind.CALL_OFFERED]
    abandoned = ledger["kind"] == Kind.CALL_ABANDONED
    over = ledger[abandoned | (ledger["kind"] == Kind.CALL_ANSWERED)]
    waits = int(over["t"].sum()) - int(offered["t"].sum())
    calls = len(offered)
    return {
        "calls": calls,
        "events": len(ledger),
        "abandonment": int(abandoned.sum()) / calls,
        "wait": waits / MICROSECONDS / calls,
    }


def whole_day(seed: int) -> Measured:
    """Drawing, ledger and tally of days, one after the other."""
    from scenarios.loader import load
    from simulator.day import simulator_for
    from simulator.replicate import Counter

    counter = Counter(simulator_for(load(DAY), "compiled", seed))
    counter.observe(1)
    days, took = timed(lambda: [counter.observe(day) for day in range(2, DAYS + 2)])
    offered = list(counter.estimates.asked["centre"]).index("offered")
    return took | {"calls": int(sum(day["centre"].n[offered] for day in days))}


def peer(name: str, seed: int) -> Measured:
    """Another simulator on the same queue."""
    from bench import peers

    (abandonment, wait, calls), took = timed(partial(getattr(peers, name), CALLERS, seed))
    return took | {"calls": calls, "abandonment": abandonment, "wait": wait}


MEASURES: dict[str, Callable[[int], Measured]] = {
    "compiled, day_4x6": partial(ours, DAY, "compiled", DAYS),
    "compiled, day_4x6, drawn and counted": whole_day,
    "compiled": partial(ours, QUEUE, "compiled", DAYS),
    "SimPy's clock": partial(ours, QUEUE, "simpy", 1),
    "plain loop": partial(ours, QUEUE, "loop", 1),
    "SimPy, timeouts and callbacks only": partial(peer, "simpy_kernel"),
    "SimPy, idiomatic": partial(peer, "idiomatic_simpy"),
    "Ciw": partial(peer, "ciw_reneging"),
    **({CPLUSPLUS: partial(priority_queue, DAYS * CALLERS)} if compiler() else {}),
}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](int(sys.argv[2]))))
