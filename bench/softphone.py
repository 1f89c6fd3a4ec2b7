"""From a key to the screen: how long the softphone takes with a call up, levels and queues coming in.

``python -m bench.softphone`` presses each kind of key some hundred times in a process without a terminal and takes the
time until the bytes of the changed screen are handed to the driver. The ends are acted and answer at once.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from os import environ
from pathlib import Path
from typing import Any, ClassVar

from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key
from textual.pilot import Pilot

TIMES = 200
KEYS = {
    "a key that acts (hold)": ("f5",),
    "a key that cannot be used": ("f12", "f4"),
    "a sheet opens and goes": ("f7", "escape"),
    "a letter in the search": ("a", "backspace"),
}
"""Of a kind, pressed in turn; a sheet is open where letters are written."""


class Terminal(HeadlessDriver):
    """Takes what is drawn for a terminal, bytes and all, and notes when."""

    shown: ClassVar[asyncio.Event]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        data.encode()
        self.shown.set()


@asynccontextmanager
async def talking_agent() -> AsyncIterator[Any]:
    """The screen on such a terminal, with a call up."""
    from screen_acted import acted

    desk = acted()
    desk.app.driver_class = Terminal
    Terminal.shown = asyncio.Event()
    running = asyncio.create_task(desk.app.run_async(size=(80, 24), mouse=False))
    while not desk.centre.running.is_set():
        await asyncio.sleep(0.01)
    desk.pilot = Pilot(desk.app)
    await desk.settled()
    await desk.act("talking")
    yield desk
    desk.app.exit()
    await running


async def measure(name: str) -> list[float]:
    """Milliseconds from each key to the screen."""
    took = []
    async with talking_agent() as desk:
        _obey(desk)
        noise = asyncio.create_task(_noise(desk))
        if "letter" in name:
            await desk.press("f7")
        for turn in range(TIMES):
            key = KEYS[name][turn % len(KEYS[name])]
            await desk.taken()
            Terminal.shown.clear()
            start = time.perf_counter()
            desk.app._driver.send_message(Key(key, key if len(key) == 1 else None))
            await asyncio.wait_for(Terminal.shown.wait(), 5)
            took.append(1000 * (time.perf_counter() - start))
        noise.cancel()
        with suppress(asyncio.CancelledError):
            await noise
    return took


def _obey(desk: Any) -> None:
    """The centre holds and retrieves as it is asked to, before it answers."""
    from ends_acted import holding, talking

    ask = desk.centre.ask

    async def asked(do: str, given: dict[str, Any]) -> dict[str, Any]:
        if do in ("hold", "retrieve"):
            (holding if do == "hold" else talking)(desk.centre, desk.phone)
        return dict(await ask(do, given))

    desk.centre.ask = asked


async def _noise(desk: Any) -> None:
    """What comes in while one talks: levels ten times a second, queues and own figures once."""
    from ends_acted import OWN, QUEUES

    for turn in range(10**6):
        desk.phone.hear({"levels": {"in": turn % 7 / 7, "out": 0.2}})
        if turn % 10 == 0:
            desk.centre.hear({"queues": QUEUES})
            desk.centre.hear({"own": OWN})
        await asyncio.sleep(0.1)


def main() -> None:
    """A table of milliseconds."""
    root = Path(__file__).parents[1]
    sys.path[:0] = [str(root / "tests/softphone")]
    with tempfile.TemporaryDirectory() as folder:
        environ["HUAWU_CONFIG"] = environ["HUAWU_STATE"] = folder
        print(f"{'key to screen, ms':30} {'p50':>6} {'p95':>6} {'max':>6}")
        for name in KEYS:
            took = sorted(asyncio.run(measure(name)))
            p95 = took[int(0.95 * len(took))]
            print(f"{name:30} {statistics.median(took):6.1f} {p95:6.1f} {took[-1]:6.1f}")


if __name__ == "__main__":
    main()
