"""A centre in a process of its own, its forty agents' phones registered and answering: what measurements stand on."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from acd.live.users import Users
from bench.page import ROOT
from bench.phones import Phone, Phones

AGENTS = [f"A-{n:02}" for n in range(1, 41)]
TALK = 1.0


@dataclass
class Stage:
    """``log`` is what the centre says to standard error; ``failed`` are callers who were not answered."""

    port: int
    channel: int
    ledger: Path
    process: int
    log: Path
    secrets: dict[str, str]
    phones: Phones
    arrived: dict[str, float] = field(default_factory=dict)
    failed: int = 0
    _called: int = 0

    async def timed(self, calls: int, rate: float) -> list[float]:
        """Seconds from a caller's INVITE to the agent's, for each call that was answered."""
        callers = await Phones.open(("127.0.0.1", self.port))
        sent: dict[str, float] = {}

        async def one(number: str) -> None:
            caller: Phone = callers.phone(number)
            sent[number] = time.perf_counter()
            answer, talk = await caller.call("95500")
            if answer.code != 200:
                self.failed += 1
                return
            await asyncio.sleep(TALK)
            await talk.bye()

        tasks, began = [], time.perf_counter()
        for n in range(calls):
            await asyncio.sleep(max(0.0, began + n / rate - time.perf_counter()))
            self._called += 1
            tasks.append(asyncio.create_task(one(f"138{self._called:08}")))
        await asyncio.gather(*tasks)
        callers.close()
        return [self.arrived[number] - sent[number] for number in sent if number in self.arrived]

    def memory(self) -> float:
        """MB that the centre's process holds now."""
        status = Path(f"/proc/{self.process}/status").read_text("ascii")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[Stage]:
    """A centre with everybody signed in; its ledger is whole afterwards."""
    users = Users(folder / "users.json")
    secrets = {name: users.add(name) for name in AGENTS}
    log = folder / "log"
    with log.open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.live.centre", str(folder), cwd=ROOT,
            env={**os.environ, "HUAWU_SECRETS": str(folder)},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=said,
        )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    port, channel, ledger = (await process.stdout.readline()).decode().split()
    phones = await Phones.open(("127.0.0.1", int(port)))
    stage = Stage(int(port), int(channel), Path(ledger), process.pid, log, secrets, phones)
    for name, secret in secrets.items():
        phone = phones.phone(name, secret)
        phone.answers = lambda talk: stage.arrived.setdefault(_number(talk.invite["from"]), time.perf_counter()) and 200
        assert (await phone.register()).code == 200
    try:
        yield stage
    finally:
        process.stdin.close()
        await process.wait()
        phones.close()


def _number(sender: str) -> str:
    return sender.partition("sip:")[2].partition("@")[0]
