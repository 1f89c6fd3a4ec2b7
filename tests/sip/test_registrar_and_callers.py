"""Who may register and who may call, over real sockets."""

import asyncio

import pytest

from acd.live.port import Busy, CallCame, HungUp, PhoneCame, PhoneGone, Pressed
from acd.live.sip.thread import SIP_THREAD
from bench.phones import Phones

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("algorithm", ["SHA-256", "MD5"])
async def test_a_phone_registers_by_either_digest(line, algorithm):
    phone = line.phones.phone("A-01", "one")
    answer = await phone.register(algorithm=algorithm)
    assert answer.code == 200
    assert "expires=300" in answer["contact"]
    assert (await line.next(PhoneCame)).user == "A-01"
    assert line.telephony.is_registered("A-01")


async def test_the_strongest_challenge_comes_first(line):
    phone = line.phones.phone("A-01", "one")
    request = line.phones.request("REGISTER", "sip:x", "<sip:A-01@x>;tag=1", "<sip:A-01@x>", "c1", 1)
    challenge = await line.phones.ask(request)
    assert ["algorithm=SHA-256" in each for each in challenge.headers["www-authenticate"]] == [True, False]
    assert phone.secret not in str(challenge.headers)


async def test_an_old_phone_that_gives_up_at_the_first_challenge_is_asked_for_what_it_knows(line):
    def asked(number):
        return line.phones.ask(
            line.phones.request("REGISTER", "sip:x", "<sip:A-01@x>;tag=1", "<sip:A-01@x>", f"c{number}", 1)
        )

    assert len((await asked(1)).headers["www-authenticate"]) == 2
    again = (await asked(2)).headers["www-authenticate"]
    assert len(again) == 1
    assert "algorithm=MD5" in again[0]
    assert (await line.phones.phone("A-01", "one").register(algorithm="MD5")).code == 200
    assert len((await asked(3)).headers["www-authenticate"]) == 2


async def test_wrong_secrets_open_nothing_and_are_soon_not_even_asked(line):
    phone = line.phones.phone("A-01", "wrong")
    codes = [(await phone.register()).code for _ in range(12)]
    assert codes[0] == 401
    assert codes[-1] == 403
    assert not line.telephony.is_registered("A-01")
    caller = await line.call()
    line.telephony.turn_away(caller[0].leg, Busy.BUSY)
    assert (await caller[1])[0].code == 486


async def test_nobody_registers_for_another(line):
    phone = line.phones.phone("A-02", "two")
    first = await line.phones.ask(
        line.phones.request("REGISTER", "sip:127.0.0.1", "<sip:A-01@x>;tag=1", "<sip:A-01@x>", "c2", 1)
    )
    answer = phone.digest(first, "REGISTER", "sip:127.0.0.1", "SHA-256")
    again = line.phones.request("REGISTER", "sip:127.0.0.1", "<sip:A-01@x>;tag=1", "<sip:A-01@x>", "c2", 2, more=answer)
    assert (await line.phones.ask(again)).code == 403


async def test_too_short_a_registration_is_refused_and_none_is_ended(line):
    phone = line.phones.phone("A-01", "one")
    brief = await phone.register(expires=5)
    assert (brief.code, brief["min-expires"]) == (423, "20")
    await phone.register()
    await line.next(PhoneCame)
    assert (await phone.register(expires=0)).code == 200
    assert (await line.next(PhoneGone)).user == "A-01"
    assert not line.telephony.is_registered("A-01")


async def test_a_caller_is_answered_and_hangs_up(line):
    came, calling = await line.call()
    assert (came.caller, came.dialled, came.trunk, came.user) == ("13800138000", "95500", "carrier", "")
    line.telephony.answer(came.leg)
    answer, talk = await calling
    assert answer.code == 200
    assert f"m=audio {line.media.open_legs[came.leg]} RTP/AVP 0 101" in answer.body
    assert line.media.aimed[came.leg] == ("127.0.0.1", 40_000, 0, 101, True, True)
    assert (await talk.bye()).code == 200
    assert (await line.next(HungUp)).leg == came.leg
    assert line.media.open_legs == {}


