"""The agenda is a priority queue: first by time, then by order of scheduling, whatever is pushed and popped."""

import heapq

from hypothesis import given
from hypothesis import strategies as st

from simulator.agenda import Agenda, Entry, Tip, pop, push

LONGEST = 50


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=2 * LONGEST))
def test_entries_come_in_order_of_time_and_scheduling(steps: list[int | None]) -> None:
    """A number schedules at that time; ``None`` takes the first."""
    agenda = Agenda([Tip()], [Entry() for _ in range(LONGEST)], list(range(LONGEST)))
    other: list[tuple[int, int]] = []
    for number, t in enumerate(steps):
        if t is None and other:
            entry = agenda.entries[pop(agenda)]
            assert (entry.t, entry.call) == heapq.heappop(other)
        elif t is not None and len(other) < LONGEST:
            push(agenda, t, 1, number, 2, 3, 4)
            heapq.heappush(other, (t, number))
        assert agenda.tip[0].pending == len(other)
        assert sorted(agenda.heap) == list(range(LONGEST))
    while other:
        entry = agenda.entries[pop(agenda)]
        assert (entry.t, entry.call) == heapq.heappop(other)
        assert (entry.kind, entry.agent, entry.mark, entry.step) == (1, 2, 3, 4)
