"""The screen in every state, and every key, before an acted centre and an acted phone."""

import asyncio

import pytest
from ends_acted import CALL, NOW, STATES, WELCOME
from screen_acted import other, screen

from acd.language import speak
from acd.live.channel.wording import RefusedError
from softphone.keys import BY_INTENT, DOINGS, why_not
from softphone.settings import Script

GLANCE = {
    "signed_out": "签出",
    "not_ready": "未就绪",
    "ready": "就绪",
    "ringing": "振铃",
    "dialling": "呼叫中",
    "dialled": "通话",
    "talking": "通话",
    "holding": "持线",
    "consulting": "咨询",
    "wrap_up": "话后",
}


@pytest.mark.asyncio
@pytest.mark.parametrize("state", STATES)
async def test_one_glance_tells_state_and_time(state: str) -> None:
    speak("zh")
    async with screen(state) as acted:
        await acted.at(7)
        spoken = "01:17" if state in ("talking", "dialled") else "00:07"
        assert acted.screen().splitlines()[1].split()[:2] == [GLANCE[state], spoken]


@pytest.mark.asyncio
async def test_a_ring_tells_caller_type_age_rings_and_countdown() -> None:
    async with screen("ringing") as acted:
        await acted.at(6)
        told = (
            "138****0001",
            "bill_enquiry",
            "VIP",
            "waited 00:38",
            "ring 2 of 4, goes on in 14 s",
            "08:53 A-02 账单/争议 待回复",
        )
        for words in told:
            assert words in acted.words()


@pytest.mark.asyncio
async def test_a_hold_tells_what_is_used_and_when_it_is_too_long() -> None:
    async with screen("holding") as acted:
        await acted.at(12)
        assert "hold 1 of 2: 12 of 20 s" in acted.words()
        await acted.at(9)
        assert "too long" in acted.words()


@pytest.mark.asyncio
async def test_wrap_up_is_counted_down_and_a_reason_has_its_allowance() -> None:
    async with screen("wrap_up") as acted:
        await acted.at(20)
        assert "ends in 01:40" in acted.words()
        await acted.act("not_ready")
        await acted.at(5)
        assert "left today 09:55" in acted.words()


@pytest.mark.asyncio
async def test_queues_and_own_figures_stand_beside() -> None:
    async with screen("ready") as acted:
        for words in ("billing 3 01:20 2/5", "answer rate 95.5% >=95% +", "hold rate 24% <=20% !"):
            assert words in acted.words()


DIRECT = [
    ("ready", "f2", "not_ready", ("centre", "ready", {})),
    ("answer", "f4", "ringing", ("phone", "answer", {})),
    ("reject", "ctrl+r", "ringing", ("centre", "reject", {})),
    ("hold", "f5", "talking", ("centre", "hold", {})),
    ("retrieve", "f5", "holding", ("centre", "retrieve", {})),
    ("mute", "f6", "talking", ("phone", "mute", {"muted": True})),
    ("hang_up", "f10", "talking", ("centre", "hang_up", {})),
    ("hang_up, other key", "ctrl+l", "talking", ("centre", "hang_up", {})),
    ("survey", "f11", "talking", ("centre", "survey", {})),
    ("survey, other key", "ctrl+y", "talking", ("centre", "survey", {})),
    ("wrapped_up", "f12", "wrap_up", ("centre", "wrapped_up", {})),
    ("extend", "ctrl+e", "wrap_up", ("centre", "extend", {})),
    ("complete", "ctrl+t", "consulting", ("centre", "complete", {})),
    ("undo", "ctrl+z", "consulting", ("centre", "undo", {})),
    ("pause_recording", "ctrl+s", "talking", ("centre", "pause_recording", {"paused": True})),
    ("ask_help", "ctrl+g", "talking", ("centre", "ask_help", {})),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("what", "key", "state", "asked"), DIRECT, ids=[each[0] for each in DIRECT])
async def test_a_key_asks_once(what: str, key: str, state: str, asked: tuple[str, str, dict[str, object]]) -> None:
    async with screen(state) as acted:
        await acted.press(key)
        end, do, given = asked
        told = acted.centre if end == "centre" else acted.phone
        assert [each for each in told.asked if each[0] == do] == [(do, given)], what
        assert acted.app.workplace.desk.pending == {}


