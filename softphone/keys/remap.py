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
    """Every intent with its keys, and what is wrong with the entries left out."""
    keys, wrong = defaults(), []
    for intent, wanted in given.items():
        asked = (wanted,) if isinstance(wanted, str) else tuple(wanted) if isinstance(wanted, list) else None
        if why := _wrong(intent, asked):
            wrong.append(f"{where}: keys.{intent[:40]}: {why}")
        else:
            keys[intent] = tuple(str(each).lower() for each in asked or ())
    return keys, wrong + _clashes(keys, given, where)


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


def _clashes(keys: Keys, given: Mapping[str, object], where: str) -> list[str]:
    """One key does one thing: an entry that takes another's key takes it, unless that was asked for too."""
    wrong = []
    for intent in [each for each in given if each in keys]:
        for key in keys[intent]:
            for other in (each for each in keys if each != intent and key in keys[each]):
                if other in given:
                    wrong.append(
                        f"{where}: keys.{intent}: "
                        + _("{key} is the key of {other} too; it does that one").format(key=key, other=other)
                    )
                    keys[intent] = tuple(each for each in keys[intent] if each != key)
                else:
                    keys[other] = tuple(each for each in keys[other] if each != key)
    return wrong
