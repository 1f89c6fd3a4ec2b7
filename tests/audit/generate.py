"""Small random centres of short days, made to meet every rule of the floor often: scarce people, ties, odd moments.

Days on which one rare thing is certain to happen stand in ``rare.py``.
"""

import random
from typing import Any

from callers import call_types, menu
from span import Span, a_span

Config = dict[str, Any]

REASONS = ("tea", "lunch")
POLICIES = ("longest_idle", "least_occupied", "fewest_calls", "round_robin", "in_order", "random")
DEFLECTIONS = ("message", "voicemail", "callback", "busy")


def scenario(seed: int) -> Config:
    """A scenario as its file would say it; the same seed gives the same one."""
    rng = random.Random(seed)
    span = a_span(rng)
    groups = [f"group{n}" for n in range(rng.randint(1, 3))]
    return {
        "scenario": f"random {seed}",
        "date": "2026-11-02",
        "opens": span.time(0),
        "closes": span.time(1),
        "interval": span.length // span.intervals,
        "seed": seed,
        "at_close": rng.choice(["serve", "serve", "dismiss"]),
        "at_close_limit": rng.choice(["0s", "3s", span.lasts(200)]),
        "choose_call": rng.choice(["longest_waiting", "skill_level"]),
        "ring": _ring(rng),
        "groups": {name: _group(rng, span, [other for other in groups if other != name]) for name in groups},
        "call_types": call_types(rng, span, groups),
        "agents": _agents(rng, span, groups),
        "shifts": _shifts(rng, span),
        **_lines(rng, span),
        **_people_fail(rng, span),
    }


def _ring(rng: random.Random) -> Config:
    away = rng.choice([{"constant": "30s"}, {"exponential": {"mean": "60s"}}])
    return {"no_answer_after": "10s", "then": rng.choice(["ready", "not_ready"]), "back_after": away}


def _lines(rng: random.Random, span: Span) -> Config:
    said: Config = {}
    if rng.random() < 0.35:
        said["lines"] = rng.randint(2, 9)
    if rng.random() < 0.25:
        said["ivr"] = menu(rng, span)
    if rng.random() < 0.4:
        said["incidents"] = [rng.choice([_fault, _surge])(rng, span) for _ in range(rng.randint(1, 2))]
    return said


def _fault(rng: random.Random, span: Span) -> Config:
    begins = rng.choice([0.3, 0.5, 0.95])
    return {"at": span.time(begins), "for": span.lasts(rng.choice([30, 100, 900])), "fault": "lines"}


def _surge(rng: random.Random, span: Span) -> Config:
    return {
        "at": span.time(rng.choice([0, 0.35, 0.7])),
        "for": span.lasts(rng.choice([90, 500])),
        "multiply_arrivals": {"type0": rng.choice([0, 0.5, 2])},
    }


def _group(rng: random.Random, span: Span, others: list[str]) -> Config:
    targets = [*others, "anyone"]
    said = {
        "choose_agent": rng.choice(POLICIES),
        "levels": rng.choice(["first", "first", "ignore"]),
        "overflow": [_step(rng, span, rng.choice(targets)) for _ in range(rng.choice([0, 0, 1, 2, 3]))],
        "recount_on_overflow": rng.random() < 0.3,
        **_limits(rng, span),
    }
    if rng.random() < 0.3:
        said["priority_ageing"] = f"{rng.randint(1, 3)} per {span.lasts(rng.choice([5, 20]))}"
    if rng.random() < 0.2:
        said["hours"] = [span.clock(share) for share in rng.choice([(-0.2, 0.7), (0.2, 1.1), (0.3, 0.6)])]
        said["outside_hours"] = {"deflect": rng.choice(DEFLECTIONS)}
    return said


