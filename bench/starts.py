"""How long until the first result, and how much memory: each in a process of its own, from its start.

``python -m bench.starts first FILE`` runs one day and counts it; ``python -m bench.starts memory DAYS`` runs many;
``python -m bench.starts thousand FOLDER`` runs the command a planner would, a thousand times the day that ships.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.once import DAY
from bench.page import ROOT

POLICY = '''"""A policy of one's own, changed for the {n}th time."""

from acd.events import NOBODY


def choose_agent(centre, now, c):
    """The first in the file who is ready and holds the skill, from place {n} on."""
    call = centre.calls[c]
    group = centre.groups[call.group]
    for k in range(group.first_tier, group.end_tier):
        tier = centre.tiers[k]
        for m in range(tier.first, tier.end):
            a = centre.profiles[centre.members[m]].head
            if a != NOBODY and a != call.missed_by and (a >= {n} or tier.step == NOBODY):
                return a
    return NOBODY
'''


THOUSAND = ("scenarios/peak_day.yaml", "--replications", "1000", "--quiet")


class Took(NamedTuple):
    """Seconds of processor, and of the clock on the wall."""

    processor: float
    wall: float


def first(file: str) -> None:
    """Load, lay out, compile or find compiled, draw, run and count one day."""
    from scenarios.loader import load
    from simulator.day import simulator_for
    from simulator.replicate import Counter

    Counter(simulator_for(load(file), "compiled")).observe(1)


def memory(days: str) -> None:
    """Print the most memory that so many days ever took, in MB."""
    from scenarios.loader import load
    from simulator.day import simulator_for
    from simulator.replicate import replicate

    replicate(simulator_for(load(DAY), "compiled"), int(days), workers=1)
    print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def took(*arguments: str) -> Took:
    """From the start of a process to its end."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "bench.starts", *arguments], cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(processor, time.perf_counter() - started)


def warm_starts(times: int) -> list[Took]:
    """Everything has been compiled before."""
    first(str(DAY))
    return [took("first", str(DAY)) for _ in range(times)]


def changed_policies(times: int) -> list[Took]:
    """Rules have been compiled before; the policy is another each time."""
    with TemporaryDirectory() as folder:
        scenario = Path(folder, "day.yaml")
        own = "  A: {choose_agent: 'own:choose_agent', service_level"
        scenario.write_text(DAY.read_text("utf-8").replace("  A: {service_level", own, 1), "utf-8")
        found = []
        for _ in range(times):
            Path(folder, "own.py").write_text(POLICY.format(n=time.time_ns() % 1_000_000), "utf-8")
            found.append(took("first", str(scenario)))
        return found


def peak_memory(days: int) -> float:
    """Megabytes that so many replications take at most, one process."""
    run = [sys.executable, "-m", "bench.starts", "memory", str(days)]
    return float(json.loads(subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout))


class Command(NamedTuple):
    """A whole command: seconds of all its processes, seconds on the wall, megabytes of the largest of them."""

    processor: float
    wall: float
    memory: float


def thousand(folder: str) -> None:
    """Print what ``sim run peak_day --replications 1000`` takes: 20 million calls, every KPI, report and remedy."""
    sim = Path(sys.executable).with_name("sim")
    started = time.perf_counter()
    subprocess.run([sim, "run", *THOUSAND, "--out", folder], cwd=ROOT, check=True, capture_output=True)
    wall, used = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps(Command(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)))


def thousand_days(times: int) -> list[Command]:
    """The command, several times, what it compiles being compiled."""
    first(str(ROOT / "scenarios" / "peak_day.yaml"))
    with TemporaryDirectory() as folder:
        run = [sys.executable, "-m", "bench.starts", "thousand", folder]
        done = [subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True) for _ in range(times)]
    return [Command(*json.loads(each.stdout)) for each in done]


if __name__ == "__main__":
    {"first": first, "memory": memory, "thousand": thousand}[sys.argv[1]](sys.argv[2])
