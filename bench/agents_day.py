"""``python -m bench.agents_day``: an agent's day at the softphone, as a person would spend it, in a terminal.

The centre is ``acd serve``, the callers and the customer are SIPp's, the keys go through tmux, the sound is a tone.
What the screen showed on the way and what the ledger says in the end is printed; ``--write`` puts it into its page.
Ends at the first screen that does not show what it should.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from acd.live.users import Users
from bench.page import ROOT, markdown, write_between
from metrics.definitions import PEOPLE, Unit
from metrics.ledger import read
from metrics.report import document

PAGE: Final = ROOT / "docs" / "background" / "agents_day.md"
SCENARIO: Final = ROOT / "scenarios" / "live_desk.yaml"
AGENT: Final = "A-01"
PATIENCE: Final = 20.0
SESSION: Final = "huawu-day"
SIZE: Final = ("-x", "80", "-y", "24")
BIN: Final = Path(sys.executable).parent


class Terminal:
    """One tmux server of our own; ``shots`` are the screens kept, with what they show."""

    def __init__(self, folder: Path) -> None:
        self._tmux = ("tmux", "-S", str(folder / "tmux"))
        self.shots: list[tuple[str, str]] = []

    def open(self, *command: str) -> None:
        subprocess.run([*self._tmux, "new-session", "-d", "-s", SESSION, *SIZE, *command], check=True)

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False)

    def press(self, *keys: str) -> None:
        for key in keys:
            subprocess.run([*self._tmux, "send-keys", "-t", SESSION, key], check=True)
            time.sleep(0.3)  # as fast as a person

    def write(self, words: str) -> None:
        subprocess.run([*self._tmux, "send-keys", "-t", SESSION, "-l", words], check=True)
        time.sleep(0.3)

    def screen(self) -> str:
        shown = subprocess.run([*self._tmux, "capture-pane", "-t", SESSION, "-p"], check=True, capture_output=True)
        return shown.stdout.decode()

    def until(self, *words: str) -> None:
        """Wait until the screen shows all of these."""
        deadline = time.monotonic() + PATIENCE
        while not all(word in self.screen() for word in words):
            if time.monotonic() > deadline:
                sys.exit(f"the screen never showed {words}:\n{self.screen()}")
            time.sleep(0.1)

    def keep(self, title: str, *words: str) -> None:
        """The screen as soon as it shows these."""
        self.until(*words)
        self.shots.append((title, "\n".join(line.rstrip() for line in self.screen().rstrip().splitlines())))


class Sipp:
    """Callers one by one, and a customer who can be called."""

    def __init__(self, centre: int) -> None:
        self._centre = centre
        self.customer = _free()
        self._uas = self._run("-sn", "uas", "-p", str(self.customer))

    def calls(self, seconds: float) -> "subprocess.Popen[bytes]":
        """Somebody calls, talks for so long from the answer on, and hangs up."""
        said = ("-sn", "uac", f"127.0.0.1:{self._centre}", "-s", "95501", "-m", "1", "-d", f"{seconds * 1000:.0f}")
        return self._run(*said, "-p", str(_free()))

    def close(self) -> None:
        self._uas.terminate()
        self._uas.wait()

    def _run(self, *given: str) -> "subprocess.Popen[bytes]":
        silent = subprocess.DEVNULL
        return subprocess.Popen(["sipp", *given, "-i", "127.0.0.1", "-nostdin"], stdout=silent, stderr=silent)


def spend(terminal: Terminal, sipp: Sipp, secret: str, sip: int, channel: int) -> None:
    """The day: two callers, a break while the second one waits, a call to a customer."""
    terminal.until("签入")
    for line in (f"ws://127.0.0.1:{channel}/agent", f"127.0.0.1:{sip}", AGENT, secret, "12", ""):
        terminal.write(line) if line else None
        terminal.press("Enter")
    terminal.keep("签入, 就绪", " 就绪 ", "电话 正常")
    first = sipp.calls(9)
    terminal.keep("振铃", " 振铃 ", "已等")
    terminal.press("F4")
    terminal.keep("通话", " 通话 ", "录音中")
    terminal.press("F5")
    terminal.keep("持线", " 持线 ")
    time.sleep(2)
    terminal.press("F5")
    terminal.until(" 通话 ")
    first.wait()
    terminal.until(" 话后 ")
    terminal.press("F9", "1", "1")
    terminal.keep("话后, 小结", " 话后 ", "账单/查询")
    terminal.press("F12")
    terminal.until(" 就绪 ")
    terminal.press("F3", "1")
    terminal.until(" 未就绪 ", "小休")
    second = sipp.calls(4)
    terminal.keep("未就绪, 有人排队", " 未就绪 ", "小休", "billing            1")
    terminal.press("F2")
    terminal.until(" 振铃 ")
    terminal.press("F4")
    terminal.until(" 通话 ")
    second.wait()
    terminal.until(" 话后 ")
    terminal.press("F9", "4", "F12")
    terminal.until(" 就绪 ")
    terminal.press("C-n")
    terminal.write("13912345678")
    terminal.press("Enter", "1")
    terminal.keep("外呼", "被叫", "139****78", "回访")
    terminal.until(" 通话 ", "通话      00:0")
    time.sleep(4)
    terminal.press("F10")
    terminal.until(" 话后 ", "还没有保存结果")
    terminal.press("C-x", "1")
    terminal.keep("外呼结果", " 话后 ", "访问成功")
    terminal.press("F12")
    terminal.until(" 就绪 ")
    terminal.press("C-o", "1")
    terminal.keep("签出", " 签出 ")


@contextmanager
def served(folder: Path, customer: int, sip: int, channel: int) -> Iterator[Path]:
    """``acd serve`` on these ports; its ledger, whole afterwards."""
    changes = {
        "listen.sip": sip, "listen.channel": channel, "trunks.carrier.port": customer, "calendar": "{}",
        "recording.folder": folder / "recordings",
    }  # fmt: skip
    command = [str(BIN / "acd"), "serve", str(SCENARIO), "--ledgers", str(folder / "ledgers")]
    command += [part for name, value in changes.items() for part in ("--set", f"{name}={value}")]
    with (folder / "serve.log").open("wb") as log:
        centre = subprocess.Popen(command, env=_environment(folder), stdout=log, stderr=log)
    deadline = time.monotonic() + 60
    while "takes calls" not in (folder / "serve.log").read_text("utf-8") and time.monotonic() < deadline:
        time.sleep(0.2)
    try:
        yield next((folder / "ledgers").glob("*.db"))
    finally:
        centre.send_signal(signal.SIGTERM)
        centre.wait()


def told(folder: Path, ledger: Path) -> str:
    """What the commands say of the ledger."""
    parts = []
    asked = (
        ("metrics", "recordings", ledger.name), ("metrics", "check", ledger.name), ("sim", "replay", ledger.name),
    )  # fmt: skip
    for command, *given in asked:
        said = subprocess.run(
            [str(BIN / command), *given], cwd=ledger.parent, env=_environment(folder) | {"COLUMNS": "100"},
            capture_output=True, check=True,
        )  # fmt: skip
        parts.append(f"$ {command} {' '.join(given)}\n{said.stdout.decode().rstrip()}")
    return "\n\n".join(parts)


def own_figures(ledger: Path) -> str:
    """The agent's own, by the one definition of each."""
    own = document(read(ledger))["agents"][AGENT]
    rows = [(f"{PEOPLE[name].chinese}, `{name}`", _value(name, own[name])) for name in _FIGURES]
    return markdown((AGENT, "today"), rows)


