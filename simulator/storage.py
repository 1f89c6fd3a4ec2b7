"""Where rows lie: lists of dataclasses for the interpreted engines, NumPy tables for the compiled one.

Knows how to lay out one day's tables either way and how to lengthen those that turn out too short. The rows and the
text that works on them are the same.
"""

import contextlib
import copy
import gc
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, Final, get_args, get_type_hints

import numpy as np
import numpy.typing as npt

from acd.events import Event
from acd.model import Call, Centre, Command
from metrics.compiled import as_table, dtype_of, table
from metrics.tables import Tables, TablesType
from simulator.agenda import Agenda, Entry, Tip
from simulator.layout import Layout, quantiles
from simulator.workload import Workload
from simulator.world import Caller, CallType, Course, Draw, Hold, Moment, Person, Progress, World

FIRST_CALLS: Final = 1024
"""Call rows to begin with: more than are ever in most centres at once; the tables grow where they are not enough."""

BLOCK: Final = 1 << 16
"""Events in one block of the ledger: 2 MB, so that engine and tally find it in the processor's cache."""

Day = tuple[Centre, World, Agenda]


def most_events(layout: Layout) -> int:
    """How many events one input can at most write, beside four for each call in the centre: everybody changes state."""
    return 64 + 6 * len(layout.people)


def _length_of_log(layout: Layout, calls: int) -> int:
    """A block, and room for one more input: all that its people write, and every call in the centre lost."""
    return BLOCK + most_events(layout) + 4 * calls


def _length_of_commands(layout: Layout, calls: int) -> int:
    return most_events(layout) + 3 * calls


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Making rows leaves no garbage; to look for it meanwhile costs three times what the rows do."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def interpreted(layout: Layout, workload: Workload) -> Day:
    """One day's tables as lists of rows."""
    centre = copy.deepcopy(layout.centre)
    world = World(
        progress=[Progress()],
        draws=_rows(Draw, workload.draws),
        courses=_rows(Course, workload.courses),
        holds=_rows(Hold, workload.holds),
        answers=workload.answers.tolist(),
        misses=workload.misses.tolist(),
        chances=workload.chances.tolist(),
        call_types=copy.deepcopy(layout.call_types),
        moments=_rows(Moment, workload.moments),
        people=copy.deepcopy(layout.people),
        returns=workload.returns.tolist(),
        quantiles=quantiles(layout.scenario),
        callers=[],
    )
    day = (
        centre,
        world,
        Agenda([Tip()], [], []),
    )
    lengthen_lists(layout, day)
    return day


def _rows(row: type, rows: npt.NDArray[np.void]) -> list[Any]:
    """A table as interpreted rows."""
    return [row(*columns) for columns in rows.tolist()]


def lengthen_lists(layout: Layout, day: Day) -> None:
    """Make more rows for calls, their callers, commands and the agenda; whatever holds the lists sees them longer."""
    centre, world, agenda = day
    lists: Any = (centre, world, agenda)
    more = max(len(centre.calls), FIRST_CALLS)
    lists[0].calls.extend(Call() for _ in range(more))
    lists[1].callers.extend(Caller() for _ in range(more))
    lists[0].log.extend(Event() for _ in range(_length_of_log(layout, len(centre.calls)) - len(centre.log)))
    commands = _length_of_commands(layout, len(centre.calls))
    lists[0].commands.extend(Command() for _ in range(commands - len(centre.commands)))
    rows = 4 * len(centre.calls) + commands
    lists[2].heap.extend(range(len(agenda.heap), rows))
    lists[2].entries.extend(Entry() for _ in range(rows - len(agenda.entries)))


def as_block(rows: Any, count: int) -> npt.NDArray[np.void]:
    """The first ``count`` interpreted events as a table."""
    block = np.zeros(count, dtype_of(Event))
    written = rows[:count]
    for name in block.dtype.names or ():
        block[name] = np.fromiter(map(attrgetter(name), written), np.int64, count)
    return block


def centre_type() -> TablesType:
    """The type that every centre's tables have for compiled code."""
    rows = [get_args(hint)[0] for hint in get_type_hints(Centre).values()]
    empty: Any = (np.zeros(1, np.int64) if row is int else table(row, 1) for row in rows)
    return Tables(Centre(*empty)).type


class Still:
    """The tables of a layout that are the same for every day, made once; a day works on copies."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        still = layout.centre._asdict()
        self._centre = {
            name: np.array(rows, np.int64) if isinstance(rows[0], int) else as_table(type(rows[0]), rows)
            for name, rows in still.items()
            if rows
        }
        self._people = as_table(Person, layout.people)
        self._call_types = as_table(CallType, layout.call_types)
        self._quantiles = np.array(quantiles(layout.scenario), np.int64)
        self._log = table(Event, _length_of_log(layout, FIRST_CALLS))

    def day(self, workload: Workload) -> Day:
        """One day's tables as NumPy arrays. All days share the block of the ledger."""
        centre: dict[str, Any] = {name: rows.copy() for name, rows in self._centre.items()}
        commands = _length_of_commands(self.layout, FIRST_CALLS)
        rows = 4 * FIRST_CALLS + commands
        world: dict[str, Any] = {
            "progress": table(Progress, 1),
            "draws": workload.draws,
            "courses": workload.courses,
            "holds": workload.holds,
            "answers": workload.answers,
            "misses": workload.misses,
            "chances": workload.chances,
            "call_types": self._call_types,
            "moments": workload.moments,
            "people": self._people.copy(),
            "returns": workload.returns,
            "quantiles": self._quantiles,
            "callers": table(Caller, FIRST_CALLS),
        }
        agenda: Any = (table(Tip, 1), table(Entry, rows), np.arange(rows))
        centre |= {"calls": table(Call, FIRST_CALLS), "log": self._log, "commands": table(Command, commands)}
        return (
            Centre(**centre),
            World(**world),
            Agenda(*agenda),
        )


def lengthened(layout: Layout, day: Day) -> Day:
    """Longer tables with the same content, for calls, their callers, commands and the agenda."""
    centre, world, agenda = day
    calls = 2 * len(centre.calls)
    commands = _length_of_commands(layout, calls)
    rows = 4 * calls + commands
    heap: Any = np.append(agenda.heap, np.arange(len(agenda.heap), rows))
    return (
        centre._replace(
            calls=_longer(Call, centre.calls, calls),
            log=_longer(Event, centre.log, _length_of_log(layout, calls)),
            commands=_longer(Command, centre.commands, commands),
        ),
        world._replace(callers=_longer(Caller, world.callers, calls)),
        Agenda(agenda.tip, _longer(Entry, agenda.entries, rows), heap),
    )


def _longer(row: type, rows: Any, length: int) -> Any:
    longer = table(row, length)
    longer[: len(rows)] = rows
    return longer
