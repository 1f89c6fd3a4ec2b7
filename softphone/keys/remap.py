"""Keys of one's own: the ``[keys]`` of the settings over the registry's.

Knows which keys a terminal can tell apart and which must stay free for writing. Refuses to know where the table came
from; a bad entry is named by its file and key, and the rest is used.
"""

import re
from collections.abc import Mapping
from typing import Final

from acd.language import _
from softphone.keys.registry import BY_INTENT, DOINGS

Keys = dict[str, tuple[str, ...]]

_CALL_CONTROL: Final = re.compile(
    r"(ctrl\+|alt\+|shift\+|ctrl\+shift\+)*f([1-9]|1[0-9]|2[0-4])|ctrl\+(shift\+)?[a-z0-9]"
)
_TAKEN: Final = frozenset({"ctrl+c", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+space"})
"""Copy, backspace, tab, line feed and enter are the same to a terminal; the last is an input method's."""


def defaults() -> Keys:
    """As the registry says."""
    return {doing.intent: doing.keys for doing in DOINGS}


def remapped(given: Mapping[str, object], where: str) -> tuple[Keys, list[str]]:
    """Every intent with its keys, and what is wrong with the entries left out.

    A key that an entry takes is taken from whatever had it by default; the second entry for a key is wrong.
    """
    asked: Keys = {}
    owner: dict[str, str] = {}
    wrong = []
    for intent, wanted in given.items():
        keys = (wanted,) if isinstance(wanted, str) else tuple(wanted) if isinstance(wanted, list) else None
        if why := _wrong(intent, keys) or _taken(keys or (), owner):
            wrong.append(f"{where}: keys.{intent[:40]}: {why}")
            continue
        asked[intent] = tuple(str(key).lower() for key in keys or ())
        owner |= dict.fromkeys(asked[intent], intent)
    free = {intent: tuple(key for key in keys if key not in owner) for intent, keys in defaults().items()}
    return free | asked, wrong


def _taken(keys: tuple[object, ...], owner: Mapping[str, str]) -> str:
    found = next((str(key).lower() for key in keys if str(key).lower() in owner), None)
    return "" if found is None else _("{key} is the key of {other} already").format(key=found, other=owner[found])


def _wrong(intent: str, asked: tuple[object, ...] | None) -> str:
    if intent not in BY_INTENT:
        return _("nothing is called that; known: {names}").format(names=", ".join(BY_INTENT))
    if asked is None or not all(isinstance(each, str) for each in asked):
        return _('give a key or a list of keys, as "f4" or ["f4", "ctrl+r"]')
    bad = [str(each) for each in asked if not _is_key(str(each).lower())]
    if bad:
        return _(
            "{key} is no key for this: F1 to F24 or Ctrl with a letter; letters alone stay free for writing"
        ).format(key=bad[0][:20])
    return ""


def _is_key(key: str) -> bool:
    return _CALL_CONTROL.fullmatch(key) is not None and key not in _TAKEN
