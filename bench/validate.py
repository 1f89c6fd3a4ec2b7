"""``python -m bench.validate``: simulation beside theory, as exact as half a percent; the table goes into a page.

Each model runs until every half-width of its 95 % intervals is at most 0.5 % of the value. The command fails where a
figure is more than four standard errors from the exact one.
"""

import math
import sys
from collections.abc import Iterator

from bench.agreement import Agreement, agreements
from bench.machine import machine
from bench.models import MODELS, Model
from bench.page import ROOT, markdown, write_between
from simulator.day import simulator_for
from simulator.replicate import replicate

PAGE = ROOT / "docs" / "background" / "theory.md"
FINEST = 0.005
MOST_DEVIATION = 4.0
HEADING = ("model", "known from", "figure", "exact", "simulated", "± (95 %)", "±, %", "deviation, s.e.", "replications")


def main() -> None:
    """Simulate every model, print and write the table."""
    rows: list[tuple[str, ...]] = []
    worst = 0.0
    for seed, make in enumerate(MODELS, 1):
        model = make()
        found, replications = simulated(model, seed)
        rows += lines(model, found, replications)
        worst = max(worst, *(abs(each.deviation) for each in found))
        print(f"{model.name}: {replications} replications", file=sys.stderr)
    told = f"The largest of {len(rows)} deviations is {worst:.2f} standard errors. Simulated with {machine()}."
    report = f"{markdown(HEADING, rows)}\n\n{told}"
    print(report)
    write_between(PAGE, "validate", report)
    sys.exit(worst > MOST_DEVIATION)


def simulated(model: Model, seed: int) -> tuple[list[Agreement], int]:
    """The model's figures, all that are asked for within the half-width, and how many replications that took."""
    simulator = simulator_for(model.scenario, "compiled", seed)
    replications = 4 * model.replications
    while True:
        found = agreements(model, replicate(simulator, replications))
        precision = max(each.precision for each in found if each.figure in model.expected)
        if precision <= FINEST:
            return found, replications
        replications = math.ceil(replications * (precision / FINEST) ** 2 * 1.05)


def lines(model: Model, found: list[Agreement], replications: int) -> Iterator[tuple[str, ...]]:
    """A model's lines of the table; its name stands in the first."""
    head = (model.name, model.source)
    for each in found:
        scope, whose, kpi = each.figure
        name = (
            kpi
            if scope == "centre"
            else f"{kpi}, interval {int(whose) + 1}"
            if scope == "intervals"
            else f"{kpi}, {whose}"
        )
        figures = (f"{each.exact:.5f}", f"{each.mean:.5f}", f"{each.half_width:.5f}", f"{100 * each.precision:.2f}")
        yield (*head, name, *figures, f"{each.deviation:+.2f}", f"{replications:,}")
        head = ("", "")


if __name__ == "__main__":
    main()
