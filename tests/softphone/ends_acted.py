"""An acted centre and an acted phone: they note what they are asked, and tell what the test wants told."""

import asyncio
from collections.abc import Callable
from typing import Any

from acd.live.channel.wording import RefusedError
from softphone.links import Hear

Message = dict[str, Any]
NOW = 36_000.0
"""The centre's seconds since midnight when a test begins: ten in the morning."""

CALL: Message = {
    "number": 17, "caller": "138****0001", "call_type": "bill_enquiry", "group": "billing", "segment": "vip",
    "offered": NOW - 38, "ringing_since": NOW, "rings_until": NOW + 20,
    "earlier": [
        {"call": 9, "agent": "A-02", "caller": "138****0001", "call_type": "bill_enquiry", "group": "billing",
         "answered": NOW - 4000, "ended": NOW - 3800, "how": "call.ended", "codes": ["账单/争议"], "notes": ["待回复"]},
    ],
}  # fmt: skip
QUEUES = [
    {"group": "billing", "waiting": 3, "longest": 80.0, "ready": 2, "signed_in": 5},
    {"group": "general", "waiting": 0, "longest": 0.0, "ready": 1, "signed_in": 4},
]
OWN: Message = {
    "agent": "A-01",
    "experience": "novice",
    "figures": {
        name: {"value": value, "unit": unit, "english": name.replace("_", " "), "chinese": chinese, "low": low,
               "high": high, "band": False, "met": met}
        for name, value, unit, chinese, low, high, met in (
            ("answered", 42, "calls", "接听量", None, None, None),
            ("answer_rate", 0.955, "share", "接听率", 0.95, None, True),
            ("mean_talk", 148.0, "seconds", "通话均长", None, 150.0, True),
            ("hold_rate", 0.24, "share", "持线率", None, 0.2, False),
            ("mean_wrap_up", 17.0, "seconds", "整理均长", None, 20.0, True),
            ("longest_shift_wrap_up_and_not_ready", 1330.0, "seconds", "整理与示忙", None, 1800.0, True),
        )
    },
    "not_ready": {"小休": {"spent": 300.0, "budget": 900.0}, "用餐": {"spent": 0.0, "budget": 3600.0},
                  "培训": {"spent": 0.0, "budget": None}},
}  # fmt: skip
HISTORY = [
    {
        "call": 16,
        "agent": "A-01",
        "caller": "139****8888",
        "call_type": "bill_enquiry",
        "group": "billing",
        "answered": NOW - 300,
        "ended": NOW - 170,
        "how": "call.ended",
        "codes": ["账单/查询"],
        "notes": ["已补寄"],
    },
    {
        "call": 12,
        "agent": "A-01",
        "caller": "021****5678",
        "call_type": "general_enquiry",
        "group": "general",
        "answered": NOW - 900,
        "ended": NOW - 700,
        "how": "call.transferred",
    },
]
DIRECTORY = {"8001": "账单组", "8002": "综合组", "1002": "A-02", "02112345678": "后台处理"}
WELCOME: Message = {
    "version": 1, "agent": "A-01", "session": "s", "now": NOW, "queues": QUEUES, "directory": DIRECTORY,
    "reasons": {"小休": {"budget": 900.0, "consent": False}, "用餐": {"budget": 3600.0, "consent": False},
                "培训": {"budget": None, "consent": True}},
    "codes": ["账单/查询", "账单/争议", "账单/补寄", "业务/开通", "投诉", "其他"],
    "results": ["interviewed", "handled", "refused"], "outside": ["02112345678"],
}  # fmt: skip


NEXT: Message = {"next": {"what": "用餐", "begins": NOW + 5400, "ends": NOW + 9000}}


class Clock:
    """Stands until it is told to go on."""

    def __init__(self) -> None:
        self.t = 500.0

    def __call__(self) -> float:
        return self.t


