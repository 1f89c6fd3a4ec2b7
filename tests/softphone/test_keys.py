"""The registry of keys: one table, everything from it; what may be changed and how a mistake is named."""

import pytest
from ends_acted import CALL, NOW, WELCOME

from softphone.desk import Desk, Situation, hear_centre, hear_phone
from softphone.keys import BY_INTENT, DOINGS, defaults, remapped, requests, why_not
from softphone.keys.remap import _is_key

WHERE = "softphone.toml"


def test_no_key_does_two_things_and_none_is_a_letter() -> None:
    pressed = [key for doing in DOINGS for key in doing.keys]
    assert len(pressed) == len(set(pressed))
    assert [key for key in pressed if not _is_key(key)] == []


def test_everything_has_a_name_and_a_meaning_of_its_own() -> None:
    assert len({doing.label() for doing in DOINGS if doing.intent != "sign_out"}) == len(DOINGS) - 1
    assert all(doing.meaning().endswith(".") for doing in DOINGS)


def test_keys_can_be_changed() -> None:
    keys, wrong = remapped({"answer": "F8", "mute": ["ctrl+u", "f9"]}, WHERE)
    assert wrong == []
    assert (keys["answer"], keys["mute"]) == (("f8",), ("ctrl+u", "f9"))
    assert (keys["consult"], keys["code"]) == ((), ())


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"dance": "f4"}, "softphone.toml: keys.dance: nothing is called that"),
        ({"answer": "a"}, "softphone.toml: keys.answer: a is no key for this"),
        ({"answer": "ctrl+m"}, "keys.answer: ctrl+m is no key"),
        ({"answer": 4}, "keys.answer: give a key"),
        ({"answer": "f9", "hold": "f9"}, "f9 is the key of"),
    ],
)
def test_a_bad_entry_is_named_by_file_and_key_and_the_rest_stands(entry: dict[str, object], named: str) -> None:
    keys, wrong = remapped(entry | {"mute": "f3"}, WHERE)
    assert any(named in line for line in wrong), wrong
    assert keys["mute"] == ("f3",)
    assert keys["answer"] == (("f9",) if "hold" in entry else defaults()["answer"])


def desk(state: str, **more: object) -> Desk:
    one = Desk()
    view = {"agent": "A-01", "state": state, "since": NOW, "call": CALL} | more
    hear_centre(one, {"welcome": WELCOME | {"view": view}}, 0.0)
    hear_phone(one, {"view": {"registered": True, "calls": [{"leg": "a", "state": "talking"}]}}, 0.0)
    return one


@pytest.mark.parametrize(
    ("intent", "state", "end", "do"),
    [
        ("answer", "ringing", "phone", "answer"),
        ("reject", "ringing", "centre", "reject"),
        ("hold", "talking", "centre", "hold"),
        ("hold", "holding", "centre", "retrieve"),
        ("mute", "talking", "phone", "mute"),
        ("keypad", "talking", "phone", "press"),
        ("hang_up", "talking", "centre", "hang_up"),
        ("transfer", "talking", "centre", "transfer"),
    ],
)
def test_who_is_asked(intent: str, state: str, end: str, do: str) -> None:
    (asked,) = requests(desk(state), intent, {})
    assert (asked.end, asked.do) == (end, do)


def test_without_the_centre_the_phone_keeps_the_call_in_hand() -> None:
    one = desk("talking")
    hear_centre(one, {"lost": "gone"}, 1.0)
    assert [requests(one, intent, {})[0].end for intent in ("hold", "hang_up", "transfer")] == ["phone"] * 3
    assert "centre is not connected" in why_not(one, "survey")


def test_a_desk_telephone_answers_by_itself() -> None:
    one = desk("ringing")
    one.has_phone = False
    assert "desk telephone" in why_not(one, "answer")
    assert requests(desk("talking"), "keypad", {"digits": "1"})[0].end == "phone"
    one = desk("talking")
    one.has_phone = False
    assert requests(one, "keypad", {"digits": "1"})[0].end == "centre"


def test_nothing_is_possible_before_anything_is_known_but_coming_in() -> None:
    possible = {intent for intent in BY_INTENT if not why_not(Desk(), intent)}
    assert possible == {"help", "palette", "quit", "sign_in", "figures"}
    assert Desk().situation == Situation.CONNECTING
