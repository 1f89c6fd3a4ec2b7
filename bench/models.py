"""Queues whose figures are known, each as a scenario and as what must come out of it.

A scenario here differs from a queue of the textbooks in nothing: people answer at once, nobody writes up, the first
hours are not measured.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import stdtrit
from scipy.stats import lognorm, weibull_min

from bench.chains import ChangingDay, NDesign
from scenarios.schema.scenario import Scenario
from simulator.planning.erlang_a import ErlangA
from simulator.planning.erlang_c import ErlangC
from simulator.planning.impatience import EquallyPatient, ImpatientQueue
from simulator.planning.priorities import mean_waits

Figure = tuple[str, str, str]
"""Scope (``centre``, ``groups``, ``call_types``), whose, and KPI."""

TALK = 300.0
PATIENCE = 180.0
AGENTS = 10


@dataclass(frozen=True)
class Model:
    """A queue by name, its scenario as a mapping, and what must come out.

    ``expected`` is asked within a half-width; ``also`` are figures of single intervals, which only must not contradict.
    ``replications`` give half-widths of at most 2 %; for 0.5 % it takes twenty times as many.
    """

    name: str
    source: str
    content: dict[str, Any]
    expected: dict[Figure, float]
    also: dict[Figure, float] = field(default_factory=dict)
    replications: int = 20

    @property
    def scenario(self) -> Scenario:
        """The scenario, validated."""
        return Scenario.model_validate(self.content, context={"folder": Path()})


def exponential(mean: float) -> dict[str, Any]:
    """A distribution as a scenario writes it."""
    return {"exponential": {"mean": mean}}


def study(call_types: dict[str, Any], agents: list[dict[str, Any]], hours: int, **more: Any) -> dict[str, Any]:
    """A stationary study of groups named like the call types' own."""
    return {
        "scenario": "model",
        "duration": f"{hours}h",
        "warm_up": "3h",
        "seed": 20261102,
        "groups": {call_type["group"]: {} for call_type in call_types.values()},
        "call_types": call_types,
        "agents": [{"team": f"T{k}", "answer": {"constant": 0}, **line} for k, line in enumerate(agents, 1)],
        **more,
    }


def one_group(load: float, patience: Any, hours: int = 300, agents: int = AGENTS) -> dict[str, Any]:
    """One call type, one team."""
    call = {
        "group": "q",
        "arrivals": {"rate": f"{load * 3600 / TALK}/h"},
        "patience": patience,
        "talk": exponential(TALK),
    }
    return study({"call": call}, [{"count": agents, "skills": {"q": 1}}], hours)


def centre(queue: Any, *figures: str) -> dict[Figure, float]:
    """What a formula says of the centre, under the names of the KPIs."""
    kpis = {
        "mean_wait": "mean_wait",
        "queue_ratio": "wait_probability",
        "abandon_rate": "abandonment",
        "occupancy": "occupancy",
    }
    return {("centre", "", name): float(getattr(queue, kpis[name])) for name in figures}


PATIENT = ("mean_wait", "queue_ratio", "occupancy")
IMPATIENT = (*PATIENT, "abandon_rate")


def patient() -> Model:
    """M/M/s."""
    queue = ErlangC(2.4 / TALK, TALK, 4)
    return Model("M/M/4, 2.4 Erlang", "Erlang C", one_group(2.4, "never", 3000, 4), centre(queue, *PATIENT))


def impatient() -> Model:
    """M/M/s+M."""
    queue = ErlangA(11 / TALK, TALK, AGENTS, PATIENCE)
    return Model("M/M/10+M, 11 Erlang", "Erlang A", one_group(11, exponential(PATIENCE)), centre(queue, *IMPATIENT))


def equally_patient() -> Model:
    """M/M/s+D."""
    queue = EquallyPatient(11 / TALK, TALK, AGENTS, PATIENCE)
    content = one_group(11, {"constant": PATIENCE})
    return Model("M/M/10+D, 11 Erlang", "Baccelli & Hebuterne 1981", content, centre(queue, *IMPATIENT))


def generally_patient(name: str, patience: dict[str, Any], survival: Callable[[Any], Any]) -> Model:
    """M/M/s+G."""
    queue = ImpatientQueue(11 / TALK, TALK, AGENTS, survival)
    source = "Zeltyn & Mandelbaum 2005"
    return Model(f"M/M/10+G, {name}, 11 Erlang", source, one_group(11, patience), centre(queue, *IMPATIENT))


def lognormally_patient() -> Model:
    """Lognormal patience, cv 1.5."""
    sigma = math.sqrt(math.log1p(1.5**2))
    law = lognorm(sigma, scale=PATIENCE * math.exp(-(sigma**2) / 2))
    return generally_patient("lognormal cv 1.5", {"lognormal": {"mean": PATIENCE, "cv": 1.5}}, law.sf)


