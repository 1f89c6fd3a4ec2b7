"""What callers were told of their wait, against what came of it (`design.md`: a wait is told as what such waits were).

Knows the events that tell of either. Refuses to know how a range was found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from metrics.ledger import Ledger

_TELLS: Final = ("call.offered", "call.announced", "call.answered", "call.abandoned", "call.deflected", "call.lost")
_HELD: Final = 60.0
"""A range is told in whole minutes, its end rounded up: who is answered within that minute has been told so."""


@dataclass(slots=True)
class ToldWaits:
    """Of one group: ranges told; of those whose caller was answered how many held, ended sooner, ended later."""

    group: str
    told: int = 0
    held: int = 0
    sooner: int = 0
    later: int = 0
    gave_up: int = 0

    @property
    def share(self) -> float | None:
        """Of the ranges whose caller was answered, how many held."""
        answered = self.held + self.sooner + self.later
        return self.held / answered if answered else None


def told_waits(ledger: Ledger) -> list[ToldWaits]:
    """By group, in the order of the header; groups whose callers were told nothing are left out."""
    found = {name: ToldWaits(name) for name in ledger.header.groups}
    groups: dict[Any, str] = {}
    told: dict[Any, list[Mapping[str, Any]]] = {}
    for _seq, line in ledger.told(*_TELLS):
        call = line.get("call")
        match line["type"]:
            case "call.offered":
                groups[call] = str(line.get("group", ""))
            case "call.announced" if line.get("what") == "wait" and "low" in line and "high" in line:
                told.setdefault(call, []).append(line)
            case "call.announced":
                pass
            case ended:
                _judge(found.get(groups.pop(call, "")), told.pop(call, []), line["t"], ended == "call.answered")
    return [each for each in found.values() if each.told]


def _judge(of: ToldWaits | None, told: list[Mapping[str, Any]], t: float, answered: bool) -> None:
    for each in told if of is not None else ():
        assert of is not None
        waited = t - each["t"]
        of.told += 1
        if not answered:
            of.gave_up += 1
        elif waited < each["low"] // _HELD * _HELD:
            of.sooner += 1
        elif waited > -(-each["high"] // _HELD) * _HELD:
            of.later += 1
        else:
            of.held += 1
