"""What a report is made of: everything that ``sim run`` found out, before anything is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from metrics.report.advice import Thresholds
from scenarios import Scenario
from scenarios.tables.overlay import Overlay
from simulator.planning.need import Need
from simulator.remedy import Remedy


@dataclass(frozen=True)
class Findings:
    """``document`` is the JSON of ``sim run`` (`cli.md`).

    ``overrides``: as given to ``--set``; ``interrupted``: fewer days were run than asked for; ``limits``: when a figure
    is high or low for advice.
    """

    document: dict[str, Any]
    scenario: Scenario
    needs: list[Need]
    remedy: Remedy | None = None
    overlay: Overlay | None = None
    overrides: Sequence[str] = ()
    interrupted: bool = False
    limits: Thresholds = field(default_factory=Thresholds)
