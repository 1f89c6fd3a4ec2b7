"""The names under which planners' systems write the columns of each table (`tables.md`), in Chinese and English.

Knows words. Refuses to know where in a sheet they stand.
"""

import re
from collections.abc import Mapping
from typing import Final

from scenarios.tables.cells import plain

Names = Mapping[str, tuple[str, ...]]

HOURS: Final = ("小时", "hour")
"""Headings under which a bare 8 is eight o'clock."""

VOLUMES: Final[Names] = {
    "date": ("日期", "业务日期", "统计日期", "date", "day"),
    "start": (
        *("时段", "时间段", "时间", "日期时间", "开始时间", "起始时间", "统计时段", "起始时段"),
        *("时间区间", "时间间隔", "半小时"),
        *("start", "interval start", "interval", "start time", "time", "time interval", "half hour", "from"),
        *("half hour beginning", *HOURS),
    ),
    "end": ("结束时间", "截止时间", "终止时间", "end", "interval end", "end time", "to"),
    "group": (
        *("技能组", "技能组名称", "技能", "队列", "队列名称", "业务", "业务类型", "业务组", "技能队列", "呼叫类型"),
        *("group", "skill", "skill group", "queue", "queue name", "split", "call type"),
    ),
    "offered": (
        *("呼入量", "呼入数量", "呼入数", "来话量", "来话数", "进线量", "进线数", "转人工量", "请求人工量", "话务量"),
        *("总呼入量", "呼入总量", "呼入总数", "来电量", "来电数", "来电总量", "来电总数", "转人工数", "请求人工数"),
        *(
            "呼入次数",
            "来电次数",
            "呼入电话量",
            "呼入电话数",
            "人工呼入",
            "转人工呼入",
            "人工来电",
            "转人工来电",
            "转人工次数",
        ),
        *(
            "人工请求量",
            "人工请求数",
            "转人工请求量",
            "转人工请求数",
            "人工服务请求量",
            "人工服务请求数",
            "转人工呼叫量",
        ),
        *("offered", "received", "calls", "calls offered", "offered calls", "calls received", "volume", "call volume"),
    ),
    "aht": (
        *("平均处理时长", "平均处理时间", "平均话务处理时长", "平均话务处理时间", "平均服务时长"),
        *("aht", "average handle time", "average handling time", "avg handle time", "mean handling time"),
    ),
    "talk": (
        *("平均通话时长", "平均通话时间", "平均应答时长"),
        *("talk", "att", "average talk time", "avg talk time", "mean talk", "average talk"),
    ),
    "hold": ("平均持线时长", "平均保持时长", "平均持线时间", "hold", "average hold time", "avg hold time", "mean hold"),
    "wrap_up": (
        *("平均话后时长", "平均整理时长", "平均事后处理时长", "平均后处理时长", "平均话后处理时长", "平均话后时间"),
        *("wrap up", "acw", "average acw", "avg acw", "average wrap up", "after call work", "mean wrap up"),
    ),
}

ACTUALS: Final[Names] = {
    **VOLUMES,
    "answered": (
        *("接听量", "接通量", "接听数", "接通数", "应答量", "接听数量", "接通数量", "接起量", "接起数"),
        *("answered", "calls answered", "answered calls", "handled", "calls handled"),
    ),
    "abandoned": (
        *("放弃量", "放弃数", "放弃数量", "呼叫放弃量", "呼损量"),
        *("abandoned", "abandons", "calls abandoned", "abandoned calls", "aband calls"),
    ),
    "abandon_rate": ("放弃率", "呼叫放弃率", "abandon rate", "abandon", "abandonment rate", "abandonment"),
    "service_level": (
        *("服务水平", "服务水准", "20秒服务水平", "20s服务水平", "20秒接通率", "20秒内接通率"),
        *("service level", "sl", "svl"),
    ),
    "mean_answer_wait": (
        *("平均应答速度", "平均响应速度", "平均应答时间"),
        *("asa", "average speed of answer", "avg speed of answer", "mean answer wait"),
    ),
    "occupancy": ("占有率", "座席占有率", "坐席占有率", "话务员占有率", "occupancy", "agent occupancy"),
    "agents": (
        *("在线人数", "在岗人数", "签入人数", "登录人数", "上线人数", "座席人数", "坐席人数"),
        *("在线座席数", "在线坐席数", "在线座席", "在线坐席", "签入座席数", "签入坐席数", "座席数", "坐席数"),
        *("agents", "on prod fte", "staffed", "agents staffed", "positions staffed", "signed in", "staff"),
    ),
}

