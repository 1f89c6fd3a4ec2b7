"""Makes the tables that only these tests share importable; where the recorded report is; English unless asked."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acd.language import speak

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True, scope="package")
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


@pytest.fixture
def charlotte(data_folder: Path) -> Path:
    """Gans, Koole and Mandelbaum 2003, figure 3."""
    return data_folder / "charlotte_acd_2000-06-13.csv"
