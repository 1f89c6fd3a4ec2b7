"""Sums as figures of all places at once, so that a formula is evaluated once for all of them.

Knows how the sums of the smallest places, a group in an interval and an agent, add up to those of the larger. Refuses
to know formulas. Places stand one after the other on the first axis, scope by scope.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from metrics.definitions.fields import Fields, added, fields_of
from metrics.definitions.figures import HANDLING, SIGNED_IN, CallFigures, Numbers, PeopleFigures, Values
from metrics.tally.histogram import Waits
from metrics.tally.rows import Calls, Counts, Queueing, Work, plain
from metrics.tally.sums import PLANNED, REASONS, Sums

if TYPE_CHECKING:
    from metrics.definitions.scopes import Floor

Add = Callable[[Any, int], Any]
"""Adds up along an axis of places."""


def calls_everywhere(floor: Floor, sums: Sums) -> CallFigures:
    """The figures of calls in the places of ``CALL_SCOPES``."""
    spent = sums.spent.reshape(floor.people + 1, -1, floor.count + 1)[:, :, :-1]
    times = _times(floor, spent)
    return CallFigures(
        spent=times[:, :-1],
        rostered=times[:, -1],
        elapsed=_elapsed(floor),
        calls=Fields(Calls, _calls(floor, sums)),
        queues=Fields(Queueing, _queues(floor, sums)),
        waits=_waits(floor, sums),
        shares=_shares_everywhere(floor, spent),
        prices=floor.prices,
    )


def people_everywhere(floor: Floor, sums: Sums) -> PeopleFigures:
    """The figures of people in the places of ``PEOPLE_SCOPES``."""
    crews = [np.flatnonzero(crew) for crew in floor.crews]
    spent = sums.spent.reshape(floor.people + 1, -1, floor.count + 1)[:-1, :, :-1].sum(axis=-1)
    spent = _with_crews(spent, crews, _sum)
    heads = np.asarray([1] * floor.people + [len(crew) for crew in crews])
    work = fields_of(Work, sums.work[: floor.people, :-1]).over(1)  # the last day is what is not measured
    return PeopleFigures(
        spent=spent,
        rostered=np.where(spent[:, PLANNED] > 0, spent[:, PLANNED], spent[:, SIGNED_IN].sum(axis=-1)),
        elapsed=floor.elapsed.sum() * heads,
        work=Fields(Work, _with_crews(work.numbers, crews, added(Work))),
        authorised=spent[:, [REASONS + k for k in floor.authorised]].sum(axis=-1),
    )


def _with_crews(people: Counts, crews: list[Numbers], add: Add) -> Counts:
    return np.concatenate([people, *(add(people[crew], 0)[None] for crew in crews)])


def _sum(numbers: Numbers, axis: int) -> Numbers:
    return np.asarray(numbers.sum(axis=axis, dtype=numbers.dtype))


def _everywhere(floor: Floor, of_groups: Numbers, everyone: Numbers, of_types: Numbers, add: Add = _sum) -> Numbers:
    """All places, from figures by group and interval, by interval, and by call type."""
    days = [add(everyone[floor.date_of == day], 0) for day in range(floor.dates)]
    single = of_groups.reshape(-1, *everyone.shape[1:])
    return np.concatenate([add(everyone, 0)[None], add(of_groups, 1), of_types, everyone, single, np.stack(days)])


def _elapsed(floor: Floor) -> Numbers:
    in_groups = np.broadcast_to(floor.elapsed, (floor.groups, floor.count))
    return _everywhere(floor, in_groups, floor.elapsed, np.full(floor.call_types, floor.elapsed.sum()))


def _calls(floor: Floor, sums: Sums) -> Numbers:
    """Calls once each: what a recounting group adds to its own 呼入 is in no other figure (AMB-02)."""
    shape = floor.call_types + 1, floor.groups + 1, floor.count + 1
    cells = fields_of(Calls, sums.calls, *shape)[:, :, :-1]
    of_groups = cells.over(0)
    everyone, of_types = of_groups.over(0), cells[:-1].over(1, 2)
    everyone.recounted[...] = of_types.recounted[...] = 0
    return _everywhere(floor, of_groups.numbers[:-1], everyone.numbers, of_types.numbers, added(Calls))


def _queues(floor: Floor, sums: Sums) -> Numbers:
    lines = plain(sums.queues)[:, :-1]
    nothing = np.zeros((floor.call_types, lines.shape[-1]), np.int64)
    return _everywhere(floor, lines[:-1], lines[-1], nothing, added(Queueing))


def _waits(floor: Floor, sums: Sums) -> Waits:
    """Of groups in intervals and of call types as they were counted; of all others added up from those."""
    groups, intervals = floor.groups + 1, floor.count + 1
    counted = np.arange(len(sums.waits))
    single = counted[: groups * intervals].reshape(groups, intervals)[:-1, :-1]
    of_types = counted[groups * intervals :][: floor.call_types]
    waits = sums.waits[: groups * intervals].reshape(groups, intervals, -1)[:-1, :-1]
    everyone = _sum(waits, 0)
    days = [_sum(everyone[floor.date_of == day], 0) for day in range(floor.dates)]
    totals = np.concatenate([_sum(everyone, 0)[None], _sum(waits, 1), everyone, np.stack(days)])
    ends = np.cumsum([1, floor.groups, floor.count])
    centre, of_groups, of_intervals, dates = np.split(len(counted) + np.arange(len(totals)), ends)
    rows = np.concatenate([centre, of_groups, of_types, of_intervals, single.ravel(), dates])
    return Waits(sums.waits, totals, rows)


def _times(floor: Floor, spent: Counts) -> Numbers:
    """Time of the people concerned, and last how much of it is rostered; of a call type nobody's.

    Rostered is planned time where there is a plan, else signed-in time.
    """
    planned = spent[:, PLANNED]
    rostered = np.where(planned.sum(axis=-1, keepdims=True) > 0, planned, spent[:, SIGNED_IN].sum(axis=1))
    own = np.concatenate([spent, rostered[:, None]], axis=1).reshape(floor.people + 1, -1)
    theirs = np.stack([own[people].sum(axis=0) for people in floor.concerned])
    theirs = theirs.reshape(floor.groups + 1, -1, floor.count).swapaxes(1, 2)
    return _everywhere(floor, theirs[:-1], theirs[-1], np.zeros((floor.call_types, theirs.shape[-1]), np.int64))


def _shares_everywhere(floor: Floor, spent: Counts) -> Values:
    """A18 of each agent concerned, as reckoned from the time in each place."""
    members = floor.concerned[:-1]
    whole, single = _shares(spent.sum(axis=-1)), _shares(spent).T
    days = [_shares(spent[:, :, floor.date_of == day].sum(axis=-1)) for day in range(floor.dates)]
    of_groups = np.where(members[:, None], single, np.nan).reshape(-1, len(whole))
    nobody = np.full((floor.call_types, len(whole)), np.nan)
    return np.concatenate([whole[None], np.where(members, whole, np.nan), nobody, single, of_groups, np.stack(days)])


def _shares(spent: Counts) -> Values:
    """A18 of each agent; columns are the axis after agents."""
    signed_in = spent[:, SIGNED_IN].sum(axis=1)
    handling = spent[:, list(HANDLING)].sum(axis=1)
    return np.asarray(np.divide(handling, signed_in, out=np.full(signed_in.shape, np.nan), where=signed_in > 0))
