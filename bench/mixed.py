"""``python -m bench.mixed --minutes 30``: mixed real SIP traffic with faults; nobody is stuck, and the ledger is whole.

Callers who hang up anywhere or vanish; agents' phones that answer, decline, say nothing, hang up, go and come back;
agents who hold, transfer, consult and lose their channel. Every ten seconds nobody is stuck: ringing beyond the limit
and 5 s more, or busy for 30 s without a telephone. ``--write`` puts the result into the page about the live centre.
"""

import argparse
import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from acd.events import Kind
from acd.live.channel.client import AgentClient, LostError
from acd.live.channel.wording import RefusedError
from bench.live.stage import Stage, staged
from bench.machine import machine
from bench.page import ROOT, markdown, write_between
from bench.phones import Phones, Talk
from metrics.check import check
from metrics.ledger import read

PAGE = ROOT / "docs" / "background" / "live.md"
RINGS = 20.0 + 5.0
BUSY = 30.0
LOOK = 10.0
DAY = 86_400
"""The bench's centre has the time of Greenwich."""
A_CALL = 0.4
"""Seconds from one caller to the next, on average: forty agents are busy half of their time."""
FAILS = (TimeoutError, RefusedError, LostError)


class Agent:
    """One agent with a phone and a channel, who does what people do, and what they should not."""

    def __init__(
        self, name: str, secret: str, phones: Phones, stage: Stage, rng: random.Random, did: Counter[str]
    ) -> None:
        self.name = name
        self.did = did
        self._rng = rng
        self._client = AgentClient(f"ws://127.0.0.1:{stage.channel}/agent", name, secret)
        self._phone = phones.by_user[name]
        self._phone.answers = self._rings
        self._busy_alone = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    async def work(self) -> None:
        """Until cancelled."""
        async with self._client:
            while True:
                await asyncio.sleep(self._rng.uniform(0.5, 3))
                with suppress(*FAILS):
                    await self._next()

    async def _next(self) -> None:
        client, rng, state = self._client, self._rng, self._client.view["state"]
        if state == "not_ready" and rng.random() < 0.5:
            await client.ready()
        elif state == "wrap_up":
            await client.wrapped_up()
        elif state == "talking":
            await self._talks(
                rng.choice(["hold", "transfer", "consult", "hang_up", "not_ready", "none", "none", "none"])
            )
        elif state == "holding":
            await self._talks(rng.choice(["retrieve", "complete", "undo", "hang_up"]))
        elif rng.random() < 0.01:
            await self._fault()

    async def _talks(self, what: str) -> None:
        other = f"A-{self._rng.randrange(1, 41):02}"
        more = {"transfer": ["all"], "consult": [other], "not_ready": ["break"]}.get(what, [])
        if what != "none":
            await getattr(self._client, what)(*more)
            self.did[what] += 1

    async def _fault(self) -> None:
        if self._rng.random() < 0.5 and self._client._socket is not None:
            await self._client._socket.close()
            self.did["channel lost"] += 1
        else:
            await self._phone.register(expires=0)
            await asyncio.sleep(self._rng.uniform(1, 5))
            await self._phone.register()
            self.did["phone away"] += 1

    def _rings(self, talk: Talk) -> int | None:
        code = self._rng.choices([200, 486, 603, 480, None], [70, 6, 4, 4, 16])[0]
        self.did[f"rung: {code}"] += 1
        if code == 200:
            self._later(self._ends(talk))
        elif code is None and self._rng.random() < 0.5:
            self._later(self._answers_late(talk))
        return code

    async def _answers_late(self, talk: Talk) -> None:
        await asyncio.sleep(self._rng.uniform(1, 10))
        if talk.call_id in self._phone.talks:
            self._phone.phones.answer(talk)
            self._later(self._ends(talk))

    async def _ends(self, talk: Talk) -> None:
        await asyncio.sleep(self._rng.uniform(1, 25))
        if talk.call_id in self._phone.talks and self._rng.random() < 0.3:
            self.did["phone hangs up"] += 1
            with suppress(TimeoutError):
                await talk.bye()
            self._phone.talks.pop(talk.call_id, None)

    def _later(self, doing: "asyncio.Future[None] | object") -> None:
        task = asyncio.ensure_future(doing)  # type: ignore[arg-type]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def is_stuck(self, now: float) -> str:
        """Why, if so."""
        view = self._client.view
        call = view.get("call") or {}
        if view["state"] == "ringing" and time.time() % DAY - call.get("ringing_since", DAY) > RINGS:
            return f"{self.name} rings since {call['ringing_since']}"
        if view["state"] in ("talking", "holding") and not self._phone.talks:
            self._busy_alone = self._busy_alone or now
            if now - self._busy_alone > BUSY:
                return f"{self.name} is {view['state']} with no telephone since {now - self._busy_alone:.0f} s"
        else:
            self._busy_alone = 0.0
        return ""


