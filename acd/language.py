"""The one catalogue of what people see: English texts are the keys, ``locale/zh.po`` holds the Chinese.

Knows which language is spoken now and how to look a text up. Refuses to know where the text is shown.
"""

import gettext
import io
import locale
import os
from functools import cache
from pathlib import Path
from typing import Final, Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: Final = ("zh", "en")

_CATALOGUE: Final = Path(__file__).parent / "locale" / "zh.po"
_spoken: Language | None = None


def speak(language: Language | None) -> None:
    """Choose the language of everything said from now on; ``None`` follows the locale again."""
    global _spoken  # noqa: PLW0603 - one process speaks one language at a time
    _spoken = language


def spoken() -> Language:
    """The language in use: the one chosen, else the locale's, else English."""
    return _spoken or _of_locale()


def _(text: str) -> str:
    """The text in the language spoken; the English text itself where the catalogue has no other."""
    return _chinese().gettext(text) if spoken() == "zh" else text


def _of_locale() -> Language:
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    if wanted is None:
        wanted = locale.getlocale()[0] or ""
    return "zh" if wanted.lower().startswith(("zh", "chinese")) else "en"


@cache
def _chinese() -> gettext.GNUTranslations:
    with _CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
