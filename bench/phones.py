"""Telephones that do as they are told: enough of a SIP user agent to register, ring, talk, hold, transfer and hang up.

For measurements and tests over real sockets. Plain text in, plain text out; all phones of a :class:`Phones` share one
socket, as the lines of one desk phone do. Knows no audio but where it would go.
"""

import asyncio
import hashlib
import itertools
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_count = itertools.count(1)


@dataclass
class Message:
    """A request or response: its first line, headers by lower-case name, body."""

    first: str
    headers: dict[str, list[str]]
    body: str = ""

    @classmethod
    def read(cls, data: bytes) -> "Message":
        head, _gap, body = data.decode("utf-8", "replace").partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines:
            name, _colon, value = line.partition(":")
            headers.setdefault(name.strip().lower(), []).append(value.strip())
        return cls(first, headers, body)

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, [""])[0]

    @property
    def method(self) -> str:
        """Of a request; of a response that of its request."""
        return self["cseq"].split()[-1]

    @property
    def code(self) -> int:
        """Of a response; 0 of a request."""
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0") else 0

    @property
    def tag(self) -> str:
        found = re.search(r"tag=([^;>\s]+)", self["to"])
        return found[1] if found else ""


@dataclass
class Talk:
    """One dialog of a phone."""

    phone: "Phone"
    call_id: str
    local: str
    remote: str
    target: str
    invite: Message | None = None
    cseq: int = 0
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[Message] = field(default_factory=list)

    def request(self, method: str, body: str = "", more: str = "") -> str:
        """A request within the dialog."""
        self.cseq += 1
        return self.phone.phones.request(
            method, self.target, self.local, self.remote, self.call_id, self.cseq, body, more
        )

    async def bye(self) -> Message:
        """Hang up."""
        answer = await self.phone.phones.ask(self.request("BYE"))
        self.ended.set()
        return answer

    async def describe(self, direction: str) -> Message:
        """A re-INVITE: ``sendonly`` holds, ``sendrecv`` retrieves."""
        answer = await self.phone.phones.ask(self.request("INVITE", self.phone.sdp(direction)))
        if answer.code == 200:
            self.cseq -= 1
            self.phone.phones.send(self.request("ACK"))
        return answer

    async def refer(self, to: str) -> Message:
        """Ask for a transfer."""
        return await self.phone.phones.ask(self.request("REFER", more=f"Refer-To: {to}\r\n"))


class Phone:
    """One user's phone. ``on_invite`` decides: 200 answers, another code declines, ``None`` lets it ring on."""

    def __init__(self, phones: "Phones", user: str, secret: str) -> None:
        self.phones = phones
        self.user = user
        self.secret = secret
        self.talks: dict[str, Talk] = {}
        self.invited: asyncio.Queue[Talk] = asyncio.Queue()
        self.answers: Callable[[Talk], int | None] = lambda _talk: 200
        self.audio = (phones.address, 40_000)

    def sdp(self, direction: str = "sendrecv") -> str:
        host, port = self.audio
        return (
            f"v=0\r\no=p 1 {next(_count)} IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na={direction}\r\n"
        )

    async def register(self, expires: int = 300, algorithm: str = "SHA-256") -> Message:
        """REGISTER, answering the challenge by this algorithm."""
        to, call_id = f"<sip:{self.user}@{self.phones.server[0]}>", secrets.token_hex(8)
        uri, local = f"sip:{self.phones.server[0]}", f"{to};tag={secrets.token_hex(4)}"
        more = f"Contact: <sip:{self.user}@{self.phones.address}:{self.phones.port}>\r\nExpires: {expires}\r\n"
        first = await self.phones.ask(self.phones.request("REGISTER", uri, local, to, call_id, 1, more=more))
        if first.code != 401:
            return first
        answer = self.digest(first, "REGISTER", uri, algorithm)
        again = self.phones.request("REGISTER", uri, local, to, call_id, 2, more=more + answer)
        return await self.phones.ask(again)

    def digest(self, challenge: Message, method: str, uri: str, algorithm: str) -> str:
        """The header that answers a challenge (RFC 8760)."""
        offered = next(each for each in challenge.headers["www-authenticate"] if f"algorithm={algorithm}" in each)
        said = dict(re.findall(r'(\w+)="?([^",\s]+)"?', offered))
        digest = hashlib.sha256 if algorithm == "SHA-256" else hashlib.md5

        def h(text: str) -> str:
            return digest(text.encode()).hexdigest()

        ha1, ha2 = h(f"{self.user}:{said['realm']}:{self.secret}"), h(f"{method}:{uri}")
        response = h(f"{ha1}:{said['nonce']}:00000001:abcd:auth:{ha2}")
        return (
            f'Authorization: Digest username="{self.user}",realm="{said["realm"]}",nonce="{said["nonce"]}",uri="{uri}",'
            f'response="{response}",algorithm={algorithm},qop=auth,nc=00000001,cnonce="abcd"\r\n'
        )

    async def call(self, number: str, offer: bool = True) -> tuple[Message, Talk]:
        """Call a number; the final answer, ACKed, and the dialog."""
        host, port = self.phones.server
        uri, call_id = f"sip:{number}@{host}:{port}", secrets.token_hex(8)
        local = f"<sip:{self.user}@{host}>;tag={secrets.token_hex(4)}"
        talk = Talk(self, call_id, local, f"<{uri}>", uri)
        self.talks[call_id] = talk
        answer = await self.phones.ask(talk.request("INVITE", self.sdp() if offer else ""))
        if answer.code == 401:
            self.phones.acknowledge(talk, answer)
            more = self.digest(answer, "INVITE", uri, "SHA-256")
            answer = await self.phones.ask(talk.request("INVITE", self.sdp() if offer else "", more))
        self.phones.acknowledge(talk, answer, "" if offer else self.sdp())
        return answer, talk


