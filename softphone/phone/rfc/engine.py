"""The phone's default engine: rfcvoip with our transactions, as the port wants it."""

import random
import re
import secrets
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Any, Final

import rfcvoip.RTP
from rfcvoip import SIP
from rfcvoip.VoIP import VoIP

from acd.language import _
from softphone.phone.port import FRAME, Account, CallCame, Hear, PhoneError, Pressed, Quality, Registered, Unregistered
from softphone.phone.rfc import text as sip
from softphone.phone.rfc.call import Call
from softphone.phone.rfc.client import Client
from softphone.phone.rfc.lines import Lines
from softphone.phone.rfc.quiet import be_quiet

_NO_SECRET: Final = 60.0
_RETRY: Final = (2.0, 5.0, 10.0, 30.0)
"""Seconds between tries to register where the server does not answer, spread so that not all phones come at once."""
_CODECS: Final = {rfcvoip.RTP.PayloadType.PCMU: 99_999, rfcvoip.RTP.PayloadType.PCMA: 99_998}
_OWN: Final = ("INFO", "UPDATE", "MESSAGE")


class RfcEngine:
    """One account at a time."""

    name = "rfcvoip"
    cannot: Mapping[str, str] = {}

    def __init__(self) -> None:
        be_quiet()
        self._lines: Lines | None = None
        self._calls: dict[str, Call] = {}
        self._ended = threading.Event()
        self._hear: Hear

    def start(self, account: Account, hear: Hear) -> None:
        self._hear = hear
        self._ended = threading.Event()
        try:
            self._lines = _lines(account, self._came, self._asked_of_us)
        except (OSError, ValueError) as error:
            why = _("{server}: no such telephone server: {why}; check its name").format(
                server=account.server, why=error
            )
            raise PhoneError("unreachable", why) from None
        threading.Thread(target=self._stay_registered, args=(self._ended, self._lines, account), daemon=True).start()

    def stop(self) -> None:
        lines, self._lines = self._lines, None
        self._ended.set()
        if lines is None:
            return
        for call in list(self._calls.values()):
            call.hang_up() if call.state != VoIP.CallState.RINGING or call.mine else call.deny()
        self._calls.clear()
        if lines.sip.NSD:
            leaving = threading.Thread(target=lines.sip.register_once, args=(True,), daemon=True)
            leaving.start()
            leaving.join(2.0)
        lines.sip.end()

    def dial(self, leg: str, to: str) -> None:
        lines = self._lines
        if lines is None:
            raise PhoneError("not_registered", _("the phone is not registered: {why}").format(why=""))
        try:
            self._calls[leg] = lines.start_call(to, leg, self._hear)
        except (OSError, VoIP.NoPortsAvailableError, ValueError) as error:
            raise PhoneError("network", _("the call could not be sent: {why}").format(why=error)) from None

    def answer(self, leg: str) -> None:
        try:
            self._call(leg).answer()
        except (VoIP.InvalidStateError, OSError, RuntimeError):
            raise PhoneError("no_call", _("the caller is gone")) from None

    def reject(self, leg: str) -> None:
        call = self._call(leg)
        if call.state == VoIP.CallState.RINGING:
            call.deny()

    def hang_up(self, leg: str) -> None:
        self._call(leg).hang_up()

    def hold(self, leg: str) -> None:
        self._call(leg).hold()

    def retrieve(self, leg: str) -> None:
        self._call(leg).resume()

    def press(self, leg: str, digits: str) -> None:
        if not self._call(leg).send_dtmf(digits):
            raise PhoneError("refused", _("the other side takes no keys (no telephone-event in this call)"))

    def transfer(self, leg: str, to: str) -> None:
        self._call(leg).refer(to)

    def complete(self, leg: str, other: str) -> None:
        second = self._call(other)._up()
        self._call(leg).refer(second.replacing())

    def heard(self, leg: str) -> bytes:
        call = self._calls.get(leg)
        frame: bytes = call.read_audio(FRAME, blocking=False) if call else b""
        return frame if len(frame) == FRAME else bytes(FRAME)

    def say(self, leg: str, frame: bytes) -> None:
        if (call := self._calls.get(leg)) is not None:
            call.write_audio(frame)

    def quality(self, leg: str) -> Quality | None:
        call = self._calls.get(leg)
        return call.quality() if call else None

    def _call(self, leg: str) -> Call:
        self._calls = {name: call for name, call in self._calls.items() if call.state != VoIP.CallState.ENDED}
        if leg not in self._calls:
            raise PhoneError("no_call", _("the call is over"))
        return self._calls[leg]

    def _came(self, call: Call) -> None:
        call.leg, call.tell = secrets.token_hex(6), self._hear
        self._calls[call.leg] = call
        text = sip.decoded(call.request.raw)
        caller = sip.header(text, "From")
        told = {name: value for name, value in sip.all_headers(text).items() if name.lower().startswith("x-")}
        at_once = "answer-after" in sip.header(text, "Call-Info") or "auto" in sip.header(text, "Alert-Info").lower()
        number = sip.user(sip.address(caller))
        self._hear(CallCame(call.leg, number, sip.shown_name(caller), told, at_once))

    def _asked_of_us(self, message: Any, text: str) -> bool:
        """What rfcvoip does not know within a call; whether it was answered here."""
        lines = self._lines
        call = lines._get_call(sip.header(text, "Call-ID")) if lines else None
        if call is not None and message.method == "ACK":
            call.acknowledged(text)
            return True
        if lines is None or call is None or message.method not in (*_OWN, "NOTIFY", "REFER"):
            return False
        status = 603 if message.method == "REFER" else 200
        lines.sip.send_response(message, lines.sip.gen_response(message, SIP.SIPStatus(status)))
        if message.method == "NOTIFY" and sip.header(text, "Event").lower().startswith("refer"):
            call.heard_progress(sip.status(text.partition("\r\n\r\n")[2]))
        if message.method == "INFO" and (key := re.search(r"(?im)^Signal\s*=\s*([0-9*#A-D])", text)):
            self._hear(Pressed(call.leg, key[1]))
        return True

    def _stay_registered(self, ended: threading.Event, lines: Lines, account: Account) -> None:
        failures = 0
        while not ended.is_set():
            wait, why = self._registered_once(lines, account)
            if ended.is_set():
                return
            failures = failures + 1 if why else 0
            self._hear(Unregistered(why) if why else Registered())
            if why and not wait:
                wait = _RETRY[min(failures, len(_RETRY)) - 1] * random.uniform(0.8, 1.2)
            ended.wait(wait)

    def _registered_once(self, lines: Lines, account: Account) -> tuple[float, str]:
        """Seconds until the next time (0: as failures go), and why it failed."""
        where = f"{account.server}:{account.port}"
        try:
            if not lines.sip.NSD:
                lines.sip.open()
            status, granted = lines.sip.register_once()
        except ssl.SSLError as error:
            lines.sip.close()
            why = _("{server}: its certificate is not trusted: {why}; give the right authority")
            return _NO_SECRET, why.format(server=where, why=getattr(error, "verify_message", "") or error.reason)
        except (OSError, RuntimeError) as error:
            lines.sip.close()
            return 0.0, _("{server} cannot be reached: {why}; tried again").format(server=where, why=error)
        if status < 300:
            return max(5.0, granted * 0.8), ""
        if status in (401, 403, 407):
            return _NO_SECRET, _("{server} does not accept this user and secret; check both").format(server=where)
        if status == 408:
            if lines.sip.connection is not None and lines.sip.connection.connection_oriented:
                lines.sip.close()
            return 0.0, _("{server} does not answer; tried again until it does").format(server=where)
        return 0.0, _("{server} does not register this phone (status {status})").format(server=where, status=status)


def _lines(account: Account, came: Any, asked: Any) -> Lines:
    """rfcvoip's phone, listening to nothing yet."""
    own = account.address or _own_address(account)
    low = random.SystemRandom().randrange(16_384, 32_000, 2)
    context = ssl.create_default_context(cafile=account.authority or None) if account.transport == "tls" else None
    given = {
        "myIP": own, "auth_username": account.user, "transport": account.transport, "tls_context": context,
    }  # fmt: skip
    lines = Lines(
        account.server, account.port, account.user, account.secret, callCallback=came, rtpPortLow=low,
        rtpPortHigh=low + 198, codec_priorities=_CODECS, audio_sample_rate=8000, audio_channels=1, audio_bit_depth=16,
        audio_output_mode="realtime", **given,
    )  # fmt: skip
    lines.sip = Client(
        account.server, account.port, account.user, account.secret, phone=lines, callCallback=lines.callback,
        fatalCallback=None, myPort=0, heard_request=asked, srtp=account.srtp, **given,
    )  # fmt: skip
    return lines


def _own_address(account: Account) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((account.server, account.port))
        return str(probe.getsockname()[0])
