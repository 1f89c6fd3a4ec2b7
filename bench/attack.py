"""``python -m bench.attack``: what callers and agents who do nothing wrong notice of those who do.

A centre in a process of its own is called ten times a second, first in peace, then under each attack, all on loopback
and bounded: what a call takes to the agent's phone, callers not answered, the audio of a conversation that goes on
meanwhile, the centre's memory, the lines of its log. ``--write`` puts the table into the page about the live centre.
Audio under malformed RTP is in ``bench.audio``.
"""

import asyncio
import random
import socket
import statistics
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from bench.live.conversation import conversation
from bench.live.stage import Stage, staged
from bench.machine import machine
from bench.page import ROOT, markdown, write_between
from metrics.check import check
from metrics.ledger import read

PAGE = ROOT / "docs" / "background" / "live.md"
TORTURE = ROOT.parent / "shared" / "data" / "rfc4475"
CALLS = 200
RATE = 10
A_SECOND = 200
STRANGER = "127.0.0.2"
"""No trunk of the centre has this address."""
SOCKETS = 50

REGISTER = (
    "REGISTER sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{n}\r\nMax-Forwards: 70\r\n"
    "From: <sip:A-{agent:02}@127.0.0.1>;tag=f{n}\r\nTo: <sip:A-{agent:02}@127.0.0.1>\r\nCall-ID: flood{n}\r\n"
    "CSeq: 1 REGISTER\r\nContact: <sip:A-{agent:02}@{host}:{port}>\r\nExpires: 3600\r\n"
    'Authorization: Digest username="A-{agent:02}", realm="huawu", nonce="{n:032x}", uri="sip:127.0.0.1", '
    'response="{n:032x}", algorithm=MD5\r\nContent-Length: 0\r\n\r\n'
)
INVITE = (
    "INVITE sip:95500@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{n}\r\nMax-Forwards: 70\r\n"
    "From: <sip:{n}@{host}>;tag=f{n}\r\nTo: <sip:95500@127.0.0.1>\r\nCall-ID: stranger{n}\r\nCSeq: 1 INVITE\r\n"
    "Contact: <sip:{n}@{host}:{port}>\r\nContent-Length: 0\r\n\r\n"
)

SHOUTED = ("x" * 300_000, "{" * 10_000, '{"hello": {"name": "A-01", "secret": "no", "version": 1}}')

Attack = Callable[[Stage], Coroutine[Any, Any, None]]


async def in_peace(_stage: Stage) -> None:
    """Nothing."""


async def broken_sip(stage: Stage) -> None:
    """Messages of RFC 4475 where they are at hand, and INVITEs with bytes changed, cut and doubled."""
    rng = random.Random(4475)
    known = [file.read_bytes() for file in sorted(TORTURE.glob("*.dat"))]
    for n in range(10**9):
        own = INVITE.format(host=STRANGER, port=5060, n=n).encode()
        await _send(stage.port, _mutated(rng, rng.choice([*known, own]) if known else own), n)


async def wrong_secrets(stage: Stage) -> None:
    """REGISTER for agents, with secrets that are wrong."""
    for n in range(10**9):
        await _send(stage.port, REGISTER.format(host=STRANGER, port=_port(n), n=n, agent=1 + n % 40).encode(), n)


async def strangers(stage: Stage) -> None:
    """INVITE from where no trunk is."""
    for n in range(10**9):
        await _send(stage.port, INVITE.format(host=STRANGER, port=_port(n), n=n).encode(), n)


async def channel_abuse(stage: Stage) -> None:
    """Connections to the agents' channel that say nothing, too much, or no JSON; half of them never read."""
    async with aiohttp.ClientSession() as http:
        for n in range(10**9):
            await asyncio.gather(_half_open(stage.channel), _shout(http, stage.channel, n), return_exceptions=True)
            await asyncio.sleep(0.02)


async def all_together(stage: Stage) -> None:
    """All of it at once."""
    await asyncio.gather(*(attack(stage) for attack in (broken_sip, wrong_secrets, strangers, channel_abuse)))


