"""One queue in many forms: patient and impatient callers, two classes, two groups, a day that changes."""

import math
from collections.abc import Callable
from typing import Any

from scipy.stats import lognorm, weibull_min

from bench.chains import ChangingDay, NDesign
from bench.models.model import AGENTS, PATIENCE, TALK, Model, centre, exponential, one_group, study
from simulator.planning.erlang_a import ErlangA
from simulator.planning.erlang_c import ErlangC
from simulator.planning.impatience import EquallyPatient, ImpatientQueue
from simulator.planning.priorities import mean_waits

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
