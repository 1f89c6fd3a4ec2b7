"""Our own words to callers where a scenario has none: spoken in the language of the centre, not that of its staff."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    closed: str
    full: str
    fault: str
    position: str
    next: str
    agent: str
    thanks: str
    wait: str


WORDS: Final = {
    "zh": Words(
        closed="您好，现在不在服务时间，请在工作时间来电。",
        full="您好，当前来电较多，请稍后再拨。",
        fault="对不起，系统暂时无法为您服务，请稍后再拨。",
        position="您前面还有{n}位客户在等待。",
        next="您是下一位，请稍候。",
        agent="工号{number}为您服务。",
        thanks="感谢您的评价，再见。",
        wait="预计还需等待大约{low}到{high}分钟。",
    ),
    "en": Words(
        closed="We are closed now. Please call again during our opening hours.",
        full="All our lines are busy. Please call again later.",
        fault="We cannot serve you at the moment. Please call again later.",
        position="There are {n} callers before you.",
        next="You are the next in line.",
        agent="You are speaking to agent {number}.",
        thanks="Thank you. Goodbye.",
        wait="The wait will be about {low} to {high} minutes.",
    ),
}
