"""The phone by way of a real proxy, Kamailio, to a softphone of others' make, baresip."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from humming import Phone
from kamailio import Others

from softphone.phone.port import Over, Registered, Rings, Talks
from softphone.phone.requests import account_of

pytestmark = [pytest.mark.kamailio, pytest.mark.asyncio]


@pytest_asyncio.fixture
async def others() -> AsyncIterator[Others]:
    with tempfile.TemporaryDirectory(prefix="kam") as folder:
        others = await Others.start(Path(folder))
        yield others
        await others.stop()


async def test_a_call_by_a_proxy_is_proven_heard_held_and_ended(others: Others) -> None:
    """401 at REGISTER, 407 at INVITE, and everything after it along the Route set."""
    phone = Phone(account_of(f"127.0.0.1:{others.port}", "1001", others.secret), 500)
    try:
        await phone.hears(Registered)
        await others.baresip_registered()
        phone.engine.dial("one", "1002")
        phone.hum("one")
        assert (await phone.hears(Talks)).codec == "PCMU"
        await phone.hears_humming("one")
        await asyncio.to_thread(phone.engine.hold, "one")
        await asyncio.to_thread(phone.engine.retrieve, "one")
        await phone.hears_humming("one")
        phone.engine.hang_up("one")
        await phone.hears(Over)
        await others.baresip_says("terminated")
    finally:
        await asyncio.to_thread(phone.end)


async def test_nobody_there_and_a_wrong_secret_are_said_in_words(others: Others) -> None:
    phone = Phone(account_of(f"127.0.0.1:{others.port}", "1001", others.secret), 500)
    try:
        await phone.hears(Registered)
        phone.engine.dial("one", "1009")
        assert (await phone.hears(Over)).why
        assert not [each for each in phone.heard if isinstance(each, Rings)]
    finally:
        await asyncio.to_thread(phone.end)
