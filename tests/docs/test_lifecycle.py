"""The diagrams in the documentation are those of the tables."""

from pathlib import Path

from cogapp import Cog

PAGE = Path(__file__).parents[2] / "docs/reference/lifecycle.md"


def test_the_diagrams_are_drawn_from_the_tables():
    text = PAGE.read_text("utf-8")
    assert text.count("stateDiagram-v2") == 2
    assert Cog().process_string(text, str(PAGE)) == text
