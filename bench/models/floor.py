"""The rest of the floor: lines, menu, holds, transfers, callers who try again."""

from typing import Any

from bench.models.model import AGENTS, TALK, Model, centre, exponential, study
from bench.retrials import Retrials
from simulator.planning.erlang_b import blocking
from simulator.planning.erlang_c import ErlangC
from simulator.planning.finite_queue import FiniteQueue


def call_of(group: str, load: float, **more: Any) -> dict[str, Any]:
    """A call type of so many Erlang, its talk exponential."""
    return {"group": group, "arrivals": {"rate": f"{load * 3600 / TALK}/h"}, "talk": exponential(TALK), **more}


def blocked() -> Model:
    """M/G/s/s: as many lines as agents."""
    talk = {"lognormal": {"mean": TALK, "cv": 1.5}}
    content = study({"call": call_of("q", 8, talk=talk)}, [{"count": 10, "skills": {"q": 1}}], 500, lines=10)
    return Model("M/G/10/10, 8 Erlang", "Erlang B", content, {("centre", "", "busy_rate"): blocking(8, 10)})


def limited() -> Model:
    """M/M/s/K: more lines than agents."""
    queue = FiniteQueue(10 / TALK, TALK, AGENTS, 16)
    content = study({"call": call_of("q", 10)}, [{"count": AGENTS, "skills": {"q": 1}}], 500, lines=16)
    expected = {("centre", "", "busy_rate"): queue.blocking, **centre(queue, "mean_wait", "occupancy")}
    return Model("M/M/10/16, 10 Erlang", "birth and death", content, expected)


def with_menu() -> Model:
    """Erlang B once more: a line is taken for the menu and, by those who ask for a person, for the talk."""
    menu = {"time": {"lognormal": {"mean": 60, "cv": 0.6}}, "self_service": 0.35}
    call = call_of("q", 12) | {"arrivals": {"rate": f"{12 * 3600 / TALK}/h", "at": "lines"}}
    content = study({"call": call}, [{"count": 14, "skills": {"q": 1}}], 500, lines=14, ivr=menu)
    load = 12 / TALK * (60 + 0.65 * TALK)
    expected = {("centre", "", "busy_rate"): blocking(load, 14), ("centre", "", "self_service_share"): 0.35}
    return Model("menu and talk on 14 lines", "Erlang B, insensitivity", content, expected)


def handed_on() -> Model:
    """Two queues in a row: what one group hands on joins the calls of the other."""
    transfer = {"chance": 0.4, "to": "b", "talk": exponential(TALK)}
    types = {"a": call_of("a", 2.0, transfer=transfer), "b": call_of("b", 1.3)}
    people = [{"count": 3, "skills": {"a": 1}}, {"count": 3, "skills": {"b": 1}}]
    first, second = ErlangC(2.0 / TALK, TALK, 3), ErlangC(2.1 / TALK, TALK, 3)
    expected = {
        ("groups", "a", "mean_wait"): first.mean_wait,
        ("groups", "b", "mean_queue_length"): second.queue_length,
    }
    source = "Jackson 1957"
    return Model("M/M/3 into M/M/3, 40 % handed on", source, study(types, people, 5000), expected)


def held() -> Model:
    """M/G/1: half of the talks are interrupted by a hold."""
    talk, chance, hold, load = 200.0, 0.5, 100.0, 0.7
    mean = talk + chance * hold
    square = 2 * talk**2 + 2 * talk * chance * hold + chance * 2 * hold**2
    rate = load / mean
    call = {"group": "q", "arrivals": {"rate": f"{rate * 3600}/h"}, "talk": exponential(talk)}
    call["hold"] = {"chance": chance, "each": exponential(hold)}
    content = study({"call": call}, [{"count": 1, "skills": {"q": 1}}], 6000)
    expected = {("centre", "", "mean_wait"): rate * square / 2 / (1 - load), ("centre", "", "mean_hold"): chance * hold}
    return Model("M/G/1, half of the talks held", "Pollaczek & Khinchine", content, expected)


def tried_again() -> Model:
    """M/M/s/s with callers who try again after a busy tone."""
    queue = Retrials(4 / TALK, TALK, 5, 0.6, 120.0)
    again = {"after_busy": 0.6, "delay": exponential(120)}
    content = study({"call": call_of("q", 4, retry=again)}, [{"count": 5, "skills": {"q": 1}}], 800, lines=5)
    return Model(
        "M/M/5/5, 60 % try again", "Markov chain, solved", content, {("centre", "", "busy_rate"): queue.busy_rate()}
    )
