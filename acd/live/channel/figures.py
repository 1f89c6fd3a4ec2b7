"""Figures about the channel itself and its process, for Prometheus.

Knows how often, how long, how many. Refuses to know names, numbers and secrets.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

_MILLISECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)


class Figures:
    """Of one app: a registry of its own, so that two in a process do not meet."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._up = Gauge("acd_channel_connections", "Connections by what they are.", ["kind"], registry=self._registry)
        self._asked = Counter(
            "acd_channel_requests", "Requests of agents by outcome.", ["do", "outcome"], registry=self._registry
        )
        self._took = Histogram(
            "acd_channel_request_seconds",
            "From a request to its answer, on disk.",
            buckets=_MILLISECONDS,
            registry=self._registry,
        )
        self._away = Counter(
            "acd_channel_turned_away", "Connections and messages refused.", ["code"], registry=self._registry
        )

    @contextmanager
    def connected(self, kind: str) -> Iterator[None]:
        """Count a connection while it is up."""
        gauge = self._up.labels(kind)
        gauge.inc()
        try:
            yield
        finally:
            gauge.dec()

    def answered(self, do: str, outcome: str, took: float) -> None:
        """A request is answered after so many seconds."""
        self._asked.labels(do, outcome).inc()
        self._took.observe(took)

    def turned_away(self, code: str) -> None:
        """A connection or a message is refused."""
        self._away.labels(code).inc()

    def exposition(self) -> str:
        """As text."""
        return generate_latest(self._registry).decode()
