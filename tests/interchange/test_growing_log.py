"""A log read while it is written: whole lines, each once, through whatever becomes of the file."""

import gzip
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from metrics.interchange.growing_log import GrowingLog, lines_of


def add(log: Path, text: str) -> None:
    with log.open("a", newline="") as file:
        file.write(text)


def test_a_line_comes_when_its_end_does(tmp_path: Path) -> None:
    log = tmp_path / "log"
    growing = GrowingLog(log)
    assert [*growing.more()] == []
    add(log, "one\ntw")
    assert [*growing.more()] == ["one"]
    add(log, "o")
    assert [*growing.more()] == []
    add(log, "\nthree\n")
    assert [*growing.more()] == ["two", "three"]
    growing.close()


def test_renamed_and_begun_anew(tmp_path: Path) -> None:
    log = tmp_path / "log"
    add(log, "one\n")
    growing = GrowingLog(log)
    assert [*growing.more()] == ["one"]
    add(log, "two\n")
    log.rename(tmp_path / "log.1")
    assert [*growing.more()] == ["two"]
    add(tmp_path / "log.1", "three\n")
    add(log, "four\n")
    assert [*growing.more()] == ["three", "four"]
    growing.close()


def test_copied_and_cut_off(tmp_path: Path) -> None:
    log = tmp_path / "log"
    add(log, "one\ntwo\n")
    growing = GrowingLog(log)
    assert [*growing.more()] == ["one", "two"]
    log.write_text("")
    add(log, "3\n")
    assert [*growing.more()] == ["3"]
    growing.close()


def test_earlier_parts_gzipped_or_not(tmp_path: Path) -> None:
    (tmp_path / "log.1").write_bytes(b"one\r\ntw\xff\n")
    (tmp_path / "log.2.gz").write_bytes(gzip.compress(b"zero\n"))
    assert [*lines_of(tmp_path / "log.2.gz"), *lines_of(tmp_path / "log.1")] == ["zero", "one", "tw\ufffd"]


@given(st.lists(st.text("ab|1", max_size=5), max_size=8), st.data())
def test_however_it_is_written(tmp_path_factory, lines: list[str], data: st.DataObject) -> None:
    log = tmp_path_factory.mktemp("log") / "log"
    text = "".join(f"{line}\n" for line in lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    growing, read = GrowingLog(log), []
    for first, last in zip([0, *cuts], [*cuts, len(text)], strict=True):
        add(log, text[first:last])
        read += growing.more()
    growing.close()
    assert read == lines
