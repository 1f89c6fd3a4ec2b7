"""A user's own policy: one ledger on every engine, and a changed text is never answered from an old compilation."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from a_day import read
from generate import Config
from ledgers_made import Ledger, a_layout, a_workload, assert_same, ledger, told

import acd.config.policy
from acd.config.policy import routing
from acd.errors import PolicyError
from acd.events import Kind, Why
from scenarios import load
from simulator.engines import Engine, check_compiles
from simulator.layout import lay_out

CHOOSE_AGENT = """
from acd.events import NOBODY, AgentState
from acd.model import may_take

def ring(centre, now, call):
    best = NOBODY
    for a in range(len(centre.agents)):
        if centre.agents[a].state == AgentState.READY and a != centre.calls[call].missed_by:
            if may_take(centre, a, call) and (best == NOBODY or LATER):
                best = a
    return best
"""
FIRST, LAST = (CHOOSE_AGENT.replace("LATER", word) for word in ("False", "True"))

CHOOSE_CALL = """
from acd.events import NOBODY
from acd.model import CallState, may_take

def serve(centre, now, agent):
    best = NOBODY
    for c in range(len(centre.calls)):
        if centre.calls[c].state == CallState.QUEUED and may_take(centre, agent, c):
            if best == NOBODY or centre.calls[c].offered > centre.calls[best].offered:
                best = c
    return best
"""


@pytest.fixture(scope="module")
def _rules_compiled() -> None:
    """The rules do not change here: they come from where they are always kept."""
    layout = a_layout(0)
    ledger("compiled", layout, a_workload(layout, ties=False))


@pytest.fixture(autouse=True)
def _own_cache(_rules_compiled: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Compiled policies of these tests are kept apart, and nothing that this process found is remembered."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield
    acd.config.policy.module_of.cache_clear()


GROUPS = {"group0": {"choose_agent": "one:ring"}, "group1": {"choose_agent": "other:ring"}}
CALLS = {"talk": {"constant": "40s"}, "arrivals": {"rate": "120/h"}}


def centre(**changes: object) -> Config:
    """Two groups, each with a policy of its own, and people who serve both."""
    return {
        "scenario": "own policies",
        "opens": "08:00",
        "closes": "08:20",
        "interval": "20min",
        "date": "2026-11-02",
        "groups": GROUPS,
        "call_types": {f"type{n}": CALLS | {"group": f"group{n}"} for n in range(2)},
        "agents": [{"team": "A", "count": 4, "skills": {"group0": 1, "group1": 1}}],
    } | changes


def days(folder: Path, *engines: Engine, **changes: object) -> list[Ledger]:
    """The same day on each engine, by the policies as their files say now."""
    acd.config.policy.module_of.cache_clear()
    scenario = read(centre(**changes), folder)
    layout = lay_out(scenario)
    workload = a_workload(layout, ties=True)
    return [ledger(engine, layout, workload, routing(scenario).policy) for engine in engines]


def rung(events: Ledger, group: int) -> list[int]:
    mine = events[(events["kind"] == Kind.CALL_RINGING) & (events["group"] == group)]
    return mine["agent"].tolist()


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, "utf-8")


def test_own_policies_write_one_ledger_on_every_engine(tmp_path: Path) -> None:
    write(tmp_path, one=FIRST, other=LAST, calls=CHOOSE_CALL)
    loop, simpy, compiled = days(tmp_path, "loop", "simpy", "compiled", choose_call="calls:serve")
    assert rung(loop, 0).count(0) > rung(loop, 0).count(3)
    assert rung(loop, 1).count(0) < rung(loop, 1).count(3)
    assert Why.CUSTOM in loop["b"][loop["kind"] == Kind.CALL_RINGING]
    assert_same(simpy, loop)
    assert_same(compiled, loop)


@pytest.mark.parametrize("changed", ["one", "other"])
def test_a_changed_policy_is_never_answered_from_an_old_compilation(tmp_path: Path, changed: str) -> None:
    write(tmp_path, one=FIRST, other=FIRST)
    (before,) = days(tmp_path, "compiled")
    write(tmp_path, **{changed: LAST})
    loop, compiled = days(tmp_path, "loop", "compiled")
    assert told(before) != told(loop)
    assert_same(compiled, loop)


def test_a_policy_that_chooses_who_may_not_be_chosen_is_refused(tmp_path: Path) -> None:
    write(tmp_path, one=FIRST, other="def ring(centre, now, call):\n    return 0\n")
    with pytest.raises(PolicyError, match="not ready or may not take"):
        days(tmp_path, "loop")


def test_a_policy_may_call_functions_of_its_own_file(tmp_path: Path) -> None:
    text = LAST.replace("best == NOBODY or True", "best == NOBODY or is_later(a, best)")
    write(tmp_path, one=f"{text}\ndef is_later(a, best):\n    return a > best\n", other=FIRST)
    loop, compiled = days(tmp_path, "loop", "compiled")
    assert_same(compiled, loop)


COMPILE = """
import sys
from pathlib import Path
from scenarios import load
from simulator.engines import check_compiles
from acd.config.policy import routing
check_compiles(routing(load(Path(sys.argv[1]))))
"""


def test_policies_of_one_name_kept_by_other_processes_are_told_apart(tmp_path: Path) -> None:
    """Each compiled by a process of its own and all loaded before one is run, as by `sim compare` the second time."""
    files = [tmp_path / name / "centre.yaml" for name in "ab"]
    for file, (one, other) in zip(files, [(FIRST, FIRST), (LAST, FIRST)], strict=True):
        file.parent.mkdir()
        file.write_text(json.dumps(centre()), "utf-8")
        write(file.parent, one=one, other=other)
        subprocess.run([sys.executable, "-c", COMPILE, str(file)], check=True)
    scenarios = [load(file) for file in files]
    found = [routing(scenario) for scenario in scenarios]
    for each in found:
        check_compiles(each)
    for scenario, each in zip(scenarios, found, strict=True):
        layout = lay_out(scenario)
        workload = a_workload(layout, ties=True)
        assert_same(ledger("compiled", layout, workload, each.policy), ledger("loop", layout, workload, each.policy))
