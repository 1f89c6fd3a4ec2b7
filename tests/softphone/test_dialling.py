"""外呼 on the screen: whom, why, how long yet, and what came of it."""

import pytest
from ends_acted import NOW, OUT, WELCOME
from screen_acted import screen

from softphone.keys import why_not

MISSED = {
    "call": 21, "agent": "A-01", "caller": "139****8888", "call_type": "", "group": "", "answered": NOW,
    "ended": NOW + 4, "how": "outbound.result", "direction": "out", "connected": False, "result": "no_answer",
}  # fmt: skip


@pytest.mark.asyncio
async def test_only_numbers_outside_are_offered_to_be_dialled() -> None:
    async with screen("ready") as acted:
        await acted.press("ctrl+n")
        assert "后台处理" in acted.words()
        assert "账单组" not in acted.words()


@pytest.mark.asyncio
async def test_where_the_centre_has_purposes_one_key_chooses() -> None:
    async with screen("ready") as acted:
        acted.centre.hear({"welcome": WELCOME | {"view": acted.centre.view, "purposes": ["回访", "催缴"]}})
        await acted.press("ctrl+n", *"13912345678", "enter", "2")
        assert acted.centre.asked[-1] == ("dial", {"to": "13912345678", "purpose": "催缴"})


@pytest.mark.asyncio
async def test_who_dials_sees_whom_why_and_how_long_yet() -> None:
    async with screen("dialling") as acted:
        await acted.at(5)
        for words in ("139****8888", "回访", "attempt 2, gives up in 40 s"):
            assert words in acted.words()
        await acted.press("f10")
        assert acted.centre.names() == ["hang_up"]


@pytest.mark.asyncio
async def test_when_nobody_is_reached_the_screen_says_why() -> None:
    async with screen("dialling") as acted:
        acted.centre.answers["history"] = {"calls": [MISSED]}
        await acted.act("ready")
        assert "139****8888: no answer" in acted.words()
        assert ">139****8888" in acted.words()


@pytest.mark.asyncio
async def test_a_call_that_was_dialled_is_not_handed_on_and_has_a_result() -> None:
    async with screen("dialling") as acted:
        acted.centre.shows("talking", OUT | {"answered": acted.centre.now()}, result="")
        await acted.settled()
        desk = acted.app.workplace.desk
        assert why_not(desk, "transfer")
        assert not why_not(desk, "result")
        acted.centre.shows("wrap_up", result="")
        await acted.settled()
        assert "no result yet" in acted.words()
        acted.centre.shows("wrap_up", result="handled")
        await acted.settled()
        assert "result: handled" in acted.words()


@pytest.mark.asyncio
async def test_a_call_that_came_in_has_no_result() -> None:
    async with screen("wrap_up") as acted:
        assert why_not(acted.app.workplace.desk, "result")