def _value(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    unit = PEOPLE[name].unit
    return f"{value:.1%}" if unit is Unit.SHARE else f"{value:.1f} s" if unit is Unit.SECONDS else f"{value:g}"


def day(folder: Path) -> str:
    """The page's part: screens and figures."""
    secret = Users(folder / "users.json").add(AGENT)
    sip, channel = _free(), _free()
    sipp, terminal = Sipp(sip), Terminal(folder)
    try:
        with served(folder, sipp.customer, sip, channel) as ledger:
            own = [f"{name}={value}" for name, value in _environment(folder).items() if name in _OWN]
            terminal.open("env", *own, str(BIN / "softphone"), "--language", "zh")
            spend(terminal, sipp, secret, sip, channel)
        figures = told(folder, ledger)
    finally:
        terminal.close()
        sipp.close()
        _end_phone(sip)
    screens = "\n\n".join(f"**{title}**\n\n```\n{shown}\n```" for title, shown in terminal.shots)
    return f"{screens}\n\nWhat the ledger says of it:\n\n{own_figures(ledger)}\n\n```console\n{figures}\n```"


_FIGURES: Final = (
    "offered", "answered", "answer_rate", "mean_response", "mean_talk", "holds", "mean_hold_each", "mean_wrap_up",
    "aht", "not_ready", "outbound_dialled", "outbound_connected", "mean_outbound_talk", "outbound_interviewed",
    "work_efficiency", "on_post_occupancy",
)  # fmt: skip
_OWN: Final = ("HOME", "HUAWU_SECRETS", "LC_ALL", "PYTHONPATH")


def _environment(folder: Path) -> dict[str, str]:
    """Settings and secrets of nobody who works here."""
    return os.environ | {
        "HOME": str(folder),
        "HUAWU_SECRETS": str(folder),
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


def _end_phone(sip: int) -> None:
    """The phone outlives its screen: whichever serves this port is asked to end until there is none."""
    ours = ["pgrep", "-f", f"softphone phone --server 127.0.0.1:{sip} "]
    deadline = time.monotonic() + PATIENCE
    while (
        found := subprocess.run(ours, check=False, capture_output=True).stdout.split()
    ) and time.monotonic() < deadline:
        for process in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(process), signal.SIGTERM)
        time.sleep(0.5)


def _free() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Spend the day, print it, and with ``--write`` write it."""
    if absent := [name for name in ("tmux", "sipp") if shutil.which(name) is None]:
        sys.exit(f"not installed: {', '.join(absent)}")
    with TemporaryDirectory() as folder:
        report = day(Path(folder))
    print(report)
    if "--write" in sys.argv[1:]:
        write_between(PAGE, "day", report)


if __name__ == "__main__":
    main()
