"""``python -m bench.live``: a call's way to an agent's phone, and calls at twenty a second, none lost.

Callers and phones are ours (:mod:`bench.phones`) where times are taken, SIPp's where calls are counted; the centre runs
in a process of its own, with its ledger on disk. ``--write`` puts the tables into the page about the live centre.
"""

import asyncio
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from acd.events import Kind
from bench.live.stage import staged
from bench.machine import machine
from bench.page import ROOT, markdown, write_between
from metrics.check import check
from metrics.ledger import read

PAGE = ROOT / "docs" / "background" / "live.md"
TIMED = 400
RATE = 20
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
    async with staged(folder) as stage:
        took = await stage.timed(TIMED, RATE)
        counted = await sipp(stage.port) if shutil.which("sipp") else None
    return "\n\n".join([f"Measured on {machine()}.", ways(took), calls(counted, stage.ledger)])


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
