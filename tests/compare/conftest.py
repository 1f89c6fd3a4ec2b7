"""Makes the small centre that only these tests share importable, and compares a few ways to staff it once."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acd.language import speak
from simulator.comparison import Outcome

sys.path.append(str(Path(__file__).parent))
from two_groups import TWO_GROUPS, Compare, run


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("compare") / "two_groups.yaml"
    place.write_text(TWO_GROUPS, "utf-8")
    return place


@pytest.fixture(scope="session")
def compare(file: Path) -> Compare:
    """Variants of the small centre on twelve days."""
    return lambda *variants, **more: run([file], variants, **more)[0]


@pytest.fixture(scope="session")
def three(compare: Compare) -> Outcome:
    """One more, two more and one less, each against each."""
    changes = {"+1": "+1", "+2": "+2", "one less": "-1"}
    return compare(*(f"{name}: agents[team=A].count={count}" for name, count in changes.items()), all_pairs=True)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)