async def test_a_caller_who_offers_nothing_is_offered_all(line):
    came, calling = await line.call(offer=False)
    line.telephony.answer(came.leg)
    answer, talk = await calling
    assert "RTP/AVP 0 8 101" in answer.body
    await talk.bye()
    await line.next(HungUp)
    assert line.media.aimed[came.leg][:2] == ("127.0.0.1", 40_000)


@pytest.mark.parametrize(
    ("how", "code"), [(Busy.BUSY, 486), (Busy.CLOSED, 480), (Busy.UNKNOWN, 404), (Busy.FAULT, 503)]
)
async def test_a_caller_is_turned_away(line, how, code):
    came, calling = await line.call()
    line.telephony.turn_away(came.leg, how)
    assert (await calling)[0].code == code


async def test_a_caller_who_speaks_nothing_we_know(line):
    line.callers.phone("1").sdp = lambda _d="sendrecv": (
        "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nc=IN IP4 1.2.3.4\r\nt=0 0\r\nm=audio 9 RTP/AVP 18\r\n"
    )
    answer, _talk = await line.callers.by_user["1"].call("95500")
    assert answer.code == 488
    assert not [what for what in line.happened if isinstance(what, CallCame)]


async def test_an_agents_phone_is_told_from_the_trunk_at_the_same_address(line):
    phone = await line.registered("A-01")
    calling = asyncio.create_task(phone.call("1002"))
    came = await line.next(CallCame)
    assert (came.user, came.trunk) == ("A-01", "")
    line.telephony.turn_away(came.leg, Busy.BUSY)
    assert (await calling)[0].code == 486


async def test_who_is_not_known_is_challenged_once_and_forgotten(line):
    """No transaction is kept that would repeat the answer; the same request gets the same answer (RFC 3261 §8.2.7)."""
    phone = line.phones.phone("A-01", "wrong")
    asked = line.phones.request(
        "INVITE", "sip:1002@127.0.0.1", "<sip:A-01@x>;tag=1", "<sip:1002@x>", "c1", 1, phone.sdp()
    )
    first, again = [await line.phones.ask(asked) for _ in range(2)]
    assert (first.code, first.tag) == (401, again.tag)
    assert first.tag
    transactions = line.telephony._stack._config["_sip_tm"].tserver
    assert SIP_THREAD.do(lambda: len(transactions)) == 0


async def test_keys_by_info(line):
    came, calling = await line.call()
    line.telephony.answer(came.leg)
    _answer, talk = await calling
    more = "Content-Type: application/dtmf-relay\r\n"
    assert (await line.callers.ask(talk.request("INFO", "Signal=5\r\nDuration=160\r\n", more))).code == 200
    assert (await line.next(Pressed)).digit == "5"
    await talk.bye()


async def test_we_hang_up(line):
    came, calling = await line.call()
    line.telephony.answer(came.leg)
    _answer, talk = await calling
    line.telephony.hang_up(came.leg)
    await asyncio.wait_for(talk.ended.wait(), 5)
    assert not [what for what in line.happened if isinstance(what, HungUp)]


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"\x00" * 40, b"INVITE sip:x SIP/2.0\r\n\r\n", b"INVITE\r\n" * 900, b"SIP/2.0 999 ?\r\n" + b"a: b\r\n" * 50],
)
async def test_rubbish_is_dropped_and_the_next_call_comes(line, rubbish):
    stranger = await Phones.open(line.callers.server)
    stranger._transport.sendto(rubbish, stranger.server)
    came, calling = await line.call()
    line.telephony.turn_away(came.leg, Busy.BUSY)
    assert (await calling)[0].code == 486
    stranger.close()
