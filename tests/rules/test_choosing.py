"""Who is rung and who is served next, policy by policy (`scenario.md`); the obvious version checks each choice too."""

import random

import pytest
from desk import Desk
from hypothesis import given, settings
from hypothesis import strategies as st

FOUR = {name: {"sales": 1} for name in ("ann", "bob", "cyd", "dee")}


def rung(told):
    """Whose phone rang."""
    return [line.split()[2] for line in told if line.startswith("call.ringing")]


def floor(policy="longest_idle", agents=FOUR, **group):
    return Desk(agents, groups={"sales": {"choose_agent": policy, **group}})


def served(desk, number, name, start, end, wraps=False):
    """One call from its arrival to its end."""
    desk.at(start).arrives(wraps=wraps)
    desk.answers(name)
    desk.at(end).ends(number)


def test_longest_idle_is_who_became_ready_first():
    desk = floor()
    for second, name in enumerate(("cyd", "ann", "dee", "bob")):
        desk.at(second).signs_in(name)
    assert [rung(desk.at(10).arrives()) for _ in range(4)] == [["cyd"], ["ann"], ["dee"], ["bob"]]


def test_ready_since_the_same_moment_goes_by_the_file():
    desk = floor()
    desk.signs_in("dee", "bob", "ann")
    assert [rung(desk.arrives()) for _ in range(3)] == [["ann"], ["bob"], ["dee"]]


def test_fewest_calls_counts_answered_ones():
    desk = floor("fewest_calls")
    desk.signs_in("ann", "bob")
    served(desk, 0, "ann", 1, 2)
    assert rung(desk.at(3).arrives()) == ["bob"]


def test_least_occupied_is_handling_by_signed_in_time():
    desk = floor("least_occupied")
    desk.signs_in("ann")
    desk.at(50).signs_in("bob")
    served(desk, 0, "ann", 50, 70)
    served(desk, 1, "bob", 70, 85)
    assert rung(desk.at(100).arrives()) == ["ann"]  # 20 s of 100 s against 15 s of 50 s


def test_round_robin_goes_on_after_the_last_one_rung():
    desk = floor("round_robin")
    desk.signs_in("ann", "bob", "cyd", "dee")
    order = []
    for number in range(5):
        (name,) = rung(desk.at(number).arrives())
        order.append(name)
        desk.hangs_up(number)
    assert order == ["ann", "bob", "cyd", "dee", "ann"]


def test_in_order_is_the_order_of_the_file():
    desk = floor("in_order")
    for second, name in enumerate(("dee", "cyd", "bob")):
        desk.at(second).signs_in(name)
    assert rung(desk.arrives()) == ["bob"]


@pytest.mark.parametrize(
    ("chance", "name"), [(0, "ann"), (21845, "ann"), (21846, "cyd"), (43691, "dee"), (65535, "dee")]
)
def test_random_is_the_drawn_place_among_the_ready(chance, name):
    desk = floor("random")
    desk.signs_in("ann", "cyd", "dee")
    assert rung(desk.arrives(chance=chance)) == [name]


LEVELS = {"ann": {"sales": 2}, "bob": {"sales": 1}, "cyd": {"sales": 1}}


def test_the_best_level_is_rung_first_and_the_policy_decides_within_it():
    desk = floor(agents=LEVELS)
    for second, name in enumerate(("ann", "cyd", "bob")):
        desk.at(second).signs_in(name)
    assert [rung(desk.at(9).arrives()) for _ in range(3)] == [["cyd"], ["bob"], ["ann"]]


def test_levels_may_be_ignored():
    desk = floor(agents=LEVELS, levels="ignore")
    for second, name in enumerate(("ann", "cyd", "bob")):
        desk.at(second).signs_in(name)
    assert rung(desk.arrives()) == ["ann"]


def two_groups(choose_call):
    return Desk(
        {"ann": {"sales": 2, "help": 1}, "bob": {"help": 1}},
        groups={"sales": {}, "help": {}},
        choose_call=choose_call,
    )


@pytest.mark.parametrize(("choose_call", "number"), [("longest_waiting", 0), ("skill_level", 1)])
def test_who_is_served_next(choose_call, number):
    desk = two_groups(choose_call)
    desk.at(1).arrives("sales")
    desk.at(2).arrives("help")
    assert f"call.ringing {number} ann" in "\n".join(desk.at(3).signs_in("ann"))


def test_priority_counts_across_groups():
    desk = Desk(
        {"ann": {"sales": 1, "help": 1}},
        groups={"sales": {}, "help": {}},
        call_types={"plain": {"group": "sales"}, "urgent": {"group": "help", "priority": 1}},
    )
    desk.at(1).arrives("plain")
    desk.at(2).arrives("urgent")
    assert "call.ringing 1 ann" in "\n".join(desk.at(3).signs_in("ann"))


def test_of_two_offered_at_once_the_lower_number_is_served():
    desk = two_groups("longest_waiting")
    desk.arrives("help")
    desk.arrives("sales")
    assert "call.ringing 0 ann" in "\n".join(desk.signs_in("ann"))


def test_only_calls_that_the_agent_may_take():
    desk = two_groups("longest_waiting")
    desk.at(1).arrives("sales")
    desk.at(2).arrives("help")
    assert "call.ringing 1 bob" in "\n".join(desk.at(3).signs_in("bob"))


POLICIES = ("longest_idle", "least_occupied", "fewest_calls", "round_robin", "in_order", "random")
people = st.lists(
    st.dictionaries(st.sampled_from(["sales", "help"]), st.integers(1, 3), min_size=1), min_size=3, max_size=9
)


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=15)
@given(skills=people, levels=st.sampled_from(["first", "ignore"]), seed=st.integers(0, 1000))
def test_every_choice_is_the_obvious_one(policy, skills, levels, seed):
    """The desk compares each choice with the slow one; here many people, many rings and much idle time."""
    pick = random.Random(seed)
    group = {"choose_agent": policy, "levels": levels, "overflow": [{"to": "anyone", "when": "all_busy"}]}
    agents = {f"a{n}": known for n, known in enumerate([*skills, {"sales": 1, "help": 3}])}
    choose_call = pick.choice(["longest_waiting", "skill_level"])
    desk = Desk(agents, groups={"sales": group, "help": group}, choose_call=choose_call)
    rings = 0
    for second, name in enumerate([*desk.names, *pick.choices(desk.names, k=40)]):
        desk.at(second)
        told = desk.signs_in(name) or desk.answers(name) or desk.wrapped_up(name)
        if len(desk.free) > 20:
            told += desk.arrives(pick.choice(["sales", "help"]), wraps=pick.random() < 0.5, chance=pick.getrandbits(16))
        told += desk.ends(pick.randrange(desk.numbers))
        rings += len(rung(told))
    assert rings >= len(desk.names)
