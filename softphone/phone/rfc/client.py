"""rfcvoip's SIP client over our transactions: every request is repeated when lost and tried again when challenged."""

import logging
import random
import re
import socket
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, Final

from rfcvoip import SIP

from softphone.phone.rfc import text as sip
from softphone.phone.rfc.dialog import Dialog
from softphone.phone.rfc.srtp import Keys, as_clear, as_encrypted, cryptos, is_encrypted
from softphone.phone.rfc.timers import Timers
from softphone.phone.rfc.transactions import GIVEN_UP, Asked, Target, Transactions

_LOG: Final = logging.getLogger("softphone.phone")
_LOOK: Final = 0.5
"""Seconds that the receiver waits for a message before it looks whether it should end."""
_ACKS: Final = 100


class Client(SIP.SIPClient):  # type: ignore[misc]
    """``heard_request`` gets what is asked of us within a call, beyond what rfcvoip answers itself."""

    def __init__(
        self, *given: Any, heard_request: Callable[[Any, str], bool], srtp: bool = False, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self._heard_request = heard_request
        self.srtp = srtp
        self.keys: dict[str, Keys] = {}
        """By Call-ID, of calls whose sound is encrypted."""
        self._timers = Timers()
        reliable = self.signal_transport() is not SIP.SIPTransport.UDP
        self.transactions = Transactions(self.send_raw, self._timers, reliable)
        self._acks: dict[tuple[str, int], tuple[bytes, Target]] = {}
        self.callID = SIP.Counter(random.SystemRandom().randrange(2**60))
        self.default_expires = 300

    def open(self) -> None:
        """Listen; raises ``OSError`` where the server's host or its port is not to be had."""
        target = self.proxy_target or self.server_target
        self.connection = SIP.SIPConnection(
            self.myIP, 0, target, tls_context=self.tls_context, tls_server_name=self.tls_server_name,
            send_timeout=5.0,
        )  # fmt: skip
        self.connection.open()
        if self.connection.connection_oriented:
            self.connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.myPort: int = self.connection.socket.getsockname()[1]
        self.NSD = True
        threading.Thread(target=self._receive, args=(self.connection,), name="SIP receiver", daemon=True).start()

    def close(self) -> None:
        """Hear nothing more."""
        self.NSD = False
        self._close_sockets()

    def end(self) -> None:
        """For good."""
        self._timers.stop()
        self.close()

    def register_once(self, leave: bool = False) -> tuple[int, float]:
        """The status of it, and for how many seconds it holds. Waits for the answer."""
        answer = self.ask_and_wait(self.gen_first_response(leave), self.signal_target(), self.registerCounter.next)
        return sip.status(answer), _granted(answer, self.default_expires)

    def ask(self, text: str, target: Target, number: Callable[[], int], heard: Callable[[str], None],
            resent: Callable[[str], None] = lambda _text: None) -> None:  # fmt: skip
        """Send a request; ``heard`` gets its answers."""
        self.transactions.ask(Asked(text, target, heard, number, resent))

    def ask_and_wait(self, text: str, target: Target, number: Callable[[], int]) -> str:
        """The final answer."""
        final: list[str] = []
        come = threading.Event()

        def heard(answer: str) -> None:
            if sip.status(answer) >= 200:
                final.append(answer)
                come.set()

        self.ask(text, target, number, heard)
        come.wait(GIVEN_UP + 2)
        return final[0] if final else "SIP/2.0 408 Nobody answers\r\n\r\n"

    def within(self, dialog: Dialog, method: str, extra: str = "", body: str = "") -> str:
        """Ask something within a call; the final answer."""
        text = dialog.request(method, self._via_header(), self._contact_header(), extra, body)
        return self.ask_and_wait(text, self.hop(dialog), dialog.number)

    def leave(self, dialog: Dialog) -> None:
        """BYE, without waiting for its answer."""
        text = dialog.request("BYE", self._via_header(), self._contact_header())
        self.ask(text, self.hop(dialog), dialog.number, lambda _answer: None)

    def acknowledge(self, dialog: Dialog, answer: str) -> None:
        """The ACK of a call that was answered; sent again whenever the answer comes again."""
        number = sip.sequence(answer)[0]
        ack = dialog.acknowledge(number, self._via_header()).encode(), self.hop(dialog)
        self._acks[dialog.call, number] = ack
        while len(self._acks) > _ACKS:
            del self._acks[next(iter(self._acks))]
        self.send_raw(*ack)

    def hop(self, dialog: Dialog) -> Target:
        """Where requests of a dialog are sent to."""
        if self.connection is not None and self.connection.connection_oriented:
            return self.signal_target()  # type: ignore[no-any-return]
        return self._sip_target_from_uri(dialog.next_hop(), self.port)  # type: ignore[no-any-return]

    def send_response(self, request: Any, response: str) -> None:
        self._send_request_response(request, response)

    def _send_request_response(self, request: Any, response: str) -> None:
        text = sip.decoded(request.raw)
        recorded = sip.routes(text)
        if recorded and sip.sequence(response)[1] == "INVITE":
            response = sip.with_headers(response, "".join(f"Record-Route: {route}\r\n" for route in recorded))
        self.transactions.reply(text, response, self.response_target(request))

    def send_raw(self, data: bytes, target: Target | None = None) -> None:
        if b"RTP/AVP" in data and self.keys:
            text = sip.decoded(data)
            keys = self.keys.get(sip.header(text, "Call-ID"))
            data = data if keys is None else as_encrypted(text, keys).encode()
        super().send_raw(data, target)

    def _opened(self, message: Any, text: str) -> tuple[Any, str]:
        """The message as rfcvoip can read it, the keys in it noted; as it is where we can do none of its ciphers."""
        offered, call = cryptos(text), sip.header(text, "Call-ID")
        if not offered:
            return message, text
        keys = self.keys.get(call)
        if keys is None:
            keys = self.keys[call] = Keys(offered[0].tag, offered[0].suite)
        keys.hear(next((each for each in offered if each.suite == keys.suite), offered[0]))
        text = as_clear(text)
        return self._message_from_raw(text.encode()), text

    def parse_message(self, message: Any) -> None:
        """Whatever comes in."""
        text = sip.decoded(message.raw)
        if is_encrypted(text):
            message, text = self._opened(message, text)
        if message.type != SIP.SIPMessageType.MESSAGE:
            self._answer_came(message, text)
        elif message.method == "ACK":
            self.transactions.acknowledged(text)
            self._heard_request(message, text)
        elif not self.transactions.repeated(text) and not self._heard_request(message, text):
            super().parse_message(message)

    def _answer_came(self, message: Any, text: str) -> None:
        asked = self.transactions.answered(text)
        status = sip.status(text)
        if asked is None:
            if (ack := self._acks.get((sip.header(text, "Call-ID"), sip.sequence(text)[0]))) and 200 <= status < 300:
                self.send_raw(*ack)
            return
        if status >= 300 and sip.sequence(text)[1] == "INVITE":
            self.send_raw(sip.acknowledged(asked.text, text).encode(), asked.target)
        if status in (401, 407) and self._may_try_again(asked, text):
            self._try_again(asked, message)
        else:
            asked.heard(text)

    def _may_try_again(self, asked: Asked, text: str) -> bool:
        return asked.challenged == 0 or (asked.challenged == 1 and bool(re.search(r"(?i)stale\s*=\s*\"?true", text)))

    def _try_again(self, asked: Asked, challenge: Any) -> None:
        method, uri = asked.text.split(" ", 2)[:2]
        name = "Proxy-Authorization" if int(challenge.status) == 407 else "Authorization"
        try:
            line = self._build_digest_auth_header(
                challenge, header_name=name, method=method, uri=uri, body=asked.text.partition("\r\n\r\n")[2].encode()
            )
        except (SIP.SIPParseError, KeyError, ValueError):  # a challenge that nobody can answer
            asked.heard(sip.decoded(challenge.raw))
            return
        text = sip.again(asked.text, asked.number(), line)
        asked.resent(text)
        self.transactions.ask(Asked(text, asked.target, asked.heard, asked.number, asked.resent, asked.challenged + 1))

    def _receive(self, connection: Any) -> None:
        while self.NSD and self.connection is connection:
            try:
                message = self._recv_message_before(time.monotonic() + _LOOK)
                if message is not None:
                    self.parse_message(message)
            except OSError:
                time.sleep(0.2)  # the other end closed; registering again opens another connection
            except Exception as error:
                if self.NSD:
                    at = traceback.extract_tb(error.__traceback__)[-1]  # never the message: there may be secrets in it
                    _LOG.warning("a message was passed over: %s at %s:%s", type(error).__name__, at.name, at.lineno)


def _granted(answer: str, asked: int) -> float:
    """Seconds that a registration holds: the Contact's, else the header's, else what was asked."""
    found = re.search(r";\s*expires=(\d{1,8})", sip.header(answer, "Contact"))
    told = found[1] if found else sip.header(answer, "Expires")
    return float(told) if told.isdigit() and int(told) > 0 else float(asked)
