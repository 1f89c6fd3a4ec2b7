"""The media process itself, over real sockets: what a stall, a flood, a death or an orphan does, and does not do."""

import asyncio
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
import wave
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
import pytest_asyncio
from media.real_phone import RealPhone, Told, comes_true
from media.tone import share, tone

from acd.live.media import (
    Digit,
    LegDead,
    Media,
    MediaError,
    Played,
    PortsExhaustedError,
    Recorded,
    RecordingFailed,
    Unplayable,
    lifeline,
)
from acd.live.media.packet import FRAME, PCMA, PCMU, RATE, parse
from acd.live.media.wav import write

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def media() -> AsyncIterator[Media]:
    media = Media(waiting=8)
    await media.start()
    yield media
    await media.stop()
    assert media.pid is None


def sound(folder: Path, hertz: float, seconds: float) -> str:
    path = folder / f"{hertz}.wav"
    write(path, tone(hertz, seconds))
    return str(path)


async def test_a_port_is_had_without_asking_the_process(media: Media) -> None:
    os.kill(media.pid or 0, signal.SIGSTOP)
    try:
        begun = time.perf_counter()
        ports = [media.open(f"leg-{k}") for k in range(8)]
        assert time.perf_counter() - begun < 0.05
    finally:
        os.kill(media.pid or 0, signal.SIGCONT)
    assert len(set(ports)) == 8


async def test_a_sound_is_heard_at_its_pace_and_its_end_is_told(media: Media, tmp_path: Path) -> None:
    told = Told(media)
    with RealPhone() as phone:
        phone.open(media, "a")
        media.play("a", [sound(tmp_path, 500, 1.0), "/no/such.wav", sound(tmp_path, 900, 1.0)], "welcome")
        await told.until(Played)
        assert [type(each) for each in told.all] == [Unplayable, Played]
        assert {(b.timestamp - a.timestamp) & 0xFFFFFFFF for a, b in pairwise(phone.heard)} == {FRAME}
        took = phone.at[-1] - phone.at[0]
        assert took == pytest.approx((len(phone.heard) - 1) * 0.02, abs=0.15), "no drift"
        assert share(phone.sound()[FRAME * 10 : FRAME * 45], 500) > 0.99
        assert share(phone.sound()[FRAME * 60 : FRAME * 95], 900) > 0.99


async def test_a_sound_that_is_silenced_before_it_was_read_is_never_heard(media: Media, tmp_path: Path) -> None:
    told = Told(media)
    path = sound(tmp_path, 500, 0.2)
    with RealPhone() as one, RealPhone() as two:
        one.open(media, "one")
        two.open(media, "two")
        media.play("one", [path], "t")
        media.silence("one")
        media.play("two", [path], "t")
        assert await told.until(Played) == [Played("two", "t")]
        assert not one.sound().any()


async def test_an_interrupt_at_the_keyboard_is_the_main_processs(media: Media) -> None:
    pid = media.pid
    os.kill(pid or 0, signal.SIGINT)
    with RealPhone() as phone:
        phone.open(media, "a")
        await phone.hear(3)
    assert media.pid == pid


async def test_the_main_loop_may_stand_still(media: Media, tmp_path: Path) -> None:
    """For a second nothing on the event loop runs: packets keep coming."""
    with RealPhone() as phone:
        phone.open(media, "a")
        media.play("a", [sound(tmp_path, 500, 0.5)], loop=True)
        await phone.hear(5)
        phone.end.setblocking(True)
        phone.end.settimeout(1.0)
        stamps, times = [], []
        for _ in range(50):
            packet = parse(phone.end.recv(2048))
            assert packet is not None
            stamps.append(packet.timestamp)
            times.append(time.monotonic())
        phone.end.setblocking(False)
    assert {(b - a) & 0xFFFFFFFF for a, b in pairwise(stamps)} == {FRAME}
    assert times[-1] - times[0] == pytest.approx(0.98, abs=0.2)


