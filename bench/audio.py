"""``python -m bench.audio``: a hundred two-way conversations through the media process; loss, added delay, processor.

Two hundred telephones, in a process of their own, each send a packet of 20 ms every 20 ms over loopback, half of them
PCMU and half PCMA, so that half of the conversations are transcoded. Delay is from just before a packet is handed to
the system until the system has its copy for the other telephone (``SO_TIMESTAMPNS``); so it has everything in it that
the media process and the machine add, and nothing of how slowly the telephones here read.
"""

import asyncio
import multiprocessing
import os
import select
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import numpy as np

from acd.live.media import LegDead, Media, MediaHappening, Recorded, Sampled
from acd.live.media.g711 import transcode
from acd.live.media.packet import FRAME, PCMA, PCMU, RATE, build, parse
from acd.live.media.wav import write
from bench.machine import machine

CONVERSATIONS: Final = 100
SECONDS: Final = 7.0
MUSIC_SECONDS: Final = 4.0
ATTACK: Final = 10_000
"""Bad packets a second, as many as all telephones send good ones."""

GRACE: Final = 0.5
WARM: Final = 50
"""Packets of each telephone, one second, that are not counted: how conversations are joined is not measured."""

SO_TIMESTAMPNS: Final = 35
_TIME: Final = struct.Struct("qq")

NIBBLES: Final = {PCMU: bytes(range(0x84, 0xC4, 4))}
"""Sixteen bytes far enough apart to survive transcoding: a packet's number is written in them."""
NIBBLES[PCMA] = transcode(NIBBLES[PCMU], PCMU, PCMA)
_BACK: Final = transcode(NIBBLES[PCMA], PCMA, PCMU)
READ: Final = {byte: k for codes in (*NIBBLES.values(), _BACK) for k, byte in enumerate(codes)}


@dataclass(frozen=True)
class Heard:
    """What all telephones together sent and had, and the delays in ms."""

    sent: int
    received: int
    delays: Sequence[float]
    processor: float


def main() -> None:
    """Measure and print; exit status 1 where a target is missed."""
    print(f"Measured on {machine()}.")
    sys.exit(asyncio.run(_measured()))


async def _measured() -> int:
    media = Media(waiting=2 * CONVERSATIONS)
    told: list[MediaHappening] = []
    media.happened = told.append
    with tempfile.TemporaryDirectory() as folder:
        await media.start()
        try:
            plain = await _conversations(media, "plain")
            recorded = await _conversations(media, "recorded", folder=Path(folder))
            attacked = await _conversations(media, "attacked", attack=True)
            music = await _music(media, Path(folder))
        finally:
            await media.stop()
    _print(f"{CONVERSATIONS} conversations", plain)
    _print(f"{CONVERSATIONS} conversations, every leg recorded", recorded)
    _print(f"{CONVERSATIONS} conversations, {ATTACK:,} bad packets a second at their ports", attacked)
    print(f"{2 * CONVERSATIONS} telephones on music: {music:.1%} of a core")
    scores = [each.mos for each in told if isinstance(each, Sampled)]
    files = sum(isinstance(each, Recorded) for each in told)
    dead = sum(isinstance(each, LegDead) for each in told)
    print(f"{files} recordings whole, {dead} legs dead, lowest opinion score {min(scores, default=0):.2f}")
    good = all(map(_is_good, (plain, recorded, attacked)))
    return 0 if good and files == 2 * CONVERSATIONS and not dead else 1


def _is_good(heard: Heard) -> bool:
    """Loss below 0.1 %, delay at most 25 ms for 95 of 100 packets."""
    return heard.received > 0.999 * heard.sent and float(np.percentile(heard.delays, 95)) <= 25


def _print(what: str, heard: Heard) -> None:
    median, p95, p99, most = np.percentile(heard.delays, (50, 95, 99, 100))
    loss = 1 - heard.received / heard.sent
    print(
        f"{what}: {heard.sent:,} packets, loss {loss:.3%}, added delay {median:.2f} ms median, {p95:.2f} ms p95, "
        f"{p99:.2f} ms p99, {most:.1f} ms at most, {heard.processor:.1%} of a core"
    )


async def _conversations(media: Media, name: str, folder: Path | None = None, attack: bool = False) -> Heard:
    while media.free_ports < 2 * CONVERSATIONS:  # those of the conversations before come back
        await asyncio.sleep(0.01)
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    phones = context.Process(target=telephones, args=(theirs, 2 * CONVERSATIONS))
    phones.start()
    loop = asyncio.get_running_loop()
    with closing(ours):
        local: list[int] = await loop.run_in_executor(None, ours.recv)
        remote = [media.open(f"{name}-{k}") for k in range(len(local))]
        for k, port in enumerate(local):
            media.aim(f"{name}-{k}", "127.0.0.1", port, _law(k), 101, True, True)
        for k in range(0, len(local), 2):
            media.join(f"{name}-{k}", f"{name}-{k + 1}")
        for k in range(len(local)):
            if folder is not None:
                media.record(f"{name}-{k}", str(folder / f"{k}.wav"))
        attacker = context.Process(target=_attack, args=(remote,), daemon=True)
        if attack:
            attacker.start()
        ours.send(remote)
        before, begun = _processor(media), time.monotonic()
        sent, delays = await loop.run_in_executor(None, ours.recv)
        processor = (_processor(media) - before) / (time.monotonic() - begun)
        if attack:
            attacker.terminate()
    for k in range(len(local)):
        media.close(f"{name}-{k}")
    await loop.run_in_executor(None, phones.join)
    return Heard(sent, len(delays), delays, processor)


