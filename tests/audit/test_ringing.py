"""Who may be rung, and who must be: each rule kept by one story and broken by another."""

from collections.abc import Callable

import pytest
from small_floor import STATES, Floor, everyone_on

from acd.events import QueueCause, Why

Story = Callable[[], Floor]


def policy(name: str) -> dict[str, object]:
    return {"groups": {"sales": {"choose_agent": name}, "help": {"choose_agent": name}}}


def two_level_ones(name: str) -> Floor:
    """Agents ann, bob and cyd of equal level in sales; ann handled a call for 50 s, bob then one for 20 s."""
    equal = [{"name": agent, "skills": {"sales": 1}} for agent in ("ann", "bob", "cyd")]
    floor = everyone_on(agents=equal, **policy(name))
    floor.at(10).arrives(1, "vip").rings_at(1, "ann", why=Why[name.upper()]).answers(1, "ann")
    floor.at(60).ends(1, "ann", to=STATES.READY)
    floor.at(70).arrives(2, "vip")
    return floor


def passed_on(to: str = "bob") -> Floor:
    """Ann misses and stays ready; the call goes on to somebody else."""
    floor = everyone_on(ring={"no_answer_after": 20, "then": "ready"}).at(10).arrives(1).rings_at(1, "ann")
    return floor.at(30).misses(1, "ann", to=STATES.READY, reason="").rings_at(1, to)


OWN = {"groups": {"sales": {"choose_agent": "mine:by_moon"}, "help": {}}}

KEPT: list[Story] = [
    lambda: everyone_on(**OWN).at(10).arrives(1).rings_at(1, "bob", why=Why.CUSTOM),
    lambda: everyone_on(**OWN).at(10).arrives(1).queued(1).at(11).abandons(1),
    lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann"),
    lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann").arrives(2).rings_at(2, "bob"),
    lambda: two_level_ones("longest_idle").rings_at(2, "bob"),
    lambda: two_level_ones("least_occupied").rings_at(2, "bob", why=Why.LEAST_OCCUPIED),
    lambda: two_level_ones("fewest_calls").rings_at(2, "bob", why=Why.FEWEST_CALLS),
    lambda: two_level_ones("round_robin").rings_at(2, "bob", why=Why.ROUND_ROBIN),
    lambda: two_level_ones("in_order").rings_at(2, "ann", why=Why.IN_ORDER),
    lambda: two_level_ones("random").rings_at(2, "cyd", why=Why.RANDOM),
    lambda: everyone_on(groups={"sales": {"levels": "ignore"}, "help": {}}).at(10).arrives(1).rings_at(1, "ann"),
    passed_on,
    lambda: (
        Floor()
        .signs_in("ann")
        .at(10)
        .arrives(1)
        .rings_at(1, "ann")
        .at(30)
        .misses(1, "ann")
        .queued(1, cause=QueueCause.UNANSWERED)
    ),
]

BROKEN: list[tuple[str, Story]] = [
    ("rung_is_ready", lambda: everyone_on().at(9).steps_away("ann").at(10).arrives(1).rings_at(1, "ann")),
    ("rung_is_ready", lambda: Floor().at(10).arrives(1).rings_at(1, "ann")),
    ("rung_may_take", lambda: everyone_on().at(10).arrives(1).rings_at(1, "cyd")),
    ("rung_may_take", lambda: everyone_on(**OWN).at(10).arrives(1).rings_at(1, "cyd", why=Why.CUSTOM)),
    ("why_names_policy", lambda: everyone_on(**OWN).at(10).arrives(1).rings_at(1, "bob")),
    ("call_can_ring", lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann").rings_at(1, "bob")),
    ("ring_group_is_right", lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann", group="help")),
    ("attempt_counts_rings", lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann", attempt=2)),
    ("best_tier_is_rung", lambda: everyone_on().at(10).arrives(1).rings_at(1, "bob")),
    ("not_the_same_again", lambda: passed_on(to="ann")),
    ("why_names_policy", lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann", why=Why.IN_ORDER)),
    ("why_names_policy", lambda: everyone_on().at(10).arrives(1).rings_at(1, "ann", why=Why.LONGEST_WAITING)),
    ("policy_names_agent", lambda: two_level_ones("longest_idle").rings_at(2, "cyd")),
    ("policy_names_agent", lambda: two_level_ones("longest_idle").rings_at(2, "ann")),
    ("policy_names_agent", lambda: two_level_ones("least_occupied").rings_at(2, "ann", why=Why.LEAST_OCCUPIED)),
    ("policy_names_agent", lambda: two_level_ones("fewest_calls").rings_at(2, "cyd", why=Why.FEWEST_CALLS)),
    ("policy_names_agent", lambda: two_level_ones("round_robin").rings_at(2, "ann", why=Why.ROUND_ROBIN)),
    ("policy_names_agent", lambda: two_level_ones("in_order").rings_at(2, "bob", why=Why.IN_ORDER)),
    ("offered_goes_somewhere", lambda: Floor().at(10).arrives(1).finishes()),
]


@pytest.mark.parametrize("story", KEPT)
def test_kept(story: Story) -> None:
    assert story().rules_broken() == []


@pytest.mark.parametrize(("rule", "story"), BROKEN, ids=[rule for rule, _story in BROKEN])
def test_broken(rule: str, story: Story) -> None:
    assert rule in story().rules_broken()


def test_levels_ignored_means_idleness_alone() -> None:
    floor = everyone_on(groups={"sales": {"levels": "ignore"}, "help": {}}).at(10).arrives(1).rings_at(1, "ann")
    floor.at(11).abandons(1, "ann").at(20).arrives(2).rings_at(2, "bob")
    assert floor.rules_broken() == []
