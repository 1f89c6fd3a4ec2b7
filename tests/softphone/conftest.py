"""Makes the acted ends of these tests importable; nobody's own settings are read."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acd.language import speak

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "channel")]


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings, secrets and the phone's file stand in a folder of the test; English is spoken."""
    monkeypatch.setenv("HUAWU_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("HUAWU_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    speak("en")
    yield
    speak(None)
