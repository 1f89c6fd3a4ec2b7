"""The engine on rfcvoip against a scripted peer over loopback UDP: each ending is in the right state, with words."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

import pytest
from peer_scripted import Peer, Told, digest, sdp

from softphone.phone.port import (
    CallCame,
    HeldByPeer,
    Over,
    PhoneError,
    Registered,
    Rings,
    Talks,
    Transferring,
    Unregistered,
)  # fmt: skip
from softphone.phone.rfc import text as sip
from softphone.phone.rfc.engine import RfcEngine


class At:
    """A registered phone and its peer."""

    def __init__(self) -> None:
        self.peer, self.told, self.engine = Peer(), Told(), RfcEngine()

    def register(self, srtp: bool = False) -> None:
        self.engine.start(self.peer.account(srtp=srtp), self.told)
        self.peer.register()
        self.told.until(Registered)

    def called(self, leg: str = "one") -> str:
        """We call; the INVITE that came."""
        self.engine.dial(leg, "1002")
        return self.peer.hear("INVITE")

    def talking(self, leg: str = "one", **answered: str) -> str:
        """We call and they answer; the INVITE."""
        invite = self.called(leg)
        self.peer.answer(invite, "200 OK", body=sdp(), **answered)
        self.peer.hear("ACK")
        self.told.until(Talks)
        return invite

    def taken(self) -> tuple[str, str]:
        """They call and we answer; our leg, and the tag that requests to us must carry."""
        self.peer.request("INVITE", body=sdp())
        leg = self.told.until(CallCame).leg
        self.engine.answer(leg)
        tag = sip.tag(sip.header(self.peer.hear("SIP/2.0 200"), "To"))
        self.peer.request("ACK", to=f";tag={tag}")
        self.told.until(Talks)
        return leg, f";tag={tag}"

    def during(self, do: object, *given: str) -> "list[PhoneError | None]":
        """Ask the engine in a thread of its own, as the phone does; ends with what it raised."""
        result: list[PhoneError | None] = []

        def run() -> None:
            try:
                do(*given)  # type: ignore[operator]
                result.append(None)
            except PhoneError as error:
                result.append(error)

        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        return result


@pytest.fixture
def at() -> Iterator[At]:
    with phone() as it:
        it.register()
        yield it


@contextmanager
def phone() -> Iterator[At]:
    it = At()
    try:
        yield it
    finally:
        answering = threading.Thread(target=_answer_all, args=(it.peer,), daemon=True)
        answering.start()
        it.engine.stop()
        it.peer.close()


def _answer_all(peer: Peer) -> None:
    try:
        while True:
            peer.answer(peer.hear("REGISTER"), "200 OK")
    except OSError:
        return


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("486 Busy Here", "busy"), ("603 Decline", "declined"), ("480 Unavailable", "not reachable"),
        ("404 Not Found", "no such number"), ("403 Forbidden", "does not allow"), ("503 Down", "503"),
        ("488 Not Acceptable", "sound format"),
    ],
)  # fmt: skip
def test_what_refuses_a_call_is_said_in_words(at: At, status: str, words: str) -> None:
    invite = at.called()
    at.peer.answer(invite, status)
    assert sip.key(at.peer.hear("ACK"))[0] == sip.key(invite)[0]
    assert words in at.told.until(Over).why


def test_a_call_of_ours_from_dialling_to_their_hanging_up(at: At) -> None:
    invite = at.called()
    assert "m=audio" in invite
    assert invite.split("RTP/AVP ")[1].startswith("0 ")
    at.peer.answer(invite, "180 Ringing")
    at.told.until(Rings)
    at.peer.answer(invite, "200 OK", body=sdp())
    at.peer.hear("ACK")
    assert at.told.until(Talks).codec == "PCMU"
    to = f";tag={sip.tag(sip.header(invite, 'From'))}"
    at.peer.request("BYE", sip.header(invite, "Call-ID"), 1, to)
    at.peer.hear("SIP/2.0 200")
    at.told.until(Over)


def test_the_secret_is_proven_for_every_request(at: At) -> None:
    invite = at.called()
    at.peer.challenge(invite, "407 Proxy Authentication Required")
    at.peer.hear("ACK")
    again = at.peer.hear("INVITE")
    assert digest(again)["uri"] == again.split()[1]
    assert sip.sequence(again)[0] > sip.sequence(invite)[0]
    at.peer.answer(again, "200 OK", body=sdp())
    at.peer.hear("ACK")
    at.told.until(Talks)
    at.engine.hang_up("one")
    bye = at.peer.hear("BYE")
    at.peer.challenge(bye)
    assert digest(at.peer.hear("BYE"))["realm"] == "t"


def test_a_wrong_secret_is_one_clear_line() -> None:
    with phone() as at:
        at.engine.start(at.peer.account("wrong"), at.told)
        at.peer.challenge(at.peer.hear("REGISTER"))
        second = at.peer.hear("REGISTER")
        assert digest(second)["username"] == "1001"
        at.peer.challenge(second)
        assert "does not accept this user and secret" in at.told.until(Unregistered).why


def test_hanging_up_before_anything_came_waits_with_cancel(at: At) -> None:
    invite = at.called()
    at.engine.hang_up("one")
    at.peer.answer(invite, "100 Trying")
    cancel = at.peer.hear("CANCEL")
    assert sip.key(cancel)[0] == sip.key(invite)[0]
    at.peer.answer(cancel, "200 OK")
    at.peer.answer(invite, "487 Terminated")
    at.peer.hear("ACK")
    assert at.told.until(Over).why == "called off"


def test_an_answer_that_crosses_the_hanging_up_is_hung_up(at: At) -> None:
    invite = at.called()
    at.engine.hang_up("one")
    at.peer.answer(invite, "200 OK", body=sdp())
    at.peer.hear("ACK")
    at.peer.hear("BYE")
    at.told.until(Over)


def test_the_caller_gives_up_while_it_rings(at: At) -> None:
    invite = at.peer.request("INVITE", body=sdp(), extra="x-queue: billing\r\n")
    came = at.told.until(CallCame)
    assert (came.number, came.name, came.headers) == ("1380", "Wang", {"x-queue": "billing"})
    cancel = invite.replace("INVITE", "CANCEL").partition("Content-Type")[0] + "Content-Length: 0\r\n\r\n"
    at.peer.say(cancel)
    at.peer.hear("SIP/2.0 487")
    assert at.told.until(Over).why == "the caller gave up"


def test_an_invite_that_comes_twice_rings_once_and_is_answered_until_acknowledged(at: At) -> None:
    invite = at.peer.request("INVITE", body=sdp())
    leg = at.told.until(CallCame).leg
    at.peer.say(invite)
    at.engine.answer(leg)
    first = at.peer.hear("SIP/2.0 200")
    assert at.peer.hear("SIP/2.0 200") == first
    at.told.until(Talks)


def test_what_is_lost_is_sent_again_and_a_late_answer_is_acknowledged_again(at: At) -> None:
    invite = at.called()
    assert at.peer.hear("INVITE") == invite
    at.peer.answer(invite, "200 OK", body=sdp())
    ack = at.peer.hear("ACK")
    at.peer.answer(invite, "200 OK", body=sdp())
    assert at.peer.hear("ACK") == ack
    at.engine.hang_up("one")
    assert at.peer.hear("BYE") == at.peer.hear("BYE")


def test_rubbish_for_sound_ends_nothing(at: At) -> None:
    leg, tag = at.taken()
    answer = next(text for text in reversed(at.peer.seen) if "m=audio" in text)
    port = int(answer.partition("m=audio ")[2].split()[0])
    good = [bytes([0x80, 0, 0, n, 0, 0, 0, n, 0, 0, 0, 1]) + b"\x10" * 160 for n in range(60)]
    for packet in (b"", b"\x80", b"\xff" * 2000, b"\x80\x65" + b"\xff" * 11, *good):
        at.peer.socket.sendto(packet, ("127.0.0.1", port))
    deadline = time.monotonic() + 5
    while (quality := at.engine.quality(leg)) is None and time.monotonic() < deadline:
        threading.Event().wait(0.02)
    assert quality is not None
    at.peer.request("BYE", "call", 2, tag)
    at.told.until(Over)


def test_hold_and_resume_by_re_invite(at: At) -> None:
    at.talking()
    for do, mode in ((at.engine.hold, "sendonly"), (at.engine.retrieve, "sendrecv")):
        result = at.during(do, "one")
        again = at.peer.hear("INVITE")
        assert f"a={mode}" in again
        at.peer.answer(again, "200 OK", body=sdp())
        at.peer.hear("ACK")
        at.thread.join(5)
        assert result == [None]


def test_a_glare_is_tried_again(at: At) -> None:
    leg, tag = at.taken()
    result = at.during(at.engine.hold, leg)
    first = at.peer.hear("INVITE")
    at.peer.request("INVITE", "call", 2, tag, body=sdp("sendonly"))
    at.peer.hear("SIP/2.0 491")
    at.peer.answer(first, "491 Request Pending")
    at.peer.hear("ACK")
    at.peer.answer(at.peer.hear("INVITE"), "200 OK", body=sdp("recvonly"))
    at.thread.join(5)
    assert result == [None]


def test_they_hold_and_resume(at: At) -> None:
    _leg, tag = at.taken()
    for number, (mode, answered, held) in enumerate(
        (("sendonly", "recvonly", True), ("sendrecv", "sendrecv", False)), 2
    ):
        at.peer.request("INVITE", "call", number, tag, body=sdp(mode))
        assert f"a={answered}" in at.peer.hear("SIP/2.0 200")
        at.peer.request("ACK", "call", number, tag)
        assert at.told.until(HeldByPeer).held is held


def test_a_re_invite_without_an_offer_gets_ours_and_the_ack_has_theirs(at: At) -> None:
    leg, tag = at.taken()
    at.peer.request("INVITE", "call", 2, tag)
    assert "m=audio" in at.peer.hear("SIP/2.0 200")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as moved:
        moved.bind(("127.0.0.1", 0))
        moved.settimeout(5)
        at.peer.request("ACK", "call", 2, tag, body=sdp("sendonly", moved.getsockname()[1]))
        assert at.told.until(HeldByPeer).held
        at.peer.request("INVITE", "call", 3, tag)
        at.peer.hear("SIP/2.0 200")
        at.peer.request("ACK", "call", 3, tag, body=sdp("sendrecv", moved.getsockname()[1]))
        assert not at.told.until(HeldByPeer).held
        at.engine.say(leg, bytes(320))
        assert moved.recv(2048)


def test_bye_during_hold_ends_the_call(at: At) -> None:
    leg, tag = at.taken()
    at.during(at.engine.hold, leg)
    at.peer.answer(at.peer.hear("INVITE"), "200 OK", body=sdp("recvonly"))
    at.thread.join(5)
    at.peer.request("BYE", "call", 3, tag)
    at.told.until(Over)
    with pytest.raises(PhoneError, match="over"):
        at.engine.retrieve(leg)


def test_a_blind_transfer_leaves_when_it_is_done(at: At) -> None:
    leg, tag = at.taken()
    result = at.during(at.engine.transfer, leg, "1003")
    refer = at.peer.hear("REFER")
    assert sip.address(sip.header(refer, "Refer-To")).startswith("sip:1003@")
    at.peer.answer(refer, "202 Accepted")
    at.thread.join(5)
    assert result == [None]
    notify = "Event: refer\r\nSubscription-State: active\r\nContent-Type: message/sipfrag\r\n"
    at.peer.request("NOTIFY", "call", 2, tag, notify + "Content-Length: 20\r\n\r\nSIP/2.0 200 OK\r\n")
    assert at.told.until(Transferring).status == 200
    at.peer.hear("BYE")


def test_a_refused_transfer_leaves_the_caller_here(at: At) -> None:
    leg, tag = at.taken()
    result = at.during(at.engine.transfer, leg, "1003")
    at.peer.answer(at.peer.hear("REFER"), "603 Decline")
    at.thread.join(5)
    assert result[0] is not None
    assert "still here" in str(result[0])
    at.peer.request("BYE", "call", 2, tag)
    at.told.until(Over)


def test_an_attended_transfer_names_the_other_dialog(at: At) -> None:
    leg, _tag = at.taken()
    invite = at.talking("two", tag="other")
    at.during(at.engine.complete, leg, "two")
    refer = at.peer.hear("REFER")
    target = sip.header(refer, "Refer-To")
    assert f"?Replaces={sip.header(invite, 'Call-ID')};to-tag=other;from-tag=" in unquote(target)
    at.peer.answer(refer, "202 Accepted")
    at.thread.join(5)


def test_route_set_of_a_proxy_is_followed(at: At) -> None:
    invite = at.called()
    proxy = f"<sip:127.0.0.1:{at.peer.port};lr"
    at.peer.answer(invite, "200 OK", f"record-route: {proxy};n=2>, {proxy};n=1>\r\n", body=sdp())
    assert [route[-5:] for route in sip.headers(at.peer.hear("ACK"), "Route")] == [";n=1>", ";n=2>"]
    at.engine.hang_up("one")
    assert len(sip.headers(at.peer.hear("BYE"), "Route")) == 2


@pytest.mark.parametrize(
    "garbage",
    [b"\x00", b"INVITE", b"\xff" * 3000, b"SIP/2.0 999 \r\n\r\n", b"INVITE sip:x SIP/2.0\r\nVia: x\r\n\r\n",
     b"SIP/2.0 200 OK\r\nCSeq: 99999999999999999999 INVITE\r\nVia: ;branch=\r\n\r\n",
     b"BYE sip:1001@127.0.0.1 SIP/2.0\r\nCall-ID:\r\nFrom: \r\nTo: \r\n\r\n"],
)  # fmt: skip
def test_garbage_changes_nothing(at: At, garbage: bytes) -> None:
    at.peer.socket.sendto(garbage, at.peer.phone)
    at.peer.request("OPTIONS", "options")
    at.peer.hear("SIP/2.0 200")


def test_absurd_descriptions_are_refused_and_the_phone_rings_on(at: At) -> None:
    for number, body in enumerate((sdp(codecs="96"), sdp(port=0), "m=audio x RTP/AVP 0\r\n", "v=0\r\n" * 500)):
        at.peer.request("INVITE", f"absurd{number}", body=body)
        at.peer.hear("SIP/2.0 4")
    at.taken()
