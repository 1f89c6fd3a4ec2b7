"""What may import what (``[tool.importlinter]`` in pyproject.toml), and what comes along at run time."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]


def test_the_contracts_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(cache_dir=None) == 0, capsys.readouterr().out


def loaded_by(module: str) -> set[str]:
    """The top-level packages that a fresh interpreter has after importing a module."""
    told = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-I", "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def third_party(names: set[str]) -> set[str]:
    """All but the standard library, ourselves and what the interpreter's own start brings along."""
    return names - sys.stdlib_module_names - {"acd", "__main__"} - started()


def started() -> set[str]:
    """What any interpreter of this environment has loaded: hooks of editable installs and the like."""
    return loaded_by("site")


@pytest.mark.parametrize("module", ["acd.rules", "acd.policies", "acd.lifecycle"])
def test_rules_bring_nothing_but_the_standard_library(module: str) -> None:
    loaded = loaded_by(module)
    assert third_party(loaded) == set()
    assert not loaded & ({"asyncio", "socket", "random", "time"} - started())


def test_a_live_tally_needs_no_compiler() -> None:
    assert not loaded_by("metrics.tally") & {"numba", "llvmlite", "scipy", "matplotlib"}


def test_scenarios_need_no_simulator() -> None:
    assert not loaded_by("scenarios") & {"numba", "simulator", "metrics", "simpy", "matplotlib"}


PUBLIC = {
    "acd.rules": """agent_answered call_arrived call_ended call_handed_over call_held call_lost call_retrieved
        call_sent_to call_transferred call_turned_away caller_hung_up centre_closed consult_ended consult_started
        duty_changed fault_ended fault_started limit_passed max_wait_due may_dial menu_chose menu_ended menu_left
        no_answer not_connected_due not_ready_asked noted number_answered number_dialled number_failed overflow_due
        phone_came phone_went ready_asked ring_refused routing_changed shift_ended
        signed_in wrap_up_due wrap_up_extended wrapped_up""",
    "acd.policies": "choose_agent choose_call",
    "acd.model": """ANYONES_LEVEL BRIEFING CONSULT DAY HANDLINGS MOMENTS NO_ANSWER REJECTED SHIFT_END UNREACHABLE WHOLE
        Agent Call CallState CallType Centre ChooseAgent ChooseCall Command Condition Floor Group Order Outcome Policy
        Profile Queue Roster Skill Step Tier
        ahead count_people dequeue enqueue is_older join_ready leave_ready level may_take serving_group urgency""",
    "metrics.tally": "Book Running Sums Tally book_of empty_sums fold fold_block merge new_running settle",
    "scenarios": "Problem Scenario ScenarioError json_schema live_needs load",
}
"""Names that others build upon: a change here is a decision."""


@pytest.mark.parametrize("module", PUBLIC)
def test_public_names_are_as_agreed(module: str) -> None:
    names = import_module(module)
    assert sorted(names.__all__) == sorted(PUBLIC[module].split())
    assert all(hasattr(names, name) for name in names.__all__)
