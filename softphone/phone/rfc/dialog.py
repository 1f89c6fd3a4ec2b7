"""A dialog of RFC 3261 (section 12): who the two are to one another, and the requests that go inside it."""

import itertools
import random
from dataclasses import dataclass, field
from urllib.parse import quote

from softphone.phone.rfc import text as sip

_NUMBERS = random.SystemRandom()


@dataclass(slots=True)
class Dialog:
    """``local`` and ``remote`` are From and To of our requests, tags and all; ``target`` the other's Contact."""

    call: str
    local: str
    remote: str
    target: str
    routes: list[str]
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(_NUMBERS.randrange(1, 9999)))

    def number(self) -> int:
        """The next CSeq."""
        return next(self.numbers)

    def request(self, method: str, via: str, contact: str, extra: str = "", body: str = "") -> str:
        """``via``, ``contact`` and ``extra`` are lines with their ends."""
        head = f"{method} {self.target} SIP/2.0\r\n{via}Max-Forwards: 70\r\n{contact}"
        head += "".join(f"Route: {route}\r\n" for route in self.routes)
        head += f"From: {self.local}\r\nTo: {self.remote}\r\nCall-ID: {self.call}\r\nCSeq: {self.number()} {method}\r\n"
        head += extra + ("Content-Type: application/sdp\r\n" if body else "")
        return f"{head}Content-Length: {len(body.encode())}\r\n\r\n{body}"

    def acknowledge(self, number: int, via: str) -> str:
        """The ACK of an INVITE that succeeded."""
        head = f"ACK {self.target} SIP/2.0\r\n{via}Max-Forwards: 70\r\n"
        head += "".join(f"Route: {route}\r\n" for route in self.routes)
        head += f"From: {self.local}\r\nTo: {self.remote}\r\nCall-ID: {self.call}\r\nCSeq: {number} ACK\r\n"
        return head + "Content-Length: 0\r\n\r\n"

    def next_hop(self) -> str:
        """The URI that requests are sent to."""
        return sip.address(self.routes[0]) if self.routes else self.target

    def replacing(self) -> str:
        """The other's address, asking whoever calls it to take over this very dialog (RFC 3891)."""
        tags = f"{self.call};to-tag={sip.tag(self.remote)};from-tag={sip.tag(self.local)}"
        return f"{self.target}?Replaces={quote(tags, safe='')}"


def dialed(invite: str, answer: str) -> Dialog:
    """Of an INVITE of ours that was answered."""
    numbers = itertools.count(sip.sequence(invite)[0] + 1)
    return Dialog(
        sip.header(invite, "Call-ID"), sip.header(invite, "From"), sip.header(answer, "To"), _contact(answer, invite),
        sip.routes(answer)[::-1], numbers,
    )  # fmt: skip


def taken(invite: str, local_tag: str) -> Dialog:
    """Of an INVITE that came."""
    to = sip.header(invite, "To")
    local = to if sip.tag(to) else f"{to};tag={local_tag}"
    remote = sip.header(invite, "From")
    return Dialog(sip.header(invite, "Call-ID"), local, remote, _contact(invite, ""), sip.routes(invite))


def _contact(text: str, invite: str) -> str:
    contact = sip.header(text, "Contact")
    return sip.address(contact) if contact else sip.address(sip.header(invite or text, "To" if invite else "From"))
