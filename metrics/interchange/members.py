"""Whose telephone is whose: members' interfaces and their names.

Knows that ``queue_log`` writes the interface (``PJSIP/1001``) where a member is added and the name (``Alice``) where it
is rung, and the file that says which are the same. Refuses to guess: an interface without a name is its own name.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from acd.errors import HuawuError
from acd.language import _

_POOL: Final = "Agent/"


class MembersError(HuawuError):
    """A file of members that cannot be read."""


class Members:
    """Names by interface."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def name(self, written: str) -> str:
        """The name of whom a line calls by name or by interface."""
        return self._names.get(written, written)

    def of_pool(self, agent: str) -> str:
        """The name of an agent of ``app_agent_pool``, whose queue member is ``Agent/501``; a name is its own."""
        if agent in self._names.values():
            return agent
        return self.name(agent if agent.startswith(_POOL) else _POOL + agent)


def members_in(path: str | os.PathLike[str]) -> dict[str, str]:
    """The names by interface in a file.

    A line is ``PJSIP/1001 = Alice``, or as in ``queues.conf``: ``member => PJSIP/1001,0,Alice``. Empty lines, comments
    (``;`` or ``#``) and ``[sections]`` are passed over. Raises :class:`MembersError` where a line is neither.
    """
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else _("this is not UTF-8")
        raise MembersError(_("{path}: cannot be read: {why}").format(path=path, why=why)) from None
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition(";")[0].strip()
        if said and said[0] not in "#[":
            pair = _pair(said)
            if pair is None:
                raise MembersError(
                    _("{path}, line {line}: expected `PJSIP/1001 = Alice`, found {text!r}").format(
                        path=path, line=number, text=said
                    )
                )
            found[pair[0]] = pair[1]
    return found


def _pair(said: str) -> tuple[str, str] | None:
    left, equals, right = (part.strip() for part in said.partition("="))
    if not equals:
        return None
    right = right.removeprefix(">").strip()
    if left != "member":
        return (left, right) if left and right else None
    fields = [field.strip().strip('"') for field in right.split(",")]
    return (fields[0], fields[2]) if len(fields) > 2 and fields[2] else (fields[0], fields[0])
