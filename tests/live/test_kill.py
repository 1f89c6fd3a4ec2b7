"""``kill -9`` under load: the ledger is whole to the last acknowledged event, and the centre goes on from it."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from acd.events import AgentState, Kind
from acd.live.users import Users
from bench.phones import Phones
from metrics.check import check
from metrics.ledger import read
from simulator.replay import replay

ROOT = Path(__file__).parents[2]
AGENTS = ("A-01", "A-02", "A-03")


async def started(folder):
    """A centre in a process of its own; its SIP port and its ledger."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.live.centre", str(folder), cwd=ROOT,
        env={**os.environ, "HUAWU_SECRETS": str(folder)},
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    port, _channel, ledger = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().split()
    return process, int(port), Path(ledger)


async def phones_of(port, secrets):
    phones = await Phones.open(("127.0.0.1", port))
    for name, secret in secrets.items():
        assert (await phones.phone(name, secret).register()).code == 200
    return phones


@pytest.mark.asyncio
async def test_killed_in_the_middle_of_calls_it_goes_on(tmp_path):
    users = Users(tmp_path / "users.json")
    secrets = {name: users.add(name) for name in AGENTS}
    process, port, ledger = await started(tmp_path)
    phones = await phones_of(port, secrets)
    callers = await Phones.open(("127.0.0.1", port))
    answers = [await callers.phone(f"1380000{n}").call("95500") for n in range(5)]
    assert [answer.code for answer, _talk in answers] == [200] * 5
    await asyncio.gather(*(asyncio.wait_for(phone.invited.get(), 10) for phone in phones.by_user.values()))
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    told = read(ledger).events()["kind"].tolist()
    assert told.count(Kind.CALL_ARRIVED) == 5
    assert told.count(Kind.CALL_RINGING) == 3
    phones.close()
    callers.close()

    process, port, again = await started(tmp_path)
    assert again == ledger
    phones = await phones_of(port, secrets)
    callers = await Phones.open(("127.0.0.1", port))
    answer, caller = await callers.phone("13900000000").call("95500")
    assert answer.code == 200
    rung = [asyncio.ensure_future(phone.invited.get()) for phone in phones.by_user.values()]
    done, others = await asyncio.wait(rung, timeout=10, return_when=asyncio.FIRST_COMPLETED)
    assert len(done) == 1
    for other in others:
        other.cancel()
    await caller.bye()
    process.stdin.close()
    await process.wait()
    phones.close()
    callers.close()

    whole = read(ledger)
    events = whole.events()
    assert [str(each) for each in check(read(ledger))] == []
    assert events["kind"].tolist().count(Kind.CALL_LOST) == 5
    assert events["kind"][-1] == Kind.RUN_ENDED
    lost = events[events["kind"] == Kind.CALL_LOST]["t"].max()
    free = events[(events["kind"] == Kind.AGENT_STATE) & (events["t"] == lost)]
    assert set(free["a"].tolist()) <= {AgentState.READY, AgentState.NOT_READY, AgentState.WRAP_UP}
    assert replay(read(ledger), ledger.name, ROOT).difference is None