async def calls(stage: Stage, rng: random.Random, until: float, did: Counter[str]) -> None:
    """Callers, until then."""
    phones = await Phones.open(("127.0.0.1", stage.port))
    tasks: set[asyncio.Task[None]] = set()

    async def one(number: str) -> None:
        caller = phones.phone(number)
        try:
            answer, talk = await caller.call("95500")
            if answer.code == 200:
                await asyncio.sleep(rng.expovariate(1 / 12))
                fate = rng.random()
                did["caller vanishes" if fate < 0.03 else "caller hangs up"] += 1
                if fate >= 0.03 and not talk.ended.is_set():
                    await talk.bye()
        except TimeoutError:
            did["caller not answered"] += 1
        phones.by_user.pop(number, None)

    n = 0
    while time.monotonic() < until:
        await asyncio.sleep(rng.expovariate(1 / A_CALL))
        n += 1
        task = asyncio.create_task(one(f"139{n:08}"))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    phones.close()


async def measured(folder: Path, minutes: float) -> str:
    """The whole run, as a table."""
    rng, did, stuck = random.Random(1), Counter[str](), []
    async with staged(folder) as stage:
        agents = [Agent(name, secret, stage.phones, stage, rng, did) for name, secret in stage.secrets.items()]
        working = [asyncio.create_task(agent.work()) for agent in agents]
        await asyncio.sleep(5)
        until, memory = time.monotonic() + 60 * minutes, [stage.memory()]
        calling = asyncio.create_task(calls(stage, rng, until, did))
        while not calling.done():
            await asyncio.wait([calling], timeout=LOOK)
            stuck += [why for agent in agents if (why := agent.is_stuck(time.monotonic()))]
            memory.append(stage.memory())
            print(f"{memory[-1]:.0f} MB, {did.total()} doings, stuck: {stuck[-1:] or 'nobody'}", file=sys.stderr)
        await asyncio.sleep(60)  # vanished callers are found out
        stuck += [why for agent in agents if (why := agent.is_stuck(time.monotonic()))]
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
    return f"Measured on {machine()}.\n\n{told(stage, minutes, did, stuck, memory)}"


def told(stage: Stage, minutes: float, did: Counter[str], stuck: list[str], memory: list[float]) -> str:
    """What came of it."""
    kinds = Counter(Kind(kind).type for kind in read(stage.ledger).events()["kind"])
    command = [Path(sys.executable).with_name("sim"), "replay", stage.ledger]
    replayed = subprocess.run(command, capture_output=True, text=True, check=False)
    tenth = max(1, len(memory) // 10)
    rows = [
        ("agents stuck", "none", "; ".join(stuck[:3]) or "none"),
        (
            "calls · answered · abandoned · lost",
            "",
            " · ".join(f"{kinds[f'call.{k}']:,}" for k in ("arrived", "answered", "abandoned", "lost")),
        ),
        (
            "holds · transfers · consultations",
            "",
            " · ".join(f"{kinds[f'call.{k}']:,}" for k in ("held", "transferred", "consulted")),
        ),
        (
            "rings not answered · phones away · channels lost",
            "",
            f"{kinds['call.unanswered']:,} · {did['phone away']} · {did['channel lost']}",
        ),
        ("invariants broken", "none", str(len(check(read(stage.ledger))) or "none")),
        ("replayed with the same decisions", "yes", "yes" if replayed.returncode == 0 else replayed.stdout[:200]),
        (
            "the centre's memory, first and last tenth of the time, MB",
            "",
            f"{sum(memory[1 : tenth + 1]) / tenth:.0f} · {sum(memory[-tenth:]) / tenth:.0f}",
        ),
    ]
    return markdown((f"{minutes:g} minutes of mixed traffic, 40 agents", "must be", "is"), rows)


def main() -> None:
    """Measure, print, and with ``--write`` write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=30.0)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    with TemporaryDirectory() as folder:
        report = asyncio.run(measured(Path(folder), given.minutes))
    print(report)
    if given.write:
        write_between(PAGE, "mixed", report)


if __name__ == "__main__":
    main()