ASKING = [
    ("not ready", ["f3", "1"], "ready", ("not_ready", {"reason": "小休"})),
    ("not ready after the call", ["f3", "down", "enter"], "talking", ("not_ready", {"reason": "用餐"})),
    ("transfer to a number", ["f7", *"8002", "enter"], "talking", ("transfer", {"to": "8002"})),
    ("transfer by name", ["f7", *"账单", "enter"], "talking", ("transfer", {"to": "8001"})),
    ("transfer by fuzzy letters", ["f7", *"a2", "enter"], "talking", ("transfer", {"to": "1002"})),
    ("transfer by arrows", ["f7", "down", "enter"], "talking", ("transfer", {"to": "8002"})),
    ("consult", ["f8", *"1002", "enter"], "holding", ("consult", {"to": "1002"})),
    ("code", ["f9", "1", "2"], "talking", ("code", {"code": "账单/争议"})),
    ("code without a branch", ["f9", "3"], "wrap_up", ("code", {"code": "投诉"})),
    ("code with a note", ["f9", "tab", *"多收2元", "enter", "+", "1", "1"], "wrap_up",
     ("code", {"code": "账单/查询", "note": "多收2元", "resolved": True})),
    ("code up and down again", ["f9", "1", "left", "4", ], "wrap_up", ("code", {"code": "其他"})),
    ("dial", ["ctrl+n", *"10086", "enter"], "ready", ("dial", {"to": "10086"})),
    ("result", ["ctrl+x", "3"], "dialled", ("result", {"result": "refused"})),
    ("sign out", ["ctrl+o", "1"], "ready", ("sign_out", {})),
]  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize(("what", "keys", "state", "asked"), ASKING, ids=[each[0] for each in ASKING])
async def test_a_sheet_asks_and_goes(
    what: str, keys: list[str], state: str, asked: tuple[str, dict[str, object]]
) -> None:
    async with screen(state) as acted:
        await acted.press(*keys)
        assert [each for each in acted.centre.asked if each[0] == asked[0]] == [asked], what
        assert acted.app.sheet is None


@pytest.mark.asyncio
async def test_keys_of_the_pad_go_out_one_by_one() -> None:
    async with screen("talking") as acted:
        await acted.press("ctrl+k", "1", "*", "x", "9")
        assert [given for do, given in acted.phone.asked if do == "press"] == [{"digits": key} for key in "1*9"]
        assert acted.app.sheet is not None
        await acted.press("escape")
        assert acted.app.sheet is None


@pytest.mark.asyncio
async def test_a_second_call_is_taken_in_turn() -> None:
    async with screen("talking") as acted:
        acted.phone.shows("talking", "held")
        await acted.settled()
        await acted.press("ctrl+w")
        assert acted.phone.asked == [("hold", {"leg": "leg0"}), ("retrieve", {"leg": "leg1"})]


@pytest.mark.asyncio
async def test_a_reason_that_needs_consent_asks_a_leader() -> None:
    async with screen("ready") as acted:
        await acted.press("f3", "3")
        assert "A leader must agree" in acted.words()
        await acted.write("lead")
        await acted.press("enter", *"hush")
        assert "hush" not in acted.screen()
        await acted.press("enter")
        assert (
            "not_ready",
            {"reason": "培训", "approved_by": {"name": "lead", "secret": "hush"}},
        ) in acted.centre.asked


@pytest.mark.asyncio
async def test_signing_out_may_need_consent() -> None:
    async with screen("ready") as acted:
        await acted.press("ctrl+o", "2", *"lead", "enter", *"hush", "enter")
        assert ("sign_out", {"approved_by": {"name": "lead", "secret": "hush"}}) in acted.centre.asked


@pytest.mark.asyncio
async def test_the_palette_finds_anything_to_do() -> None:
    async with screen("talking") as acted:
        await acted.press("ctrl+p", *"survey", "enter")
        assert "survey" in acted.centre.names()


@pytest.mark.asyncio
async def test_help_has_every_key_and_scrolls() -> None:
    async with screen("ready", size=(100, 48)) as acted:
        await acted.press("f1")
        words = acted.words()
        assert [doing.intent for doing in DOINGS if doing.label() not in words] == []


@pytest.mark.asyncio
async def test_history_is_searched() -> None:
    async with screen("ready") as acted:
        await acted.press("ctrl+f")
        assert "handed on" in acted.words()
        await acted.press(*"general")
        assert "09:45:00" in acted.words()
        assert "09:55:00" not in acted.words()


@pytest.mark.asyncio
async def test_figures_stand_beside_their_targets() -> None:
    async with screen("ready") as acted:
        await acted.press("ctrl+d")
        assert "hold rate 24% <=20% not met" in acted.words()
        assert "novice" in acted.words()


@pytest.mark.asyncio
@pytest.mark.parametrize("state", STATES)
async def test_a_key_that_cannot_be_used_says_so_and_asks_nobody(state: str) -> None:
    async with screen(state) as acted:
        desk = acted.app.workplace.desk
        idle = [doing for doing in DOINGS if doing.keys and why_not(desk, doing.intent)]
        assert idle
        for doing in idle:
            why = why_not(desk, doing.intent)
            await acted.press(doing.keys[0])
            assert desk.words(acted.clock()).words == why
        assert acted.centre.names() == []
        assert acted.phone.names() == []


