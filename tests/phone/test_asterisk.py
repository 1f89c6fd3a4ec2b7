"""The phone at a real Asterisk: TLS, encrypted sound both ways, hold, a blind and an attended transfer."""

import asyncio
import math
import struct
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from asterisk import Asterisk

from softphone.phone.port import CallCame, Happening, Over, Registered, Talks
from softphone.phone.requests import account_of
from softphone.phone.rfc.engine import RfcEngine

pytestmark = [pytest.mark.asterisk, pytest.mark.asyncio]
PATIENCE = 10.0
LOUD = 4000


class Phone:
    """An engine whose person hums a note in every call, and listens."""

    def __init__(self, asterisk: Asterisk, user: str, note: float) -> None:
        self.engine = RfcEngine()
        self.heard: list[Happening] = []
        self._note = note
        self._ended = threading.Event()
        server = f"127.0.0.1:{asterisk.udp}" if user == "1003" else f"tls:127.0.0.1:{asterisk.tls}"
        account = account_of(server, user, asterisk.secrets[user], str(asterisk.certificate))
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


@pytest_asyncio.fixture
async def phones() -> AsyncIterator[tuple[Phone, Phone, Phone]]:
    """Two over TLS, one over UDP."""
    with tempfile.TemporaryDirectory(prefix="ast") as folder:  # a short path: Asterisk's control socket is in it
        asterisk = await Asterisk.start(Path(folder))
        three = tuple(Phone(asterisk, user, note) for user, note in (("1001", 440), ("1002", 600), ("1003", 500)))
        try:
            for phone in three:
                await phone.hears(Registered)
            yield three
        finally:
            for phone in three:
                await asyncio.to_thread(phone.end)
            await asterisk.stop()


async def called(caller: Phone, leg: str, to: str, callee: Phone) -> str:
    """They talk; the callee's leg."""
    caller.engine.dial(leg, to)
    came = await callee.hears(CallCame)
    await asyncio.to_thread(callee.engine.answer, came.leg)
    caller.hum(leg)
    callee.hum(came.leg)
    return came.leg


async def test_an_encrypted_call_is_held_and_handed_on_unannounced(phones):
    ann, bob, plain = phones
    leg = await called(ann, "one", "1002", bob)
    assert (await ann.hears(Talks)).secure
    assert (await bob.hears(Talks)).secure
    await bob.hears_humming(leg)
    await ann.hears_humming("one")
    await asyncio.to_thread(ann.engine.hold, "one")
    await asyncio.to_thread(ann.engine.retrieve, "one")
    await bob.hears_humming(leg)
    await asyncio.to_thread(ann.engine.transfer, "one", "1003")
    third = await plain.hears(CallCame)
    await asyncio.to_thread(plain.engine.answer, third.leg)
    plain.hum(third.leg)
    assert not (await plain.hears(Talks)).secure
    assert (await ann.hears(Over, "one")).why == "transferred"
    await plain.hears_humming(third.leg)
    plain.engine.hang_up(third.leg)
    await bob.hears(Over, leg)


async def test_a_call_in_the_clear_is_answered_and_handed_on_after_a_word(phones):
    ann, bob, plain = phones
    leg = await called(plain, "in", "1001", ann)
    assert (await ann.hears(Talks)).secure
    await plain.hears_humming("in")
    await asyncio.to_thread(ann.engine.hold, leg)
    other = await called(ann, "asks", "1002", bob)
    await ann.hears(Talks, "asks")
    await bob.hears_humming(other)
    await asyncio.to_thread(ann.engine.complete, leg, "asks")
    assert (await ann.hears(Over, leg)).why == "transferred"
    await plain.hears_humming("in")
    await bob.hears_humming(other)
    plain.engine.hang_up("in")
    await bob.hears(Over, other)