CALLS: Final[Names] = {
    "date": VOLUMES["date"],
    "arrived": ("呼入时间", "来电时间", "进线时间", "到达时间", "arrived", "arrival", "arrival time", "call time"),
    "group": tuple(name for name in VOLUMES["group"] if name not in {"call type", "呼叫类型"}),
    "call_type": ("呼叫类型", "来电类型", "call type", "type"),
    "segment": ("客户类型", "客户级别", "客户等级", "segment", "customer segment"),
    "wait": ("排队时长", "等待时长", "排队时间", "等待时间", "wait", "queue time", "wait time"),
    "outcome": ("结果", "呼叫结果", "接听结果", "通话结果", "outcome", "result", "disposition"),
    "talk": ("通话时长", "通话时间", "talk", "talk time", "service time"),
    "hold": ("持线时长", "保持时长", "hold", "hold time"),
    "wrap_up": ("话后时长", "整理时长", "后处理时长", "事后处理时长", "话后处理时长", "wrap up", "acw", "wrap up time"),
    "agent": ("座席", "坐席", "工号", "座席工号", "坐席工号", "话务员", "agent", "agent id"),
    "patience": ("耐心", "耐心时长", "patience"),
}

ROSTER: Final[Names] = {
    "id": ("工号", "员工号", "员工编号", "座席工号", "坐席工号", "id", "agent id", "agent", "staff id"),
    "name": ("姓名", "员工姓名", "座席姓名", "坐席姓名", "工号/姓名", "name", "agent name"),
    "team": ("班组", "组别", "班", "小组", "team"),
    "skills": ("技能", "技能组", "业务技能", "skills", "skill"),
    "experience": ("经验", "级别", "员工类型", "新老", "experience"),
}

_TRADITIONAL: Final = str.maketrans(
    "數時長組話務處後聽棄應線間業類統計區經驗級別隊稱進結",
    "数时长组话务处后听弃应线间业类统计区经验级别队称进结",
)
_UNITS: Final = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "秒", "秒钟"), "s"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "分", "分钟"), "min"),
    **dict.fromkeys(("h", "hour", "hours", "小时"), "h"),
    "ms": "ms",
    **dict.fromkeys(("%", "pct", "percent"), "%"),
    **dict.fromkeys(("通", "个", "人", "次", "calls", "fte"), None),
}
_BRACKETED: Final = re.compile(r"^(.*?)\s*[(\[](.*?)[)\]]\s*(%?)$")
_THRESHOLD: Final = re.compile(r"^(\d+%?/\d+\s?(s|秒)?|\d+\s?(s|秒|sec))内?$|^hh?:mm(:ss)?$", re.IGNORECASE)


def heading(text: str) -> tuple[str, str | None]:
    """A heading as it is compared, and the unit (s, min, h, ms, %) it states: ``平均处理时长（秒）``, ``aht_s``."""
    name, unit = _words(text), None
    bracketed = _BRACKETED.match(name)
    if bracketed and (bracketed[2] in _UNITS or _THRESHOLD.match(bracketed[2])):
        name, unit = bracketed[1], "%" if bracketed[3] else _UNITS.get(bracketed[2])
    last = re.search(r"(?<=.)(%|(?<= )\S+)$", name)
    if last and last[1] in _UNITS and name not in _KNOWN:
        name, unit = name[: last.start()].rstrip(), unit or _UNITS[last[1]]
    return name if name.isascii() else name.replace(" ", ""), unit


def _words(text: str) -> str:
    return plain(re.sub(r"[_\s]+|(?<=[a-zA-Z])-(?=[a-zA-Z])", " ", plain(text))).translate(_TRADITIONAL).casefold()


_KNOWN: Final = frozenset(name for table in (ACTUALS, CALLS, ROSTER) for names in table.values() for name in names)