async def _music(media: Media, folder: Path) -> float:
    """Everybody hears a sound of ours; nobody needs to listen."""
    tone = (4000 * np.sin(np.arange(4 * RATE) * 2 * np.pi * 440 / RATE)).astype(np.int16)
    write(folder / "music.wav", tone)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sink:
        sink.bind(("127.0.0.1", 0))
        while media.free_ports < 2 * CONVERSATIONS:
            await asyncio.sleep(0.01)
        for k in range(2 * CONVERSATIONS):
            media.open(f"music-{k}")
            media.aim(f"music-{k}", "127.0.0.1", sink.getsockname()[1], _law(k), None, True, False)
            media.play(f"music-{k}", [str(folder / "music.wav")], loop=True)
        before, begun = _processor(media), time.monotonic()
        await asyncio.sleep(MUSIC_SECONDS)
        return (_processor(media) - before) / (time.monotonic() - begun)


def _law(k: int) -> int:
    """Conversations are between telephones 2k and 2k + 1: every other one between two laws."""
    return PCMA if k % 4 in (2, 3) or k % 8 == 1 or k % 8 == 4 else PCMU


def _processor(media: Media) -> float:
    """Seconds of processor that the media process has had."""
    fields = Path(f"/proc/{media.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def telephones(pipe: Connection, count: int, seconds: float = SECONDS) -> None:
    """All telephones: say on which ports they are, hear where to send, talk, and say what was heard."""
    phones = [_bound() for _ in range(count)]
    pipe.send([phone.getsockname()[1] for phone in phones])
    pipe.send(_Talk(phones, pipe.recv()).run(seconds))


def _bound() -> socket.socket:
    phone = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    phone.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    phone.bind(("127.0.0.1", 0))
    phone.setblocking(False)
    return phone


def _attack(ports: Sequence[int]) -> None:
    """Send what is no RTP, and RTP that is nobody's, to every port in turn until ended."""
    bad = (b"", b"\x80", os.urandom(40), os.urandom(172), build(PCMU, True, 7, 7, 7, bytes(FRAME)), os.urandom(1400))
    pause = 0.01
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as attacker:
        due, number = time.monotonic(), 0
        while True:
            for _ in range(int(ATTACK * pause)):
                attacker.sendto(bad[number % len(bad)], ("127.0.0.1", ports[number % len(ports)]))
                number += 1
            due += pause
            time.sleep(max(0.0, due - time.monotonic()))


class _Talk:
    """All telephones talk for a while, one packet after the other, evenly over the 20 ms."""

    def __init__(self, phones: Sequence[socket.socket], remote: Sequence[int]) -> None:
        self._phones, self._remote = phones, remote
        self._laws = [_law(k) for k in range(len(phones))]
        self._sent_at: list[list[int]] = [[] for _ in phones]
        self._delays: list[float] = []
        self._poll = select.epoll()
        self._by_handle = {phone.fileno(): k for k, phone in enumerate(phones)}
        for handle in self._by_handle:
            self._poll.register(handle, select.EPOLLIN)

    def run(self, seconds: float) -> tuple[int, list[float]]:
        """Packets sent that count, and how long each of those that arrived took, in ms."""
        due, step = time.monotonic(), 0.02 / len(self._phones)
        turns = int(seconds * 50)
        for number in range(turns):
            for k in range(len(self._phones)):
                due += step
                self._hear_until(due)
                self._say(k, number)
        self._hear_until(time.monotonic() + GRACE)
        return len(self._phones) * (turns - WARM), self._delays

    def _say(self, k: int, number: int) -> None:
        law = self._laws[k]
        codes = NIBBLES[law]
        payload = bytes(codes[number >> shift & 15] for shift in (12, 8, 4, 0)) + codes[:1] * (FRAME - 4)
        datagram = build(law, number == 0, number, number * FRAME, k, payload)
        self._sent_at[k].append(time.time_ns())
        self._phones[k].sendto(datagram, ("127.0.0.1", self._remote[k]))

    def _hear_until(self, due: float) -> None:
        while (left := due - time.monotonic()) > 0:
            for handle, _mask in self._poll.poll(left if left > 0.001 else 0):
                self._hear(self._by_handle[handle])

    def _hear(self, k: int) -> None:
        for datagram, at in _received(self._phones[k]):
            packet = parse(datagram)
            if packet is None or packet.kind not in (PCMU, PCMA):
                continue
            number = _number(packet.payload)
            if number is not None and number >= WARM:  # else silence, before the other one spoke
                self._delays.append((at - self._sent_at[k ^ 1][number]) / 1e6)


def _number(payload: bytes) -> int | None:
    number = 0
    for byte in payload[:4]:
        if byte not in READ:
            return None
        number = number << 4 | READ[byte]
    return number


def _received(phone: socket.socket) -> Iterator[tuple[bytes, int]]:
    """What has come, and when, in ns."""
    while True:
        try:
            datagram, extra, _flags, _address = phone.recvmsg(2048, 64)
        except BlockingIOError:
            return
        seconds, nanoseconds = _TIME.unpack(extra[0][2])
        yield datagram, seconds * 1_000_000_000 + nanoseconds


if __name__ == "__main__":
    main()
