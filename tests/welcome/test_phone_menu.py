"""The menu: where keys lead, that it is asked so often and no oftener, and that every caller gets out of it."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from welcome.front_desk import desk

from acd.live.welcome.menu import NOTHING, Asked, Out, Why, answered, enter, most_answers, spoken
from scenarios.schema.live.menus import DEPTH, PhoneMenu

MENU = desk().phone_menu
assert MENU is not None


def through(menu: PhoneMenu, keys: Sequence[str]) -> Asked | Out:
    at: Asked | Out = enter(menu, "bill")
    for key in keys:
        assert isinstance(at, Asked)
        at = answered(at, key)
    return at


def heard(at: Asked | Out) -> list[str | None]:
    return [prompt.text for prompt in spoken(at, "zh")]


def test_a_key_leads_to_a_call_type() -> None:
    out = through(MENU, "1")
    assert out == Out("bill", (), "1")
    out = through(MENU, "3")
    assert isinstance(out, Out)
    assert (out.call_type, heard(out)) == ("night", ["请稍候"])


def test_a_further_menu_has_tries_of_its_own_and_ends_as_the_one_above() -> None:
    at = through(MENU, "2")
    assert isinstance(at, Asked)
    assert (at.why, at.left, at.keys, heard(at)) == (Why.FIRST, 2, "2", ["二级"])
    out = through(MENU, ["2", NOTHING, "*", "7"])
    assert isinstance(out, Out)
    assert (out.call_type, out.gave_up) == ("bill", True)


def test_self_service_says_its_word_and_ends() -> None:
    out = through(MENU, "21")
    assert isinstance(out, Out)
    assert (out.call_type, heard(out), out.keys, out.gave_up) == (None, ["自助"], "21", False)


def test_it_is_asked_again_with_the_reason() -> None:
    assert heard(enter(MENU, "bill")) == ["一级"]
    assert heard(through(MENU, "9")) == ["没有这个选项。", "一级"]
    assert heard(through(MENU, [NOTHING])) == ["没有收到您的按键。", "一级"]
    assert heard(through(MENU, "*")) == ["一级"]


def test_who_presses_nothing_goes_where_the_number_leads_or_otherwise_does() -> None:
    out = through(MENU, [NOTHING, NOTHING])
    assert out == Out("bill", (), "", gave_up=True)
    end = PhoneMenu.model_validate(MENU.model_dump(mode="json", by_alias=True, exclude_none=True) | {
        "otherwise": {"say": "再见", "hang_up": True}})  # fmt: skip
    out = through(end, [NOTHING, "8"])
    assert isinstance(out, Out)
    assert (out.call_type, heard(out)) == (None, ["再见"])


KEYS = st.sampled_from("0123456789*#")
LEAVES = st.sampled_from([{"call_type": "a"}, {"call_type": "b"}, {"hang_up": True}, {"repeat": True}])


def menus(deeper: int = DEPTH - 1) -> st.SearchStrategy[dict]:
    leads = LEAVES | menus(deeper - 1).map(lambda menu: {"menu": menu}) if deeper else LEAVES
    return st.fixed_dictionaries({
        "say": st.just("?"),
        "keys": st.dictionaries(KEYS, leads, min_size=1, max_size=4),
        "tries": st.integers(1, 4),
    }, optional={"otherwise": st.sampled_from([{"call_type": "c"}, {"hang_up": True}])})  # fmt: skip


@given(menus().map(PhoneMenu.model_validate), st.lists(KEYS | st.just(NOTHING), min_size=30, max_size=30))
def test_every_caller_gets_out_whatever_is_pressed(menu: PhoneMenu, keys: list[str]) -> None:
    at: Asked | Out = enter(menu, "bill")
    answers = 0
    while isinstance(at, Asked):
        assert at.says
        at = answered(at, keys[answers])
        answers += 1
    assert answers <= most_answers(menu)
    assert at.call_type in ("a", "b", "c", "bill", None)
    pressed = iter(keys[:answers])
    assert all(key in pressed for key in at.keys), "the way is told in the order of the keys"


@given(menus().map(PhoneMenu.model_validate))
def test_silence_is_asked_as_often_as_there_are_tries(menu: PhoneMenu) -> None:
    at: Asked | Out = enter(menu, "bill")
    for _try in range(menu.tries):
        assert isinstance(at, Asked)
        at = answered(at, NOTHING)
    assert isinstance(at, Out)
    assert at.gave_up
