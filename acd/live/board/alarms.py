"""What needs a leader now: a table of rules over successive snapshots, each with what raises it and what clears it.

Knows thresholds and hysteresis. Refuses to know where a snapshot comes from, and the words in which an alarm is said.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from acd.live.board.limits import LONGEST, WAITING, WRAP_UP

Scope = Literal["groups", "agents"]
Entry = Mapping[str, Any]

CALLS: Final = 20
"""Calls of a group below which its shares say nothing (as in ``metrics.report.advice``: assumed)."""
BETTER: Final = 0.02
"""How far a service level must rise above its target before its alarm clears (assumed)."""
ABANDONED: Final = 0.05
"""C04: about 3 % is reasonable; an alarm from 5 % on (assumed), clear again at 3 %."""
ABANDONED_AGAIN: Final = 0.03
MISSED: Final = 2
"""A03: rings not answered should be none; two in a row are nobody at the desk (assumed)."""
CLEARS: Final = 0.7
"""Of the limit of a wait or queue: an alarm clears below it (assumed)."""

__all__ = ["LONGEST", "RULES", "WAITING", "WRAP_UP", "Alarm", "Rule", "judge"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One open alarm: since when (s since midnight), the value now and the limit it passed."""

    rule: str
    scope: Scope
    subject: str
    since: float
    value: float
    limit: float

    def document(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """``of`` gives value and limit of an entry at a time, or ``None`` where the rule does not apply."""

    name: str
    scope: Scope
    of: Callable[[Entry, float], tuple[float, float] | None]
    raised: Callable[[float, float], bool] = lambda value, limit: value >= limit
    cleared: Callable[[float, float], bool] = lambda value, limit: value < limit


def judge(
    snapshot: Mapping[str, Any], open_alarms: Sequence[Alarm], rules: "Sequence[Rule] | None" = None
) -> tuple[Alarm, ...]:
    """The alarms open after this snapshot, those that were open before it being ``open_alarms``; oldest first."""
    before = {(alarm.rule, alarm.subject): alarm for alarm in open_alarms}
    found = [alarm for rule in rules or RULES for alarm in _of_rule(rule, snapshot, before)]
    return tuple(sorted(found, key=lambda alarm: alarm.since))


def _of_rule(rule: Rule, snapshot: Mapping[str, Any], before: Mapping[tuple[str, str], Alarm]) -> Iterator[Alarm]:
    now = float(snapshot["t"])
    for subject, entry in snapshot[rule.scope].items():
        judged = rule.of(entry, now)
        if judged is None:
            continue
        was = before.get((rule.name, subject))
        stays = rule.raised(*judged) if was is None else not rule.cleared(*judged)
        if stays:
            yield Alarm(rule.name, rule.scope, subject, was.since if was else now, *judged)


def _service_level(group: Entry, _now: float) -> tuple[float, float] | None:
    enough = (group.get("offered") or 0) >= CALLS and group["target"] is not None
    return (group["service_level"], group["target"]) if enough and group["service_level"] is not None else None


def _longest(group: Entry, _now: float) -> tuple[float, float] | None:
    return group["longest_waiting"] or 0.0, group["longest_limit"]


def _queue(group: Entry, _now: float) -> tuple[float, float] | None:
    return group["waiting"], group["waiting_limit"]


def _nobody_ready(group: Entry, _now: float) -> tuple[float, float] | None:
    """The wait of the first caller, where nobody is free to take the call."""
    if group["waiting"] == 0 or group["ready"] > 0:
        return None
    return group["longest_waiting"], group["within"]


def _unstaffed(group: Entry, _now: float) -> tuple[float, float] | None:
    """Callers wait, and nobody of the group is at work: signed out, or not ready."""
    if group["signed_in"] > group["not_ready"]:
        return None
    return group["waiting"], 1


def _abandoned(group: Entry, _now: float) -> tuple[float, float] | None:
    if (group.get("offered") or 0) < CALLS or group["abandon_rate"] is None:
        return None
    return group["abandon_rate"], ABANDONED


def _in_state(state: str) -> Callable[[Entry, float], tuple[float, float] | None]:
    def of(agent: Entry, now: float) -> tuple[float, float] | None:
        if agent["state"] != state or agent["state_limit"] is None:
            return None
        return now - agent["since"], agent["state_limit"]

    return of


def _pause(agent: Entry, _now: float) -> tuple[float, float] | None:
    longest = agent["longest_shift_wrap_up_and_not_ready"]
    if agent["state"] == "signed_out" or longest is None:
        return None
    return longest, agent["wrap_up_and_not_ready_limit"]


def _missed(agent: Entry, _now: float) -> tuple[float, float] | None:
    return None if agent["state"] == "signed_out" else (agent["missed"], MISSED)


def _help(agent: Entry, now: float) -> tuple[float, float] | None:
    return None if agent["help_since"] is None else (now - agent["help_since"], 0.0)


def _phone(agent: Entry, _now: float) -> tuple[float, float] | None:
    return None if agent["state"] == "signed_out" else (float(agent["phone"] == "lost"), 1.0)


def _well_below(value: float, limit: float) -> bool:
    return value < CLEARS * limit


RULES: Final[tuple[Rule, ...]] = (
    Rule("unstaffed", "groups", _unstaffed),
    Rule("nobody_ready", "groups", _nobody_ready),
    Rule("longest_wait", "groups", _longest, cleared=_well_below),
    Rule("queue", "groups", _queue, cleared=_well_below),
    Rule(
        "service_level",
        "groups",
        _service_level,
        lambda v, at: v < at,
        lambda v, at: v >= min(round(at + BETTER, 9), 1),
    ),
    Rule("abandon_rate", "groups", _abandoned, lambda v, at: v > at, lambda v, _: v <= ABANDONED_AGAIN),
    Rule("help", "agents", _help),
    Rule("phone_lost", "agents", _phone),
    Rule("missed_rings", "agents", _missed),
    Rule("not_ready", "agents", _in_state("not_ready")),
    Rule("wrap_up", "agents", _in_state("wrap_up")),
    Rule("pause", "agents", _pause),
)
