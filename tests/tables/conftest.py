"""Makes the tables that only these tests share importable; where the recorded report is."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def charlotte() -> Path:
    folder = Path(os.environ.get("HUAWU_DATA") or Path(__file__).parents[3] / "shared" / "data")
    return folder / "charlotte_acd_2000-06-13.csv"
