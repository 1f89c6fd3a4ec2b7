"""来电记录: each agent's own calls, what a caller called about before, the codes that calls were given.

Knows today's calls, in bounded memory; what is older stands in the ledgers. Tells callers apart by the site's hash.
Counts nothing.
"""

from collections import OrderedDict, deque
from dataclasses import replace
from typing import Final

from acd.live.desk import Contact
from acd.live.floor.calls import LiveCall

_OWN: Final = 50
"""Calls of each agent's history."""
_EARLIER: Final = 3
"""Calls of a caller that are told to whoever takes the next one."""
_CALLERS: Final = 20_000
"""Callers remembered; who called longest ago is forgotten first."""

Latest = deque[Contact]


class Contacts:
    """Newest first. An agent's part in a call is a contact of its own: a call that is handed over has several."""

    def __init__(self) -> None:
        self._of_agent: dict[str, Latest] = {}
        self._of_caller: OrderedDict[str, Latest] = OrderedDict()

    def begin(self, contact: Contact, key: str) -> None:
        """An agent takes a call of the caller with this key."""
        self._of_agent.setdefault(contact.agent, deque(maxlen=_OWN)).appendleft(contact)
        if key:
            self._of_caller.setdefault(key, deque(maxlen=1 + _EARLIER)).appendleft(contact)
            self._of_caller.move_to_end(key)
        while len(self._of_caller) > _CALLERS:
            self._of_caller.popitem(last=False)

    def latest(self, agent: str, call: int) -> Contact | None:
        """The agent's part in a call, as far as it is remembered."""
        own = self._of_agent.get(agent, ())
        return next((contact for contact in own if contact.call == call), None)

    def of_agent(self, agent: str) -> list[Contact]:
        """The agent's own, as they are now."""
        return [replace(contact) for contact in self._of_agent.get(agent, ())]

    def earlier(self, call: LiveCall) -> list[Contact]:
        """What this caller called about before, as it is now."""
        latest = self._of_caller.get(call.key, ())
        return [replace(contact) for contact in latest if contact.call != call.number][:_EARLIER]
