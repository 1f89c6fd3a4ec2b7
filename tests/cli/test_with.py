"""``sim run --with``: a modeller's own processes, and what is said where they cannot be found or go wrong."""

import json
from pathlib import Path

import pytest
from small_day import Run, files

from metrics.ledger import read

PROCESSES = """\
def leaves(floor):
    yield floor.at("08:30")
    for agent in floor.teams["A"]:
        agent.sign_out()


def nobody(floor):
    yield floor.at("09:00")
    floor.agents["A-99"].ready()


def half(floor):
    yield floor.env.timeout(0.5)


def number(floor):
    yield 5


def divides(floor):
    yield floor.wait("1h")
    return 1 / 0


def deeper(floor):
    def inner():
        yield floor.wait(1)
        floor.agents["A-01"].not_ready("fishing")
    yield floor.env.process(inner())


def late(floor):
    yield floor.at("09:00")
    yield floor.at("08:59")


def soon(floor):
    yield floor.wait("soon")


def noon(floor):
    yield floor.at("noon")


def still(floor):
    yield floor.wait(1)
    floor.agents["A-01"].pace = 0


def at_once(floor):
    raise LookupError("no plan")


def unknown_call(floor):
    yield floor.wait(1)
    floor.call("bil")


def two(floor, day):
    yield floor.wait(1)


not_one = 3
"""

WRONG = [
    ("nobody", 9, "floor.agents has no 'A-99'; there is 'A-0"),
    ("half", 13, "timeout(0.5): env counts whole microseconds; say floor.wait(0.5) for seconds"),
    ("number", None, 'Invalid yield value "5"'),
    ("divides", 22, "ZeroDivisionError: division by zero"),
    ("deeper", 28, "'fishing' is no reason of this scenario (not_ready.reasons); known: no_answer, shift_end"),
    ("late", 34, "floor.at('08:59'): it is 09:00:00 already"),
    ("soon", 38, "'soon': a duration is 20s, 3min"),
    ("noon", 42, "floor.at('noon'): a time of day is written"),
    ("still", 47, "pace 0: a number from 0.01 to 100 is meant"),
    ("at_once", 51, "LookupError: no plan"),
    ("unknown_call", 56, "floor.call has no 'bil'; there is 'bill', for instance"),
]

REFUSED = [
    ("leaves", "--with leaves: say module:function, such as my_floor:fire_drill"),
    ("nosuch:leaves", "--with: there is no nosuch.py and no module nosuch on the Python path"),
    ("guests:nosuch", "--with: guests has no function nosuch"),
    ("guests:not_one", "--with: guests has no function not_one"),
    ("guests:two", "--with guests:two: a process takes one argument, the floor"),
    ("unfinished:rule", "{folder}/unfinished.py:2: invalid syntax"),
]


@pytest.fixture(autouse=True)
def _guests(folder: Path) -> None:
    (folder / "guests.py").write_text(PROCESSES, "utf-8")
    (folder / "unfinished.py").write_text("\ndef rule(:\n", "utf-8")


def test_what_guests_do_is_in_figures_and_ledger(quick: Run, run: Run, folder: Path) -> None:
    told = quick("--with", "guests:leaves", "--ledger", "day.jsonl")
    assert (told.status, told.err.splitlines()[0]) == (0, "running on SimPy's clock, as leaves runs beside the rules")
    results = json.loads((folder / "out/results.json").read_text("utf-8"))
    assert results["engine"] == "simpy"
    assert " with leaves " in results["policy"] == read(folder / "day.jsonl").header.policy
    assert results["groups"]["billing"]["answered"]["mean"] < results["groups"]["billing"]["offered"]["mean"] / 2
    assert run("metrics", "check", "day.jsonl").status == 0
    quick("--json", "without.json")
    without = json.loads((folder / "without.json").read_text("utf-8"))
    assert results["centre"]["offered"] == without["centre"]["offered"]  # the same callers
    assert without["groups"]["billing"]["answered"]["mean"] > without["groups"]["billing"]["offered"]["mean"] * 0.8


def test_two_processes_are_as_one(quick: Run, folder: Path) -> None:
    quick("--with", "guests:leaves", "--workers", 1, "--json", "one.json")
    quick("--with", "guests:leaves", "--workers", 2, "--json", "two.json")
    assert (folder / "one.json").read_text("utf-8") == (folder / "two.json").read_text("utf-8")


@pytest.mark.parametrize(("name", "message"), REFUSED)
def test_what_cannot_be_found_is_said(quick: Run, folder: Path, name: str, message: str) -> None:
    said = quick("--with", name)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {message.format(folder=folder)}")
    assert len(said.err.splitlines()) == 1
    assert "out" not in files(folder)


@pytest.mark.parametrize(("name", "line", "message"), WRONG)
def test_what_goes_wrong_is_said_with_its_line(
    quick: Run, folder: Path, name: str, line: int | None, message: str
) -> None:
    said = quick("--with", f"guests:{name}", "--engine", "simpy")
    place = "" if line is None else f"{folder}/guests.py:{line}: "
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {place}")
    assert message in said.err
    assert len(said.err.splitlines()) == 1
    assert "out" not in files(folder)


def test_it_is_the_guest_and_not_the_policy(quick: Run, folder: Path) -> None:
    (folder / "rules.py").write_text(
        "from acd.policies import choose_agent\n"
        "def first(centre, now, call): return choose_agent(centre, now, call)\n"
        "def lost(centre, now, call): return [][now]\n",
        "utf-8",
    )
    policy = ("--set", "groups.billing.choose_agent=rules:first")
    assert "guests.py:34: late: floor.at" in quick("--with", "guests:late", *policy).err
    policy = ("--set", "groups.billing.choose_agent=rules:lost")
    assert "rules.py:3: lost cannot be run: IndexError" in quick("--with", "guests:late", *policy).err


@pytest.mark.parametrize("engine", ["compiled", "loop"])
def test_an_engine_without_simpy_is_refused(quick: Run, engine: str) -> None:
    said = quick("--with", "guests:leaves", "--engine", engine)
    assert (said.status, said.out) == (2, "")
    assert said.err.splitlines() == [
        f"error: --with leaves: processes run on SimPy's clock only; leave out --engine {engine}"
    ]