ATTACKS: dict[str, Attack] = {
    "in peace": in_peace,
    f"{A_SECOND} broken SIP messages a second": broken_sip,
    f"{A_SECOND} REGISTERs a second with wrong secrets": wrong_secrets,
    f"{A_SECOND} INVITEs a second from no trunk": strangers,
    "agents' channel: silent, oversized, no JSON": channel_abuse,
    "all together": all_together,
}

_sockets: list[socket.socket] = []


async def _send(port: int, data: bytes, n: int) -> None:
    """From one of many ports, at the rate of an attack."""
    while len(_sockets) < SOCKETS:
        new = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        new.bind((STRANGER, 0))
        new.setblocking(False)
        _sockets.append(new)
    _sockets[n % SOCKETS].sendto(data[:60_000], ("127.0.0.1", port))
    await asyncio.sleep(1 / A_SECOND)


def _port(n: int) -> int:
    return int(_sockets[n % SOCKETS].getsockname()[1]) if _sockets else 5060


def _mutated(rng: random.Random, data: bytes) -> bytes:
    text = bytearray(data)
    for _change in range(rng.randrange(4)):
        if text:
            text[rng.randrange(len(text))] = rng.randrange(256)
    start = rng.randrange(len(text) + 1) if rng.random() < 0.2 else 0
    return bytes(text[start:]) * (2 if rng.random() < 0.05 else 1)


async def _half_open(port: int) -> None:
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /agent HTTP/1.1\r\nHost: x\r\n")
    await asyncio.sleep(1.0)
    writer.transport.abort()


async def _shout(http: aiohttp.ClientSession, port: int, n: int) -> None:
    async with http.ws_connect(f"http://127.0.0.1:{port}/agent") as channel:
        await channel.send_str(
            ["x" * 300_000, "{" * 10_000, '{"hello": {"name": "A-01", "secret": "no", "version": 1}}'][n % 3]
        )
        await channel.receive(timeout=1.0)


async def measured(folder: Path) -> str:
    """Peace first, then each attack, on one centre."""
    rows = []
    async with staged(folder) as stage:
        await stage.timed(50, RATE)  # not measured: everything is loaded
        for name, attack in ATTACKS.items():
            rows.append(await _under(stage, name, attack))
            print(" · ".join(rows[-1]), file=sys.stderr)
    head = (
        f"{CALLS} calls, {RATE} a second",
        "median, ms",
        "p99, ms",
        "not answered",
        "audio lost",
        "audio added delay p95, ms",
        "memory, MB",
        "log lines a second",
    )
    sound = "none" if not check(read(stage.ledger)) else "some"
    return f"Measured on {machine()}. Invariants broken in the ledger of it all: {sound}.\n\n{markdown(head, rows)}"


async def _under(stage: Stage, name: str, attack: Attack) -> tuple[str, ...]:
    before, lines = stage.failed, _lines(stage.log)
    async with conversation(stage, CALLS / RATE) as heard:
        attacking = asyncio.create_task(attack(stage))
        took = await stage.timed(CALLS, RATE)
        attacking.cancel()
    sent, delays = await heard
    await asyncio.gather(attacking, return_exceptions=True)
    cuts = statistics.quantiles((1000 * each for each in took), n=100)
    said = (_lines(stage.log) - lines) * RATE / CALLS
    return (
        name, f"{statistics.median(took) * 1000:.1f}", f"{cuts[98]:.1f}", str(stage.failed - before),
        f"{1 - len(delays) / sent:.2%}", f"{statistics.quantiles(delays, n=20)[18]:.1f}",
        f"{stage.memory():.0f}", f"{said:.1f}",
    )  # fmt: skip


def _lines(log: Path) -> int:
    with log.open("rb") as file:
        return sum(1 for _line in file)


def main() -> None:
    """Measure, print, and with ``--write`` write."""
    with TemporaryDirectory() as folder:
        report = asyncio.run(measured(Path(folder)))
    print(report)
    if "--write" in sys.argv[1:]:
        write_between(PAGE, "attack", report)


if __name__ == "__main__":
    main()
