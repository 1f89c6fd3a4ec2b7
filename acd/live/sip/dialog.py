"""One leg as a SIP dialog: a caller's or a phone's, from the first INVITE to the last BYE.

Turns what sippy tells of it into what the loop is told, once each, and none after the leg was let go. Knows session
descriptions. Refuses to know calls. Lives in the SIP thread only.
"""

from typing import Any, Final, Protocol

from sippy.CCEvents import (
    CCEventConnect,
    CCEventDisconnect,
    CCEventFail,
    CCEventInfo,
    CCEventPreConnect,
    CCEventRing,
    CCEventTry,
    CCEventUpdate,
)
from sippy.MsgBody import MsgBody
from sippy.SipHeader import SipHeader

from acd.live.sip.description import DescriptionError, Direction, FarEnd, describe, parse

_NOT_ACCEPTABLE: Final = (488, "Not Acceptable Here")
_PENDING: Final = 491
NO_REPLY: Final = 408


class Told(Protocol):
    """What the loop is told of a leg; every call is handed over to its thread."""

    def came(self, leg: "Dialog", caller: str, dialled: str, far: FarEnd | None) -> None: ...

    def rings(self, name: str) -> None: ...

    def answered(self, name: str, far: FarEnd) -> None: ...

    def refused(self, name: str, code: int) -> None: ...

    def described(self, name: str, far: FarEnd) -> None: ...

    def hung_up(self, name: str) -> None: ...

    def pressed(self, name: str, key: str) -> None: ...

    def over(self, leg: "Dialog") -> None: ...


class Try(CCEventTry):  # type: ignore[misc]
    """An INVITE that goes to the very Contact that was registered, by way of where it came from."""

    target: Any = None

    def onUacSetupComplete(self, uac: Any) -> None:  # noqa: N802 - sippy's name
        if self.target is not None:
            uac.rTarget = self.target.getCopy()


class Dialog:
    """``ours``: we called; else it is a caller's. ``host`` and ``port`` are where we hear."""

    def __init__(self, name: str, ours: bool, host: str, told: Told) -> None:
        self.name = name
        self.ua: Any = None
        self.trunk = ""
        self.user = ""
        self.is_up = False
        self.is_over = False
        self._ours = ours
        self._host = host
        self._port = 0
        self._version = 1
        self._far: FarEnd | None = None
        self._told = told

    @property
    def call_id(self) -> str:
        """By which a REFER with Replaces names it."""
        return str(self.ua.cId)

    # what is asked

    def invite(self, user: str, shown: str, port: int, headers: list[tuple[str, str]], target: Any) -> None:
        """Call a phone."""
        self._port = port
        offer = MsgBody(describe(self._host, port, self._version, Direction.BOTH))
        event = Try((None, shown, user, offer, None, shown))
        event.target = target
        event.extra_headers = tuple(SipHeader(f"{name}: {value}") for name, value in headers)
        self.ua.recvEvent(event)

    def answer(self, port: int) -> None:
        """Answer a caller."""
        self._port = port
        if not self.is_over and not self.is_up:
            self.is_up = True
            said = describe(self._host, port, self._version, Direction.BOTH, self._far)
            event = CCEventPreConnect if self._far is None else CCEventConnect  # the ACK brings the answer to our offer
            self.ua.recvEvent(event((200, "OK", MsgBody(said))))

    def turn_away(self, code: int, reason: str) -> None:
        """Refuse a caller."""
        if not self.is_over:
            self.is_over = True
            self.ua.recvEvent(CCEventFail((code, reason)))
            self._told.over(self)

    def hang_up(self) -> None:
        """CANCEL or BYE, whichever it is time for; nothing more is told."""
        if not self.is_over:
            self.is_over = True
            refusal = CCEventFail((480, "Temporarily Unavailable"))
            self.ua.recvEvent(CCEventDisconnect() if self._ours or self.is_up else refusal)
            self._told.over(self)

    def progress(self, code: int, reason: str) -> None:
        """How the transfer goes that this phone asked for (RFC 3515 §2.4.5)."""
        if self.is_over:
            return
        state = "active;expires=60" if code < 200 else "terminated;reason=noresource"
        headers = (SipHeader("Event: refer"), SipHeader(f"Subscription-State: {state}"))
        body = MsgBody(f"SIP/2.0 {code} {reason}\r\n", mtype="message/sipfrag;version=2.0")
        self.ua.newTransaction(self.ua.genRequest("NOTIFY", body, extra_headers=headers))

    # what happens

    def event(self, event: Any, _ua: Any) -> None:
        """What sippy tells."""
        if self.is_over:
            return
        match event:
            case CCEventTry():
                self._tried(event)
            case CCEventRing():
                if event.getData() and event.getData()[0] >= 180:
                    self._told.rings(self.name)
            case CCEventConnect():
                self._connected(*event.getData())
            case CCEventUpdate():
                self._redescribed(event.getData())
            case CCEventInfo():
                self._informed(str(event.getData() or ""))
            case CCEventFail():
                self._failed(event.getData()[0] if event.getData() else NO_REPLY)
            case CCEventDisconnect():
                self._left()

    def _tried(self, event: Any) -> None:
        _call_id, caller, dialled, body, _auth, _name = event.getData()
        try:
            self._far = None if body is None else parse(str(body))
        except DescriptionError:
            self.is_over = True
            self.ua.recvEvent(CCEventFail(_NOT_ACCEPTABLE))
            return
        self._told.came(self, caller or "", dialled or "", self._far)

    def _connected(self, code: Any, _reason: Any, body: Any) -> None:
        """A phone answers; or the ACK of a caller who made no offer brings the answer to ours."""
        if not self._ours and (code != "ACK" or self._far is not None):
            return
        first = self._ours and not self.is_up
        try:
            self._far = parse(str(body))
        except DescriptionError:
            self._unusable(first)
            return
        self.is_up = True
        if first:
            self._told.answered(self.name, self._far)
        else:
            self._told.described(self.name, self._far)

    def _unusable(self, first: bool) -> None:
        """An answer that we cannot serve: the phone is as good as not there."""
        self.is_over = True
        self.ua.recvEvent(CCEventDisconnect())
        if first:
            self._told.refused(self.name, _NOT_ACCEPTABLE[0])
        else:
            self._told.hung_up(self.name)
        self._told.over(self)

    def _redescribed(self, body: Any) -> None:
        """A re-INVITE: answered at once with what we can; held and retrieved are read from it."""
        try:
            far = parse(str(body))
        except DescriptionError:
            self.ua.recvEvent(CCEventFail(_NOT_ACCEPTABLE))
            return
        self._far, self._version = far, self._version + 1
        said = describe(self._host, self._port, self._version, far.direction.answer, far)
        self.ua.recvEvent(CCEventConnect((200, "OK", MsgBody(said))))
        self._told.described(self.name, far)

    def _informed(self, body: str) -> None:
        """DTMF in INFO (application/dtmf-relay): an old way, still met."""
        for line in body.splitlines():
            name, _equals, value = line.partition("=")
            if name.strip().lower() == "signal" and value.strip()[:1] in "0123456789*#ABCD":
                self._told.pressed(self.name, value.strip()[:1])

    def _failed(self, code: int) -> None:
        if self.is_up and code == _PENDING:
            return
        self.is_over = True
        if self._ours and not self.is_up:
            self._told.refused(self.name, code)
        else:
            self._told.hung_up(self.name)
        self._told.over(self)

    def _left(self) -> None:
        self._failed(NO_REPLY)
