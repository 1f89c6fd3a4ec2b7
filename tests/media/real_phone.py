"""Telephones on loopback, and the happenings of a media process as they come."""

import asyncio
import socket
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from acd.live.media import Media, MediaHappening
from acd.live.media.g711 import Samples, decode, encode
from acd.live.media.packet import FRAME, PCMA, PCMU, Packet, build, parse

PATIENCE = 10.0
Kind = TypeVar("Kind", bound=MediaHappening)


class RealPhone:
    """A telephone with a socket; every packet for it is kept."""

    def __init__(self, law: int = PCMU) -> None:
        self.law = law
        self.heard: list[Packet] = []
        self.at: list[float] = []
        self.end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.end.bind(("127.0.0.1", 0))
        self.end.setblocking(False)
        self.port: int = self.end.getsockname()[1]
        self.to = ("127.0.0.1", 0)
        self._sequence, self._timestamp = 65_500, 0xFFFFFFFF - 800
        self._news = asyncio.Event()
        asyncio.get_running_loop().add_reader(self.end, self._read)

    def __enter__(self) -> "RealPhone":
        return self

    def __exit__(self, *_failure: object) -> None:
        asyncio.get_running_loop().remove_reader(self.end)
        self.end.close()

    def open(self, media: Media, leg: str, dtmf: int | None = 101) -> None:
        """Be the far end of a new leg."""
        self.to = ("127.0.0.1", media.open(leg))
        media.aim(leg, "127.0.0.1", self.port, self.law, dtmf, True, True)

    def put(self, kind: int, payload: bytes) -> None:
        self.end.sendto(build(kind, False, self._sequence, self._timestamp, 77, payload), self.to)
        self._sequence += 1

    async def say(self, sound: Samples) -> None:
        """Say it in real time, each frame at its moment."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        for number in range(len(sound) // FRAME):
            await asyncio.sleep(begun + 0.02 * number - loop.time())
            self.put(self.law, encode(sound[number * FRAME : (number + 1) * FRAME], self.law))
            self._timestamp += FRAME

    async def hear(self, count: int) -> None:
        """Wait for so many packets in all."""
        async with asyncio.timeout(PATIENCE):
            while len(self.heard) < count:
                self._news.clear()
                await self._news.wait()

    def sound(self) -> Samples:
        heard = [decode(each.payload, each.kind) for each in self.heard if each.kind in (PCMU, PCMA)]
        return np.concatenate(heard) if heard else np.empty(0, np.int16)

    def _read(self) -> None:
        packet = parse(self.end.recv(2048))
        if packet is not None:
            self.heard.append(packet)
            self.at.append(asyncio.get_running_loop().time())
        self._news.set()


class Told:
    """What was told, to be waited for."""

    def __init__(self, media: Media) -> None:
        self.all: list[MediaHappening] = []
        self._news = asyncio.Event()
        media.happened = self._take

    async def until(self, kind: type[Kind], count: int = 1) -> list[Kind]:
        """Wait until so many of a kind have been told."""
        async with asyncio.timeout(PATIENCE):
            while len(found := [each for each in self.all if isinstance(each, kind)]) < count:
                self._news.clear()
                await self._news.wait()
        return found

    def _take(self, happening: MediaHappening) -> None:
        self.all.append(happening)
        self._news.set()


async def comes_true(condition: Callable[[], bool]) -> None:
    """Wait for what no happening tells of."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.002)
