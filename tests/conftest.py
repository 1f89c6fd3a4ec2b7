"""What all tests share: small ledgers are importable; tests that need recorded data or minutes run only where asked."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")

TESTS = Path(__file__).parent
sys.path[:0] = [str(TESTS.parent), str(TESTS)]
"""The project first: some folders of tests bear the name of the package that they test."""

BESIDE = TESTS.parents[1] / "shared" / "data"
"""Where the recorded data lies unless ``HUAWU_DATA`` says otherwise."""

LEFT_OUT = pytest.StashKey[int]()


def recorded_data() -> Path | None:
    """The folder of recorded data, if there is one."""
    folder = Path(os.environ.get("HUAWU_DATA") or BESIDE)
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Recorded calls and intervals of real centres; only for tests marked ``recorded``."""
    folder = recorded_data()
    assert folder is not None, "a test that reads recorded data is marked `recorded`"
    return folder


PEERS: dict[str, Callable[[], bool]] = {
    "sipp": lambda: shutil.which("sipp") is not None,
    "asterisk": lambda: bool(os.environ.get("HUAWU_ASTERISK") or shutil.which("asterisk")),
    "kamailio": lambda: all(map(shutil.which, ("kamailio", "baresip"))),
}
"""Marks of tests that need programs of others, and whether these are there."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs absent data, and what takes minutes unless the marker expression names it."""
    out = {"recorded"} if recorded_data() is None else set()
    out |= {mark for mark, is_there in PEERS.items() if not is_there()}
    if "slow" not in config.option.markexpr:
        out.add("slow")
    left = [item for item in items if out & {mark.name for mark in item.iter_markers()}]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    config.stash[LEFT_OUT] = sum(item.get_closest_marker("recorded") is not None for item in left)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say once that tests did not run for want of data or of a peer."""
    absent = [name for name, is_there in PEERS.items() if not is_there()]
    if absent:
        terminalreporter.write_line(f"tests with {', '.join(absent)} left out: not installed (docs/design.md, Peers)")
    count = config.stash.get(LEFT_OUT, 0)
    if count and recorded_data() is None:
        terminalreporter.write_line(f"{count} tests left out: no recorded data in HUAWU_DATA or {BESIDE}")
