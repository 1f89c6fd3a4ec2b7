"""The phone at a real Asterisk: TLS, encrypted sound both ways, hold, a blind and an attended transfer."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from asterisk import Asterisk
from humming import Phone

from softphone.phone.port import CallCame, Over, Registered, Talks
from softphone.phone.requests import account_of

pytestmark = [pytest.mark.asterisk, pytest.mark.asyncio]


def at(asterisk: Asterisk, user: str, note: float) -> Phone:
    server = f"127.0.0.1:{asterisk.udp}" if user == "1003" else f"tls:127.0.0.1:{asterisk.tls}"
    return Phone(account_of(server, user, asterisk.secrets[user], str(asterisk.certificate)), note)


@pytest_asyncio.fixture
async def phones() -> AsyncIterator[tuple[Phone, Phone, Phone]]:
    """Two over TLS, one over UDP."""
    with tempfile.TemporaryDirectory(prefix="ast") as folder:  # a short path: Asterisk's control socket is in it
        asterisk = await Asterisk.start(Path(folder))
        three = tuple(at(asterisk, user, note) for user, note in (("1001", 440), ("1002", 600), ("1003", 500)))
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
