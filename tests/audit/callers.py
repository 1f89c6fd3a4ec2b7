"""The call types of a generated centre: with a menu, holds, transfers, further attempts, and likenesses among them."""

import random
from typing import Any

from span import Span

Config = dict[str, Any]


def call_types(rng: random.Random, span: Span, groups: list[str]) -> Config:
    """One to four types of their own, and sometimes one that is like the first."""
    types = {f"type{n}": _call_type(rng, span, groups) for n in range(rng.randint(1, 4))}
    if rng.random() < 0.3:
        types["kin"] = {"like": "type0", "priority": 3, **rng.choice([_a_share, _arrivals])(rng, span)}
    return types


def menu(rng: random.Random, span: Span) -> Config:
    """A menu that keeps some callers."""
    served, gone = rng.choice([(0.3, 0.2), (0.2, 0), (0, 0.3)])
    return {"time": _law(rng, span, 8), "self_service": served, "hang_up": gone}


def _call_type(rng: random.Random, span: Span, groups: list[str]) -> Config:
    group = rng.choice(groups)
    said = {
        "group": group,
        "segment": rng.choice(["normal", "vip", "complaint"]),
        "priority": rng.choice([0, 0, 0, 2, -1]),
        "balk": rng.choice([0, 0, 0.3]),
        "patience": rng.choice(["never", _law(rng, span, 40), _law(rng, span, 120)]),
        "talk": _law(rng, span, rng.choice([30, 60, 60, 200])),
        **_arrivals(rng, span),
        **_journey(rng, span, [other for other in groups if other != group]),
    }
    return said | ({"wrap_up": _law(rng, span, rng.choice([10, 30]))} if rng.random() < 0.6 else {})


def _a_share(rng: random.Random, _span: Span) -> Config:
    return {"share": rng.choice([0.1, 0.4])}


def _arrivals(rng: random.Random, span: Span) -> Config:
    calls = rng.choice([7, 20, 35])
    listed = [rng.choice([0, 1, 2]) * calls / span.intervals for _ in range(span.intervals)]
    volumes = rng.choice([{"rate": span.rate(calls)}, {"rate": span.rate(calls)}, {"per_interval": listed}])
    return {"arrivals": volumes | {"at": rng.choice(["offered", "lines"])}}


def _law(rng: random.Random, span: Span, seconds: float) -> Config:
    mean = span.lasts(seconds)
    by_interval = [span.lasts(seconds * rng.choice([0.5, 1, 1.5])) for _ in range(span.intervals)]
    return rng.choice(
        [
            {"constant": mean},
            {"exponential": {"mean": mean}},
            {"gamma": {"mean": by_interval, "cv": 0.5}},
        ]
    )


def _journey(rng: random.Random, span: Span, others: list[str]) -> Config:
    said: Config = {}
    if rng.random() < 0.3:
        said["hold"] = {"chance": 0.4, "times": rng.randint(1, 3), "each": _law(rng, span, 8)}
    if others and rng.random() < 0.4:
        said["transfer"] = {"chance": rng.choice([0.3, 1]), "to": rng.choice(others), "talk": _law(rng, span, 30)}
    if rng.random() < 0.4:
        said["retry"] = {"after_abandon": 0.5, "after_busy": 0.7, "delay": _law(rng, span, 40)}
    if rng.random() < 0.25:
        said["ivr"] = rng.choice(["none", menu(rng, span)])
    return said
