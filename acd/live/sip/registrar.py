"""Registrations (RFC 3261 §10): which user's phone is where, and until when.

One phone a user: the latest registration wins. One deadline at a time, no polling. Imported in the SIP thread only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic as now
from typing import Any, Final

from sippy.SipHeader import SipHeader
from sippy.Time.Timeout import Timeout

from acd.live.sip.settings import SipSettings

_ENDED: Final = 0


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a phone is reached, and until when (monotonic seconds)."""

    target: Any
    address: tuple[str, int]
    until: float


class Registrar:
    """``came`` and ``went`` are told users, in the SIP thread."""

    def __init__(self, settings: SipSettings, came: Callable[[str], None], went: Callable[[str], None]) -> None:
        self._settings = settings
        self._came = came
        self._went = went
        self.bindings: dict[str, Binding] = {}
        self._alarm: Any = None

    def register(self, request: Any, user: str) -> Any:
        """What to answer to a REGISTER by this user, who has been recognised."""
        contacts = request.getHFBodys("contact") if request.countHFs("contact") else []
        if not contacts:
            return self._done(request, user)
        contact = contacts[-1]
        seconds = self._asked(request, contact)
        if contact.asterisk or seconds == _ENDED:
            self._end(user)
            return self._done(request, user)
        if seconds < self._settings.least_expires:
            refused = request.genResponse(423, "Interval Too Brief")
            refused.appendHeader(SipHeader(f"Min-Expires: {self._settings.least_expires}"))
            return refused
        self._begin(user, request, contact, min(seconds, self._settings.most_expires))
        return self._done(request, user)

    def of(self, user: str) -> Binding | None:
        """Where the user's phone is now."""
        binding = self.bindings.get(user)
        return binding if binding is not None and binding.until > now() else None

    def stop(self) -> None:
        """Forget everybody."""
        self.bindings.clear()
        self._set_alarm()

    def _asked(self, request: Any, contact: Any) -> int:
        """Seconds asked for: by the contact, else by the request, else ours."""
        own = None if contact.asterisk else contact.getUri().params.get("expires")
        if own is not None and str(own).isdigit():
            return int(own)
        if request.countHFs("expires"):
            return int(request.getHFBody("expires").getNum())
        return self._settings.expires

    def _begin(self, user: str, request: Any, contact: Any, seconds: int) -> None:
        url = contact.getUrl().getCopy()
        host, port = request.getSource()
        before = self.bindings.get(user)
        self.bindings[user] = Binding(url, (str(host), int(port)), now() + seconds)
        if before is None or (before.address != self.bindings[user].address):
            self._came(user)
        self._set_alarm()

    def _end(self, user: str) -> None:
        if self.bindings.pop(user, None) is not None:
            self._went(user)
            self._set_alarm()

    def _done(self, request: Any, user: str) -> Any:
        response = request.genResponse(200, "OK")
        binding = self.of(user)
        if binding is not None:
            left = max(1, round(binding.until - now()))
            response.appendHeader(SipHeader(f"Contact: <{binding.target}>;expires={left}"))
        return response

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if self.bindings:
            first = min(binding.until for binding in self.bindings.values())
            self._alarm = Timeout(self._run_out, max(0.0, first - now()) + 0.01)

    def _run_out(self) -> None:
        self._alarm = None
        for user in [user for user, binding in self.bindings.items() if binding.until <= now()]:
            self._end(user)
        self._set_alarm()
