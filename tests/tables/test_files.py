"""Files that cannot be used, and the one line that says why."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from table_makers import text_table, workbook

from scenarios.tables import files
from scenarios.tables.errors import TableError
from scenarios.tables.files import open_sheets
from scenarios.tables.mapping import read_mapping
from scenarios.tables.volumes import read_volumes


def refusal(path: Path) -> str:
    with pytest.raises(TableError) as error:
        open_sheets(path)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_absent(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == f"{tmp_path / 'none.csv'}: there is no such file"
    assert refusal(tmp_path) == f"{tmp_path}: a folder, not a file"
    with pytest.raises(TableError, match=r"none\.yaml: there is no such file$"):
        read_mapping(tmp_path / "none.yaml")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    assert "the file is empty" in refusal(tmp_path / "t.csv")


def test_old_and_protected_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "an old .xls workbook" in refusal(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert "protected by a password" in refusal(path)


@pytest.mark.parametrize("keep", [10, 200, 2000, 4000])
def test_truncated_workbook(tmp_path: Path, keep: int) -> None:
    path = workbook(tmp_path / "t.xlsx", [["时段", "呼入量"], ["08:00", 1]])
    path.write_bytes(path.read_bytes()[:keep])
    assert "the workbook is broken" in refusal(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    assert "the workbook is broken" in refusal(path)


def test_a_workbook_with_a_damaged_sheet(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", [["时段", "呼入量"], ["08:00", 1]])
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:200] if name.endswith("sheet1.xml") else content)
    assert "the workbook is broken" in refusal(path)


def test_other_kinds(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_text("时段,呼入量\n")
    assert "not a workbook" in refusal(path)
    (tmp_path / "t.xls").write_text("<html><table></table></html>")
    assert "a web page" in refusal(tmp_path / "t.xls")
    assert "null bytes" in refusal(text_table(tmp_path / "t.csv", "时段,呼入量\n", "utf-16"))
    (tmp_path / "t.csv").write_bytes(b"start,offered\n08:00,\xff\xff\n")
    assert "line 2 is neither UTF-8 nor GB18030" in refusal(tmp_path / "t.csv")
    assert "line 2" in refusal(text_table(tmp_path / "t.csv", 'a,b\n"x,1\n2,3\n'))


def test_huge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = workbook(tmp_path / "t.xlsx", [["时段", "呼入量"], ["08:00", 1]])
    table = text_table(tmp_path / "t.csv", "a,b\n" * 50)
    monkeypatch.setattr("scenarios.tables.delimited.MOST_ROWS", 49)
    assert "export fewer days at a time" in refusal(table)
    monkeypatch.setattr("scenarios.tables.workbook.MOST_BYTES", 1000)
    assert "export fewer days at a time" in refusal(book)
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    assert "export fewer days at a time" in refusal(table)


def test_hidden_and_empty_sheets_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "隐藏"
    first.append(["时段", "呼入量"])
    first.append(["08:00", 1])
    book.create_sheet("空")
    shown = book.create_sheet("话务")
    shown.append(["时段", "呼入量"])
    shown.append(["08:00", 2])
    book.create_sheet("说明").append(["由排班组制作"])
    first.sheet_state = "hidden"
    path = tmp_path / "t.xlsx"
    book.save(path)
    read = read_volumes(path)
    assert [row.offered for row in read.rows] == [2]
    assert "no such headings, not read: t.xlsx, 说明" in read.notes
    with pytest.raises(TableError, match="there is no visible sheet “隐藏”"):
        read_volumes(path, {"sheet": "隐藏"})


def test_delimiters(tmp_path: Path) -> None:
    lines = "时段{d}呼入量{d}备注\n08:00{d}1{d}a, b\n08:30{d}2{d}\n"
    for name, delimiter in (("semicolon", ";"), ("tab", "\t")):
        read = read_volumes(text_table(tmp_path / "t.csv", lines.format(d=delimiter)))
        assert [row.offered for row in read.rows] == [1, 2]
        assert f"columns are divided by the {name}" in read.notes
    read = read_volumes(text_table(tmp_path / "t.tsv", lines.format(d="\t"), "utf-8-sig"))
    assert [row.offered for row in read.rows] == [1, 2]


def test_formulas_without_results(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["时段", "呼入量"], ["08:00", "=1+1"]])
    with pytest.raises(TableError, match=r"t\.xlsx: 话务!B2: “=1\+1” is a formula whose result is not in the file"):
        read_volumes(path)
