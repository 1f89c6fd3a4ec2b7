"""Texts from the network, made fit for a terminal.

Knows which characters must never reach one. Refuses to know what a text means.
"""

import unicodedata
from typing import Final

from rich.cells import cell_len, set_cell_size

LONGEST: Final = 80
"""Letters kept of a text from outside."""

_READ: Final = 400
"""Letters looked at: the rest of ten thousand costs nothing."""


def clean(text: str, longest: int = LONGEST) -> str:
    """The text in one line, without control, format and private characters, cut to so many letters.

    Escape sequences, changes of writing direction and lone surrogates go; what stood around white space stays apart.
    """
    kept = "".join(" " if letter.isspace() else letter for letter in text[:_READ] if _is_shown(letter))
    return " ".join(kept.split())[:longest]


def cut(text: str, width: int) -> str:
    """The text in exactly so many columns: wide characters take two and are never halved."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, max(width - 2, 0)) + "..", width)


def _is_shown(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
