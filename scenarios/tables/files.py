"""Tells the kinds of file apart, by content, and opens each.

Knows signatures and refusals. Refuses to know what stands in a cell.
"""

import codecs
from pathlib import Path
from typing import Final

from acd.language import _
from scenarios.tables import delimited, workbook
from scenarios.tables.errors import TableError, unreadable
from scenarios.tables.sheet import MOST_BYTES, Sheet, too_large

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def open_sheets(path: Path) -> list[Sheet]:
    """The visible sheets of an ``.xlsx``, or the one of a ``.csv`` or ``.tsv``, told apart by content.

    Raises ``TableError`` for what cannot be opened: absent, empty, huge, broken, old ``.xls``, password-protected.
    """
    content = _content(path)
    if content.startswith(_OLE):
        raise TableError(_ole_refusal(path, content))
    if content.startswith(_ZIP):
        return workbook.sheets(path, content)
    if content.lstrip()[:1] == b"<":
        raise TableError(_("{file}: a web page or XML, not a spreadsheet: save it as .xlsx").format(file=path.name))
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        raise TableError(_("{file}: not a workbook, or a broken one: save it again as .xlsx").format(file=path.name))
    return [delimited.sheet(path, content)]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise too_large(path.name)
        content = path.read_bytes()
    except OSError as fault:
        raise unreadable(path, fault) from None
    if not content.removeprefix(codecs.BOM_UTF8).strip():
        raise TableError(_("{file}: the file is empty").format(file=path.name))
    return content


def _ole_refusal(path: Path, content: bytes) -> str:
    if _ENCRYPTED in content:
        return _("{file}: the workbook is protected by a password: save it without one").format(file=path.name)
    return _("{file}: an old .xls workbook: open it and save it as .xlsx").format(file=path.name)
