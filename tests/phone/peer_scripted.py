"""A scripted SIP peer over loopback UDP: registrar and other end in one, which says only what the test wants said."""

import re
import secrets
import socket
from collections.abc import Callable
from queue import Empty, Queue
from typing import Any

from softphone.phone.port import Account, Happening
from softphone.phone.rfc import text as sip

WAIT = 5.0


class Peer:
    def __init__(self, wait: float = WAIT) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(wait)
        self.port = self.socket.getsockname()[1]
        self.phone: tuple[str, int] = ("127.0.0.1", 0)
        self.seen: list[str] = []
        self.contact = ""
        self.name = "Wang"

    def account(self, secret: str = "secret", srtp: bool = False) -> Account:
        return Account("127.0.0.1", "1001", secret, self.port, address="127.0.0.1", srtp=srtp)

    def hear(self, method: str) -> str:
        """The next message that begins with this; others are passed over, REGISTERs answered."""
        while True:
            raw, self.phone = self.socket.recvfrom(65_535)
            text = raw.decode()
            self.seen.append(text)
            if text.startswith(method):
                return text
            if text.startswith("REGISTER"):
                self.answer(text, "200 OK")

    def register(self) -> str:
        text = self.hear("REGISTER")
        self.contact = sip.address(sip.header(text, "Contact"))
        self.answer(text, "200 OK", f"Contact: <{self.contact}>;expires=300\r\n")
        return text

    def answer(self, request: str, status: str, extra: str = "", body: str = "", tag: str = "peer") -> None:
        to = sip.header(request, "To")
        to = to if sip.tag(to) or status.startswith("100") else f"{to};tag={tag}"
        lines = [f"SIP/2.0 {status}", *(f"Via: {via}" for via in sip.headers(request, "Via"))]
        lines += [f"From: {sip.header(request, 'From')}", f"To: {to}", f"Call-ID: {sip.header(request, 'Call-ID')}"]
        lines += [f"CSeq: {sip.header(request, 'CSeq')}"]
        if body:
            extra += f"Contact: <sip:peer@127.0.0.1:{self.port}>\r\nContent-Type: application/sdp\r\n"
        self.say("\r\n".join(lines) + f"\r\n{extra}Content-Length: {len(body)}\r\n\r\n{body}")

    def challenge(self, request: str, status: str = "401 Unauthorized") -> None:
        name = "Proxy-Authenticate" if status.startswith("407") else "WWW-Authenticate"
        nonce = secrets.token_hex(8)
        self.answer(request, status, f'{name}: Digest realm="t", nonce="{nonce}", algorithm=MD5, qop="auth"\r\n')

    def say(self, text: str) -> None:
        self.socket.sendto(text.encode(), self.phone)

    def request(
        self, method: str, call: str = "call", number: int = 1, to: str = "", extra: str = "", body: str = ""
    ) -> str:
        """One of the peer's own, sent."""
        text = (
            f"{method} {self.contact} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{self.port};branch={sip.branch()}\r\n"
            f"From: \"{self.name}\" <sip:1380@127.0.0.1>;tag=peer\r\nTo: <sip:1001@127.0.0.1>{to}\r\n"
            f"Call-ID: {call}\r\n"
            f"CSeq: {number} {method}\r\nContact: <sip:1380@127.0.0.1:{self.port}>\r\nMax-Forwards: 70\r\n{extra}"
            + ("Content-Type: application/sdp\r\n" if body else "")
            + f"Content-Length: {len(body)}\r\n\r\n{body}"
        )  # fmt: skip
        self.say(text)
        return text

    def close(self) -> None:
        self.socket.close()


def sdp(mode: str = "sendrecv", port: int = 40_000, codecs: str = "0 101") -> str:
    return (
        f"v=0\r\no=p 1 1 IN IP4 127.0.0.1\r\ns=p\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {port} RTP/AVP {codecs}\r\n"
        f"a=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na={mode}\r\n"
    )


class Told:
    """What the engine told, in order."""

    def __init__(self) -> None:
        self._told: Queue[Happening] = Queue()

    def __call__(self, happening: Happening) -> None:
        self._told.put(happening)

    def until(self, kind: type, so: Callable[[Any], bool] = lambda _each: True, wait: float = WAIT) -> Any:
        """The next of this kind; raises :class:`AssertionError`."""
        passed = []
        while True:
            try:
                happening = self._told.get(timeout=wait)
            except Empty:
                raise AssertionError(f"no {kind.__name__}, only {passed}") from None
            if isinstance(happening, kind) and so(happening):
                return happening
            passed.append(happening)


def digest(text: str) -> dict[str, str]:
    """Of an Authorization."""
    return dict(
        re.findall(r'(\w+)="?([^",]+)', sip.header(text, "Authorization") or sip.header(text, "Proxy-Authorization"))
    )