@pytest.mark.parametrize("other", [PCMU, PCMA])
async def test_two_telephones_talk_and_are_on_record(media: Media, tmp_path: Path, other: int) -> None:
    told = Told(media)
    path = tmp_path / "day" / "call.wav"
    with RealPhone() as caller, RealPhone(other) as agent:
        caller.open(media, "caller")
        agent.open(media, "agent")
        media.join("caller", "agent")
        media.record("caller", str(path))
        await asyncio.gather(caller.say(tone(440, 1.0)), agent.say(tone(1000, 1.0)))
        media.close("caller")
        media.close("agent")
        recorded = await told.until(Recorded)
        assert share(caller.sound()[10 * FRAME :], 1000) > 0.95
        assert share(agent.sound()[10 * FRAME :], 440) > 0.95
        assert {packet.kind for packet in agent.heard} == {other}
    assert recorded[0].path == str(path)
    with wave.open(str(path)) as wav:
        assert wav.getnchannels() == 2
        assert wav.getnframes() / RATE == recorded[0].seconds == pytest.approx(1.0, abs=0.2)


async def test_keys_come_in_and_go_out(media: Media) -> None:
    told = Told(media)
    with RealPhone() as phone:
        phone.open(media, "a")
        for k in range(5):
            phone.put(101, struct.pack("!BBH", 3, 0x80 * (k > 1) | 10, 160 * k))
        assert await told.until(Digit) == [Digit("a", "3")]
        media.press("a", "7")
        await phone.hear(15)
        assert [packet.payload[0] for packet in phone.heard if packet.kind == 101] == [7] * 8


async def test_ports_run_out_in_words_and_come_back() -> None:
    media = Media(waiting=4)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        start = probe.getsockname()[1] // 2 * 2 - 8
    await media.start(ports=(start, start + 7))
    try:
        count = media.free_ports
        assert 0 < count <= 4
        ports = [media.open(f"leg-{k}") for k in range(count)]
        assert all(start <= port < start + 8 for port in ports)
        with pytest.raises(PortsExhaustedError, match=f"{count} are in use"):
            media.open("one more")
        media.close("leg-0")
        await comes_true(lambda: media.free_ports == 1)
        assert media.open("one more") == ports[0]
    finally:
        await media.stop()


async def test_where_no_port_can_be_bound_it_says_so() -> None:
    media = Media()
    with pytest.raises(MediaError, match=r"no RTP port is free at 192\.0\.2\.1"):
        await media.start("192.0.2.1")
    assert media.pid is None


async def test_what_cannot_be_is_refused_in_words(media: Media) -> None:
    media.open("a")
    with pytest.raises(MediaError, match="already"):
        media.open("a")
    for host, port, payload, dtmf in (
        ("host.example", 4000, 0, 101), ("::1", 4000, 0, 101), ("10.0.0.1", 70_000, 0, 101),
        ("224.0.0.1", 4000, 0, 101), ("10.0.0.1", 4000, 9, 101), ("10.0.0.1", 4000, 0, 8),
    ):  # fmt: skip
        with pytest.raises(MediaError):
            media.aim("a", host, port, payload, dtmf, True, True)
    media.aim("a", "0.0.0.0", 4000, 0, None, True, True)


async def test_orders_about_a_leg_that_is_gone_do_nothing(media: Media) -> None:
    told = Told(media)
    media.open("a")
    media.close("a")
    for order in (media.silence, media.part, media.stop_recording, media.close):
        order("a")
    media.aim("a", "127.0.0.1", 4000, 0, None, True, True)
    media.play("a", ["/no/such.wav"], "t")
    media.join("a", "b")
    media.record("a", "/no/such")
    media.press("a", "1")
    with RealPhone() as phone:
        phone.open(media, "b")
        await phone.hear(3)
    assert told.all == []


async def test_a_leg_that_says_nothing_is_told_dead() -> None:
    media = Media(waiting=4, patience=0.5)
    told = Told(media)
    await media.start()
    try:
        with RealPhone() as silent, RealPhone() as held:
            held.open(media, "held")
            media.aim("held", "127.0.0.1", held.port, 0, None, False, False)
            silent.open(media, "silent")
            assert await told.until(LegDead) == [LegDead("silent")]
    finally:
        await media.stop()


