"""What is said with figures in it is right, never narrower than known, and there in both languages."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acd.live.welcome.phrases import MINUTE, PHRASES, agent_number, position, wait


@pytest.mark.parametrize(
    ("low", "high", "zh", "en"),
    [
        (0, 30, "预计很快为您接通。", "You will be connected soon."),
        (60, 60, "预计很快为您接通。", "You will be connected soon."),
        (20, 100, "预计等待不到 2 分钟。", "The wait will be less than 2 minutes."),
        (125, 230, "预计等待大约 2 到 4 分钟。", "The wait will be about 2 to 4 minutes."),
        (180, 180, "预计等待大约 3 分钟。", "The wait will be about 3 minutes."),
        (600, None, "预计等待超过 10 分钟。", "The wait will be more than 10 minutes."),
        (60, None, "", ""),
    ],
)
def test_a_wait_is_told_as_a_range_in_minutes(low: int, high: int | None, zh: str, en: str) -> None:
    ticks = (low * MINUTE // 60, None if high is None else high * MINUTE // 60)
    assert (wait(*ticks, "zh"), wait(*ticks, "en")) == (zh, en)


@given(st.integers(MINUTE, 90 * MINUTE), st.integers(0, 30 * MINUTE))
def test_a_wait_is_never_told_narrower(low: int, more: int) -> None:
    told = [int(word) for word in wait(low, low + more, "zh").split() if word.isdigit()]
    if told:
        assert told[0] * MINUTE <= low or len(told) == 1
        assert told[-1] * MINUTE >= low + more


def test_a_position_counts_those_before() -> None:
    assert [position(n, "zh") for n in (0, 1, 12)] == [
        "您是下一位，请稍候。", "您前面还有 1 位客户在等待。", "您前面还有 12 位客户在等待。",
    ]  # fmt: skip
    assert position(1, "en") == "There is 1 caller before you."
    assert position(2, "en") == "There are 2 callers before you."


def test_an_agents_number_is_said_digit_by_digit() -> None:
    assert agent_number("1001", "zh") == "工号 1 0 0 1 为您服务。"
    assert agent_number("", "zh") == ""


def test_no_phrase_is_missing_in_a_language() -> None:
    assert all(text for phrases in PHRASES.values() for text in asdict(phrases).values())
