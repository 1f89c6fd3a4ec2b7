"""Numbers as they are said on the telephone: digit by digit, never as a quantity.

Knows the words; an agent's number is told when the agent answers (报工号). Refuses to know whose number it is.
"""

from typing import Final

from acd.language import Language

_DIGITS: Final[dict[Language, dict[str, str]]] = {
    # 幺 for 1, as telephone numbers are read: 一 is too close to 七.
    "zh": dict(zip("0123456789", "零幺二三四五六七八九", strict=True)),
    "en": dict(
        zip(
            "0123456789",
            ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            strict=True,
        )
    ),
}

_SENTENCES: Final[dict[Language, str]] = {
    "zh": "工号{number}，为您服务。",
    "en": "Agent {number} at your service.",
}


def spoken_number(number: str, language: Language) -> str:
    """The text that says a number digit by digit; letters are said as letters, anything else is left out."""
    words = _DIGITS[language]
    plain = [words.get(sign, sign.upper()) for sign in number if sign in words or (sign.isascii() and sign.isalpha())]
    return " ".join(plain)


def agent_number(number: str, language: Language) -> str:
    """What the caller is told when an agent answers."""
    return _SENTENCES[language].format(number=spoken_number(number, language))
