"""Options that several commands share, and how their words are read."""

from typing import Annotated

import typer

from acd.errors import HuawuError
from acd.language import LANGUAGES, _, speak

Advice = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=VALUE", help=_("When a figure is high or low for advice: queue_ratio=60%, calls=50.")),
]
Language = Annotated[str | None, typer.Option(help=_("zh or en; the locale's if not given."))]


def speak_as(word: str | None) -> None:
    """Speak the language meant from now on; go on as before where none is named."""
    if word is None:
        return
    known = next((each for each in LANGUAGES if each == word), None)
    if known is None:
        raise HuawuError(_("--language {word}: known are zh and en").format(word=word))
    speak(known)
