"""Small random centres of one hour, made to meet every rule of the floor often: scarce people, ties, odd moments."""

import random
from typing import Any

Config = dict[str, Any]

REASONS = ("tea", "lunch")
POLICIES = ("longest_idle", "least_occupied", "fewest_calls", "round_robin", "in_order", "random")


def scenario(seed: int) -> Config:
    """A scenario as its file would say it; the same seed gives the same one."""
    rng = random.Random(seed)
    groups = [f"group{n}" for n in range(rng.randint(1, 3))]
    return {
        "scenario": f"random {seed}",
        "date": "2026-11-02",
        "opens": "08:00",
        "closes": "09:00",
        "interval": "5min",
        "seed": seed,
        "at_close": rng.choice(["serve", "serve", "dismiss"]),
        "at_close_limit": rng.choice(["0s", "3s", "10min"]),
        "choose_call": rng.choice(["longest_waiting", "skill_level"]),
        "ring": _ring(rng),
        "groups": {name: _group(rng, [other for other in groups if other != name]) for name in groups},
        "call_types": {f"type{n}": _call_type(rng, groups) for n in range(rng.randint(1, 4))},
        "agents": _agents(rng, groups),
        "shifts": _shifts(rng),
        **_people_fail(rng),
    }


def nobody_answers() -> Config:
    """One agent who misses every call and stays ready: at the closing limit a call is ringing, and nobody takes it."""
    return {
        "scenario": "nobody answers",
        "date": "2026-11-02",
        "opens": "08:00",
        "closes": "08:30",
        "at_close_limit": "5s",
        "ring": {"no_answer_after": "10s", "then": "ready"},
        "groups": {"group0": {}},
        "call_types": {"type0": {"group": "group0", "arrivals": {"rate": "60/h"}, "talk": {"constant": "30s"}}},
        "agents": [{"name": "deaf", "skills": {"group0": 1}, "misses": "100%"}],
    }


def _ring(rng: random.Random) -> Config:
    away = rng.choice([{"constant": "30s"}, {"exponential": {"mean": "60s"}}])
    return {"no_answer_after": "10s", "then": rng.choice(["ready", "not_ready"]), "back_after": away}


def _group(rng: random.Random, others: list[str]) -> Config:
    targets = [*others, "anyone"]
    return {
        "choose_agent": rng.choice(POLICIES),
        "levels": rng.choice(["first", "first", "ignore"]),
        "overflow": [_step(rng, rng.choice(targets)) for _ in range(rng.choice([0, 0, 1, 2, 3]))],
        "recount_on_overflow": rng.random() < 0.3,
    }


def _step(rng: random.Random, to: str) -> Config:
    return {"to": to, "when": "all_busy"} if rng.random() < 0.4 else {"to": to, "after": f"{rng.randint(1, 8) * 5}s"}


def _duration(rng: random.Random, seconds: int) -> Config:
    return rng.choice([{"constant": f"{seconds}s"}, {"exponential": {"mean": f"{seconds}s"}}])


def _call_type(rng: random.Random, groups: list[str]) -> Config:
    said = {
        "group": rng.choice(groups),
        "segment": rng.choice(["normal", "vip", "complaint"]),
        "priority": rng.choice([0, 0, 0, 2, -1]),
        "arrivals": {"rate": f"{rng.choice([20, 60, 120])}/h"},
        "balk": rng.choice([0, 0, 0.3]),
        "patience": rng.choice(["never", _duration(rng, 40), _duration(rng, 120)]),
        "talk": _duration(rng, rng.choice([30, 90, 90, 400])),
    }
    return said | ({"wrap_up": _duration(rng, rng.choice([10, 30]))} if rng.random() < 0.6 else {})


def _agents(rng: random.Random, groups: list[str]) -> list[Config]:
    """Some entries of each kind; the first knows everything, so that every group is served."""
    first = {"name": "all.rounder", "skills": {name: rng.randint(1, 3) for name in groups}}
    return [first | _habits(rng)] + [_entry(rng, groups, n) | _habits(rng) for n in range(rng.randint(1, 4))]


def _entry(rng: random.Random, groups: list[str], number: int) -> Config:
    known = rng.sample(groups, rng.randint(1, len(groups)))
    skills = {"team": f"T{number}", "skills": {name: rng.randint(1, 3) for name in known}}
    match rng.randrange(4):
        case 0:
            return skills | {"on_duty": [rng.randint(0, 3) for _ in range(11)] + [rng.randint(1, 3)]}
        case 1:
            return skills | {"count": rng.randint(1, 2)}
        case _:
            return skills | {"count": rng.randint(1, 4), "shift": rng.choice(["early", "late", "whole"])}


def _habits(rng: random.Random) -> Config:
    habits = {"misses": rng.choice([0, 0, 0.3]), "pace": rng.choice([1.0, 1.3])}
    if rng.random() < 0.7:
        habits["answer"] = rng.choice([{"constant": "0s"}, {"constant": "3s"}, {"exponential": {"mean": "5s"}}])
    return habits


def _shifts(rng: random.Random) -> Config:
    return {
        "early": {"kind": "早", "on": "07:50", "off": "08:40", "breaks": _breaks(rng)},
        "late": {"kind": "中", "on": "08:20", "off": "09:10", "briefing": rng.choice(["0s", "3min"])},
        "whole": {"on": "08:00", "off": "09:00", "breaks": _breaks(rng)},
    }


def _breaks(rng: random.Random) -> list[Config]:
    tea = {"at": f"08:{rng.randint(5, 9):02}", "for": "4min", "reason": REASONS[0]}
    lunch = {"between": ["08:15", "08:35"], "for": "5min", "waves": rng.randint(1, 4), "reason": REASONS[1]}
    return rng.choice([[], [tea], [lunch], [tea, lunch]])


def _people_fail(rng: random.Random) -> Config:
    said: Config = {}
    if rng.random() < 0.3:
        said["absence"] = {"mean": 0.2, "sd": 0.1}
    if rng.random() < 0.3:
        said["unplanned_not_ready"] = {"share": 0.1, "each": {"exponential": {"mean": "1min"}}, "reason": "personal"}
    return said
