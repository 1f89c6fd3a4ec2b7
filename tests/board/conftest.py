"""A small day with everything in it, made once; generators of other tests are importable here."""

import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / "engines"), str(TESTS / "audit"), str(Path(__file__).parent)]


@pytest.fixture(scope="session", params=(3, 51))
def day(request):
    """Header and events of a simulated day."""
    from a_board import small_day

    return small_day(request.param)
