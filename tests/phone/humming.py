"""A phone of ours with somebody at it who hums a note in every call, and listens: for trials with others' peers."""

import asyncio
import math
import struct
import threading
import time

from softphone.phone.port import Account, Happening
from softphone.phone.rfc.engine import RfcEngine

PATIENCE = 10.0
LOUD = 4000


class Phone:
    """An engine whose person hums a note in every call, and listens."""

    def __init__(self, account: Account, note: float) -> None:
        self.engine = RfcEngine()
        self.heard: list[Happening] = []
        self._note = note
        self._ended = threading.Event()
        self.engine.start(account, self.heard.append)

    def end(self) -> None:
        self._ended.set()
        self.engine.stop()

    async def hears(self, kind: type, leg: str = "") -> Happening:
        """The latest happening of a kind, as soon as there is one."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [
                    each for each in self.heard if isinstance(each, kind) and leg in ("", getattr(each, "leg", ""))
                ]
                if found:
                    self.heard.remove(found[-1])
                    return found[-1]
                await asyncio.sleep(0.02)

    def hum(self, leg: str) -> None:
        threading.Thread(target=self._hum, args=(leg,), daemon=True).start()

    def _hum(self, leg: str) -> None:
        due, n = time.monotonic(), 0
        while not self._ended.is_set():
            wave = (int(9000 * math.sin(2 * math.pi * self._note * (160 * n + k) / 8000)) for k in range(160))
            self.engine.say(leg, struct.pack("<160h", *wave))
            due, n = due + 0.02, n + 1
            time.sleep(max(0.0, due - time.monotonic()))

    async def hears_humming(self, leg: str) -> None:
        """Half a second of it, at last."""
        loud = 0
        async with asyncio.timeout(PATIENCE):
            while loud < 25:
                frame = struct.unpack("<160h", await asyncio.to_thread(self.engine.heard, leg))
                loud += max(map(abs, frame)) > LOUD
                await asyncio.sleep(0.02)
