"""Holds and transfers, as drawn: what else befalls a call once it is answered, whoever answers it.

Knows rows of :class:`Course` and :class:`Hold`. Refuses to know when a call is answered, or at which pace.
"""

import numpy as np
import numpy.typing as npt

from metrics.compiled import table
from scenarios import Scenario
from scenarios.schema import journeys as schema
from scenarios.schema.callers import CallType
from simulator.workload.attempts import Attempts, Ints, Stream, ticks
from simulator.workload.chance import Purpose
from simulator.world import Course, Hold

Table = npt.NDArray[np.void]


def courses(
    scenario: Scenario, call_type: CallType, of: Stream, made: Attempts, interval: Ints, talk: Ints
) -> tuple[Table, Table]:
    """A course for each attempt of a type of which there is more to tell than of a plain call, and their holds."""
    ways = (scenario.menu(call_type), call_type.hold, call_type.transfer, call_type.retry)
    rows = table(Course, len(talk) if any(way is not None for way in ways) else 0)
    if len(rows):
        rows["menu"], rows["menu_end"] = made.menu, made.menu_end
        rows["again"], rows["again_after"], rows["delay"] = made.again, made.again_after, made.delay
    if call_type.transfer is not None:
        to = list(scenario.groups).index(call_type.transfer.to)
        _transfer(rows, to, call_type, call_type.transfer, of, interval)
    if call_type.hold is None:
        return rows, table(Hold, 0)
    return rows, _holds(rows, call_type.hold, of, interval, talk)


def _transfer(rows: Table, to: int, call_type: CallType, transfer: schema.Transfer, of: Stream, interval: Ints) -> None:
    """The second leg of those that are passed on: patience, talk and wrap-up drawn anew."""
    n = len(rows)
    on = of(Purpose.TRANSFER).random(n) < transfer.chance
    rows["to"][on] = to
    laws = [
        ("second_patience", Purpose.SECOND_PATIENCE, call_type.patience),
        ("second_talk", Purpose.SECOND_TALK, transfer.talk),
        ("second_wrap_up", Purpose.SECOND_WRAP_UP, call_type.wrap_up),
    ]
    for column, purpose, law in laws:
        if law is not None:
            rows[column][on] = ticks(law, of(purpose).random(n)[on], interval[on])


def _holds(rows: Table, hold: schema.Hold, of: Stream, interval: Ints, talk: Ints) -> Table:
    """The holds of the calls that have some, at uniform points of the talk in order; ``rows`` are told which."""
    n = len(rows)
    held = of(Purpose.HOLD).random(n) < hold.chance
    points = np.sort(of(Purpose.HOLD_POINT).random((n, hold.times))[held], axis=1)
    lengths = of(Purpose.HOLD_LENGTH).random((n, hold.times))[held]
    found = table(Hold, points.size)
    found["at"] = (points * talk[held, None]).astype(np.int64).ravel()
    found["length"] = ticks(hold.each, lengths.ravel(), np.repeat(interval[held], hold.times))
    rows["first_hold"][held] = np.arange(len(points)) * hold.times
    rows["end_hold"][held] = rows["first_hold"][held] + hold.times
    return found
