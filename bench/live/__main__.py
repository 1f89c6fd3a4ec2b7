"""``python -m bench.live``: a call's way to an agent's phone, and calls at twenty a second, none lost.

Callers and phones are ours (:mod:`bench.phones`) where times are taken, SIPp's where calls are counted; the centre runs
in a process of its own, with its ledger on disk. ``--write`` puts the tables into the page about the live centre.
"""

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from acd.events import Kind
from acd.live.users import Users
from bench.machine import machine
from bench.page import ROOT, markdown, write_between
from bench.phones import Phone, Phones
from metrics.check import check
from metrics.ledger import read

PAGE = ROOT / "docs" / "background" / "live.md"
AGENTS = [f"A-{n:02}" for n in range(1, 41)]
TIMED = 400
RATE = 20
TALK = 1.0
COUNTED = 2000


def main() -> None:
    """Measure, print, and with ``--write`` write."""
    with TemporaryDirectory() as folder:
        report = asyncio.run(measured(Path(folder)))
    print(report)
    if "--write" in sys.argv[1:]:
        write_between(PAGE, "live", report)


async def measured(folder: Path) -> str:
    """All of it, one centre."""
    users = Users(folder / "users.json")
    secrets = {name: users.add(name) for name in AGENTS}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.live.centre", str(folder), cwd=ROOT, env=_environment(folder),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    port, ledger = (await process.stdout.readline()).decode().split()
    phones = await Phones.open(("127.0.0.1", int(port)))
    arrived: dict[str, float] = {}
    for name, secret in secrets.items():
        phone = phones.phone(name, secret)
        phone.answers = lambda talk: arrived.setdefault(_number(talk.invite["from"]), time.perf_counter()) and 200
        assert (await phone.register()).code == 200
    took = await timed(int(port), arrived)
    counted = await sipp(int(port)) if shutil.which("sipp") else None
    process.stdin.close()
    await process.wait()
    return "\n\n".join([f"Measured on {machine()}.", ways(took), calls(counted, Path(ledger))])


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "HUAWU_SECRETS": str(folder)}


def _number(sender: str) -> str:
    return sender.partition("sip:")[2].partition("@")[0]


async def timed(port: int, arrived: dict[str, float]) -> list[float]:
    """Seconds from a caller's INVITE to the agent's, for each call."""
    callers = await Phones.open(("127.0.0.1", port))
    sent: dict[str, float] = {}

    async def one(number: str) -> None:
        caller: Phone = callers.phone(number)
        sent[number] = time.perf_counter()
        answer, talk = await caller.call("95500")
        assert answer.code == 200, answer.first
        await asyncio.sleep(TALK)
        await talk.bye()

    tasks = []
    began = time.perf_counter()
    for n in range(TIMED):
        await asyncio.sleep(max(0.0, began + n / RATE - time.perf_counter()))
        tasks.append(asyncio.create_task(one(f"1380000{n:04}")))
    await asyncio.gather(*tasks)
    callers.close()
    return [arrived[number] - sent[number] for number in sent]


async def sipp(port: int) -> dict[str, Any]:
    """SIPp's own callers: how many of them were served."""
    command = [
        "sipp", "-sn", "uac", f"127.0.0.1:{port}", "-s", "95500", "-m", str(COUNTED), "-r", str(RATE), "-d", "1000",
        "-i", "127.0.0.1", "-nostdin", "-trace_stat", "-stf", "/dev/stdout", "-fd", "3600",
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    return {"failed": await asyncio.wait_for(process.wait(), COUNTED / RATE + 60)}


def ways(took: list[float]) -> str:
    """How long a call takes to an agent's phone."""
    cuts = statistics.quantiles((1000 * each for each in took), n=100)
    rows = [
        ("INVITE to the agent's INVITE, median, ms", "≤ 5", f"{statistics.median(took) * 1000:.2f}"),
        ("… the 99th of a hundred, ms", "≤ 25", f"{cuts[98]:.2f}"),
    ]
    return markdown((f"{len(took)} calls, {RATE} a second, every event on disk first", "must be", "is"), rows)


def calls(counted: dict[str, Any] | None, ledger: Path) -> str:
    """What became of SIPp's calls, by SIPp and by the ledger."""
    run = read(ledger)
    rows_of = run.events()["kind"].tolist()
    told = subprocess.run(
        [Path(sys.executable).with_name("sim"), "replay", ledger], capture_output=True, text=True, check=False
    )
    said = "SIPp is not here" if counted is None else "none" if counted["failed"] == 0 else "some"
    rows = [
        ("calls that SIPp saw fail", "none", said),
        (
            "answered, of arrived",
            "all",
            f"{rows_of.count(Kind.CALL_ANSWERED):,} of {rows_of.count(Kind.CALL_ARRIVED):,}",
        ),
        ("invariants broken", "none", str(len(check(run)) or "none")),
        ("replayed with the same decisions", "yes", "yes" if told.returncode == 0 else told.stdout.strip()),
    ]
    return markdown((f"{COUNTED:,} calls of SIPp, {RATE} a second, and those above", "must be", "is"), rows)


if __name__ == "__main__":
    main()
