"""How long calls take, per interval, from whichever means a table has.

Knows talk, wrap-up and their sum. Refuses to invent one where there is none of the three.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from acd.language import _
from scenarios.tables.days import MeanDay, MeanInterval, weighted
from scenarios.tables.errors import TableError

_TALK_SHARE: Final = 0.85
"""Of the handling time, where a table does not divide it."""


@dataclass(frozen=True, slots=True)
class Handling:
    """Mean seconds for each interval of the day; ``wrap_up`` empty where there is none."""

    talk: Sequence[float]
    wrap_up: Sequence[float]
    assumptions: tuple[str, ...]

    def total(self, n: int) -> float:
        """Seconds of an agent's time for a call of interval ``n``."""
        return self.talk[n] + (self.wrap_up[n] if self.wrap_up else 0.0)


def handling(file: str, group: str, mean: MeanDay) -> Handling:
    """Talk and wrap-up of the group; an interval that has none gets the mean of the day.

    Raises ``TableError`` where the table has no handling time at all.
    """
    talk, wrap_up, aht = (_filled(mean, group, name) for name in ("talk", "wrap_up", "aht"))
    assumptions = _gaps(mean, group)
    if talk and wrap_up:
        assumptions += _mismatch(mean.groups[group].values())
    elif talk:
        assumptions.append(_("the table has no wrap-up time: none"))
    elif aht:
        assumptions.append(_("handling time is 85 % talk and 15 % wrap-up"))
        talk = [value * _TALK_SHARE for value in aht]
        wrap_up = [value * (1 - _TALK_SHARE) for value in aht]
    else:
        raise TableError(
            _(
                "{file}: no handling time for {group}: a column aht 平均处理时长, or talk 平均通话时长, is needed "
                "(or name it with columns: or --map)"
            ).format(file=file, group=group or _("the calls"))
        )
    return Handling(talk, wrap_up, tuple(assumptions))


def _filled(mean: MeanDay, group: str, name: str) -> list[float]:
    """One value per interval, the mean of the day where an interval has none; empty where the day has none."""
    intervals = mean.groups[group]
    otherwise = _over_day(intervals.values(), name)
    if otherwise is None:
        return []
    found = [getattr(intervals[start], name) if start in intervals else None for start in mean.starts]
    return [value or otherwise for value in found]


def _gaps(mean: MeanDay, group: str) -> list[str]:
    intervals = mean.groups[group]
    if all(start in intervals and (intervals[start].talk or intervals[start].aht) for start in mean.starts):
        return []
    return [_("an interval without handling times has the mean of the day")]


def _mismatch(intervals: Collection[MeanInterval]) -> list[str]:
    talk, wrap_up, aht = (_over_day(intervals, name) or 0.0 for name in ("talk", "wrap_up", "aht"))
    if not aht or abs(aht - talk - wrap_up) <= 0.05 * aht:
        return []
    text = _("the handling time ({aht:.0f} s) is not talk and wrap-up together ({sum:.0f} s): the latter is used")
    return [text.format(aht=aht, sum=talk + wrap_up)]


def _over_day(intervals: Collection[MeanInterval], name: str) -> float | None:
    return weighted((getattr(each, name), each.offered) for each in intervals)
