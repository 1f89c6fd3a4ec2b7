"""Coming in: the first time, with a kept secret, with a wrong one; and what is kept of it."""

import pytest
from screen_acted import acted, other, screen

from acd.live.channel.wording import RefusedError
from softphone.settings import Settings, read_secret, read_settings, settings_file

FIRST = Settings(notify="off", bell=False)


@pytest.mark.asyncio
async def test_the_first_time_everything_is_asked_and_then_audio() -> None:
    async with screen("", FIRST, secret="") as desk:
        assert "Centre's address" in desk.words()
        await desk.press(*"ws://127.0.0.1:1/agent", "enter", *"127.0.0.1:5060", "enter", *"A-01", "enter")
        await desk.press(*"hush", "enter", *"12", "enter", "y", "enter")
        assert ("sign_in", {"seat": "12"}) in desk.centre.asked
        await desk.act("not_ready")
        assert "Hear yourself" in desk.words()
        settings, wrong = read_settings(settings_file())
        assert wrong == []
        assert (settings.centre, settings.name, settings.seat) == ("ws://127.0.0.1:1/agent", "A-01", "12")
        assert read_secret("A-01") == "hush"


@pytest.mark.asyncio
async def test_a_secret_is_not_kept_unless_that_is_wished_and_never_shown() -> None:
    async with screen("", secret="") as desk:
        await desk.press(*"hush")
        assert "hush" not in desk.screen()
        assert "****" in desk.screen()
        await desk.press("enter", "enter", "enter")
        await desk.act("ready")
        assert desk.app.sheet is None
        assert read_secret("A-01") == ""


@pytest.mark.asyncio
async def test_a_wrong_secret_is_one_clear_line_and_is_asked_again() -> None:
    desk = acted(secret="")
    desk.centre.refusal = RefusedError("wrong", "name or secret is wrong, or opens other doors than this")
    async with desk.app.run_test(size=(80, 24)) as desk.pilot:
        await desk.settled()
        await desk.press(*"bad", "enter", "enter", "enter")
        assert "! name or secret is wrong" in desk.words()
        assert desk.app.sheet is not None
        desk.centre.refusal = None
        await desk.press(*"good", "enter", "enter", "enter")
        assert "sign_in" in desk.centre.names()


@pytest.mark.asyncio
async def test_an_address_that_is_none_is_said() -> None:
    async with screen("", FIRST, secret="") as desk:
        await desk.press(*"127.0.0.1", "enter", "x", "enter", "a", "enter", "b", "enter", "enter", "enter")
        assert "127.0.0.1: the centre's address begins with ws:// or wss://" in desk.words()


@pytest.mark.asyncio
async def test_nobody_signs_in_without_a_secret() -> None:
    async with screen("", secret="") as desk:
        await desk.press("enter", "enter", "enter")
        assert "Secret please fill in" in desk.words()
        assert desk.app.sheet is not None
        assert "sign_in" not in desk.centre.names()


@pytest.mark.asyncio
async def test_a_kept_secret_attaches_without_beginning_to_work() -> None:
    async with screen("") as desk:
        assert desk.centre.running.is_set()
        assert "Signed out" in desk.words()
        assert "sign_in" not in desk.centre.names()
        await desk.press("ctrl+o", "enter", "enter")
        assert ("sign_in", {"seat": "12"}) in desk.centre.asked


@pytest.mark.asyncio
async def test_a_screen_that_comes_back_in_the_middle_of_a_call_goes_on_with_it() -> None:
    async with screen("talking") as before:
        pass
    async with screen("", view={"state": "talking"}) as desk:
        assert "Talking" in desk.words()
        assert "sign_in" not in desk.centre.names()
    assert before.centre.names() == []


@pytest.mark.asyncio
async def test_without_a_centre_it_is_a_telephone() -> None:
    async with screen("", other(centre="none")) as desk:
        assert not desk.centre.running.is_set()
        desk.phone.shows("ringing")
        await desk.settled()
        assert "13800138000" in desk.words()
        await desk.press("f4")
        desk.phone.shows("talking")
        await desk.settled()
        await desk.press("f5", "ctrl+k", "5", "escape", "f7", *"100", "enter", "f10")
        asked = [("answer", {}), ("hold", {}), ("press", {"digits": "5"}), ("transfer", {"to": "100"}), ("hang_up", {})]
        assert [each for each in desk.phone.asked if each[0] in dict(asked)] == asked
        await desk.press("f3")
        assert "telephone only" in desk.words()


@pytest.mark.asyncio
async def test_a_desk_telephone_does_the_audio() -> None:
    async with screen("ringing", other(phone="external"), with_phone=False) as desk:
        assert "desk telephone" in desk.words()
        await desk.press("f4")
        assert "Answer: do that on the desk telephone" in desk.words()
        await desk.press("ctrl+r")
        assert desk.centre.names() == ["reject"]


@pytest.mark.asyncio
async def test_audio_devices_are_chosen_and_the_echo_ends_with_the_sheet() -> None:
    async with screen("ready") as desk:
        await desk.press("ctrl+p", *"audio", "enter", "1", "3")
        desk.phone.hear({"levels": {"in": 0.5, "out": 9}})
        await desk.settled()
        assert "[##########----------]" in desk.words()
        assert "内置麦克风" in desk.words()
        assert ("echo_test", {"on": True}) in desk.phone.asked
        assert ("use", {"input": "内置麦克风"}) in desk.phone.asked
        await desk.press("escape")
        assert ("echo_test", {"on": False}) in desk.phone.asked
        assert ("meters", {"on": False}) in desk.phone.asked


@pytest.mark.asyncio
async def test_what_the_command_line_said_is_not_kept() -> None:
    async with screen("", other(centre="ws://for-once/agent"), secret="") as desk:
        await desk.press(*"hush", "enter", "enter", "enter")
        await desk.act("ready")
        kept, _wrong = read_settings(settings_file())
        assert (kept.centre, kept.name) == ("", "A-01")
