"""``python -m bench``: our engines beside others, in one run; ``--write`` puts the tables into the page about speed.

Every measurement is a process of its own on one thread; rounds go through all simulators in turn, so that what else the
machine does meets them alike. Rates are per second of processor time, which on a machine of one's own is the time on
the wall; that is told beside it.
"""

import json
import math
import statistics
import subprocess
import sys
from collections.abc import Iterator

from bench.machine import machine
from bench.once import CALLERS, CPLUSPLUS, MEASURES, Measured
from bench.page import ROOT, markdown, write_between
from bench.starts import Command, Took, changed_policies, peak_memory, thousand_days, warm_starts
from simulator.planning.erlang_a import ErlangA

PAGE = ROOT / "docs" / "background" / "speed.md"
EXACT = ErlangA(1164 / 3600, 300.0, 100, 180.0)
ROUNDS = 5
STARTS = 5
COMMANDS = 3
DAYS = (10, 100, 500, 1000)
IDIOMATIC = "SimPy, idiomatic"
HEADING = ("", "calls/s", "calls/s on the wall", "× idiomatic SimPy", "events/call", "abandon", "mean wait, s")
Rounds = dict[str, list[Measured]]


def main() -> None:
    """Measure, print, and with ``--write`` write."""
    where = machine()
    rounds = measured()
    report = "\n\n".join([f"Measured on {where}.", speeds(rounds), targets(rounds), memory()])
    print(report)
    if "--write" in sys.argv[1:]:
        write_between(PAGE, "bench", report)
    sys.exit(0 if all(agrees(name, runs) for name, runs in rounds.items()) else 1)


def measured() -> Rounds:
    """All simulators in turn, several times, other seeds each."""
    rounds: Rounds = {name: [] for name in MEASURES}
    for k in range(ROUNDS):
        for place, (name, runs) in enumerate(rounds.items()):
            seed = str(1 + k * len(rounds) + place)
            command = [sys.executable, "-m", "bench.once", name, seed]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            runs.append(json.loads(done.stdout))
            print(f"{name}: {rate(runs[-1:]):,.0f}", file=sys.stderr)
    return rounds


def rate(runs: list[Measured], clock: str = "processor") -> float:
    """Median of calls per second."""
    return statistics.median(run["calls"] / run[clock] for run in runs)


def speeds(rounds: Rounds) -> str:
    """One line a simulator."""
    exact = (f"M/M/100+M, exactly ({EXACT.load:.0f} Erlang)", "", "", "", "")
    rows = [(*exact, f"{EXACT.abandonment:.5f}", f"{EXACT.mean_wait:.3f}")]
    return markdown(HEADING, [*(line(name, runs, rate(rounds[IDIOMATIC])) for name, runs in rounds.items()), *rows])


def line(name: str, runs: list[Measured], idiomatic: float) -> tuple[str, ...]:
    """Medians of one simulator; its figures over all rounds, with what they miss the exact ones by."""
    events = f"{runs[0]['events'] / runs[0]['calls']:.2f}" if "events" in runs[0] else "none" if at_queue(name) else ""
    same = f"{rate(runs) / idiomatic:.2f}" if at_queue(name) else ""
    figures = (f"{mean(runs, 'abandonment'):.5f}", f"{mean(runs, 'wait'):.3f}") if at_queue(name) else ("", "")
    return (name, f"{rate(runs):,.0f}", f"{rate(runs, 'wall'):,.0f}", same, events, *figures)


def at_queue(name: str) -> bool:
    """Whether it is M/M/100+M that was run."""
    return "day_4x6" not in name


def mean(runs: list[Measured], figure: str) -> float:
    """Over all callers of all rounds."""
    return sum(run[figure] * run["calls"] for run in runs) / sum(run["calls"] for run in runs)


def agrees(name: str, runs: list[Measured]) -> bool:
    """Whether share abandoned and mean wait are within four standard errors of the exact values.

    Over 40,000 callers both have a standard deviation of 11 % of themselves (seen over 200 such runs).
    """
    if not at_queue(name):
        return True
    size = math.sqrt(CALLERS / sum(run["calls"] for run in runs))
    shares = mean(runs, "abandonment") / EXACT.abandonment - 1, mean(runs, "wait") / EXACT.mean_wait - 1
    return max(map(abs, shares)) < 4 * 0.11 * size


def targets(rounds: Rounds) -> str:
    """What must be reached, and what is."""
    return markdown(("", "must be", "is", "on the wall"), _targets(rounds))


def _targets(rounds: Rounds) -> Iterator[tuple[str, str, str, str]]:
    day = rounds["compiled, day_4x6"]
    yield (
        "compiled engine with its whole ledger on `day_4x6`, calls/s, one thread",
        "≥ 2,000,000",
        f"{rate(day):,.0f}",
        f"{rate(day, 'wall'):,.0f}",
    )
    yield _times(rounds, "compiled", IDIOMATIC, "≥ 30")
    yield _times(rounds, "compiled", "Ciw", "≥ 60")
    if CPLUSPLUS in rounds:
        yield _times(rounds, "compiled", CPLUSPLUS, "≥ 0.25")
    else:
        yield "compiled engine of a plain loop in C++", "≥ 0.25", "no C++ compiler here", ""
    yield _times(rounds, "SimPy's clock", IDIOMATIC, "≥ 0.50")
    yield "first day's figures after a policy was changed, s", "≤ 10", *middle(changed_policies(STARTS))
    yield "first day's figures with nothing changed, s", "≤ 1.5", *middle(warm_starts(STARTS))
    yield from _thousand(thousand_days(COMMANDS))


def _times(rounds: Rounds, ours: str, other: str, must: str) -> tuple[str, str, str, str]:
    """How many times as fast one is on the same queue; ours with its whole ledger."""
    ratios = (rate(rounds[ours], clock) / rate(rounds[other], clock) for clock in ("processor", "wall"))
    return f"{ours} with its whole ledger, of {other}", must, *(f"{ratio:.2f}" for ratio in ratios)


def _thousand(commands: list[Command]) -> Iterator[tuple[str, str, str, str]]:
    """What a planner waits for: both cores together beside the wall, and the largest process."""
    processor, wall, memory = (statistics.median(each) for each in zip(*commands, strict=True))
    yield "`sim run peak_day --replications 1000`, all cores, s", "≤ 20 on the wall", f"{processor:.1f}", f"{wall:.1f}"
    yield "… its largest process, MB", "≤ 500", f"{memory:.0f}", ""


def middle(starts: list[Took]) -> tuple[str, str]:
    """Median seconds from the start of the process on: of processor, and on the wall."""
    processor, wall = (statistics.median(each) for each in zip(*starts, strict=True))
    return f"{processor:.2f}", f"{wall:.2f}"


def memory() -> str:
    """Most memory by number of replications."""
    rows = [(f"{days:,}", f"{peak_memory(days):.0f}") for days in DAYS]
    return markdown(("replications of `day_4x6`, one process", "peak memory, MB"), rows)


if __name__ == "__main__":
    main()
