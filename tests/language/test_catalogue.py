"""What people see is in the catalogue, in both languages, with the same things to fill in."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("acd", "metrics", "scenarios", "simulator", "softphone")


def said() -> Iterator[tuple[str, str]]:
    """Every text handed to ``_``, with the file that says it."""
    for file in (file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text)), *_]):
                    yield text, str(file.relative_to(ROOT))


def fields(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_text_has_its_chinese() -> None:
    with (ROOT / "acd/locale/zh.po").open("rb") as file:
        chinese = {str(message.id): str(message.string) for message in read_po(file, locale="zh")}
    assert [(text, file) for text, file in said() if not chinese.get(text)] == []


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    with (ROOT / "acd/locale/zh.po").open("rb") as file:
        odd = [m.id for m in read_po(file, locale="zh") if m.id and "{" in str(m.id)
               and fields(str(m.id)) != fields(str(m.string))]  # fmt: skip
    assert odd == []
