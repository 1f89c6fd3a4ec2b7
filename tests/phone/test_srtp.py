"""Encrypted sound: keys in descriptions as RFC 4568 writes them, packets that only the other end can open."""

import base64
import os
import threading
from collections.abc import Iterator

import pytest
from peer_scripted import sdp
from test_rfc_engine import At

from softphone.phone.port import CallCame, Over, Talks
from softphone.phone.rfc import text as sip
from softphone.phone.rfc.srtp import Crypto, Keys, as_clear, as_encrypted, cryptos, is_encrypted

KEY = base64.b64encode(bytes(range(30))).decode()
OFFER = "INVITE sip:1@x SIP/2.0\r\nCall-ID: c\r\nContent-Type: application/sdp\r\nContent-Length: {size}\r\n\r\n{body}"
BODY = (
    "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 4000 RTP/SAVP 0 101\r\n"
    f"a=crypto:3 AEAD_AES_256_GCM inline:{KEY}\r\na=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:{KEY}|2^20|1:4\r\n"
    "a=crypto:8 AES_CM_128_HMAC_SHA1_80 inline:c2hvcnQ=\r\na=sendrecv\r\n"
)
ENCRYPTED = OFFER.format(size=len(BODY), body=BODY)


def packet(sequence: int, payload: bytes = b"hello" * 32) -> bytes:
    return b"\x80\x00" + sequence.to_bytes(2, "big") + bytes(4) + b"abcd" + payload


def agreed() -> tuple[Keys, Keys]:
    """Both ends, each told the other's line."""
    one, other = Keys(), Keys()
    for mine, theirs in ((one, other), (other, one)):
        (said,) = cryptos(f"x\r\n\r\n{theirs.line}")
        mine.hear(said)
    return one, other


def test_what_one_closes_the_other_opens_and_nobody_else() -> None:
    one, other = agreed()
    closed = one.closed(packet(1))
    assert b"hello" not in closed
    assert other.opened(closed) == packet(1)
    assert agreed()[0].opened(one.closed(packet(2))) == b""


@pytest.mark.parametrize("rubbish", [b"", b"\x80", os.urandom(12), os.urandom(200), packet(9)])
def test_what_is_not_the_other_ends_or_came_before_is_dropped(rubbish: bytes) -> None:
    one, other = agreed()
    closed = one.closed(packet(1))
    other.opened(closed)
    assert other.opened(closed) == b""
    assert other.opened(rubbish) == b""
    assert other.opened(one.closed(packet(2))) == packet(2)


def test_nothing_is_opened_before_the_other_end_has_said_its_key() -> None:
    keys = Keys()
    assert not keys.is_agreed
    assert keys.opened(agreed()[0].closed(packet(1))) == b""


def test_a_new_key_begins_another_stream_and_the_same_goes_on() -> None:
    one, other = agreed()
    assert other.opened(one.closed(packet(1))) == packet(1)
    other.hear(cryptos(f"x\r\n\r\n{one.line}")[0])
    assert other.opened(one.closed(packet(2))) == packet(2)
    again = Keys()
    other.hear(cryptos(f"x\r\n\r\n{again.line}")[0])
    assert other.opened(again.closed(packet(1))) == packet(1)


def test_of_what_is_offered_only_what_we_can_do_is_taken() -> None:
    assert cryptos(ENCRYPTED) == [Crypto("7", "AES_CM_128_HMAC_SHA1_32", bytes(range(30)))]
    keys = Keys(*cryptos(ENCRYPTED)[0][:2])
    assert keys.line.startswith("a=crypto:7 AES_CM_128_HMAC_SHA1_32 inline:")


def test_a_message_is_shown_in_the_clear_and_goes_out_encrypted() -> None:
    assert is_encrypted(ENCRYPTED)
    clear = as_clear(ENCRYPTED)
    head, _gap, body = clear.partition("\r\n\r\n")
    assert "RTP/AVP 0 101" in body
    assert "crypto" not in body
    assert f"Content-Length: {len(body)}" in head
    assert not is_encrypted(clear)
    keys = Keys()
    out = as_encrypted(clear, keys)
    head, _gap, body = out.partition("\r\n\r\n")
    assert f"m=audio 4000 RTP/SAVP 0 101\r\n{keys.line}" in body
    assert f"Content-Length: {len(body)}" in head
    assert as_clear(out) == clear


@pytest.fixture
def encrypting() -> Iterator[At]:
    """A phone that encrypts the sound of its calls."""
    at = At()
    at.register(srtp=True)
    yield at
    at.engine.stop()
    at.peer.close()


def test_a_call_is_encrypted_with_the_keys_of_offer_and_answer(encrypting: At) -> None:
    invite = encrypting.called()
    (ours,) = cryptos(invite)
    assert is_encrypted(invite)
    theirs = Keys(ours.tag, ours.suite)
    encrypting.peer.answer(invite, "200 OK", body=as_encrypted(f"x\r\n\r\n{sdp()}", theirs).partition("\r\n\r\n")[2])
    encrypting.peer.hear("ACK")
    assert encrypting.told.until(Talks).secure
    hold = threading.Thread(target=encrypting.engine.hold, args=("one",))
    hold.start()
    again = encrypting.peer.hear("INVITE")
    assert cryptos(again) == [ours]
    encrypting.peer.answer(
        again, "200 OK", body=as_encrypted(f"x\r\n\r\n{sdp('recvonly')}", theirs).partition("\r\n\r\n")[2]
    )
    hold.join(5)


def test_who_answers_in_the_clear_is_hung_up_with_words(encrypting: At) -> None:
    invite = encrypting.called()
    encrypting.peer.answer(invite, "200 OK", body=sdp())
    encrypting.peer.hear("ACK")
    encrypting.peer.hear("BYE")
    assert "does not encrypt" in encrypting.told.until(Over).why


def test_whoever_calls_encrypted_is_answered_so(encrypting: At) -> None:
    theirs = Keys("4")
    body = as_encrypted(f"x\r\n\r\n{sdp()}", theirs).partition("\r\n\r\n")[2]
    encrypting.peer.request("INVITE", body=body)
    encrypting.engine.answer(encrypting.told.until(CallCame).leg)
    answer = encrypting.peer.hear("SIP/2.0 200")
    assert is_encrypted(answer)
    assert [each.tag for each in cryptos(answer)] == ["4"]
    encrypting.peer.request("ACK", to=f";tag={sip.tag(sip.header(answer, 'To'))}")
    assert encrypting.told.until(Talks).secure


def test_a_cipher_that_we_do_not_know_is_refused(encrypting: At) -> None:
    body = BODY.replace("AES_CM_128_HMAC_SHA1_32", "F8_128_HMAC_SHA1_80").replace("RTP/SAVP 0 101", "RTP/SAVP 0")
    encrypting.peer.request("INVITE", body=body)
    assert encrypting.peer.hear("SIP/2.0 4").startswith("SIP/2.0 488")
