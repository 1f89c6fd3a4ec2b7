"""What a centre has beside agents and queues: lines, a menu, overflow, limits, holds, transfers, faults.

Knows by which keys of a scenario, or by which counts where the scenario is not known, a feature is there. Figures of
what is not there are left out of reports: fourteen zeros hide the one number that is not.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from metrics.report.reading import Figures, amount

Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feature:
    """Keys by which a scenario has it (``groups.overflow``: in any group), what tells of its use, and its KPIs."""

    keys: tuple[str, ...]
    counts: tuple[str, ...]
    kpis: tuple[str, ...]


_FROM_THE_LINES: Final = ("arrived", "connect_rate", "lost_rate")
FEATURES: Final = {
    "lines": Feature(("lines",), ("blocked",), ("blocked", "busy_rate", *_FROM_THE_LINES)),
    "menu": Feature(
        ("ivr", "call_types.ivr"),
        ("ivr_completed", "ivr_abandoned"),
        ("ivr_completed", "ivr_abandoned", "self_service_share", *_FROM_THE_LINES),
    ),
    "retries": Feature(("call_types.retry",), (), ("arrived",)),
    "overflow": Feature(("groups.overflow",), ("overflowed_out",), ("overflowed_out", "overflowed_in")),
    "limits": Feature(("groups.queue_limit", "groups.max_wait", "groups.hours"), ("deflected",), ("deflected",)),
    "holds": Feature(("call_types.hold",), ("mean_hold",), ("mean_hold",)),
    "transfers": Feature(("call_types.transfer",), ("transferred",), ("transferred", "transfer_rate")),
    "faults": Feature(
        (), ("lost", "dropped", "lost_in_menu"), ("lost", "dropped", "lost_in_menu", "blocked", *_FROM_THE_LINES)
    ),
}
OPTIONAL: Final = frozenset(name for feature in FEATURES.values() for name in feature.kpis)
"""KPIs that say nothing where no feature brings them about."""


def present(config: Config | None, centre: Figures) -> Set[str]:
    """Names of the features that there are."""
    return {name for name, feature in FEATURES.items() if _is_there(feature, config or {}, centre)}


def idle(config: Config | None, centre: Figures) -> Set[str]:
    """KPIs that belong to features of which there is none."""
    return OPTIONAL - {name for each in present(config, centre) for name in FEATURES[each].kpis}


def _is_there(feature: Feature, config: Config, centre: Figures) -> bool:
    return any(_says(config, key) for key in feature.keys) or any(amount(centre, name) for name in feature.counts)


def _says(config: Config, key: str) -> bool:
    """Whether something stands there; ledgers come from anywhere, so nothing is taken for granted."""
    section, dot, own = key.partition(".")
    found = config.get(section)
    if not dot:
        return bool(found)
    places = found.values() if isinstance(found, Mapping) else ()
    return any(isinstance(place, Mapping) and place.get(own) not in (None, [], {}, "none") for place in places)
