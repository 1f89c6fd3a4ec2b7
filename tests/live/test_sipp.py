"""Callers of somebody else's make: SIPp's, to a centre in a process of its own."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from acd.events import Kind
from acd.live.users import Users
from bench.phones import Phones
from metrics.check import check
from metrics.ledger import read
from simulator.replay import replay

ROOT = Path(__file__).parents[2]
CALLS = 40


@pytest.mark.sipp
@pytest.mark.asyncio
async def test_calls_of_sipp_are_all_served(tmp_path):
    users = Users(tmp_path / "users.json")
    secrets = {f"A-{n:02}": users.add(f"A-{n:02}") for n in range(1, 41)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.live.centre", str(tmp_path), cwd=ROOT,
        env={**os.environ, "HUAWU_SECRETS": str(tmp_path)},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    port, _channel, ledger = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().split()
    phones = await Phones.open(("127.0.0.1", int(port)))
    for name, secret in secrets.items():
        assert (await phones.phone(name, secret).register()).code == 200
    sipp = await asyncio.create_subprocess_exec(
        "sipp", "-sn", "uac", f"127.0.0.1:{port}", "-s", "95500", "-m", str(CALLS), "-r", "20", "-d", "500",
        "-i", "127.0.0.1", "-nostdin", stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await asyncio.wait_for(sipp.wait(), 60) == 0
    process.stdin.close()
    await process.wait()
    phones.close()
    kinds = read(ledger).events()["kind"].tolist()
    assert kinds.count(Kind.CALL_ANSWERED) == CALLS
    assert [str(each) for each in check(read(ledger))] == []
    assert replay(read(ledger), "live", ROOT).difference is None