@pytest.mark.asyncio
async def test_what_is_asked_is_pending_until_the_centre_says_done() -> None:
    async with screen("talking") as acted:
        acted.centre.slow["hold"] = asyncio.Event()
        await acted.press("f5")
        assert "waiting for an answer: Hold" in acted.words()
        assert acted.screen().splitlines()[1].split()[0] == "Talking"
        acted.centre.slow["hold"].set()
        await acted.settled()
        assert "waiting for an answer" not in acted.words()
        await acted.act("holding")
        assert acted.screen().splitlines()[1].split()[0] == "Holding"


@pytest.mark.asyncio
async def test_a_refusal_is_said_in_the_centres_words() -> None:
    async with screen("talking") as acted:
        acted.centre.answers["survey"] = RefusedError("no_survey", "this centre asks\x1b\x07 for no rating")
        await acted.press("f11")
        assert "! To survey: this centre asks for no rating" in acted.words()


@pytest.mark.asyncio
async def test_a_lost_centre_shows_at_once_and_calls_go_on_by_phone() -> None:
    async with screen("talking") as acted:
        acted.centre.hear({"lost": "Connection refused"})
        await acted.settled()
        assert "DOWN" in acted.screen()
        assert "out of reach" in acted.words()
        await acted.press("f10")
        assert "hang_up" in acted.phone.names()


@pytest.mark.asyncio
async def test_after_coming_back_the_screen_shows_what_the_centre_says() -> None:
    async with screen("talking") as acted:
        acted.centre.hear({"lost": "gone"})
        await acted.at(30)
        view = {"agent": "A-01", "state": "wrap_up", "since": NOW + 20, "wrap_up_until": NOW + 140}
        acted.centre.hear({"welcome": WELCOME | {"now": NOW + 30, "view": view}})
        acted.phone.shows()
        await acted.settled()
        assert acted.screen().splitlines()[1].split()[:3] == ["Wrap", "up", "00:10"]
        assert "DOWN" not in acted.screen()


@pytest.mark.asyncio
async def test_a_lost_phone_and_a_dead_microphone_are_told() -> None:
    async with screen("ready") as acted:
        acted.phone.shows(audio={"input": "Headset", "warning": "the microphone gives no sound"})
        await acted.settled()
        assert "the microphone gives no sound" in acted.words()
        acted.phone.hear({"lost": "the phone has gone"})
        await acted.settled()
        assert "phone DOWN" in acted.words()


@pytest.mark.asyncio
async def test_the_call_comes_while_something_is_written_and_is_answered() -> None:
    async with screen("ready") as acted:
        await acted.press("ctrl+n", *"张三")
        await acted.act("ringing")
        assert "Ringing" in acted.screen()
        await acted.press("f4")
        assert "answer" in acted.phone.names()
        assert "张三" in acted.screen()


@pytest.mark.asyncio
async def test_a_sheet_goes_with_its_call() -> None:
    async with screen("talking") as acted:
        await acted.press("f7", *"80")
        await acted.act("wrap_up")
        assert acted.app.sheet is None


@pytest.mark.asyncio
async def test_every_letter_may_be_written_in_a_search_and_none_controls_a_call() -> None:
    async with screen("talking") as acted:
        letters = "abcdefghijklmnopqrstuvwxyz"
        await acted.press(*letters)
        assert acted.centre.names() == []
        await acted.press("f7", *letters)
        assert acted.app.sheet.input.value == letters  # type: ignore[union-attr]
        assert acted.centre.names() == []


@pytest.mark.asyncio
async def test_keys_of_ones_own_are_in_force_and_in_the_footer() -> None:
    keys = other().keys | {"answer": ("f8",), "consult": ()}
    async with screen("ringing", other(keys=keys)) as acted:
        assert "F8 Answer" in acted.words()
        await acted.press("f4")
        assert acted.phone.names() == []
        await acted.press("f8")
        assert acted.phone.names() == ["answer"]


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(60, 15), (40, 10), (20, 5)])
async def test_a_small_window_says_so_and_keeps_the_essentials(size: tuple[int, int]) -> None:
    async with screen("ringing", size=size) as acted:
        text = acted.screen()
        assert "Ringing" in text
        assert "F4" in text or size[0] < 40
        if size[1] >= 10:
            assert "80 x 24" in text or size[0] < 60
            assert "138****0001" in text
        await acted.press("f4")
        assert acted.phone.names() == ["answer"]


@pytest.mark.asyncio
async def test_what_to_say_is_told_first_and_last() -> None:
    scripts = {"bill_enquiry": Script("您好，工号{agent}", "感谢来电")}
    async with screen("ringing", other(scripts=scripts)) as acted:
        assert "您好，工号A-01" in acted.screen()
        await acted.act("talking")
        await acted.at(25)
        assert "感谢来电" in acted.screen()
        assert "工号" not in acted.screen()


