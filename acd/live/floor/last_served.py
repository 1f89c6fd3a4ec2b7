"""Who served a caller last (B07), for groups that ask for it: callers who call again come to a voice they know.

Knows callers by the site's hash only, and this day's calls; the rules ring that agent first if he or she is ready.
"""

from collections import OrderedDict
from typing import Final

from acd.config import CentreLayout
from acd.events import NOBODY

_KEPT: Final = 100_000
"""Callers remembered; who called longest ago is forgotten first."""


class LastServed:
    """Groups without ``last_agent`` remember nobody."""

    def __init__(self, layout: CentreLayout) -> None:
        groups = layout.scenario.groups.values()
        self._within = [None if group.last_agent is None else group.last_agent.within for group in groups]
        self._served: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def note(self, key: str, a: int, now: int) -> None:
        """An agent answers a caller."""
        if any(self._within):
            self._served.pop(key, None)
            self._served[key] = a, now
            while len(self._served) > _KEPT:
                self._served.popitem(last=False)

    def of(self, key: str, group: int, now: int) -> int:
        """Who is to be rung first for a caller of a group."""
        within, (a, since) = self._within[group], self._served.get(key, (NOBODY, 0))
        return a if within is not None and now - since <= within else NOBODY
