"""Our own words to callers, where a scenario has none of its own, and those that have figures in them.

They are in the language of the centre's announcements, not in that of its staff, hence no part of ``acd.language``.
"""

from dataclasses import dataclass
from typing import Final

from acd.events import MICROSECONDS
from acd.language import Language

MINUTE: Final = 60 * MICROSECONDS


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every phrase of one language."""

    closed: str
    holiday: str
    emergency: str
    full: str
    fault: str
    voicemail: str
    callback: str
    unknown_key: str
    nothing_pressed: str
    thanks: str
    next: str
    one_ahead: str
    ahead: str
    soon: str
    below: str
    about: str
    between: str
    above: str
    agent: str


PHRASES: Final[dict[Language, Phrases]] = {
    "zh": Phrases(
        closed="您好，现在不在服务时间，请在工作时间来电。",
        holiday="您好，今天是节假日，请在工作日来电。",
        emergency="您好，因突发情况暂停服务，请稍后再拨。",
        full="您好，当前来电较多，请稍后再拨。",
        fault="对不起，系统暂时无法为您服务，请稍后再拨。",
        voicemail="请在提示音后留言。",
        callback="我们会尽快给您回电。",
        unknown_key="没有这个选项。",
        nothing_pressed="没有收到您的按键。",
        thanks="感谢您的评价，再见。",
        next="您是下一位，请稍候。",
        one_ahead="您前面还有 1 位客户在等待。",
        ahead="您前面还有 {n} 位客户在等待。",
        soon="预计很快为您接通。",
        below="预计等待不到 {high} 分钟。",
        about="预计等待大约 {high} 分钟。",
        between="预计等待大约 {low} 到 {high} 分钟。",
        above="预计等待超过 {low} 分钟。",
        agent="工号 {number} 为您服务。",
    ),
    "en": Phrases(
        closed="We are closed now. Please call again during our opening hours.",
        holiday="We are closed today for a holiday. Please call again on a working day.",
        emergency="Our service is interrupted for an unforeseen reason. Please call again later.",
        full="All our lines are busy. Please call again later.",
        fault="We cannot serve you at the moment. Please call again later.",
        voicemail="Please leave a message after the tone.",
        callback="We will call you back as soon as we can.",
        unknown_key="There is no such choice.",
        nothing_pressed="No key was received.",
        thanks="Thank you. Goodbye.",
        next="You are the next in line.",
        one_ahead="There is 1 caller before you.",
        ahead="There are {n} callers before you.",
        soon="You will be connected soon.",
        below="The wait will be less than {high} minutes.",
        about="The wait will be about {high} minutes.",
        between="The wait will be about {low} to {high} minutes.",
        above="The wait will be more than {low} minutes.",
        agent="You are speaking to agent {number}.",
    ),
}


def position(ahead: int, language: Language) -> str:
    """How many callers (``ahead``) are before this one."""
    words = PHRASES[language]
    if ahead < 2:
        return words.one_ahead if ahead == 1 else words.next
    return words.ahead.format(n=ahead)


def wait(low: int, high: int | None, language: Language) -> str:
    """How long it may take yet, a range in µs; ``high`` is ``None`` where no end can be told.

    Whole minutes, the range widened to them: it is never told narrower than it is.
    """
    words, least = PHRASES[language], low // MINUTE
    if high is None:
        return words.above.format(low=least) if least >= 2 else ""
    most = -(-high // MINUTE)
    if most <= 1:
        return words.soon
    if least == 0:
        return words.below.format(high=most)
    return (words.about if least == most else words.between).format(low=least, high=most)


def agent_number(number: str, language: Language) -> str:
    """报工号, digit by digit; nothing where the agent has no number."""
    return PHRASES[language].agent.format(number=" ".join(number)) if number else ""
