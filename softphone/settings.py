"""The softphone's settings: a TOML file in the user's config folder; what is wrong in it is named by file and key.

Knows which keys there are. A bad entry is left out and the rest is used: an agent can always work. Secrets stand in a
file of their own that only its owner can read.
"""

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import Any, Final

import platformdirs

from acd.language import LANGUAGES, _
from softphone.keys import Keys, defaults, remapped

FOLDER: Final = "HUAWU_CONFIG"
"""The environment variable that names the folder of the settings."""

EXTERNAL: Final = "external"
"""Instead of a telephone server: a desk telephone does the audio."""

ALONE: Final = "none"
"""Instead of the centre's address: a telephone only."""

PLACEHOLDERS: Final = (
    "agent", "seat", "call", "caller", "name", "number", "call_type", "group", "segment", "consulting", "recording",
)  # fmt: skip
NOTIFY: Final = ("osc777", "osc9", "notify-send", "off")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Script:
    """What an agent says first and last; placeholders as in commands."""

    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class Settings:
    """``centre``: the address of the channel, or ``none``. ``phone``: the registrar, or ``external``."""

    language: str = ""
    centre: str = ""
    phone: str = ""
    name: str = ""
    seat: str = ""
    bell: bool = True
    notify: str = "osc777"
    on_offer: tuple[str, ...] = ()
    on_answer: tuple[str, ...] = ()
    on_end: tuple[str, ...] = ()
    scripts: Mapping[str, Script] = field(default_factory=dict)
    keys: Keys = field(default_factory=defaults)

    def script(self, call_type: str, group: str) -> Script:
        """By the type of call, else by the group, else for all (``default``)."""
        found = (self.scripts.get(name) for name in (call_type, group, "default"))
        return next((each for each in found if each is not None), Script())


def folder() -> Path:
    """Where settings are kept."""
    return Path(os.environ.get(FOLDER) or platformdirs.user_config_path("huawu"))


def settings_file() -> Path:
    """The settings."""
    return folder() / "softphone.toml"


def read_settings(file: Path) -> tuple[Settings, list[str]]:
    """Settings, and what is wrong with them in a line each; a file that is not there has none."""
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(), [f"{file}: {getattr(error, 'strerror', None) or error}"]
    return settings_from(told, str(file))


def settings_from(told: Mapping[str, object], where: str) -> tuple[Settings, list[str]]:
    """Settings from a table; ``where`` names it in what is wrong."""
    good: dict[str, Any] = {}
    wrong: list[str] = []
    for name, value in told.items():
        if name == "keys" and isinstance(value, dict):
            good["keys"], more = remapped(value, where)
            wrong += more
        elif name not in _CHECKS:
            known = ", ".join(_CHECKS)
            wrong.append(f"{where}: {name[:40]}: " + _("there is no such setting; known: {names}").format(names=known))
        else:
            good[name], why = _CHECKS[name](value)
            wrong += [f"{where}: {name}: {why}"] if why else []
    return Settings(**{name: value for name, value in good.items() if value is not None}), wrong


def write_settings(file: Path, **changed: str) -> None:
    """Remember what was entered on the screen; all that stands in the file otherwise stays as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    for name, value in changed.items():
        entry = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        place = next((at for at, each in enumerate(lines) if re.match(rf"{name}\s*=", each)), None)
        lines = [*lines[:place], entry, *lines[place + 1 :]] if place is not None else [entry, *lines]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def read_secret(name: str) -> str:
    """The secret kept for an agent on this machine; empty where none is."""
    try:
        return str(json.loads(_secrets().read_text("utf-8")).get(name, ""))
    except (OSError, ValueError, AttributeError):
        return ""


def keep_secret(name: str, secret: str) -> None:
    """Keep it, readable by this user only; an empty one forgets it."""
    file = _secrets()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        kept = dict(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError):
        kept = {}
    kept = {each: word for each, word in (kept | {name: secret}).items() if word}
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as written:
        json.dump(kept, written)


def filled(words: str, given: Mapping[str, Any]) -> str:
    """Placeholders filled in; nothing else in the text means anything."""
    return _PLACEHOLDER.sub(lambda found: str(given.get(found[1], "")), words)


def _secrets() -> Path:
    return folder() / "softphone-secrets.json"


Checked = tuple[Any, str]


def _text(value: object) -> Checked:
    return (value, "") if isinstance(value, str) else (None, _("must be a text in quotes"))


def _flag(value: object) -> Checked:
    return (value, "") if isinstance(value, bool) else (None, _("must be true or false"))


def _one_of(known: tuple[str, ...], value: object) -> Checked:
    return (value, "") if value in known else (None, _("must be one of: {names}").format(names=", ".join(known)))


def _command(value: object) -> Checked:
    """Program and arguments, run without a shell."""
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        return None, _('must be a list of texts, program first: ["xdg-open", "https://crm.example/?caller={caller}"]')
    return (None, why) if (why := _unknown(*value)) else (tuple(value), "")


def _scripts(value: object) -> Checked:
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        return None, _('must be tables: [scripts.default] with opening = "…" and closing = "…"')
    texts = [text for each in value.values() for text in each.values()]
    if not all(isinstance(text, str) for text in texts) or any(set(each) - _PARTS for each in value.values()):
        return None, _('must be tables: [scripts.default] with opening = "…" and closing = "…"')
    return (None, why) if (why := _unknown(*texts)) else ({name: Script(**each) for name, each in value.items()}, "")


def _unknown(*texts: str) -> str:
    strange = [name for text in texts for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    words = _("there is no {{{name}}}; known: {names}")
    return words.format(name=strange[0][:40], names=", ".join(PLACEHOLDERS)) if strange else ""


_PARTS: Final = {part.name for part in fields(Script)}
_CHECKS: Final[Mapping[str, Callable[[object], Checked]]] = {
    "language": partial(_one_of, LANGUAGES),
    "centre": _text,
    "phone": _text,
    "name": _text,
    "seat": _text,
    "bell": _flag,
    "notify": partial(_one_of, NOTIFY),
    "on_offer": _command,
    "on_answer": _command,
    "on_end": _command,
    "scripts": _scripts,
    "keys": lambda _value: (None, _('must be a table: [keys] with answer = "f4"')),
}