@pytest.mark.asyncio
async def test_a_hostile_caller_never_reaches_the_terminal_raw() -> None:
    async with screen("ready") as acted:
        acted.centre.shows("ringing", CALL | {"caller": "\x1b[2J\x1b]0;x\x07" + "W" * 10_000 + "\u202e"})
        acted.phone.shows("ringing")
        acted.phone.view["calls"][0]["name"] = "\x9b31m" + "名" * 10_000
        acted.phone.hear({"view": acted.phone.view})
        await acted.settled()
        lines = acted.screen().splitlines()
        assert len(lines) <= 24
        assert all(line.isprintable() for line in lines)
        assert "Ringing" in lines[1]


@pytest.mark.asyncio
async def test_a_screen_that_closes_asks_nothing() -> None:
    async with screen("talking") as acted:
        await acted.pilot.press("ctrl+q")
    assert acted.centre.names() == []
    assert acted.phone.names() == []


def test_every_key_of_the_registry_is_pressed_in_these_tests() -> None:
    pressed = {each[0].split(",")[0] for each in DIRECT} | {
        "not_ready",
        "transfer",
        "consult",
        "code",
        "dial",
        "result",
    }
    pressed |= {"sign_in", "keypad", "switch", "palette", "help", "history", "figures", "quit"}
    assert {intent for intent in BY_INTENT if BY_INTENT[intent].keys} - pressed == set()


@pytest.mark.asyncio
async def test_a_colleague_who_asks_rings_the_phone_and_is_answered() -> None:
    async with screen("not_ready") as acted:
        acted.phone.shows("ringing", headers={})
        await acted.settled()
        assert "the phone rings: 13800138000" in acted.words()
        assert "F4 Answer" in acted.words()
        await acted.press("f4")
        acted.phone.shows("talking", headers={})
        await acted.settled()
        assert "on the phone: 13800138000" in acted.words()
        await acted.press("f10")
        assert acted.phone.names() == ["answer", "hang_up"]
        assert acted.centre.names() == []


@pytest.mark.asyncio
async def test_a_call_that_the_centre_has_ended_is_pointed_out_and_hung_up() -> None:
    async with screen("ready") as acted:
        acted.phone.shows("talking")
        await acted.settled()
        assert "still in a call" not in acted.words()
        await acted.at(3)
        assert "still in a call that the centre has ended" in acted.words()
        await acted.press("f10")
        assert acted.phone.names() == ["hang_up"]


@pytest.mark.asyncio
async def test_a_link_that_fails_unforeseen_is_told() -> None:
    async with screen("ready") as acted:

        async def broken(_hear: object) -> None:
            raise RuntimeError("out of the blue")

        acted.centre.run = broken  # type: ignore[method-assign, assignment]
        await acted.press("ctrl+o", "escape")
        await acted.app.workplace.enter(acted.centre)
        await acted.settled()
        assert "out of the blue" in acted.words()


@pytest.mark.asyncio
async def test_a_long_refusal_has_two_lines() -> None:
    async with screen("talking") as acted:
        acted.centre.answers["survey"] = RefusedError("busy", "nobody can be " * 8)
        await acted.press("f11")
        assert acted.words().count("nobody can be") == 8


@pytest.mark.asyncio
async def test_a_key_pressed_twice_asks_once() -> None:
    async with screen("talking") as acted:
        acted.centre.slow["hold"] = asyncio.Event()
        await acted.press("f5", "f5")
        assert acted.centre.names() == ["hold"]
        assert "asked already" in acted.words()
        acted.centre.slow["hold"].set()


@pytest.mark.asyncio
async def test_a_remark_outlives_its_sheet_until_the_next_call() -> None:
    async with screen("talking") as acted:
        await acted.press("f9", "tab", *"退款", "f7", "escape", "f9")
        assert "退款" in acted.screen()
        await acted.press("tab", "enter", "3")
        assert ("code", {"code": "投诉", "note": "退款"}) in acted.centre.asked
        await acted.press("f9", "tab", *"旧", "escape")
        await acted.act("wrap_up")
        await acted.act("ringing")
        await acted.act("talking")
        await acted.press("f9")
        assert "旧" not in acted.screen()


@pytest.mark.asyncio
async def test_chords_control_the_call_while_something_is_written_too() -> None:
    async with screen("wrap_up") as acted:
        await acted.press("f9", "tab", *"退款", "ctrl+e")
        assert acted.centre.names() == ["extend"]
        assert "退款" in acted.screen()
        await acted.act("talking")
        await acted.press("ctrl+k", "7")
        assert ("press", {"digits": "7"}) in acted.phone.asked
