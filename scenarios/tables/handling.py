"""How long calls take, per interval, from whichever means a table has.

Knows talk, wrap-up and their sum. Refuses to invent one where there is none of the three.
"""

from collections.abc import Callable, Iterable, Sequence
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


def _over_day(intervals: Iterable[MeanInterval], name: str) -> float | None:
    return weighted((getattr(each, name), each.offered) for each in intervals)


def _any(interval: MeanInterval) -> bool:
    return bool(interval.talk or interval.aht)


def handling(file: str, group: str, mean: MeanDay) -> Handling:
    """Talk and wrap-up of the group; an interval that has none gets the mean of the day.

    Raises ``TableError`` where the table has no handling time at all.
    """
    intervals = mean.groups[group]
    talk, wrap_up, aht = (_over_day(intervals.values(), name) for name in ("talk", "wrap_up", "aht"))

    def filled(value: Callable[[MeanInterval], float | None], otherwise: float) -> list[float]:
        found = [value(intervals[start]) if start in intervals else None for start in mean.starts]
        return [each if each and each > 0 else otherwise for each in found]

    assumptions = []
    if any(start not in intervals or not _any(intervals[start]) for start in mean.starts):
        assumptions.append(_("an interval without handling times has the mean of the day"))
    if talk is not None and wrap_up is not None:
        if aht is not None and abs(aht - talk - wrap_up) > 0.05 * aht:
            assumptions.append(
                _(
                    "the handling time ({aht:.0f} s) is not talk and wrap-up together ({sum:.0f} s): the latter is used"
                ).format(aht=aht, sum=talk + wrap_up)
            )
        return Handling(
            filled(lambda each: each.talk, talk), filled(lambda each: each.wrap_up, wrap_up), (*assumptions,)
        )
    if talk is not None:
        assumptions.append(_("the table has no wrap-up time: none"))
        return Handling(filled(lambda each: each.talk, talk), (), tuple(assumptions))
    if aht is None:
        raise TableError(
            _("{file}: no handling time for {group}: a column aht 平均处理时长, or talk 平均通话时长, is needed "
              "(or name it with columns: or --map)").format(file=file, group=group or _("the calls"))
        )  # fmt: skip
    total = filled(lambda each: each.aht, aht)
    assumptions.append(_("handling time is 85 % talk and 15 % wrap-up"))
    return Handling(
        [value * _TALK_SHARE for value in total], [value * (1 - _TALK_SHARE) for value in total], tuple(assumptions)
    )
