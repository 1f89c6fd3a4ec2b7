"""What a caller hears, from the number dialled to the agent or the end."""

from datetime import datetime

from welcome.front_desk import DESK, desk

from acd.live.welcome.journey import Step, What, what_a_caller_hears

NOON = datetime(2026, 11, 3, 12)


def told(steps: list[Step]) -> list[tuple[str, str]]:
    return [(step.what.value, step.text or step.file) for step in steps]


def test_a_number_that_callers_reach_nothing_under() -> None:
    for dialled in ("8001", "1234"):
        assert told(what_a_caller_hears(desk(), NOON, dialled)) == [("unknown_number", dialled)]


def test_closed_says_so_and_when_it_opens() -> None:
    steps = what_a_caller_hears(desk(), datetime(2026, 11, 3, 21), "95500", keys="1")
    assert told(steps) == [("dialled", "热线"), ("opening", "closed"), ("said", "下班了"), ("ends", "")]
    assert steps[1].at == datetime(2026, 11, 4, 8)


def test_a_holiday_has_its_own_words_or_those_of_closed() -> None:
    holiday = datetime(2026, 10, 1, 12)
    assert told(what_a_caller_hears(desk(), holiday, "95500"))[1:3] == [("opening", "holiday"), ("said", "下班了")]
    own = desk(announcements=DESK["announcements"] | {"holiday": {"file": "merry.wav"}})
    assert told(what_a_caller_hears(own, holiday, "95500"))[2] == ("said", "merry.wav")


def test_an_emergency_goes_before_everything() -> None:
    steps = what_a_caller_hears(desk(), datetime(2026, 10, 1, 12), "95500", emergency=True)
    assert told(steps)[1:] == [
        ("opening", "emergency"), ("said", "您好，因突发情况暂停服务，请稍后再拨。"), ("ends", ""),
    ]  # fmt: skip
    assert steps[1].at is None


def test_through_the_menu_to_the_queue() -> None:
    steps = what_a_caller_hears(desk(), NOON, "95500", keys="17")
    assert told(steps) == [
        ("dialled", "热线"),
        ("said", "您好"),
        ("said", "一级"),
        ("keys", ""),
        ("pressed", "1"),
        ("queued", "账单组"),
        ("keys_ignored", "7"),
        ("said_while_waiting", "calm.wav"),
        ("said_while_waiting", "您前面还有 2 位客户在等待。"),
        ("queue_full", ""),
        ("said", "我们会尽快给您回电。"),
        ("deflected", "callback"),
        ("wait_over", ""),
        ("said", "我们会尽快给您回电。"),
        ("deflected", "callback"),
        ("said_on_answer", "工号 0 7 为您服务。"),
        ("said_after_call", "请评分"),
    ]
    assert [step.what.value for step in steps if step.only_then] == ["said", "deflected"] * 2
    assert [step.every // 1_000_000 for step in steps if step.what is What.SAID_WHILE_WAITING] == [30, 45]


def test_the_choices_are_told_once() -> None:
    steps = what_a_caller_hears(desk(), NOON, "95500", keys="9")
    asked = [step.choices for step in steps if step.what is What.KEYS]
    assert asked == [(("1", "bill → 账单组"), ("2", "menu"), ("3", "night → late"), ("*", "repeat")), ()]
    assert [step.what.value for step in steps if "press" in step.what] == ["pressed", "nothing_pressed"]
    assert "gave_up" in [step.what.value for step in steps]


def test_self_service_ends_in_the_menu() -> None:
    assert told(what_a_caller_hears(desk(), NOON, "95500", keys="21"))[-2:] == [("said", "自助"), ("ends", "")]


def test_a_number_without_menu_and_a_group_that_is_closed() -> None:
    steps = what_a_caller_hears(desk(), NOON, "95501", keys="1")
    assert told(steps) == [
        ("dialled", "night"),
        ("said", "您好"),
        ("opening", "closed"),
        ("said", "下班了"),
        ("said", "请在提示音后留言。"),
        ("deflected", "voicemail"),
    ]
    assert steps[2].at == datetime(2026, 11, 3, 18)


def test_a_busy_tone_says_nothing() -> None:
    groups = DESK["groups"] | {"late": {"hours": ["18:00", "20:00"], "outside_hours": {"deflect": "busy"}}}
    steps = what_a_caller_hears(desk(groups=groups), NOON, "95501")
    assert told(steps)[2:] == [("opening", "closed"), ("deflected", "busy")]
