"""A snapshot as Prometheus text.

Knows names of metrics. Tells nothing of callers or of single agents: a time series is kept for long and seen by many.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

_FIGURES: Final = {
    "waiting": "callers in the queue",
    "longest_waiting": "seconds that the first caller has waited",
    "offered": "calls of today that asked for a person",
    "answered": "calls of today that were answered",
    "abandoned": "calls of today whose callers hung up before an answer",
    "service_level": "share of today's calls answered within the promised time",
    "target": "share that the scenario promises",
    "abandon_rate": "abandoned of today's offered",
    "mean_answer_wait": "seconds that today's answered callers waited, mean",
    "aht": "seconds of work for a call of today, mean",
    "occupancy": "share of time at work spent on calls",
}
STATES: Final = ("ready", "ringing", "talking", "holding", "wrap_up", "not_ready")


class _OfSnapshot(Collector):
    def __init__(self, snapshot: Mapping[str, Any]) -> None:
        self._places = {"": snapshot["centre"], **snapshot["groups"]}
        self._alarms = [alarm["rule"] for alarm in snapshot["alarms"]]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The label ``group`` is empty for the centre; what has no value is left out."""
        for name, meaning in _FIGURES.items():
            gauge = GaugeMetricFamily(f"huawu_{name}", meaning, labels=["group"])
            for group, figures in self._places.items():
                if figures.get(name) is not None:
                    gauge.add_metric([group], figures[name])
            yield gauge
        yield self._people()
        alarms = GaugeMetricFamily("huawu_alarms", "open alarms", labels=["rule"])
        for rule in sorted(set(self._alarms)):
            alarms.add_metric([rule], self._alarms.count(rule))
        yield alarms

    def _people(self) -> GaugeMetricFamily:
        people = GaugeMetricFamily("huawu_agents", "agents signed in, by state", labels=["group", "state"])
        for group, figures in self._places.items():
            for state in STATES:
                people.add_metric([group, state], figures[state])
        return people


def exposed(snapshot: Mapping[str, Any]) -> str:
    """The text exposition format."""
    registry = CollectorRegistry()
    registry.register(_OfSnapshot(snapshot))
    return generate_latest(registry).decode()