class Phones(asyncio.DatagramProtocol):
    """The socket that some phones share."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.server = server
        self.by_user: dict[str, Phone] = {}
        self._waiting: dict[str, asyncio.Future[Message]] = {}
        self._transport: Any = None
        self.address, self.port = "", 0
        self.stray: list[Message] = []

    @classmethod
    async def open(cls, server: tuple[str, int]) -> "Phones":
        """On a free port of the server's address."""
        loop = asyncio.get_running_loop()
        _transport, phones = await loop.create_datagram_endpoint(lambda: cls(server), local_addr=(server[0], 0))
        return phones

    def close(self) -> None:
        self._transport.close()

    def phone(self, user: str, secret: str = "") -> Phone:
        """One more phone."""
        self.by_user[user] = Phone(self, user, secret)
        return self.by_user[user]

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self.address, self.port = transport.get_extra_info("sockname")

    def datagram_received(self, data: bytes, _address: Any) -> None:
        message = Message.read(data)
        if message.code >= 200:
            waiting = self._waiting.pop(f"{message['call-id']} {message['cseq']}", None)
            if waiting is not None and not waiting.done():
                waiting.set_result(message)
        elif message.code == 0:
            self._requested(message)

    def _requested(self, request: Message) -> None:
        talk = next((p.talks[request["call-id"]] for p in self.by_user.values() if request["call-id"] in p.talks), None)
        match request.method:
            case "INVITE" if talk is None:
                self._invited(request)
            case "ACK":
                pass
            case "CANCEL" if talk is not None and talk.invite is not None:
                self.respond(request, 200, "OK")
                self.respond(talk.invite, 487, "Request Terminated")
                self._over(talk)
            case "BYE" if talk is not None:
                self.respond(request, 200, "OK", talk.local)
                self._over(talk)
            case _:
                (self.stray if talk is None else talk.heard).append(request)
                self.respond(request, 200, "OK", talk.local if talk else "")

    def _over(self, talk: Talk) -> None:
        talk.phone.talks.pop(talk.call_id, None)
        talk.ended.set()

    def _invited(self, request: Message) -> None:
        found = re.search(r"sip:([^@]+)@", request.first)
        phone = self.by_user.get(found[1] if found else "")
        if phone is None:
            self.respond(request, 404, "Not Found")
            return
        local = f"{request['to']};tag={secrets.token_hex(4)}"
        talk = Talk(phone, request["call-id"], local, request["from"], uri_of(request["contact"]), request)
        phone.talks[talk.call_id] = talk
        phone.invited.put_nowait(talk)
        code = phone.answers(talk)
        if code is not None:
            self.answer(talk, code)
        else:
            self.respond(request, 180, "Ringing", local)

    def answer(self, talk: Talk, code: int = 200) -> None:
        """Pick up, or decline."""
        assert talk.invite is not None
        body = talk.phone.sdp() if code == 200 else ""
        if code == 200:
            self.respond(talk.invite, 180, "Ringing", talk.local)
        else:
            talk.phone.talks.pop(talk.call_id, None)
        self.respond(talk.invite, code, "OK" if code == 200 else "No", talk.local, body)

    def respond(self, request: Message, code: int, reason: str, to: str = "", body: str = "") -> None:
        lines = [f"SIP/2.0 {code} {reason}", *(f"Via: {via}" for via in request.headers["via"])]
        lines += [f"From: {request['from']}", f"To: {to or request['to']}", f"Call-ID: {request['call-id']}"]
        lines += [f"CSeq: {request['cseq']}", f"Contact: <sip:{self.address}:{self.port}>"]
        lines += ["Content-Type: application/sdp"] if body else []
        self.send("\r\n".join([*lines, f"Content-Length: {len(body)}", "", body]))

    def request(
        self, method: str, uri: str, local: str, remote: str, call_id: str, cseq: int, body: str = "", more: str = ""
    ) -> str:
        """A request as text."""
        branch = f"z9hG4bK{secrets.token_hex(6)}"
        kind = "Content-Type: application/sdp\r\n" if body.startswith("v=") else ""
        contact = "" if "Contact:" in more else f"Contact: <sip:{self.address}:{self.port}>\r\n"
        return (
            f"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {self.address}:{self.port};branch={branch};rport\r\n"
            f"Max-Forwards: 70\r\nFrom: {local}\r\nTo: {remote}\r\nCall-ID: {call_id}\r\nCSeq: {cseq} {method}\r\n"
            f"{contact}{more}{kind}Content-Length: {len(body)}\r\n\r\n{body}"
        )

    def acknowledge(self, talk: Talk, answer: Message, body: str = "") -> None:
        """ACK a final answer to an INVITE; a success makes the dialog."""
        if answer.code == 200:
            talk.remote, talk.target = answer["to"], uri_of(answer["contact"])
        cseq = int(answer["cseq"].split()[0])
        self.send(self.request("ACK", talk.target, talk.local, answer["to"], talk.call_id, cseq, body))

    def send(self, text: str) -> None:
        self._transport.sendto(text.encode(), self.server)

    async def ask(self, text: str, patience: float = 5.0) -> Message:
        """Send a request, once more where it seems lost, and wait for the final answer."""
        message = Message.read(text.encode())
        answered: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[f"{message['call-id']} {message['cseq']}"] = answered
        self.send(text)
        return await asyncio.wait_for(answered, patience)


def uri_of(contact: str) -> str:
    """The address in a Contact, with a name before it or without."""
    found = re.search(r"<([^>]+)>", contact)
    return found[1] if found else contact.partition(";")[0].strip()
