"""Many children of a seed at once are those that NumPy makes one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.workload.chance import Names, Purpose, Streams
from simulator.workload.seeds import Seeded, children

words = st.integers(0, (1 << 32) - 1)


@given(st.integers(0, 1 << 200), st.integers(0, 1 << 40), st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_children_are_those_of_numpy(seed: int, first: int, keys: list[tuple[int, int]]) -> None:
    found = children(seed, first, np.array(keys, np.uint64))
    for key, state in zip(keys, found, strict=True):
        child = np.random.SeedSequence(seed, spawn_key=(first, *key))
        np.testing.assert_array_equal(state, child.generate_state(4, np.uint64))


def test_a_generator_begins_with_the_state_it_is_given() -> None:
    child = np.random.SeedSequence(7, spawn_key=(1, 2))
    one, other = np.random.PCG64(child), np.random.PCG64(Seeded(child.generate_state(4, np.uint64)))
    assert one.state == other.state


@pytest.mark.parametrize("others", [[], ["ann", "cid"]])
def test_a_stream_is_the_same_whoever_else_there_is(others: list[str]) -> None:
    streams, unnamed = Streams(5, 1, Names([*others, "sales"], [*others, "bob"])), Streams(5, 1)
    alone = Streams(5, 1, Names(["sales"], ["bob"]))
    drawn = {each.of(Purpose.TALK, "sales").random() for each in (streams, alone, unnamed)}
    assert len(drawn) == 1
    assert streams.habits(4).away[-1].tolist() == alone.habits(4).away[0].tolist()
    assert streams.habits(0).returns[-1].tolist() == alone.habits(4).returns[0].tolist()
