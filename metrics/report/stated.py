"""What a ledger's scenario states, as far as its first event carries one: labels, and service levels asked for.

Knows where a scenario keeps them (`scenario.md`). Refuses to trust that they are there: ledgers come from anywhere.
"""

from dataclasses import dataclass
from typing import Any

from metrics.ledger.header import Header
from metrics.report.titles import label_or_name


@dataclass(frozen=True, slots=True)
class Asked:
    """A share of calls to be answered in time, over the day or in each of its intervals."""

    share: float
    each_interval: bool


def called(header: Header, group: str) -> str:
    """A group's label where it suits the language spoken, else its name."""
    label = _at(header, "groups", group, "label")
    return label_or_name(label if isinstance(label, str) else None, group)


def title(header: Header) -> str:
    """The scenario's label, else its name; empty where there is neither."""
    label = _at(header, "label")
    return label if isinstance(label, str) and label else header.scenario


def asked(header: Header, group: str) -> Asked | None:
    """The service level asked of a group."""
    share = _at(header, "groups", group, "service_level", "target")
    if not isinstance(share, int | float):
        return None
    return Asked(float(share), _at(header, "groups", group, "service_level", "over") == "interval")


def currency(header: Header) -> str:
    """Of the costs; empty where none is stated."""
    found = _at(header, "costs", "currency")
    return found if isinstance(found, str) else ""


def _at(header: Header, *keys: str) -> Any:
    found: Any = header.config
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found
