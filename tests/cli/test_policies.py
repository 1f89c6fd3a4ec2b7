"""A user's own policy that is not there, does not compile or errs: said with its name, on every engine."""

from pathlib import Path

import pytest
from small_day import Run, files

RULES = """\
from acd.policies import choose_agent


def few(centre, now): return 0
def unready(centre, now, call): return 0
def at_ten(centre, now, call):
    if now > 33000000000:
        raise ValueError("no idea")
    return choose_agent(centre, now, call)
def looks_up(centre, now, call):
    known = {}
    known["agent"] = [choose_agent(centre, now, call)]
    return known["agent"].pop()
def beyond(centre, now, call): return centre.agents[99_999].since
def past(centre, now, agent): return centre.queues[99_999].head
def any_call(centre, now, agent): return 0
def divides(centre, now, agent): return 1 // (agent - agent)
"""

REFUSED = [
    ("nosuch:rule", "choose_agent: there is no nosuch.py and no module nosuch on the Python path"),
    ("rules:nosuch", "choose_agent: rules has no function nosuch"),
    ("rules:few", "choose_agent: rules:few takes other arguments than (centre, now, call)"),
    ("unfinished:rule", "{folder}/unfinished.py:2: invalid syntax"),
    ("lost:rule", "choose_agent: lost imports nosuchmodule, which is not there"),
    ("raising:rule", "choose_agent: raising cannot be imported: ZeroDivisionError("),
]


@pytest.fixture(autouse=True)
def _rules(folder: Path) -> None:
    (folder / "rules.py").write_text(RULES, "utf-8")
    (folder / "unfinished.py").write_text("\ndef rule(:\n", "utf-8")
    (folder / "lost.py").write_text("import nosuchmodule\n", "utf-8")
    (folder / "raising.py").write_text("1 / 0\n", "utf-8")


@pytest.mark.parametrize(("policy", "message"), REFUSED)
def test_a_policy_that_cannot_be_used(quick: Run, run: Run, folder: Path, policy: str, message: str) -> None:
    message = message.format(folder=folder)
    said = quick("--set", f"groups.billing.choose_agent={policy}")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {message}")
    assert len(said.err.splitlines()) == 1
    assert "out" not in files(folder)
    scenario = (folder / "small.yaml").read_text("utf-8").replace("general: {}", f"general: {{choose_agent: {policy}}}")
    (folder / "small.yaml").write_text(scenario, "utf-8")
    assert run("sim", "check", "small.yaml").err.startswith(message)


def test_a_policy_that_does_not_compile_runs_on_the_loop_and_says_so_once(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.study.TRIED_DAYS", 1)
    common = ("sim", "run", "small.yaml", "--out", "out", "--replications", 1, "--set", "agents[team=A].count=1")
    own = (*common, "--set", "groups.billing.choose_agent=rules:looks_up")
    said = run(*own)
    assert said.status == 0
    assert "sim run small.yaml" in said.out  # a remedy was tried, and that on the loop as well
    compiles_not, told = said.err.splitlines()
    assert compiles_not.startswith(f"{folder}/rules.py:12: looks_up does not compile: ")
    assert compiles_not.endswith("; running on the plain loop instead")
    assert told == "report and results: out"
    assert run(*own, "--no-remedy", "--quiet").err == ""


def test_a_policy_that_does_not_compile_is_refused_where_the_compiled_engine_is_asked_for(
    quick: Run, folder: Path
) -> None:
    said = quick("--set", "groups.billing.choose_agent=rules:looks_up", "--engine", "compiled")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {folder}/rules.py:12: looks_up does not compile: ")
    assert len(said.err.splitlines()) == 1
    assert "out" not in files(folder)


@pytest.mark.parametrize("engine", ["compiled", "loop", "simpy"])
@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("groups.billing.choose_agent=rules:unready", "rules:unready: choose_agent returned an agent who is not ready"),
        ("groups.billing.choose_agent=rules:at_ten", "at_ten cannot be run: ValueError: no idea"),
        ("groups.billing.choose_agent=rules:beyond", "beyond cannot be run: IndexError: "),
        ("choose_call=rules:past", "past cannot be run: IndexError: "),
        ("choose_call=rules:any_call", "rules:any_call: choose_call returned a call that does not wait"),
        ("choose_call=rules:divides", "divides cannot be run: ZeroDivisionError: "),
    ],
)
def test_a_policy_that_errs_while_days_are_run(
    quick: Run, folder: Path, engine: str, override: str, message: str
) -> None:
    said = quick("--set", override, "--set", "agents[team=A].count=1", "--engine", engine)
    assert (said.status, said.out) == (2, "")
    assert message in said.err
    assert len(said.err.splitlines()) == 1
    assert "out" not in files(folder)


@pytest.mark.parametrize("engine", ["loop", "compiled"])
def test_an_agent_or_call_that_does_not_exist(quick: Run, folder: Path, engine: str) -> None:
    (folder / "wild.py").write_text(
        "def far(centre, now, call): return 99_999\ndef below(centre, now, agent): return -7\n", "utf-8"
    )
    for override in ("groups.billing.choose_agent=wild:far", "choose_call=wild:below"):
        said = quick("--set", override, "--set", "agents[team=A].count=1", "--engine", engine)
        assert (said.status, said.out) == (2, "")
        assert "wild" in said.err


def test_what_numba_cannot_even_read_runs_on_the_loop(quick: Run, folder: Path) -> None:
    (folder / "late.py").write_text(
        "def rule(centre, now, call):\n"
        "    from acd.policies import choose_agent\n"
        "    return choose_agent(centre, now, call)\n",
        "utf-8",
    )
    said = quick("--set", "groups.billing.choose_agent=late:rule")
    assert said.status == 0
    assert "late.py" in said.err
    assert "running on the plain loop instead" in said.err


def test_a_policy_that_errs_in_another_process(quick: Run, folder: Path) -> None:
    (folder / "later.py").write_text(
        "import os\nfrom acd.policies import choose_agent\nPARENT = os.getpid()\n\n\n"
        "def rule(centre, now, call):\n"
        "    assert os.getpid() == PARENT, 'elsewhere'\n"
        "    return choose_agent(centre, now, call)\n",
        "utf-8",
    )
    said = quick("--set", "groups.billing.choose_agent=later:rule", "--engine", "loop", "--workers", 2)
    assert said.status == 2
    assert said.err == f"error: {folder}/later.py:7: rule cannot be run: AssertionError: elsewhere\n"
    assert "out" not in files(folder)


def test_a_process_that_dies_is_said(quick: Run, folder: Path) -> None:
    (folder / "deadly.py").write_text(
        "import os\nfrom acd.policies import choose_agent\nPARENT = os.getpid()\n\n\n"
        "def rule(centre, now, call):\n"
        "    if os.getpid() != PARENT:\n"
        "        os._exit(9)\n"
        "    return choose_agent(centre, now, call)\n",
        "utf-8",
    )
    said = quick("--set", "groups.billing.choose_agent=deadly:rule", "--engine", "loop", "--workers", 2)
    assert said.status == 2
    assert said.err.startswith("error: a process that simulated days was ended from outside")
    assert "out" not in files(folder)
