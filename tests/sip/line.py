"""The embedded telephony over real sockets, with media that only note what is asked of them."""

import asyncio
import hashlib
import itertools
from typing import Any, ClassVar

from acd.live.port import CallCame, Happening
from acd.live.sip import EmbeddedTelephony, SipSettings, TrunkPeer
from bench.phones import Message, Phone, Phones, Talk

PATIENCE = 5.0
REALM = "huawu"


class NotedMedia:
    """Stands in for :class:`acd.live.media.Media`."""

    def __init__(self) -> None:
        self.happened: Any = lambda _what: None
        self.ports = itertools.count(20_000, 2)
        self.open_legs: dict[str, int] = {}
        self.aimed: dict[str, tuple[Any, ...]] = {}

    def open(self, leg: str) -> int:
        self.open_legs[leg] = next(self.ports)
        return self.open_legs[leg]

    def aim(self, leg: str, *how: Any) -> None:
        self.aimed[leg] = how

    def close(self, leg: str) -> None:
        self.open_legs.pop(leg, None)

    def __getattr__(self, _name: str) -> Any:
        return lambda *_arguments: None


class KnownSecrets:
    """A-01 and A-02 have secrets, a trunk by digest has one; nobody else."""

    known: ClassVar = {"A-01": "one", "A-02": "two", "pbx": "three"}

    def ha1(self, user: str, algorithm: str) -> str | None:
        if user not in self.known:
            return None
        digest = hashlib.sha256 if algorithm == "SHA-256" else hashlib.md5
        return digest(f"{user}:{REALM}:{self.known[user]}".encode()).hexdigest()


class Line:
    """What happens is kept in order; ``next`` waits for one of a kind."""

    def __init__(self, telephony: EmbeddedTelephony, media: NotedMedia) -> None:
        self.telephony = telephony
        self.media = media
        self.happened: list[Happening] = []
        self._new = asyncio.Condition()
        self._waiting: list[tuple[type, asyncio.Future[Any]]] = []
        self.phones: Phones
        self.callers: Phones

    @classmethod
    async def open(cls) -> "Line":
        media = NotedMedia()
        settings = SipSettings(
            port=0,
            by_address={"127.0.0.1": TrunkPeer("carrier", "127.0.0.1")},
            by_digest={"pbx": TrunkPeer("pbx")},
            no_reply=0.5,
            least_expires=20,
        )
        line = cls(EmbeddedTelephony(settings, KnownSecrets(), media), media)  # type: ignore[arg-type]
        await line.telephony.start(line._note)
        server = ("127.0.0.1", line.telephony.settings.port)
        line.phones, line.callers = await Phones.open(server), await Phones.open(server)
        return line

    async def close(self) -> None:
        self.phones.close()
        self.callers.close()
        await self.telephony.stop()

    def _note(self, what: Happening) -> None:
        self.happened.append(what)
        for kind, waiting in self._waiting:
            if isinstance(what, kind) and not waiting.done():
                waiting.set_result(what)
                return

    async def next(self, kind: type) -> Any:
        """The next happening of a kind, one that has come but was not asked for included."""
        for what in self.happened:
            if isinstance(what, kind):
                self.happened.remove(what)
                return what
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append((kind, waiting))
        what = await asyncio.wait_for(waiting, PATIENCE)
        self.happened.remove(what)
        return what

    async def registered(self, user: str = "A-01") -> Phone:
        """A phone that is registered."""
        phone = self.phones.phone(user, KnownSecrets.known[user])
        assert (await phone.register()).code == 200
        return phone

    async def call(
        self, number: str = "95500", offer: bool = True
    ) -> tuple[CallCame, "asyncio.Task[tuple[Message, Talk]]"]:
        """A caller calls; what came, and the answer to come."""
        caller = self.callers.phone("13800138000")
        calling = asyncio.create_task(caller.call(number, offer))
        return await self.next(CallCame), calling
