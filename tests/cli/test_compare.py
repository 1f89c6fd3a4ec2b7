"""``sim compare`` as a user meets it: files, streams, bad input, Ctrl-C."""

import json
from pathlib import Path

import pytest
from small_day import SMALL, Run, Said, files
from test_interrupted import HERE, PARENT, presses

MORE = ("--variant", "+1: agents[team=A].count=+1")
WRITTEN = {"out", "out/results.json", "out/report.html"}


@pytest.fixture
def compare(run: Run) -> Run:
    def command(*words: object) -> Said:
        return run("sim", "compare", "small.yaml", "--workers", 1, "--out", "out", *words)

    return command


def test_it_tells_and_writes(compare: Run, folder: Path) -> None:
    said = compare(*MORE)
    assert said.status == 0
    assert said.out.splitlines()[1].startswith("Verdict: ")
    assert "\n+1: " in said.out
    assert "takes 2 person-hours a day more (people: 5 → 6)." in said.out.replace("\n", " ")
    assert said.err == "report and results: out\n"
    assert files(folder) == {"small.yaml"} | WRITTEN
    document = json.loads((folder / "out/results.json").read_text("utf-8"))
    assert (document["mode"], document["replications"], document["seed"]) == ("comparison", 3, 7)
    assert document["variants"]["+1"]["overrides"] == ["agents[team=A].count=+1"]


def test_a_variant_has_the_figures_of_sim_run(compare: Run, quick: Run, folder: Path) -> None:
    compare(*MORE, "--seed", 4)
    compared = json.loads((folder / "out/results.json").read_text("utf-8"))["variants"]
    for words, name in (((), "base"), (("--set", "agents[team=A].count=+1"), "+1")):
        quick("--seed", 4, *words)
        alone = json.loads((folder / "out/results.json").read_text("utf-8"))
        assert compared[name]["groups"] == alone["groups"]
        assert compared[name]["chance"] == alone["chance"]


def test_several_processes_find_the_same(compare: Run, folder: Path) -> None:
    found = []
    for workers in (1, 2):
        compare(*MORE, "--workers", workers, "--replications", 6)
        found.append((folder / "out/results.json").read_text("utf-8"))
    assert found[0] == found[1]


@pytest.mark.parametrize("engine", ["loop", "simpy"])
def test_engines_find_the_same(compare: Run, folder: Path, engine: str) -> None:
    found = []
    for each in ("compiled", engine):
        compare(*MORE, "--engine", each)
        found.append(json.loads((folder / "out/results.json").read_text("utf-8"))["differences"])
    assert found[0] == found[1]


def test_files_are_compared(run: Run, folder: Path) -> None:
    (folder / "planned.yaml").write_text(SMALL.replace("seed: 7", "seed: 9").replace("count: 4", "count: 5"), "utf-8")
    said = run("sim", "compare", "small.yaml", "planned.yaml", "--workers", 1, "--out", "out", "--json", "-")
    document = json.loads(said.out)
    assert (document["baseline"], list(document["variants"])) == ("small", ["small", "planned"])
    assert document["variants"]["planned"]["callers"] == "same", "the first's seed for all"


def test_data_only_on_standard_output(compare: Run, folder: Path) -> None:
    said = compare(*MORE, "--json", "-", "--html", "x.html", "--xlsx", "x.xlsx", "--quiet")
    assert json.loads(said.out)["scenario"] == "small"
    assert said.err == ""
    assert files(folder) == {"small.yaml", "x.html", "x.xlsx"} | WRITTEN


def test_without_out_it_names_its_folder(run: Run, folder: Path) -> None:
    run("sim", "compare", "small.yaml", *MORE, "--workers", 1)
    assert any(name.startswith("runs/small-compare-") and name.endswith("report.html") for name in files(folder))


def test_until_it_is_known(compare: Run) -> None:
    said = compare(*MORE, "--until", "30%", "--replications", 60, "--json", "-")
    assert 10 <= json.loads(said.out)["replications"] < 60
    said = compare(*MORE, "--until", "0.01%", "--replications", 11)
    assert "after 11 days the differences of service_level are known to" in said.err


def test_own_policies(compare: Run, folder: Path) -> None:
    rule = (
        "from acd.policies import choose_agent\ndef rule(centre, now, call): return choose_agent(centre, now, call)\n"
    )
    (folder / "mine.py").write_text(rule, "utf-8")
    said = compare("--variant", "mine: groups.billing.choose_agent=mine:rule", "--json", "-")
    (step,) = json.loads(said.out)["differences"]
    assert step["groups"]["billing"]["service_level"]["verdict"] == "same"


REFUSED = [
    ([], "nothing to compare small.yaml with"),
    (["--variant", "+1"], '--variant +1: it is written "NAME: KEY=VALUE; KEY=VALUE"'),
    (["--variant", "+1: agents[team=Z].count=+1"], "--variant +1: agents[team=Z].count=+1: agents: no entry matches"),
    (["--variant", "x: groups.billing.choose_agent=nowhere:rule"], "x: choose_agent: there is no nowhere.py"),
    (["nosuch.yaml"], "nosuch.yaml: no such file"),
    (["small.yaml"], "small.yaml is named twice"),
    ([*MORE, "--set", "nonsense"], "--set nonsense: "),
    ([*MORE, "--until", "5%", "--watch", "servic_level"], "there is no KPI 'servic_level'"),
    ([*MORE, "--watch", "aht"], "--watch aht: say with --until"),
    ([*MORE, "--out", "small.yaml"], "small.yaml: cannot be written: "),
    ([*MORE, "--html", "nowhere/x.html"], "nowhere/x.html: cannot be written: there is no folder nowhere"),
    ([*MORE, "--json", "-", "--html", "-"], "only one file can be written to standard output"),
]


@pytest.mark.parametrize(("words", "begins"), REFUSED, ids=lambda part: "" if isinstance(part, str) else str(part))
def test_what_cannot_be_is_refused(compare: Run, folder: Path, words: list[str], begins: str) -> None:
    said = compare(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {begins}")
    assert len(said.err.splitlines()) == 1
    assert files(folder) == {"small.yaml"}


OWN = ("--variant", "presses: groups.billing.choose_agent=presses:rule", "--engine", "loop", "--replications", 30)


@pytest.mark.parametrize(("press", "workers"), [(HERE, 1), (PARENT, 2)])
def test_ctrl_c_keeps_the_days_that_all_have_done(compare: Run, folder: Path, press: str, workers: int) -> None:
    presses(folder, 2, press)
    said = compare(*OWN, "--workers", workers)
    assert said.status == 130
    document = json.loads((folder / "out/results.json").read_text("utf-8"))
    days = document["replications"]
    assert 1 <= days < 30
    assert {each["replications"] for each in document["variants"].values()} == {days}
    stopped = f"The comparison was stopped early: everything here rests on the {days} days that every variant has done."
    assert stopped in said.out.replace("\n", " ")
    assert stopped in (folder / "out/report.html").read_text("utf-8")


def test_before_the_first_day_nothing_is_written(compare: Run, folder: Path) -> None:
    presses(folder, 0, HERE)
    said = compare(*OWN)
    assert (said.status, said.out, said.err) == (130, "", "")
    assert files(folder) - {"presses.py", "pressed"} == {"small.yaml"}
