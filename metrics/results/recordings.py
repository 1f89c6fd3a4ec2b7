"""The index of recordings: which talk each is of, how long, what became of the call (B14).

Knows the events that tell of recordings and of their calls. Counts nothing; refuses to know files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from metrics.ledger import Ledger

Line = Mapping[str, Any]


@dataclass(slots=True)
class Recording:
    """``recording`` is the name under which it is kept, ``seconds`` its length: null while it goes on or has failed.

    ``t`` is seconds since local midnight of the ledger's first day; ``paused`` how often something was left out.
    """

    recording: str
    t: float
    call: int | None = None
    agent: str | None = None
    caller: str | None = None
    call_type: str | None = None
    seconds: float | None = None
    paused: int = 0
    codes: list[str] = field(default_factory=list)
    score: int | None = None
    result: str | None = None
    failed: str | None = None


def recordings(ledger: Ledger) -> list[Recording]:
    """In the order in which they began."""
    index = _Index()
    for _seq, line in ledger.told(*_TELLS):
        _TELLS[line["type"]](index, line)
    return [*index.found.values()]


class _Index:
    """``callers`` by call: who, and about what; ``of_calls``: the recordings of each."""

    def __init__(self) -> None:
        self.found: dict[str, Recording] = {}
        self.callers: dict[Any, Line] = {}
        self.of_calls: dict[Any, list[Recording]] = {}

    def comes(self, line: Line) -> None:
        """A call comes in, or an agent dials it."""
        self.callers[line.get("call")] = line

    def begins(self, line: Line) -> None:
        """A recording begins."""
        call = line.get("call")
        caller = self.callers.get(call, {})
        each = Recording(
            recording=str(line.get("recording", "")),
            t=line["t"],
            call=call,
            agent=line.get("agent"),
            caller=caller.get("caller") or caller.get("to"),
            call_type=caller.get("call_type"),
        )
        self.found[each.recording] = each
        self.of_calls.setdefault(call, []).append(each)

    def ends(self, line: Line) -> None:
        """A recording is whole, or there is none."""
        each = self.found.get(str(line.get("recording", "")))
        if each is not None:
            each.failed = line.get("failed")
            each.seconds = None if each.failed else line.get("seconds")

    def pauses(self, line: Line) -> None:
        """Something is left out of a recording."""
        each = self.found.get(str(line.get("recording", "")))
        if each is not None:
            each.paused += 1

    def is_written_down(self, line: Line) -> None:
        """A code, a rating, a result: of the agent's own part where several had the call."""
        for each in self.of_calls.get(line.get("call"), ()):
            if line.get("agent") not in (None, each.agent):
                continue
            match line["type"]:
                case "call.coded":
                    each.codes.append(str(line.get("code", "")))
                case "call.rated":
                    each.score = line.get("score")
                case _:
                    each.result = line.get("result")


_TELLS: Final[dict[str, Callable[[_Index, Line], None]]] = {
    "call.arrived": _Index.comes,
    "outbound.dialled": _Index.comes,
    "recording.started": _Index.begins,
    "recording.paused": _Index.pauses,
    "recording.ended": _Index.ends,
    "call.coded": _Index.is_written_down,
    "call.rated": _Index.is_written_down,
    "outbound.result": _Index.is_written_down,
}
