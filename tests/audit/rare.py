"""Days made for what random ones meet too seldom."""

from typing import Any

Config = dict[str, Any]


def rare_days() -> list[Config]:
    """All of them."""
    return [nobody_answers(), fifty_handled(), handed_back(), better_elsewhere(), lines_fail()]


def nobody_answers() -> Config:
    """One agent who misses every call and stays ready: at the closing limit a call is ringing, and nobody takes it."""
    return _day(
        groups={"group0": {}},
        call_types={"type0": {"group": "group0", "arrivals": {"rate": "60/h"}, "talk": {"constant": "30s"}}},
        agents=[{"name": "deaf", "skills": {"group0": 1}, "misses": "100%"}],
        at_close_limit="5s",
        ring={"no_answer_after": "10s", "then": "ready"},
    )


def fifty_handled() -> Config:
    """So many short calls that estimates go by the last fifty handlings, which take less than the scenario expects."""
    slow = {"exponential": {"mean": ["20s"] * 5 + ["60s"] * 5}}
    return _day(
        groups={"group0": {"overflow": [{"to": "group1", "when": "wait_estimate > 40s"}]}, "group1": {}},
        call_types={"type0": {"group": "group0", "arrivals": {"rate": "400/h"}, "talk": slow}},
        agents=[
            {"team": "T0", "count": 3, "skills": {"group0": 1}, "answer": {"constant": "4s"}},
            {"team": "T1", "count": 2, "skills": {"group1": 1}},
        ],
    )


def handed_back() -> Config:
    """Calls are transferred to a group where nobody is, which overflows to whoever transferred them."""
    moved = {"chance": 0.5, "to": "group1", "talk": {"constant": "20s"}}
    calls = {"group": "group0", "arrivals": {"rate": "40/h"}, "talk": {"constant": "30s"}, "transfer": moved}
    return _day(
        groups={"group0": {}, "group1": {"overflow": [{"to": "group0", "after": "60s"}]}},
        call_types={"type0": calls},
        agents=[{"name": "alone", "skills": {"group0": 1}}],
    )


def better_elsewhere() -> Config:
    """Agents with two groups, each better at one of them, in both of which callers wait."""
    both = {"arrivals": {"rate": "60/h"}, "talk": {"exponential": {"mean": "70s"}}}
    return _day(
        groups={"group0": {}, "group1": {}},
        call_types={"type0": both | {"group": "group0"}, "type1": both | {"group": "group1"}},
        agents=[
            {"name": "one", "skills": {"group0": 1, "group1": 2}},
            {"name": "two", "skills": {"group0": 2, "group1": 1}},
        ],
        choose_call="skill_level",
    )


def lines_fail() -> Config:
    """Calls that take long in the menu and on hold when the lines fail, as a shift and a break are due; transfers to a
    group that closes before.
    """
    journey = {
        "ivr": {"time": {"constant": "2min"}, "self_service": 0.1},
        "hold": {"chance": 0.9, "each": {"constant": "100s"}},
        "transfer": {"chance": 0.4, "to": "group1", "talk": {"constant": "10s"}},
    }
    calls = {"group": "group0", "arrivals": {"rate": "150/h", "at": "lines"}, "talk": {"constant": "50s"}}
    both = {"skills": {"group0": 1, "group1": 1}, "answer": {"constant": "5s"}}
    pause = {"at": "08:14:40", "for": "1min"}
    shifts = {
        "whole": {"on": "08:00", "off": "08:30"},
        "broken": {"on": "08:00", "off": "08:30", "breaks": [pause]},
        "short": {"on": "08:00", "off": "08:14:40"},
    }
    return _day(
        groups={"group0": {}, "group1": {"hours": ["07:00", "08:10"]}},
        call_types={"type0": calls | journey},
        agents=[both | {"team": f"T{n}", "count": 3, "shift": shift} for n, shift in enumerate(shifts)],
        shifts=shifts,
        incidents=[{"at": "08:15", "for": "5min", "fault": "lines"}],
    )


def _day(**told: Any) -> Config:
    return {
        "scenario": "a rare day",
        "date": "2026-11-02",
        "opens": "08:00",
        "closes": "08:30",
        "interval": "3min",
        **told,
    }