def _limits(rng: random.Random, span: Span) -> Config:
    said: Config = {}
    if rng.random() < 0.3:
        said["queue_limit"] = rng.randint(0, 4)
    if rng.random() < 0.3:
        said["max_wait"] = span.lasts(rng.choice([10, 25, 60]))
    return said | ({"when_full": {"deflect": rng.choice(DEFLECTIONS)}} if said else {})


def _step(rng: random.Random, span: Span, to: str) -> Config:
    if rng.random() < 0.4:
        return {"to": to, "after": span.lasts(rng.randint(1, 8) * 5)}
    long = f"wait_estimate > {span.lasts(rng.choice([20, 60, 150]))}"
    return {"to": to, "when": rng.choice(["all_busy", f"queue > {rng.randint(0, 3)}", long, "unstaffed"])}


def _agents(rng: random.Random, span: Span, groups: list[str]) -> list[Config]:
    """Some entries of each kind; the first knows everything, so that every group is served."""
    first = {"name": "all.rounder", "skills": {name: rng.randint(1, 3) for name in groups}}
    if rng.random() < 0.5:
        first["shift"] = "late"
    return [first | _habits(rng)] + [_entry(rng, span, groups, n) | _habits(rng) for n in range(rng.randint(1, 4))]


def _entry(rng: random.Random, span: Span, groups: list[str], number: int) -> Config:
    known = rng.sample(groups, rng.randint(1, len(groups)))
    skills = {"team": f"T{number}", "skills": {name: rng.randint(1, 3) for name in known}}
    match rng.randrange(4):
        case 0:
            return skills | {"on_duty": [rng.randint(0, 3) for _ in range(span.intervals - 1)] + [rng.randint(1, 3)]}
        case 1:
            return skills | {"count": rng.randint(1, 2)}
        case _:
            return skills | {"count": rng.randint(1, 4), "shift": rng.choice(["early", "late", "last", "whole"])}


def _habits(rng: random.Random) -> Config:
    habits = {"misses": rng.choice([0, 0, 0.3]), "pace": rng.choice([1.0, 1.3])}
    habits["experience"] = rng.choice(["novice", "experienced"])
    if rng.random() < 0.7:
        habits["answer"] = rng.choice([{"constant": "0s"}, {"constant": "3s"}, {"exponential": {"mean": "5s"}}])
    return habits


def _shifts(rng: random.Random, span: Span) -> Config:
    """The first began before opening, the second ends after closing, the third may begin after midnight."""
    return {
        "early": {"kind": "早", "on": span.clock(-0.2), "off": span.clock(0.6), "breaks": _breaks(rng, span)},
        "late": {
            "kind": "中",
            "on": span.clock(0.35),
            "off": span.clock(1.2),
            "briefing": rng.choice(["0s", span.lasts(60)]),
        },
        "last": {"on": span.clock(0.75), "off": span.clock(1.1)},
        "whole": {"on": span.clock(0), "off": span.clock(1), "breaks": _breaks(rng, span)},
    }


def _breaks(rng: random.Random, span: Span) -> list[Config]:
    length = span.lasts(80)
    tea = {"at": span.clock(rng.choice([0.1, 0.15, 0.2])), "for": length, "reason": REASONS[0]}
    lunch = {"between": [span.clock(0.3), span.clock(0.6)], "for": length, "waves": rng.randint(1, 4)}
    return rng.choice([[], [tea], [lunch | {"reason": REASONS[1]}], [tea, lunch | {"reason": REASONS[1]}]])


def _people_fail(rng: random.Random, span: Span) -> Config:
    said: Config = {}
    if rng.random() < 0.3:
        said["absence"] = {"mean": 0.2, "sd": 0.1}
    if rng.random() < 0.3:
        away = {"exponential": {"mean": span.lasts(30)}}
        said["unplanned_not_ready"] = {"share": 0.1, "each": away, "reason": "personal"}
    if rng.random() < 0.3:
        said["wrap_up_limit"] = {"after": span.lasts(10), "then": "ready"}
    return said
