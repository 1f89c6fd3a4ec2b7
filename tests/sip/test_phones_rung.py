"""Agents' phones: rung, answered, declined, out of reach, withdrawn; hold and transfer."""

import asyncio

import pytest

from acd.live.port import Answered, Held, HungUp, Refusal, Refused, Retrieved, Rings, TransferAsked

pytestmark = pytest.mark.asyncio


async def talking(line, leg="0.1"):
    """A-01 has answered."""
    phone = await line.registered()
    line.telephony.ring(leg, "A-01", "138****00", [("X-Call", "0")])
    talk = await asyncio.wait_for(phone.invited.get(), 5)
    await line.next(Answered)
    return talk


async def test_a_phone_rings_and_is_answered(line):
    talk = await talking(line)
    assert talk.invite["x-call"] == "0"
    assert "138****00" in talk.invite["from"]
    assert talk.invite.first.startswith(f"INVITE sip:A-01@127.0.0.1:{line.phones.port}")
    assert [what for what in line.happened if isinstance(what, Rings)] == [Rings("0.1")]
    assert line.media.aimed["0.1"] == ("127.0.0.1", 40_000, 0, 101, True, True)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (486, Refusal.REJECTED),
        (603, Refusal.REJECTED),
        (480, Refusal.UNREACHABLE),
        (404, Refusal.UNREACHABLE),
        (503, Refusal.UNREACHABLE),
    ],
)
async def test_a_phone_refuses(line, code, why):
    phone = await line.registered()
    phone.answers = lambda _talk: code
    line.telephony.ring("0.1", "A-01", "x")
    assert await line.next(Refused) == Refused("0.1", why, code)
    assert line.media.open_legs == {}


async def test_a_phone_that_is_not_registered(line):
    line.telephony.ring("0.1", "A-02", "x")
    assert await line.next(Refused) == Refused("0.1", Refusal.UNREACHABLE, 480)


async def test_a_phone_that_says_nothing_is_out_of_reach_soon(line):
    await line.registered()
    line.phones.datagram_received = lambda _data, _address: None
    line.telephony.ring("0.1", "A-01", "x")
    assert (await line.next(Refused)).why == Refusal.UNREACHABLE


async def test_a_ring_is_withdrawn(line):
    phone = await line.registered()
    phone.answers = lambda _talk: None
    line.telephony.ring("0.1", "A-01", "x")
    talk = await asyncio.wait_for(phone.invited.get(), 5)
    await line.next(Rings)
    line.telephony.hang_up("0.1")
    await asyncio.wait_for(talk.ended.wait(), 5)
    assert not [what for what in line.happened if isinstance(what, Answered | Refused)]


async def test_an_answer_that_crosses_the_withdrawal_is_hung_up(line):
    phone = await line.registered()
    phone.answers = lambda _talk: None
    line.telephony.ring("0.1", "A-01", "x")
    talk = await asyncio.wait_for(phone.invited.get(), 5)
    await line.next(Rings)
    line.phones._requested = lambda request, original=line.phones._requested: (
        line.phones.answer(talk) or line.phones.respond(request, 200, "OK")
        if request.method == "CANCEL"
        else original(request)
    )
    line.telephony.hang_up("0.1")
    await asyncio.wait_for(talk.ended.wait(), 5)
    assert not [what for what in line.happened if isinstance(what, Answered)]


async def test_a_phone_holds_and_takes_back(line):
    talk = await talking(line)
    held = await talk.describe("sendonly")
    assert "a=recvonly" in held.body
    assert (await line.next(Held)).leg == "0.1"
    assert line.media.aimed["0.1"][4:] == (False, False)
    back = await talk.describe("sendrecv")
    assert "a=sendrecv" in back.body
    assert (await line.next(Retrieved)).leg == "0.1"
    assert line.media.aimed["0.1"][4:] == (True, True)


async def test_a_phone_hangs_up(line):
    talk = await talking(line)
    await talk.bye()
    assert await line.next(HungUp) == HungUp("0.1")


async def test_a_phone_asks_for_a_transfer_and_is_told_how_it_goes(line):
    talk = await talking(line)
    assert (await talk.refer("<sip:8001@127.0.0.1>")).code == 202
    assert await line.next(TransferAsked) == TransferAsked("0.1", "8001", "")
    line.telephony.transfer_told("0.1", 100)
    line.telephony.transfer_told("0.1", 200)
    line.telephony.hang_up("0.1")
    await asyncio.wait_for(talk.ended.wait(), 5)
    told = [
        (message["event"], message["subscription-state"].partition(";")[0], message.body.strip())
        for message in talk.heard
    ]
    assert told == [("refer", "active", "SIP/2.0 100 Trying"), ("refer", "terminated", "SIP/2.0 200 OK")]


async def test_an_attended_transfer_names_the_other_leg(line):
    first = await talking(line, "0.1")
    line.telephony.ring("0.2", "A-01", "x")
    second = await asyncio.wait_for(first.phone.invited.get(), 5)
    await line.next(Answered)
    replaces = f"{second.call_id}%3Bto-tag%3Da%3Bfrom-tag%3Db"
    await first.refer(f"<sip:A-02@127.0.0.1?Replaces={replaces}>")
    assert await line.next(TransferAsked) == TransferAsked("0.1", "A-02", "0.2")


async def test_what_is_asked_of_a_leg_that_is_gone_does_nothing(line):
    for ask in (line.telephony.answer, line.telephony.hang_up, line.telephony.part, line.telephony.stop_recording):
        ask("nobody")
    line.telephony.join("nobody", "else")
    line.telephony.play("nobody", ["x.wav"])
    line.telephony.transfer_told("nobody", 200)
    assert [what for what in line.happened if isinstance(what, HungUp)] == [HungUp("nobody", lost=True)]
