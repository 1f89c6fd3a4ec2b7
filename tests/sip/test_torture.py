"""The torture messages of RFC 4475: whatever comes, the next caller notices nothing."""

import pytest

from acd.live.port import Busy
from bench.phones import Phones

pytestmark = [pytest.mark.asyncio, pytest.mark.recorded]


async def test_every_torture_message_is_survived(line, data_folder):
    stranger = await Phones.open(line.callers.server)
    for file in sorted((data_folder / "rfc4475").glob("*.dat")):
        stranger._transport.sendto(file.read_bytes()[:60_000], stranger.server)
    came, calling = await line.call()
    while came.dialled != "95500":
        line.telephony.turn_away(came.leg, Busy.BUSY)
        came = await line.next(type(came))
    line.telephony.turn_away(came.leg, Busy.BUSY)
    assert (await calling)[0].code == 486
    stranger.close()
