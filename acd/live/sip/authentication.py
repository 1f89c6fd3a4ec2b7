"""Digest authentication (RFC 8760): challenges, strongest first, and whether an answer is right.

Nonces carry their own proof and age, so they are not kept. Old phones give up at the first challenge that they do not
know instead of taking the next: whoever did not answer is challenged by MD5 alone the next time. Whoever answers
wrongly again and again is not challenged any more for a while: bounded memory, and no hashing for a flood. Imported in
the SIP thread only.
"""

from collections import OrderedDict
from typing import Any, Final

from sippy.SipHeader import SipHeader
from sippy.SipWWWAuthenticate import SipWWWAuthenticate

from acd.live.sip.settings import Algorithm, Secrets

_ALGORITHMS: Final[tuple[Algorithm, ...]] = ("SHA-256", "MD5")
_MOST_WRONG: Final = 10
"""Wrong answers of one source within :data:`_FORGIVEN` seconds."""
_FORGIVEN: Final = 30.0
_SOURCES: Final = 4096


class Doorkeeper:
    """Who somebody is, by an answer to our challenge."""

    def __init__(self, realm: str, secrets: Secrets) -> None:
        self._realm = realm
        self._secrets = secrets
        self._wrong: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._unanswered: OrderedDict[str, None] = OrderedDict()

    def user(self, request: Any, source: str, now: float) -> str | None:
        """The user whose secret answered the challenge; none where there is no answer or a wrong one."""
        answers = request.getHFBodys("authorization") if request.countHFs("authorization") else ()
        if answers:
            self._unanswered.pop(_whose(request), None)
        for answer in answers:
            user = self._verified(answer, request.getMethod())
            if user is not None:
                self._wrong.pop(source, None)
                return user
            self._note_wrong(source, now)
        return None

    def is_shut_out(self, source: str, now: float) -> bool:
        """Whether a source has answered wrongly too often lately."""
        since, count = self._wrong.get(source, (now, 0))
        return count >= _MOST_WRONG and now - since < _FORGIVEN

    def challenge(self, request: Any) -> Any:
        """401 with a challenge for each algorithm, the strongest first."""
        response = request.genResponse(401, "Unauthorized")
        gave_up = _whose(request) in self._unanswered
        if not request.countHFs("authorization"):
            self._note_challenged(_whose(request))
        for algorithm in _ALGORITHMS[-1:] if gave_up else _ALGORITHMS:
            body = SipWWWAuthenticate(realm=self._realm, algorithm=algorithm)
            response.appendHeader(SipHeader(name="www-authenticate", body=body))
        return response

    def _verified(self, answer: Any, method: str) -> str | None:
        try:
            answer.parsed or answer.parse()
            algorithm = answer.algorithm or "MD5"
            if algorithm not in _ALGORITHMS or answer.realm != self._realm:
                return None
            ha1 = self._secrets.ha1(answer.username, algorithm)
            right = answer.verifyHA1((ha1 or "0" * 64).encode(), method, None)
        except (ValueError, AttributeError, IndexError, TypeError, KeyError):
            return None
        return str(answer.username) if ha1 is not None and right else None

    def _note_challenged(self, whose: str) -> None:
        self._unanswered.pop(whose, None)
        self._unanswered[whose] = None
        while len(self._unanswered) > _SOURCES:
            self._unanswered.popitem(last=False)

    def _note_wrong(self, source: str, now: float) -> None:
        since, count = self._wrong.pop(source, (now, 0))
        if now - since > _FORGIVEN:
            since, count = now, 0
        self._wrong[source] = since, count + 1
        while len(self._wrong) > _SOURCES:
            self._wrong.popitem(last=False)


def _whose(request: Any) -> str:
    """The phone that asks: where it is, and as whom."""
    host, port = request.getSource()
    return f"{host}:{port} {request.getHFBody('from').getUrl().username}"