def weibull_patient() -> Model:
    """Weibull patience, shape 0.7: most of those who hang up do so soon."""
    law = weibull_min(0.7, scale=PATIENCE / math.gamma(1 + 1 / 0.7))
    return generally_patient("Weibull shape 0.7", {"weibull": {"mean": PATIENCE, "shape": 0.7}}, law.sf)


def two_classes() -> Model:
    """M/M/s with two priorities, nobody interrupted."""
    urgent, other = mean_waits([0.8 / TALK, 1.6 / TALK], TALK, 4)

    def call(load: float, priority: int) -> dict[str, Any]:
        rate = {"rate": f"{load * 3600 / TALK}/h"}
        return {"group": "q", "arrivals": rate, "talk": exponential(TALK), "priority": priority}

    agents = [{"count": 4, "skills": {"q": 1}}]
    content = study({"urgent": call(0.8, 1), "other": call(1.6, 0)}, agents, 5000)
    expected = {("call_types", "urgent", "mean_wait"): urgent, ("call_types", "other", "mean_wait"): other}
    return Model("M/M/4, two priorities, 0.8 + 1.6 Erlang", "Cobham 1954", content, expected)


def n_shaped() -> Model:
    """Two groups; the second's agents help the first when they have no call of their own."""
    loads, patience, agents = (4.5, 3.0), (PATIENCE, 240.0), (4, 4)
    design = NDesign((loads[0] / TALK, loads[1] / TALK), TALK, agents, patience)
    queues = design.mean_queues()
    call_types, expected = {}, {}
    for name, load, patient, queue in zip("ab", loads, patience, queues, strict=True):
        rate = {"rate": f"{load * 3600 / TALK}/h"}
        call_types[name] = {
            "group": name,
            "arrivals": rate,
            "patience": exponential(patient),
            "talk": exponential(TALK),
        }
        expected["groups", name, "mean_wait"] = queue / (load / TALK)
        expected["groups", name, "abandon_rate"] = queue / (load / TALK) / patient
    lines = [{"count": agents[0], "skills": {"a": 1}}, {"count": agents[1], "skills": {"a": 2, "b": 1}}]
    content = study(call_types, lines, 500, choose_call="skill_level")
    return Model("N: 4 + 4 people, 4.5 + 3 Erlang", "Markov chain, solved", content, expected)


def changing_day() -> Model:
    """A day of eight half hours with changing volumes and staffing."""
    calls, on_duty = (100, 220, 400, 480, 340, 300, 450, 200), (4, 8, 13, 14, 13, 9, 14, 9)
    talk, patience = 60.0, 45.0
    day = ChangingDay(calls, on_duty, 1800.0, talk, patience)
    queues = day.mean_queues()
    content = study({"call": {"group": "q", "talk": exponential(talk), "patience": exponential(patience),
                              "arrivals": {"at": "offered", "per_interval": list(calls)}}},
                    [{"skills": {"q": 1}, "on_duty": list(on_duty)}], 4, interval="30min",
                    date="2026-11-02", opens="08:00", closes="12:00")  # fmt: skip
    del content["duration"], content["warm_up"]
    waited = sum(queues) * 1800.0 / sum(calls)
    expected = {("centre", "", "mean_wait"): waited, ("centre", "", "abandon_rate"): waited / patience}
    also = {("intervals", f"{k}", "mean_queue_length"): queues[k] for k in range(len(calls))}
    return Model("M(t)/M/s(t)+M, a day", "Kolmogorov's equations", content, expected, also, replications=250)


MODELS: tuple[Callable[[], Model], ...] = (
    patient, impatient, equally_patient, lognormally_patient, weibull_patient, two_classes, n_shaped, changing_day,
)  # fmt: skip


@dataclass(frozen=True)
class Agreement:
    """One figure: what it must be, what was simulated, and the half-width of its 95 % interval (of the mean)."""

    figure: Figure
    exact: float
    mean: float
    half_width: float
    standard_error: float

    @property
    def deviation(self) -> float:
        """In standard errors."""
        return (self.mean - self.exact) / self.standard_error

    @property
    def precision(self) -> float:
        """Half-width of the 95 % interval as a share of the exact value."""
        return self.half_width / self.exact


def agreements(model: Model, estimates: Any) -> list[Agreement]:
    """How a model's figures came out."""
    return [_agreement(figure, exact, estimates) for figure, exact in (model.expected | model.also).items()]


def _agreement(figure: Figure, exact: float, estimates: Any) -> Agreement:
    scope, whose, kpi = figure
    header = estimates.floor.header
    names = {"centre": [], "intervals": [], "groups": header.groups, "call_types": header.call_types}[scope]
    at = (int(whose),) if scope == "intervals" else (names.index(whose),) if names else ()
    cell = (list(estimates.asked[scope]).index(kpi), *at)
    moments = estimates.moments[scope]
    half = float(moments.half_width()[cell])
    error = half / float(stdtrit(estimates.replications - 1, 0.975))
    return Agreement(figure, exact, float(np.asarray(moments.mean())[cell]), half, error)
