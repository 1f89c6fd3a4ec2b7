"""Every line is as wide as it should be, in both languages, and no character is of a width that terminals dispute."""

import unicodedata

import pytest
from ends_acted import STATES
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from screen_acted import screen

from acd.language import speak
from softphone.desk import cut
from softphone.looks.lines import columns, ends, line, wrapped
from softphone.looks.words import duration, value_text

TEXT = st.text(alphabet="ab 话务持线，", max_size=30)


@given(TEXT, st.integers(0, 40))
def test_a_cut_text_has_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) == width


@given(st.lists(TEXT, max_size=4), st.integers(1, 60))
def test_lines_have_exactly_their_width(pieces: list[str], width: int) -> None:
    assert cell_len(line(width, *pieces).plain) == width
    assert cell_len(ends(width, pieces, ["右边"]).plain) == width


@given(TEXT, TEXT, st.integers(20, 60))
def test_columns_stand_below_one_another(one: str, other: str, width: int) -> None:
    assert cell_len(columns(width, [one, other, "x"], [0, -8, 4]).plain) == width


@given(TEXT, st.integers(2, 30))
def test_wrapping_loses_nothing_but_spaces_at_the_edge(text: str, width: int) -> None:
    rows = wrapped(width, text)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


@pytest.mark.parametrize(("seconds", "shown"), [(0, "00:00"), (133.9, "02:13"), (3725, "1:02:05"), (-61, "-01:01")])
def test_durations(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (None, "share", "-"),
        (0.955, "share", "95.5%"),
        (0.9, "share", "90%"),
        (17.4, "seconds", "17s"),
        (3, "calls", "3"),
    ],
)
def test_values(value: float | None, unit: str, shown: str) -> None:
    assert value_text(value, unit) == shown


@pytest.mark.asyncio
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", STATES)
async def test_no_character_on_the_screen_is_of_disputed_width(state: str, language: str) -> None:
    speak("zh" if language == "zh" else "en")
    async with screen(state) as acted:
        keys = [(), ("f1",), ("ctrl+p",), ("ctrl+d",), ("ctrl+o",)]
        for pressed in keys if state in ("ready", "signed_out") else keys[:1]:
            await acted.press("escape", *pressed)
            disputed = {each for each in acted.screen() if unicodedata.east_asian_width(each) == "A"}
            assert disputed == set()
            strips = acted.app.screen._compositor.render_strips()
            assert [strip.cell_length for strip in strips] == [80] * 24
