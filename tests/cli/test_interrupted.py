"""Ctrl-C keeps the days that are done; before the first of them it leaves nothing. The policy presses it, on time."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from small_day import Run, files

PRESSES = """\
import os, pathlib, signal
from acd.policies import choose_agent
done, last = 0, 0


def rule(centre, now, call):
    global done, last
    done, last = done + (now < last), now
    if done == {days} and not os.path.exists("pressed"):
        pathlib.Path("pressed").touch()
        {press}
    return choose_agent(centre, now, call)
"""
HERE = "os.kill(os.getpid(), signal.SIGINT)"
PARENT = "os.kill(os.getppid(), signal.SIGINT)"
EVERYBODY = "os.killpg(0, signal.SIGINT)"
"""As a terminal does."""

OWN = ("--set", "groups.billing.choose_agent=presses:rule", "--engine", "loop")
WRITTEN = {"out", "out/results.json", "out/report.html", "out/ledger.db"}


@pytest.fixture(autouse=True)
def _ctrl_c_is_heard() -> None:
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def presses(folder: Path, days: int, press: str) -> None:
    (folder / "presses.py").write_text(PRESSES.format(days=days, press=press), "utf-8")


def made(folder: Path) -> set[str]:
    return files(folder) - {"small.yaml", "presses.py", "pressed"}


def test_the_days_that_are_done_are_kept(quick: Run, folder: Path) -> None:
    presses(folder, 2, HERE)
    said = quick(*OWN, "--replications", 9)
    assert said.status == 130
    assert made(folder) == WRITTEN
    assert json.loads((folder / "out/results.json").read_text("utf-8"))["replications"] == 2
    stopped = "The run was stopped early: everything here rests on the 2 days that were done."
    assert stopped in said.out.replace("\n", " ")
    assert stopped in (folder / "out/report.html").read_text("utf-8")
    assert said.err == "report and results: out\n"


def test_it_is_said_where_no_report_is_shown(quick: Run, folder: Path) -> None:
    presses(folder, 1, HERE)
    said = quick(*OWN, "--json", "-", "--until", "1%")
    assert said.status == 130
    assert json.loads(said.out)["replications"] == 1
    assert said.err.startswith("The run was stopped early: everything here rests on the 1 days")


def test_it_comes_while_others_simulate(quick: Run, folder: Path) -> None:
    presses(folder, 2, PARENT)
    said = quick(*OWN, "--replications", 40, "--workers", 2)
    assert said.status == 130
    assert made(folder) == WRITTEN
    assert 1 <= json.loads((folder / "out/results.json").read_text("utf-8"))["replications"] < 40


def test_before_the_first_day_nothing_is_written(quick: Run, folder: Path) -> None:
    presses(folder, 0, HERE)
    said = quick(*OWN)
    assert (said.status, said.out, said.err) == (130, "", "")
    assert made(folder) == set()


def test_a_search_for_what_would_help_is_given_up(run: Run, folder: Path) -> None:
    presses(folder, 3, HERE)
    words = ("--replications", 2, "--workers", 1, "--set", "agents[team=A].count=1")
    said = run("sim", "run", "small.yaml", "--out", "out", *OWN, *words)
    assert said.status == 130
    assert made(folder) == WRITTEN
    assert json.loads((folder / "out/results.json").read_text("utf-8"))["replications"] == 2
    assert "stopped early" not in said.out
    assert said.err == "the search for what would help was stopped\nreport and results: out\n"


def test_a_terminal_interrupts_every_process_and_only_one_speaks(folder: Path) -> None:
    presses(folder, 2, EVERYBODY)
    command = [sys.executable, "-c", "from simulator.cli import main; main()", "run", "small.yaml", *OWN]
    done = subprocess.run(
        [*command, "--replications", "40", "--workers", "2", "--no-remedy", "--out", "out"],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
    )
    assert (done.returncode, done.stderr) == (130, "report and results: out\n")
    assert made(folder) == WRITTEN
