"""What all tests share: small ledgers are importable; tests that need recorded data or minutes run only where asked."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

BESIDE = Path(__file__).parents[2] / "shared" / "data"
"""Where the recorded data lies unless ``HUAWU_DATA`` says otherwise."""


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


def pytest_report_header() -> str:
    """Say once where recorded data comes from, or that its tests do not run."""
    folder = recorded_data()
    if folder is None:
        return f"recorded data: neither HUAWU_DATA nor {BESIDE} is a folder; tests marked `recorded` are left out"
    return f"recorded data: {folder}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs absent data, and what takes minutes unless the marker expression names it."""
    out = {"recorded"} if recorded_data() is None else set()
    if "slow" not in config.option.markexpr:
        out.add("slow")
    left = [item for item in items if out & {mark.name for mark in item.iter_markers()}]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
