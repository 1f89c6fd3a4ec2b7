"""A thin engine on the package pyVoIP as it is (optional): register, dial, answer, hang up, hear keys, and no more.

pyVoIP 1.6.8 has no hold, no transfer and no CANCEL, and sends no keys; whoever needs these takes the other engine.
"""

import secrets
import socket
import threading
from collections.abc import Mapping
from typing import Any

from acd.language import _
from softphone.phone.port import (
    FRAME,
    Account,
    CallCame,
    Hear,
    Over,
    PhoneError,
    Quality,
    Registered,
    Talks,
    Unregistered,
)


class PyvoipEngine:
    """Sound is 8 bit, as pyVoIP has it."""

    name = "pyvoip"

    def __init__(self) -> None:
        words = _("pyVoIP cannot do this; start the phone with --engine rfcvoip")
        self.cannot: Mapping[str, str] = dict.fromkeys(
            ("hold", "retrieve", "transfer", "consult", "complete", "press"), words
        )
        self._phone: Any = None
        self._calls: dict[str, Any] = {}
        self._hear: Hear
        try:
            from pyVoIP.VoIP import VoIPPhone
        except ImportError:
            raise PhoneError("no_engine", _("pyVoIP is not installed; use --engine rfcvoip")) from None
        self._make = VoIPPhone

    def start(self, account: Account, hear: Hear) -> None:
        if account.transport != "udp":
            raise PhoneError("cannot", _("pyVoIP speaks UDP only; start the phone with --engine rfcvoip"))
        self._hear = hear
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((account.server, account.port))
            own, port = probe.getsockname()
        given = {"myIP": own, "sipPort": port, "callCallback": self._came}
        self._phone = self._make(account.server, account.port, account.user, account.secret, **given)
        threading.Thread(target=self._register, daemon=True).start()

    def stop(self) -> None:
        if self._phone is not None:
            self._phone.stop()

    def dial(self, leg: str, to: str) -> None:
        call = self._calls[leg] = self._phone.call(to)
        threading.Thread(target=self._follow, args=(leg, call, False), daemon=True).start()

    def answer(self, leg: str) -> None:
        self._call(leg).answer()

    def reject(self, leg: str) -> None:
        self._call(leg).deny()

    def hang_up(self, leg: str) -> None:
        call = self._call(leg)
        if call.state.name != "ANSWERED":
            raise PhoneError("cannot", _("pyVoIP cannot call off a call that nobody has answered yet"))
        call.hangup()

    def hold(self, leg: str) -> None:
        raise PhoneError("cannot", self.cannot["hold"])

    def retrieve(self, leg: str) -> None:
        raise PhoneError("cannot", self.cannot["retrieve"])

    def press(self, leg: str, digits: str) -> None:
        raise PhoneError("cannot", self.cannot["press"])

    def transfer(self, leg: str, to: str) -> None:
        raise PhoneError("cannot", self.cannot["transfer"])

    def complete(self, leg: str, other: str) -> None:
        raise PhoneError("cannot", self.cannot["complete"])

    def heard(self, leg: str) -> bytes:
        call = self._calls.get(leg)
        sound = call.read_audio(FRAME // 2, blocking=False) if call else b""
        wide = b"".join(((sample - 128) << 8).to_bytes(2, "little", signed=True) for sample in sound)
        return wide.ljust(FRAME, b"\0")

    def say(self, leg: str, frame: bytes) -> None:
        if (call := self._calls.get(leg)) is not None:
            call.write_audio(bytes((high + 128) & 255 for high in frame[1::2]))

    def quality(self, leg: str) -> Quality | None:
        return None

    def _call(self, leg: str) -> Any:
        if leg not in self._calls:
            raise PhoneError("no_call", _("the call is over"))
        return self._calls[leg]

    def _register(self) -> None:
        try:
            self._phone.start()
        except Exception as error:
            self._hear(Unregistered(str(error)))
            return
        good = self._phone.get_status().name == "REGISTERED"
        self._hear(Registered() if good else Unregistered(_("the server does not register this phone")))

    def _came(self, call: Any) -> None:
        leg = secrets.token_hex(6)
        self._calls[leg] = call
        caller = call.request.headers["From"]
        self._hear(CallCame(leg, str(caller.get("number", "")), str(caller.get("caller", ""))))
        self._follow(leg, call, False)

    def _follow(self, leg: str, call: Any, talking: bool) -> None:
        """pyVoIP tells nothing; one has to look."""
        while call.state.name != "ENDED":
            if call.state.name == "ANSWERED" and not talking:
                talking = True
                self._hear(Talks(leg, "PCMU"))
            threading.Event().wait(0.1)
        self._calls.pop(leg, None)
        self._hear(Over(leg))