class End:
    """``answers``: what a request is answered by, or an error; a request named in ``slow`` waits until let go."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Message]] = []
        self.answers: dict[str, Message | Exception] = {}
        self.slow: dict[str, asyncio.Event] = {}
        self.hear: Hear = lambda _message: None
        self.running = asyncio.Event()

    async def run(self, hear: Hear) -> None:
        self.hear = hear
        self.running.set()
        self.greet()
        await asyncio.Event().wait()

    def greet(self) -> None:
        """The first words."""

    async def ask(self, do: str, given: Message) -> Message:
        self.asked.append((do, given))
        if do in self.slow:
            await self.slow[do].wait()
        answer = self.answers.get(do, {})
        if isinstance(answer, Exception):
            raise answer
        return answer

    def names(self) -> list[str]:
        """What was asked, without look-ups."""
        return [do for do, _given in self.asked if do not in ("history", "directory", "devices", "meters")]


class ActedCentre(End):
    """``view`` is what it tells of the agent."""

    def __init__(self, clock: Clock, **view: Any) -> None:
        super().__init__()
        self.clock = clock
        self.view: Message = {"agent": "A-01", "state": "signed_out", "since": NOW - 60, "phone": True} | NEXT | view
        self.answers["history"] = {"calls": HISTORY}
        self.answers["directory"] = {"directory": DIRECTORY}
        self.refusal: RefusedError | None = None

    def now(self) -> float:
        return NOW + self.clock() - 500.0

    def greet(self) -> None:
        if self.refusal is not None:
            self.hear({"refused": {"code": self.refusal.code, "words": str(self.refusal)}})
        else:
            self.hear({"welcome": WELCOME | {"view": self.view, "now": self.now()}})
            self.hear({"own": OWN})

    def shows(self, state: str, call: Message | None = None, **more: Any) -> None:
        """The agent's state is another."""
        self.view = {"agent": "A-01", "state": state, "since": self.now(), "phone": True, "call": call} | NEXT | more
        self.hear({"view": self.view})


class ActedPhone(End):
    """``calls`` are on its lines."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.view: Message = {
            "user": "A-01", "server": "127.0.0.1:5060", "registered": True, "engine": "rfcvoip", "secure": False,
            "calls": [], "audio": {"input": "Headset", "output": "Headset"}, "quality": None,
        }  # fmt: skip
        self.answers["devices"] = {"inputs": ["Headset", "内置麦克风"], "outputs": ["Headset", "Loudspeaker"]}

    def greet(self) -> None:
        self.hear({"view": self.view})

    def shows(self, *states: str, headers: Message | None = None, **more: Any) -> None:
        """Its lines are in these states; the centre's calls have its header."""
        calls = [
            {"leg": f"leg{place}", "direction": "in", "number": f"1380013800{place}", "name": "", "state": state,
             "since": self.clock(), "muted": False, "headers": {"X-Call": "17"} if headers is None else headers}
            for place, state in enumerate(states)
        ]  # fmt: skip
        self.view = self.view | {"calls": calls} | more
        self.hear({"view": self.view})

    def mutes(self, muted: bool) -> None:
        """The first line."""
        self.view["calls"][0]["muted"] = muted
        self.hear({"view": self.view})


Acts = Callable[[ActedCentre, ActedPhone], None]


def ringing(centre: ActedCentre, phone: ActedPhone) -> None:
    centre.shows("ringing", CALL)
    phone.shows("ringing")


def talking(centre: ActedCentre, phone: ActedPhone) -> None:
    centre.shows("talking", CALL | {"answered": centre.now() - 70, "recording": "17.wav"})
    phone.shows("talking", quality={"mos": 4.3, "jitter_ms": 4.0, "loss": 0.0, "rtt_ms": 30.0})


def holding(centre: ActedCentre, phone: ActedPhone) -> None:
    held = {"answered": centre.now() - 70, "held_since": centre.now(), "holds": 1, "recording": "17.wav"}
    centre.shows("holding", CALL | held)
    phone.shows("talking")


def consulting(centre: ActedCentre, phone: ActedPhone) -> None:
    held = {"answered": centre.now() - 70, "held_since": centre.now(), "holds": 1, "consulting": "A-02"}
    centre.shows("holding", CALL | held)
    phone.shows("talking")


def wrap_up(centre: ActedCentre, phone: ActedPhone) -> None:
    centre.shows("wrap_up", wrap_up_until=centre.now() + 120)
    phone.shows()


OUT: Message = {
    "number": 21, "caller": "139****8888", "direction": "out", "purpose": "回访", "attempt": 2,
    "offered": NOW, "ringing_since": NOW, "rings_until": NOW + 45,
}  # fmt: skip


def dialling(centre: ActedCentre, phone: ActedPhone) -> None:
    centre.shows("talking", OUT, result="")
    phone.shows("talking", headers={"X-Call": "21"})


def dialled(centre: ActedCentre, phone: ActedPhone) -> None:
    centre.shows("talking", OUT | {"answered": centre.now() - 70}, result="")
    phone.shows("talking", headers={"X-Call": "21"})


def ready(centre: ActedCentre, _phone: ActedPhone) -> None:
    centre.shows("ready")


def not_ready(centre: ActedCentre, _phone: ActedPhone) -> None:
    centre.shows("not_ready", reason="小休")


def signed_out(centre: ActedCentre, _phone: ActedPhone) -> None:
    centre.shows("signed_out")


STATES: dict[str, Acts] = {
    act.__name__: act
    for act in (signed_out, not_ready, ready, ringing, dialling, dialled, talking, holding, consulting, wrap_up)
}  # fmt: skip
