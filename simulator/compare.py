"""A comparison from order to report: the same days under every variant, what differs, and the files.

Knows the order of the work and what is written where. Refuses to know how any of it is worked out.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from acd.errors import HuawuError
from acd.language import _, spoken
from metrics.cli.output import screen, write_json
from simulator.comparison.callers import callers
from simulator.comparison.days import Together, simulate
from simulator.comparison.document import document
from simulator.comparison.outcome import Outcome, outcome
from simulator.comparison.variants import Variant
from simulator.day import Simulator
from simulator.places import folder_of
from simulator.replicate import MOST
from simulator.report.compare import early, show, write_html, write_xlsx
from simulator.study import Bench, Order, check, heading


def compare(order: Order, variants: Sequence[Variant], all_pairs: bool = False) -> Outcome:
    """Run the days, work out what differs, write the files and show the result; ``order`` is that for the first.

    Everything that can be refused is refused before the first day is run. Ctrl-C keeps the days that all variants have
    done.
    """
    check(order)
    first = variants[0].scenario
    order = replace(order, seed=first.seed if order.seed is None else order.seed)
    bench = Bench(order)
    simulators = [_simulator(bench, each) for each in variants]
    with folder_of(f"{first.scenario}-compare", order.out) as folder:
        together, stopped = _days(bench, simulators)
        documents = [_document(*each) for each in zip(variants, simulators, together.estimates, strict=True)]
        found = outcome(variants, documents, together, callers(simulators), all_pairs)
        found = replace(found, overrides=order.overrides, interrupted=stopped)
        _write(order, found, folder)
    if order.talks:
        show(found, screen())
    elif stopped:
        bench.say(early(found))
    bench.say(_("report and results: {folder}").format(folder=folder))
    return found


def _simulator(bench: Bench, variant: Variant) -> Simulator:
    try:
        return bench.simulator(variant.scenario, bench.order.engine)
    except HuawuError as wrong:
        raise HuawuError(f"{variant.name}: {wrong}") from wrong


def _days(bench: Bench, simulators: Sequence[Simulator]) -> tuple[Together, bool]:
    order, until = bench.order, bench.order.until
    asked = order.replications or (MOST if until else order.scenario.replications)
    with bench.progress(_("simulating days"), None if until else asked) as advance:
        together, stopped = simulate(simulators, asked, order.workers, until, advance)
    if until and not stopped and together.known_to(until.kpi) > until.half_width:
        known = _("after {days} days the differences of {kpi} are known to {half_width:.2%} of its value only")
        bench.say(known.format(days=together.days, kpi=until.kpi, half_width=together.known_to(until.kpi)))
    return together, stopped


def _document(variant: Variant, simulator: Simulator, estimates: Any) -> dict[str, Any]:
    found: dict[str, Any] = estimates.document(heading(simulator))
    if not variant.scenario.interval_count:
        del found["intervals"]
    return found


def _write(order: Order, found: Outcome, folder: Path) -> None:
    """The folder first: what was asked for beside it may be a pipe that nobody reads to the end."""
    results = document(found)
    write_json(results, str(folder / "results.json"))
    write_html(found, folder / "report.html", spoken())
    if order.html is not None:
        write_html(found, order.html, spoken())
    if order.xlsx is not None:
        write_xlsx(found, order.xlsx)
    if order.json is not None:
        write_json(results, str(order.json))
