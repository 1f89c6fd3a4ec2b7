"""What goes wrong around a phone: the server gone, clocks set, names without end; and what else peers may ask of it."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from peer_scripted import sdp
from test_protocol import bench
from test_rfc_engine import At, _answer_all, phone
from typer.testing import CliRunner

from softphone.cli import app
from softphone.desk.cleaning import clean
from softphone.phone.line import Line, LineState
from softphone.phone.port import CallCame, Over, PhoneError, Registered, Talks, Unregistered
from softphone.phone.rfc import text as sip
from softphone.phone.rfc import transactions


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 3261's timers, a hundred times faster."""
    for name in ("T1", "T2", "GIVEN_UP"):
        monkeypatch.setattr(transactions, name, getattr(transactions, name) / 100)


@pytest.fixture
def at() -> Iterator[At]:
    with phone() as it:
        it.register()
        yield it


@pytest.mark.usefixtures("hurried")
def test_a_server_that_never_answers_is_said_so() -> None:
    with phone() as it:
        it.engine.start(it.peer.account(), it.told)
        assert "does not answer" in it.told.until(Unregistered).why
        threading.Thread(target=_answer_all, args=(it.peer,), daemon=True).start()
        it.told.until(Registered, wait=10)


@pytest.mark.usefixtures("hurried")
def test_a_call_whose_other_end_is_gone_ends_with_words_when_something_is_asked(at: At) -> None:
    at.talking()
    result = at.during(at.engine.hold, "one")
    assert "the other end is gone" in at.told.until(Over, wait=10).why
    at.thread.join(5)
    assert isinstance(result[0], PhoneError)


def test_a_server_gone_in_a_call_keeps_nobody_from_hanging_up(at: At) -> None:
    at.talking()
    at.peer.close()
    at.engine.hang_up("one")
    at.told.until(Over)


def test_407_at_register_is_answered_like_401() -> None:
    with phone() as it:
        it.engine.start(it.peer.account(), it.told)
        it.peer.challenge(it.peer.hear("REGISTER"), "407 Proxy Authentication Required")
        assert sip.header(it.peer.hear("REGISTER"), "Proxy-Authorization")


@pytest.mark.parametrize("length", [5_000, 10_000, 50_000])
def test_a_name_without_end_and_with_controls_is_cut_and_cleaned_or_not_heard_at_all(at: At, length: int) -> None:
    """A datagram longer than the phone reads is no message; the next one is."""
    name = "\x1b[2J\x07王\u202e" + "x" * length
    at.peer.name = name
    at.peer.request("INVITE", "long", body=sdp())
    at.peer.name = "Li"
    at.peer.request("INVITE", "short", body=sdp())
    came = [at.told.until(CallCame)]
    if came[0].name != "Li":
        came.append(at.told.until(CallCame))
        shown = clean(came[0].name)
        assert len(shown) <= 80
        assert shown.isprintable()
    assert came[-1].name == "Li"
    assert (length < 8_000) == (len(came) == 2)


def test_keys_go_out_as_telephone_events(at: At) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far:
        far.bind(("127.0.0.1", 0))
        far.settimeout(5)
        invite = at.called()
        at.peer.answer(invite, "200 OK", body=sdp(port=far.getsockname()[1]))
        at.peer.hear("ACK")
        at.told.until(Talks)
        at.engine.press("one", "7#")
        keys: list[int] = []
        while keys != [7, 11]:
            packet = far.recv(2048)
            if packet[1] & 0x7F == 101 and packet[12] not in keys:
                keys.append(packet[12])


@pytest.mark.parametrize("header", ["Call-Info: <sip:x>;answer-after=0\r\n", "Alert-Info: Auto Answer\r\n"])
def test_a_call_may_ask_to_be_answered_at_once(at: At, header: str) -> None:
    at.peer.request("INVITE", extra=header, body=sdp())
    assert at.told.until(CallCame).at_once


@pytest.mark.asyncio
async def test_a_phone_answers_such_a_call_by_itself(tmp_path: Path) -> None:
    async with bench(tmp_path) as desk:
        screen = await desk.screen()
        desk.engine.follows["answer"] = Talks("one")
        desk.engine.tell(CallCame("one", "1001", at_once=True))
        await screen.until(lambda view: bool(view["calls"]) and view["calls"][0]["state"] == "talking")


def test_a_wall_clock_that_is_set_changes_no_length_of_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line("one", "in", "1", "", LineState.TALKING, time.monotonic() - 70)
    age = time.time() - line.view()["since"]
    plain = time.time
    monkeypatch.setattr(time, "time", lambda: plain() + 3600)
    assert time.time() - line.view()["since"] == pytest.approx(age, abs=1) == pytest.approx(70, abs=1)


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("hush")
    file.chmod(0o644)
    told = CliRunner().invoke(app, ["phone", "--server", "127.0.0.1:1", "--user", "A-01", "--secret-file", str(file)])
    assert "can be read by others" in f"{told.output}{told.exception}"


def test_threads_end_with_the_phone() -> None:
    before = threading.active_count()
    with phone() as it:
        it.register()
    deadline = time.monotonic() + 5
    while threading.active_count() > before + 1 and time.monotonic() < deadline:
        threading.Event().wait(0.05)
    assert threading.active_count() <= before + 1
