"""What is run, rung and notified when a call rings, is answered and ends; never by a shell."""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from ends_acted import CALL, NOW, WELCOME
from screen_acted import SETTINGS, other, screen

from softphone.desk import Desk, Happening, facts, hear_centre
from softphone.desk.folding import What
from softphone.hooks import Hooks

NOTE = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(repr(sys.argv[2:]))"


def happening(what: What = "offer", caller: str = "138****0001") -> Happening:
    desk = Desk()
    call = CALL | {"caller": caller}
    view = {"agent": "A-01", "state": "ringing", "since": NOW, "call": call}
    hear_centre(desk, {"welcome": WELCOME | {"view": view}}, 0.0)
    return Happening(what, facts(desk))


@pytest.mark.asyncio
async def test_a_program_is_run_with_the_calls_fields(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = (sys.executable, "-c", NOTE, str(out), "{caller}", "type={call_type}", "; touch {group}")
    hooks = Hooks(replace(SETTINGS, on_offer=command), print, lambda _words: None)
    hooks.happened(happening())
    await hooks.finished()
    assert out.read_text() == "['138****0001', 'type=bill_enquiry', '; touch billing']"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("no-such-program",), "no-such-program cannot be run"),
        ((sys.executable, "-c", "exit(3)"), "ended with status 3"),
    ],
)
async def test_a_program_that_fails_is_told_and_harms_nothing(command: tuple[str, ...], said: str) -> None:
    told: list[str] = []
    hooks = Hooks(replace(SETTINGS, on_end=command), told.append, lambda _words: None)
    hooks.happened(happening("end"))
    await hooks.finished()
    assert len(told) == 1
    assert said in told[0]


@pytest.mark.asyncio
@pytest.mark.parametrize(("notify", "begins"), [("osc777", "\x1b]777;notify;"), ("osc9", "\x1b]9;"), ("off", "")])
async def test_a_ring_rings_and_is_notified_without_anything_raw(notify: str, begins: str) -> None:
    written: list[str] = []
    hooks = Hooks(replace(SETTINGS, bell=True, notify=notify), print, written.append)
    hooks.happened(happening("offer", "\x1b\\\x07;evil;" + "9" * 10_000))
    assert written[0] == "\a"
    notification = "".join(written[1:])
    assert notification.startswith(begins)
    inner = notification.removeprefix("\x1b").removesuffix("\x1b\\")
    assert inner.isprintable()
    assert inner.count(";") <= 3


@pytest.mark.asyncio
async def test_the_screen_runs_each_hook_once_a_call(tmp_path: Path) -> None:
    add = "import sys, pathlib; pathlib.Path(sys.argv[1]).open('a').write(sys.argv[2] + '\\n')"
    out = tmp_path / "out"
    hooks = {
        f"on_{what}": (sys.executable, "-c", add, str(out), f"{what} {{call}}") for what in ("offer", "answer", "end")
    }
    async with screen("ready", other(**hooks)) as desk:
        for state in ("ringing", "talking", "holding", "talking", "wrap_up"):
            await desk.act(state)
            await desk.app._hooks.finished()
            await asyncio.sleep(0)
    assert out.read_text().split("\n") == ["offer 17", "answer 17", "end 17", ""]
