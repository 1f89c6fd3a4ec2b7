"""The small front desk of these tests: weekly hours, holidays, a group with hours of its own, a menu in two levels."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from scenarios import Scenario

DESK: dict[str, Any] = {
    "scenario": "desk",
    "opens": "08:00",
    "closes": "20:00",
    "groups": {
        "billing": {"label": "账单组", "queue_limit": 5, "max_wait": "10min", "when_full": {"deflect": "callback"}},
        "late": {"hours": ["18:00", "02:00"], "outside_hours": {"deflect": "voicemail"}},
    },
    "call_types": {"bill": {"group": "billing"}, "night": {"group": "late"}},
    "agents": [{"name": "A-07", "skills": {"billing": 1, "late": 1}}],
    "trunks": {"carrier": {"address": "127.0.0.1"}},
    "directory": {
        "95500": {"call_type": "bill", "label": "热线"},
        "95501": {"call_type": "night", "menu": False},
        "8001": {"group": "billing"},
    },
    "announcements": {
        "welcome": "您好",
        "closed": "下班了",
        "comfort": {"say": {"file": "calm.wav"}, "every": "30s"},
        "position": {"every": "45s"},
        "agent_number": True,
    },
    "menu": {
        "say": "一级",
        "tries": 2,
        "timeout": "6s",
        "keys": {
            "1": {"call_type": "bill"},
            "2": {"menu": {"say": "二级", "keys": {"1": {"say": "自助", "hang_up": True}, "*": {"repeat": True}}}},
            "3": {"say": "请稍候", "call_type": "night"},
            "*": {"repeat": True},
        },
    },
    "calendar": {
        "holidays": [
            {"from": "2026-10-10", "hours": ["10:00", "16:00"]},
            {"from": "2026-10-01", "to": "2026-10-07", "label": "国庆"},
        ],
        "hours": {"friday": ["08:00", "02:00"], "sunday": "closed"},
    },
    "survey": {"say": "请评分", "keys": {"1": "满意"}},
}


def desk(**changed: Any) -> Scenario:
    return Scenario.model_validate(deepcopy(DESK) | changed, context={"folder": Path()})
