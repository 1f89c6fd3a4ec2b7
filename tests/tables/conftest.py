"""Where the recorded report is."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def charlotte() -> Path:
    folder = Path(os.environ.get("HUAWU_DATA") or Path(__file__).parents[3] / "shared" / "data")
    return folder / "charlotte_acd_2000-06-13.csv"
