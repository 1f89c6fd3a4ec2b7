"""What centre and phone tell, folded into the desk; what an agent may want a command run for comes out.

Knows the messages of the two ends. Refuses to know how they travelled, and what is done about a happening.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from acd.language import _
from acd.live.desk import AgentView, Contact, QueueView
from softphone.desk.cleaning import clean
from softphone.desk.desk import Desk, facts
from softphone.desk.reading import read, read_all, read_table
from softphone.desk.situation import IN_CALL, Situation
from softphone.desk.views import Connection, Figure, PhoneView, Reason, Spent

Message = Mapping[str, Any]
What = Literal["offer", "answer", "end"]


@dataclass(frozen=True, slots=True)
class Happening:
    """A call rings, is answered or ends; ``call`` is what may be told of it."""

    what: What
    call: Mapping[str, Any]


def hear_centre(desk: Desk, message: Message, now: float) -> list[Happening]:
    """Fold a message of the centre: ``welcome``, ``view``, ``queues``, ``own``, ``lost``, ``bye`` or ``refused``."""
    return _folded(desk, lambda: _hear(_CENTRE, desk, message, now))


def hear_phone(desk: Desk, message: Message, now: float) -> list[Happening]:
    """Fold a message of the phone: ``view``, ``levels``, ``lost`` or ``refused``."""
    return _folded(desk, lambda: _hear(_PHONE, desk, message, now))


def _hear(known: Mapping[str, Callable[[Desk, Any, float], None]], desk: Desk, message: Message, now: float) -> None:
    for what, value in message.items():
        if what in known:
            known[what](desk, value, now)


def _folded(desk: Desk, fold: Callable[[], None]) -> list[Happening]:
    before, told = _call_now(desk), facts(desk)
    fold()
    now, between = facts(desk), _between(before, _call_now(desk))
    if "offer" in between:
        desk.draft = ""
    return [Happening(what, told if what == "end" else now) for what in between]


def _call_now(desk: Desk) -> tuple[object, bool]:
    """Which call there is, and whether it is spoken in."""
    situation = desk.situation
    if situation == Situation.RINGING or situation in IN_CALL:
        call, leg = desk.call, desk.leg
        identity = call.number if call is not None else leg.leg if leg is not None else ""
        return identity, situation in IN_CALL
    if (aside := desk.aside) is not None:
        return aside.leg, aside.state != "ringing"
    return None, False


def _between(before: tuple[object, bool], after: tuple[object, bool]) -> list[What]:
    if before[0] != after[0]:
        ended: list[What] = ["end"] if before[1] else []
        begun: list[What] = [] if after[0] is None else ["answer"] if after[1] else ["offer"]
        return ended + begun
    return ["answer"] if after[1] and not before[1] else []


def _welcome(desk: Desk, told: Any, now: float) -> None:
    welcome = read_table(told)
    desk.centre = Connection(up=True, since=now)
    if isinstance(at := welcome.get("now"), int | float):
        desk.ahead = at - now
    desk.name = clean(str(welcome.get("agent", desk.name)))
    desk.directory = {number: clean(str(label)) for number, label in read_table(welcome.get("directory")).items()}
    desk.reasons = {name: read(Reason, each) for name, each in read_table(welcome.get("reasons")).items()}
    desk.codes, desk.results = _texts(welcome.get("codes")), _texts(welcome.get("results"))
    desk.purposes, desk.outside = _texts(welcome.get("purposes")), _texts(welcome.get("outside"))
    _queues(desk, welcome.get("queues"), now)
    _view(desk, welcome.get("view"), now)


def _view(desk: Desk, told: Any, now: float) -> None:
    desk.agent, desk.viewed = read(AgentView, told), now


def _queues(desk: Desk, told: Any, _now: float) -> None:
    desk.queues = read_all(QueueView, told)


def _own(desk: Desk, told: Any, now: float) -> None:
    own, desk.own_at = read_table(told), now
    desk.spent = {name: read(Spent, each) for name, each in read_table(own.get("not_ready")).items()}
    desk.experience = clean(str(own.get("experience") or ""))
    figures = read_table(own.get("figures"))
    desk.own = tuple(replace(read(Figure, figure), name=name) for name, figure in figures.items())


def _centre_lost(desk: Desk, why: Any, now: float) -> None:
    desk.centre = _down(desk.centre, why, now)


def _centre_bye(desk: Desk, told: Any, now: float) -> None:
    why = str(read_table(told).get("why", ""))
    desk.centre = Connection(why=_farewell(why), since=now, final=why != "stopping")


def _centre_refused(desk: Desk, told: Any, now: float) -> None:
    refusal = read_table(told)
    words = clean(str(refusal.get("words", "")), 200)
    desk.centre = Connection(why=_refused_words(refusal.get("code"), words), since=now, final=True)


def _refused_words(code: object, words: str) -> str:
    return _("name or secret is wrong") if code == "wrong" else words


def _farewell(why: str) -> str:
    return {
        "replaced": _("another screen of this agent has taken over"),
        "stopping": _("the centre is stopping"),
        "abuse": _("the centre closed the connection: too much was asked"),
    }.get(why, clean(why))


def _line(desk: Desk, told: Any, now: float) -> None:
    desk.line = read(PhoneView, told)
    desk.phone = desk.phone if desk.phone.up else Connection(up=True, since=now)


def _levels(desk: Desk, told: Any, _now: float) -> None:
    levels = read_table(told)
    loud = [levels.get(name) for name in ("in", "out")]
    desk.levels = tuple(min(max(float(each), 0.0), 1.0) if isinstance(each, int | float) else 0.0 for each in loud)  # type: ignore[assignment]


def _phone_lost(desk: Desk, why: Any, now: float) -> None:
    desk.phone = _down(desk.phone, why, now)


def _phone_refused(desk: Desk, told: Any, now: float) -> None:
    desk.phone = Connection(why=clean(str(read_table(told).get("words", "")), 200), since=now, final=True)


def _down(before: Connection, why: Any, now: float) -> Connection:
    """Down since it went, not since the last try to come back."""
    since = now if before.up or not before.why else before.since
    return Connection(why=clean(str(why), 200) or _("no connection"), since=since)


def _texts(told: Any) -> tuple[str, ...]:
    return tuple(clean(each, 200) for each in told if isinstance(each, str)) if isinstance(told, list) else ()


def answered(desk: Desk, do: str, done: Message) -> None:
    """Fold the answer to a question: the directory, past calls, devices."""
    if do == "history":
        desk.history = read_all(Contact, done.get("calls"))
    elif do == "directory":
        desk.directory = {name: clean(str(each)) for name, each in read_table(done.get("directory")).items()}
    elif do == "devices":
        desk.devices = {kind: _texts(done.get(kind)) for kind in ("inputs", "outputs")}


_CENTRE: Final[Mapping[str, Callable[[Desk, Any, float], None]]] = {
    "welcome": _welcome,
    "view": _view,
    "queues": _queues,
    "own": _own,
    "lost": _centre_lost,
    "bye": _centre_bye,
    "refused": _centre_refused,
}
_PHONE: Final[Mapping[str, Callable[[Desk, Any, float], None]]] = {
    "view": _line,
    "levels": _levels,
    "lost": _phone_lost,
    "refused": _phone_refused,
}
