"""Inside or outside, and where."""

import datetime
from pathlib import Path

import numpy as np
import pytest

from bench.recorded.compare import Compared
from bench.recorded.page import BEGIN, END, write_between

DAY = datetime.date(1999, 2, 1)


@pytest.mark.parametrize(
    ("value", "inside", "rank"), [(9, False, 0.095), (10, True, 0.105), (50, True, 0.505), (91, False, 0.915)]
)
def test_range_and_rank(value: float, inside: bool, rank: float) -> None:
    each = Compared("mean_wait", DAY, None, value, np.arange(100.0))
    assert (each.inside, each.rank) == (inside, pytest.approx(rank))


def test_only_what_stands_between_the_markers_changes(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN.format('x')}\nold\n{END.format('x')}\nafter\n", "utf-8")
    write_between(page, "x", "new")
    text = page.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "new" in text
    assert "old" not in text
    with pytest.raises(ValueError, match="no markers for y"):
        write_between(page, "y", "new")
    assert page.read_text("utf-8") == text
