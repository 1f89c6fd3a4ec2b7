"""Makes the acted engine of these tests importable; English is spoken."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acd.language import speak

sys.path.append(str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)