async def test_a_process_that_dies_is_replaced_and_its_legs_are_told_lost(media: Media, tmp_path: Path) -> None:
    told = Told(media)
    path = str(tmp_path / "call.wav")
    with RealPhone() as phone:
        phone.open(media, "a")
        media.open("b")
        media.record("a", path)
        await phone.say(tone(440, 2.0))
        first = media.pid
        os.kill(first or 0, signal.SIGKILL)
        dead = await told.until(LegDead, 2)
        assert {each.leg for each in dead} == {"a", "b"}
        recorded = await told.until(Recorded)
        assert recorded[0].seconds >= 0.5
        with wave.open(path) as wav:
            assert wav.getnframes() == recorded[0].seconds * RATE
        await comes_true(lambda: media.free_ports > 0)
        assert media.pid not in (None, first)
        phone.heard.clear()
        phone.open(media, "c")
        await phone.hear(5)
    assert media.open_legs == 1


async def test_a_process_that_hangs_is_replaced(media: Media, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifeline, "_PING_SECONDS", 0.05)
    told = Told(media)
    media.open("a")
    os.kill(media.pid or 0, signal.SIGKILL)  # the next one is pinged often
    await told.until(LegDead)
    await comes_true(lambda: media.free_ports > 0)
    media.open("b")
    hanging = media.pid
    os.kill(hanging or 0, signal.SIGSTOP)
    assert (await told.until(LegDead, 2))[1] == LegDead("b")
    await comes_true(lambda: media.free_ports > 0)
    assert media.pid != hanging


async def test_a_flood_of_anything_touches_no_conversation(media: Media) -> None:
    """Five thousand bad packets a second at the port of a conversation, and at another leg's."""
    told = Told(media)
    bad = (b"", b"\x80", os.urandom(30), b"\x80\x00" + os.urandom(170), b"\xbf\x00" + b"\xff" * 20, os.urandom(1400))
    with RealPhone() as one, RealPhone() as two, RealPhone() as victim, RealPhone() as attacker:
        for phone, leg in ((one, "one"), (two, "two"), (victim, "victim")):
            phone.open(media, leg)
        media.join("one", "two")

        async def attack() -> None:
            for _ in range(50):
                for k in range(100):
                    attacker.end.sendto(bad[k % len(bad)], (one.to, victim.to)[k % 2])
                await asyncio.sleep(0.02)

        await one.say(tone(440, 0.1))
        await two.say(tone(440, 0.1))
        one.heard.clear()
        two.heard.clear()
        await asyncio.gather(attack(), one.say(tone(440, 1.0)), two.say(tone(1000, 1.0)))
        await comes_true(lambda: len(one.heard) >= 50 and len(two.heard) >= 50)
        assert share(one.sound(), 1000) > 0.95
        assert share(two.sound(), 440) > 0.95
        assert attacker.heard == []
    assert not any(isinstance(each, LegDead) for each in told.all)


async def test_a_recording_that_cannot_be_is_told_and_the_call_goes_on(media: Media, tmp_path: Path) -> None:
    told = Told(media)
    (tmp_path / "file").write_text("")
    with RealPhone() as phone:
        phone.open(media, "a")
        media.record("a", str(tmp_path / "file" / "call.wav"))
        failed = await told.until(RecordingFailed)
        assert str(tmp_path / "file") in failed[0].why
        count = len(phone.heard)
        await phone.hear(count + 5)


async def test_stopping_makes_recordings_whole(tmp_path: Path) -> None:
    media = Media(waiting=2)
    told = Told(media)
    await media.start()
    with RealPhone() as phone:
        phone.open(media, "a")
        media.record("a", str(tmp_path / "call.wav"))
        await phone.say(tone(440, 0.3))
        await media.stop()
    assert [type(each) for each in told.all] == [Recorded]
    assert (tmp_path / "call.wav").exists()


async def test_the_process_does_not_outlive_its_centre(tmp_path: Path) -> None:
    """The main process is killed; the media process ends its recording and itself."""
    script = (
        "import asyncio, os, sys\nfrom acd.live.media import Media\n"
        "async def main():\n    media = Media(waiting=2)\n    await media.start()\n    media.open('a')\n"
        "    media.record('a', sys.argv[1])\n    print(media.pid, flush=True)\n    await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    path = tmp_path / "call.wav"
    centre = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert centre.stdout is not None
    handle = os.pidfd_open(int(centre.stdout.readline()))
    centre.kill()
    centre.wait()
    centre.stdout.close()
    assert select.select([handle], [], [], 10.0)[0], "it has ended"
    os.close(handle)
    assert path.exists()
