"""Queues whose figures are known, each as a scenario and as what must come out of it.

A scenario here differs from a queue of the textbooks in nothing: people answer at once, nobody writes up, the first
hours are not measured.
"""

from collections.abc import Callable

from bench.models.floor import blocked, handed_on, held, limited, tried_again, with_menu
from bench.models.model import Figure, Model
from bench.models.queues import (
    changing_day,
    equally_patient,
    impatient,
    lognormally_patient,
    n_shaped,
    patient,
    two_classes,
    weibull_patient,
)

MODELS: tuple[Callable[[], Model], ...] = (
    patient, impatient, equally_patient, lognormally_patient, weibull_patient, two_classes, n_shaped, changing_day,
    blocked, limited, with_menu, handed_on, held, tried_again,
)  # fmt: skip

__all__ = ["MODELS", "Figure", "Model"]
