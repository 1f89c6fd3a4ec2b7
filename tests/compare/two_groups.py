"""A small centre of two groups, and a comparison run as ``sim compare`` runs it, without files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from simulator.comparison import Outcome, contenders
from simulator.comparison.callers import callers
from simulator.comparison.days import Together, simulate
from simulator.comparison.outcome import outcome
from simulator.day import simulator_for
from simulator.study import heading

TWO_GROUPS = """\
scenario: two_groups
label: 两个组
date: 2026-11-02
opens: "08:00"
closes: "10:00"
seed: 3
groups:
  billing: {label: 账单咨询, service_level: {target: 80%, within: 20s, chance: 90%}}
  general: {label: 综合咨询, service_level: {target: 50%, within: 60s, over: interval}}
call_types:
  bill:
    group: billing
    arrivals: {per_interval: [30, 50, 40, 30]}
    patience: {exponential: {mean: 2min}}
    talk: {exponential: {mean: 3min}}
  other:
    group: general
    arrivals: {rate: 20/h}
    patience: {exponential: {mean: 3min}}
    talk: {exponential: {mean: 2min}}
agents:
  - {team: A, count: 5, skills: {billing: 1}, shift: day}
  - {team: B, count: 2, skills: {general: 1}, shift: day}
shifts:
  day: {on: "08:00", off: "10:00"}
costs: {agent_hour: 45, line_minute: 0}
"""

Compare = Callable[..., Outcome]


def run(
    files: Sequence[Path], variants: Sequence[str] = (), days: int = 12, seed: int = 3, all_pairs: bool = False
) -> tuple[Outcome, Together]:
    """The outcome, and the sums that it was made of."""
    found = contenders(files, variants)
    simulators = [simulator_for(each.scenario, None, seed, print) for each in found]
    together, _stopped = simulate(simulators, days, 1, None, lambda: None)
    pairs = zip(together.estimates, simulators, strict=True)
    documents = [of.document(heading(simulator)) for of, simulator in pairs]
    for variant, document in zip(found, documents, strict=True):
        if not variant.scenario.interval_count:
            del document["intervals"]
    return outcome(found, documents, together, callers(simulators), all_pairs), together
