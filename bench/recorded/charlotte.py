"""The half-hour report of Charlotte, 13 June 2000 (Fig. 3 of Gans, Koole and Mandelbaum, 2003), as a planner would.

Knows the way of ``sim new --from`` and ``sim run --actual``. Refuses to tune anything but the patience it tries.
"""

from pathlib import Path
from typing import Final

from scenarios.loader import load
from scenarios.tables.overlay import Overlay, overlay
from scenarios.tables.to_scenario import scenario_text
from scenarios.tables.volumes import read_actuals
from simulator.day import simulator_for
from simulator.replicate import replicate

FILE: Final = "charlotte_acd_2000-06-13.csv"
PATIENCE: Final = {
    "from the report, by `sim new`": None,
    "3 min (`sim new` where a report does not tell)": "{exponential: {mean: 3min}}",
    "10 min": "{exponential: {mean: 10min}}",
    "30 min": "{exponential: {mean: 30min}}",
    "gamma, mean 30 min, cv 2": "{gamma: {mean: 30min, cv: 2}}",
}
REPLICATIONS: Final = 40


def overlays(data: Path, folder: Path) -> dict[str, Overlay]:
    """The report over the simulated ranges, for each law of patience tried."""
    actuals = read_actuals(data / FILE)
    text, _assumed = scenario_text("charlotte", actuals, None)
    file = folder / "charlotte.yaml"
    file.write_text(text, "utf-8")
    (call_type,) = load(file).call_types
    found = {}
    for name, law in PATIENCE.items():
        scenario = load(file, [] if law is None else [f"call_types.{call_type}.patience={law}"])
        found[name] = overlay(actuals, replicate(simulator_for(scenario), REPLICATIONS).document())
    return found
