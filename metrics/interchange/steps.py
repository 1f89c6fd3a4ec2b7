"""What a record tells happened, and when: one line may tell of several moments, some of them past.

Knows which moments each record of ``queue_log`` implies: a CONNECT says how long the agent's telephone had rung, a
COMPLETE how long the call had waited and talked, should its beginning not be in the file. Refuses to know what is done
with them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from acd.events import Deflected, EndedBy, Transfer, Unanswered
from metrics.interchange.records import NONE, Record

_SECOND: Final = 1_000_000
_MILLISECOND: Final = 1_000
_TO_KEEP: Final = 40


class Act(Enum):
    """What happens at a moment."""

    ENTER = auto()
    RING = auto()
    RING_OVER = auto()
    CALLER_LEAVES_RINGING = auto()
    CONNECT = auto()
    END = auto()
    TRANSFER = auto()
    ABANDON = auto()
    DEFLECT = auto()
    JOIN = auto()
    LEAVE = auto()
    LOG_IN = auto()
    LOG_OFF = auto()
    PAUSE = auto()
    UNPAUSE = auto()
    RESTART = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """A moment: microseconds since 1970; ``word`` is the number of a reason, ``text`` what was said with it."""

    at: int
    act: Act
    callid: str = ""
    queue: str = ""
    agent: str = ""
    word: int = 0
    text: str = ""


class Stage(Enum):
    """How far the file has told of a call."""

    UNKNOWN = auto()
    WAITING = auto()
    TALKING = auto()


Told = Iterator[Step]
_Teller = Callable[[Record, Stage], Told]
_OVER: Final = (Act.END, Act.TRANSFER, Act.ABANDON, Act.DEFLECT)


def stage_after(step: Step, before: Stage) -> Stage:
    """How far a call is told of once a step of it is."""
    if step.act in _OVER:
        return Stage.UNKNOWN
    return {Act.ENTER: Stage.WAITING, Act.CONNECT: Stage.TALKING}.get(step.act, before)


def steps_of(record: Record, stage: Stage) -> list[Step]:
    """The moments a record tells of; :class:`KeyError` where it is of a kind unknown here."""
    return list(_TELLERS[record.event](record, stage))


def _step(record: Record, act: Act, ago: int = 0, word: int = 0, text: str = "") -> Step:
    queue, agent = ("" if name == NONE else name for name in (record.queue, record.agent))
    return Step(record.at * _SECOND - ago, act, record.callid, queue, agent, word, text)


def _enter(record: Record, _stage: Stage) -> Told:
    """``url|number|position[|name]``: nothing is escaped, hence the position is the last field that is a number."""
    said = record.said
    named = len(said) > 3 and not said[-1].isdigit()
    number = said[-3 if named else -2] if len(said) >= (4 if named else 2) else ""
    place = said[-2 if named else -1] if said else ""
    yield _step(
        record, Act.ENTER, word=min(int(place), 1 << 20) if place.isascii() and place.isdigit() else 1, text=number
    )


def _connect(record: Record, stage: Stage) -> Told:
    waited, rang = record.number(0) * _SECOND, record.number(2) * _SECOND if len(record.said) > 2 else 0
    if stage != Stage.WAITING:
        yield _step(record, Act.ENTER, waited, word=1)
    yield _step(record, Act.RING, min(rang, waited))
    yield _step(record, Act.CONNECT)


def _talked(record: Record, stage: Stage) -> Told:
    """What must have been before a call that ends after talk: hold and talk stand before the last field."""
    waited, talked = record.number(-3) * _SECOND, record.number(-2) * _SECOND
    if stage == Stage.UNKNOWN:
        yield _step(record, Act.ENTER, talked + waited, word=1)
    if stage != Stage.TALKING:
        yield _step(record, Act.CONNECT, talked)


def _complete(by: EndedBy) -> _Teller:
    def told(record: Record, stage: Stage) -> Told:
        yield from _talked(record, stage)
        yield _step(record, Act.END, word=by)

    return told


def _transfer(kind: Transfer) -> _Teller:
    def told(record: Record, stage: Stage) -> Told:
        yield from _talked(record, stage)
        target = (
            record.text(0) if kind == Transfer.BLIND else ""
        )  # else a bridge or channels, which tell nobody anything
        yield _step(record, Act.TRANSFER, word=kind, text=target)

    return told


def _leaves(act: Act, waited_at: int, word: int = 0, note: Callable[[Record], str] = lambda _record: "") -> _Teller:
    def told(record: Record, stage: Stage) -> Told:
        if stage == Stage.UNKNOWN:
            yield _step(record, Act.ENTER, record.number(waited_at) * _SECOND, word=1)
        yield _step(record, act, word=word, text=note(record))

    return told


def _rang(word: Unanswered, over: Act = Act.RING_OVER, timed: bool = True) -> _Teller:
    def told(record: Record, _stage: Stage) -> Told:
        yield _step(record, Act.RING, record.number(0) * _MILLISECOND if timed else 0)
        yield _step(record, over, word=word)

    return told


def _member(act: Act) -> _Teller:
    return lambda record, _stage: iter([_step(record, act, text=record.text(0)[:_TO_KEEP])])


def _pool(act: Act) -> _Teller:
    return lambda record, _stage: iter([_step(record, act)])


def _nothing(_record: Record, _stage: Stage) -> Told:
    return iter(())


_TELLERS: Final[dict[str, _Teller]] = {
    "ENTERQUEUE": _enter,
    "CONNECT": _connect,
    "COMPLETEAGENT": _complete(EndedBy.AGENT),
    "COMPLETECALLER": _complete(EndedBy.CALLER),
    "BLINDTRANSFER": _transfer(Transfer.BLIND),
    "ATTENDEDTRANSFER": _transfer(Transfer.ATTENDED),
    "TRANSFER": _transfer(Transfer.BLIND),
    "ABANDON": _leaves(Act.ABANDON, 2),
    "EXITEMPTY": _leaves(Act.DEFLECT, 2, Deflected.EMPTY),
    "EXITWITHTIMEOUT": _leaves(Act.DEFLECT, 2, Deflected.MAX_WAIT),
    "EXITWITHKEY": _leaves(Act.DEFLECT, 3, Deflected.MAX_WAIT, lambda record: f"key {record.text(0)[:1]}"),
    "WITHDRAW": _leaves(Act.DEFLECT, 2, Deflected.MAX_WAIT, lambda _record: "withdrawn"),
    "RINGNOANSWER": _rang(Unanswered.NO_ANSWER),
    "RINGCANCELED": _rang(Unanswered.WITHDRAWN, Act.CALLER_LEAVES_RINGING),
    "AGENTDUMP": _rang(Unanswered.REJECTED, timed=False),
    "SYSCOMPAT": _rang(Unanswered.UNREACHABLE, timed=False),
    "ADDMEMBER": _member(Act.JOIN),
    "REMOVEMEMBER": _member(Act.LEAVE),
    "PAUSE": _member(Act.PAUSE),
    "UNPAUSE": _member(Act.UNPAUSE),
    "PAUSEALL": _member(Act.PAUSE),
    "UNPAUSEALL": _member(Act.UNPAUSE),
    "AGENTLOGIN": _pool(Act.LOG_IN),
    "AGENTLOGOFF": _pool(Act.LOG_OFF),
    "QUEUESTART": _pool(Act.RESTART),
    **dict.fromkeys(("CONFIGRELOAD", "PENALTY", "RINGINUSE"), _nothing),
}
