"""Disposition codes (来电记录分类): a tree of names; an agent picks a leaf, written ``账单/查询``."""

from collections.abc import Iterator
from typing import Final

from typing_extensions import TypeAliasType

CodeTree = TypeAliasType("CodeTree", "dict[str, CodeTree]")
"""Names with what is below each; a leaf is written ``{}``."""

SEPARATOR: Final = "/"
DEPTH: Final = 5


def leaves(tree: CodeTree) -> list[str]:
    """Every code that can be picked, in the order of the file: ``账单/查询``, ``投诉``."""
    return [SEPARATOR.join(path) for path, below in walk(tree) if not below]


def walk(tree: CodeTree, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], CodeTree]]:
    """Every name with the names above it, and what is below."""
    for name, below in tree.items():
        yield (*above, name), below
        yield from walk(below, (*above, name))
