"""What a scenario's file says it rests on, and what a report says it was run with."""

from dataclasses import replace
from pathlib import Path

import pytest

from scenarios import load
from simulator.report import Findings, write_html
from simulator.report.day import worst_intervals
from simulator.report.sentences import command, sentences
from simulator.report.tables import others, people
from simulator.rests import Assumption, assumptions, header

ASSUMING = """\
# assumed: each team serves one group
# From t.csv: mean of 2 days (2026-11-02 … 2026-11-09).
scenario: s
date: 2026-11-09  # 假设: 取最后一天
opens: "08:00"
closes: "09:00"
groups: {a: {service_level: {target: 80%, within: 20s}}}
call_types:
  a:
    group: a
    arrivals: {per_interval: [2, 2]}  # not an assumption
    talk:
      lognormal:
        cv: 0.9  # assumed: spread
        mean: [60, 60]
agents:
  - team: A
    skills: {a: 1}
    on_duty: [  # assumed: people as recorded
      9, 1,
    ]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "s.yaml"
    path.write_text(ASSUMING, "utf-8")
    return path


def test_assumptions_stand_with_their_keys(file: Path) -> None:
    scenario = load(file)
    assert header(scenario) == ["From t.csv: mean of 2 days (2026-11-02 … 2026-11-09)."]
    assert assumptions(scenario) == [
        Assumption("each team serves one group", ()),
        Assumption("取最后一天", ("date",)),
        Assumption("spread", ("call_types.a.talk.lognormal.cv",)),
        Assumption("people as recorded", ("agents[team=A].on_duty",)),
    ]


def test_a_file_that_is_gone_rests_on_nothing(file: Path) -> None:
    scenario = load(file)
    file.unlink()
    assert header(scenario) == []
    assert assumptions(scenario) == []


def test_the_page_says_what_it_rests_on(small: Findings, file: Path, out: Path) -> None:
    text = ASSUMING.partition("groups:")[0]
    assert small.scenario.source
    scenario = small.scenario.model_copy()
    scenario._source = file
    file.write_text(text, "utf-8")
    write_html(replace(small, scenario=scenario, overrides=["replications=5"]), out, "en")
    page = out.read_text("utf-8")
    for words in ("From t.csv: mean of 2 days", "取最后一天", "--set replications=5", "each team serves one group"):
        assert words in page[page.index("Appendix: what this rests on") :]


def test_the_command_of_the_remedy_repeats_the_overrides(small: Findings) -> None:
    told = command(replace(small, overrides=["groups.billing.service_level.target=0.9"]))
    assert "small_day.yaml --set groups.billing.service_level.target=0.9 --set 'agents[team=A" in told


def test_people_calls_and_gap_in_every_interval(small: Findings) -> None:
    (group, lines), *others_ = people(small)
    assert (group, len(lines), len(others_)) == ("billing", 4, 2)
    assert lines[1] == (["08:30", "60", "2", "11", "-9"], True)
    assert lines[3][1] is False


def test_people_of_on_duty_are_nobody_in_particular(small: Findings) -> None:
    assert [table.heading for table in others(small)][-1] == "Agents"
    on_duty = [entry.model_copy(update={"on_duty": [entry.people] * 4}) for entry in small.scenario.agents]
    some = small.scenario.model_copy(update={"agents": [on_duty[0], *small.scenario.agents[1:]]})
    assert [row[0] for row in others(replace(small, scenario=some))[-1].rows] == ["B-01", "B-02", "B-03", "C-01"]
    none = small.scenario.model_copy(update={"agents": on_duty})
    assert [table.heading for table in others(replace(small, scenario=none))][-1] == "Teams"


def test_where_nothing_is_wrong_nobody_is_worst_hit(small: Findings) -> None:
    intervals = [
        {
            **each,
            "groups": {
                name: {
                    **figures,
                    "service_level": figures["service_level"] and {**figures["service_level"], "mean": 1.0},
                }
                for name, figures in each["groups"].items()
            },
        }
        for each in small.document["intervals"]
    ]
    well = replace(small, document={**small.document, "intervals": intervals})
    assert worst_intervals(well, 6) == []
    _chance, (_name, worst), _remedy = sentences(well)
    assert worst.endswith("no group misses its target in it.")
    assert worst_intervals(small, 6)[0][0] == "billing"
