"""Every option of ``sim run`` does what its help says."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from small_day import SMALL, Run, files

FOLDER = {"out", "out/results.json", "out/report.html", "out/ledger.db"}


def results(folder: Path = Path("out")) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "results.json").read_text("utf-8"))
    return found


def test_a_folder_with_report_results_and_ledger(quick: Run, folder: Path) -> None:
    said = quick("--engine", "loop")
    assert said.status == 0
    assert said.out.startswith("small  2026-11-02 · 08:00–10:00 · simulated on 3 days")
    assert said.err == "report and results: out\n"
    assert files(folder) == {"small.yaml"} | FOLDER
    assert results()["engine"] == "loop"


def test_without_out_a_new_folder_in_runs(run: Run, folder: Path) -> None:
    assert run("sim", "run", "small.yaml", "--no-remedy", "--replications", 1).status == 0
    (made,) = (folder / "runs").iterdir()
    assert made.name.startswith("small-")
    assert files(made) == {"results.json", "report.html", "ledger.db"}


def test_an_existing_folder_is_reused_and_files_of_the_same_name_replaced(quick: Run, folder: Path) -> None:
    quick("--seed", 1)
    before = (folder / "out/results.json").read_bytes()
    (folder / "out/notes.txt").write_text("mine", "utf-8")
    quick("--seed", 2)
    assert files(folder) == {"small.yaml", "out/notes.txt"} | FOLDER
    assert (folder / "out/notes.txt").read_text("utf-8") == "mine"
    assert (folder / "out/results.json").read_bytes() != before


def test_replications(quick: Run) -> None:
    quick("--replications", 2)
    assert results()["replications"] == 2


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(quick: Run, folder: Path) -> None:
    written = []
    for seed in (4, 4, 5):
        quick("--seed", seed)
        written.append((folder / "out/results.json").read_bytes())
    assert written[0] == written[1]
    assert json.loads(written[0])["centre"] != json.loads(written[2])["centre"]


def test_every_engine_finds_the_same(quick: Run) -> None:
    found = {}
    for engine in ("compiled", "loop", "simpy"):
        quick("--engine", engine)
        found[engine] = results()
        assert found[engine].pop("engine") == engine
    assert found["compiled"] == found["loop"] == found["simpy"]


def test_two_processes_find_what_one_finds_to_the_last_bit(quick: Run, folder: Path) -> None:
    written = []
    for workers in (1, 2):
        quick("--workers", workers, "--replications", 7)
        written.append((folder / "out/results.json").read_bytes())
    assert written[0] == written[1]


def test_until_goes_on_until_it_is_known_well_enough(quick: Run) -> None:
    said = quick("--until", "20%", "--watch", "aht")
    found = results()
    assert found["replications"] >= 10
    assert "known to" not in said.err
    aht = found["centre"]["aht"]
    assert (aht["high"] - aht["low"]) / 2 <= 0.2 * aht["mean"]
    quick("--until", "5%", "--watch", "aht")
    assert results()["replications"] > found["replications"]


def test_until_stops_at_the_replications_given_and_says_what_is_known(quick: Run) -> None:
    said = quick("--until", "0.01", "--replications", 4)
    assert said.status == 0
    assert results()["replications"] == 4
    assert said.err.startswith("after 4 days service_level is known to ")


def test_overrides_change_the_file_for_one_run(quick: Run) -> None:
    quick("--set", "agents[team=A].count=+3", "--set", "replications=2")
    found = results()
    assert found["replications"] == 2
    assert len(found["agents"]) == 8
    assert len([name for name in found["agents"] if name.startswith("A-")]) == 7


@pytest.mark.parametrize("name", ["day.jsonl", "day.jsonl.gz", "day.db"])
def test_the_ledger_of_one_day_holds_its_figures(quick: Run, run: Run, name: str) -> None:
    quick("--replications", 1, "--ledger", name)
    assert run("metrics", "check", name, "--scenario", "small.yaml").status == 0
    day = json.loads(run("metrics", "report", name, "--json", "-").out)["centre"]
    simulated = results()["centre"]
    assert {kpi: cell["mean"] for kpi, cell in simulated.items() if "mean" in cell} == {
        kpi: value for kpi, value in day.items() if not isinstance(value, dict)
    }


def test_the_ledger_of_any_replication(quick: Run, run: Run) -> None:
    offered = []
    for replication in (1, 2):
        quick("--replications", 2, "--ledger", "day.jsonl", "--ledger-replication", replication)
        offered.append(json.loads(run("metrics", "report", "day.jsonl", "--json", "-").out)["centre"]["offered"])
    assert offered[0] != offered[1]
    assert results()["centre"]["offered"]["mean"] == sum(offered) / 2


def test_the_ledger_in_the_folder_is_always_the_first_day(quick: Run, folder: Path) -> None:
    quick()
    first = (folder / "out/ledger.db").read_bytes()
    quick("--ledger", "third.db", "--ledger-replication", 3)
    assert (folder / "out/ledger.db").read_bytes() == first
    assert (folder / "third.db").read_bytes() != first


def test_json_to_standard_output_leaves_nothing_else_there(quick: Run, folder: Path) -> None:
    said = quick("--json", "-")
    assert said.status == 0
    assert json.loads(said.out) == results()
    quick("--json", "all.json")
    assert (folder / "all.json").read_bytes() == (folder / "out/results.json").read_bytes()


def test_a_ledger_to_standard_output_leaves_nothing_else_there(quick: Run, folder: Path) -> None:
    said = quick("--ledger", "-")
    quick("--ledger", "day.jsonl")
    assert said.out == (folder / "day.jsonl").read_text("utf-8")


def test_html_and_workbook_where_they_are_asked_for(quick: Run, folder: Path) -> None:
    assert quick("--html", "day.html", "--xlsx", "day.xlsx").status == 0
    assert (folder / "day.html").read_bytes() == (folder / "out/report.html").read_bytes()
    assert "summary" in load_workbook(folder / "day.xlsx").sheetnames
    assert files(folder) == {"small.yaml", "day.html", "day.xlsx"} | FOLDER


@pytest.mark.parametrize(("language", "heading", "lang"), [("zh", "目标", "zh-CN"), ("en", "Chance", "en")])
def test_language(quick: Run, folder: Path, language: str, heading: str, lang: str) -> None:
    said = quick("--language", language)
    assert heading in said.out
    assert f'<html lang="{lang}"' in (folder / "out/report.html").read_text("utf-8")


def test_quiet_says_nothing_but_results(quick: Run) -> None:
    said = quick("--quiet")
    assert said.err == ""
    assert said.out.startswith("small  2026-11-02")


@pytest.mark.parametrize(
    ("people", "chance", "status"),
    [(3, "", 1), (9, "", 0), (3, ", chance: 50%", 0), (2, ", chance: 50%", 1)],
    ids=["less often than usual", "met", "as often as asked", "less often than asked"],
)
def test_strict_tells_by_its_status_whether_a_target_is_likely_missed(
    quick: Run, folder: Path, people: int, chance: str, status: int
) -> None:
    text = SMALL.replace("within: 20s", f"within: 20s{chance}").replace("count: 4", f"count: {people}")
    (folder / "small.yaml").write_text(text, "utf-8")
    assert quick("--replications", 6, "--strict").status == status
    assert files(folder) == {"small.yaml"} | FOLDER


def test_without_strict_a_missed_target_is_no_failure(quick: Run) -> None:
    assert quick("--replications", 6, "--set", "agents[team=A].count=1").status == 0


def test_a_remedy_is_looked_for_unless_it_is_not_wanted(run: Run) -> None:
    common = ("sim", "run", "small.yaml", "--out", "out", "--replications", 2, "--set", "agents[team=A].count=2")
    assert "--set" in run(*common).out
    assert "--set" not in run(*common, "--no-remedy").out


def test_recorded_figures_are_laid_over_the_ranges(quick: Run, folder: Path) -> None:
    rows = "".join(f"{start},{calls},20\n" for start, calls in (("8:00", 12), ("8:30", 900), ("9:00", 16), ("9:30", 9)))
    (folder / "day.csv").write_text("时段,呼入量,平均应答速度\n" + rows, "utf-8")
    said = quick("--actual", "day.csv")
    assert said.status == 0
    assert "outside: 08:30" in said.out
    (folder / "odd.csv").write_text("时段,甲,乙\n" + rows, "utf-8")
    (folder / "names.yaml").write_text("{offered: 甲, mean_answer_wait: 乙}\n", "utf-8")
    mapped = quick("--actual", "odd.csv", "--map", "names.yaml").out
    assert mapped.replace("odd.csv", "day.csv") == said.out


def test_a_study_has_no_ledger_unless_asked_and_no_intervals(quick: Run, folder: Path) -> None:
    day = SMALL[SMALL.index("date:") : SMALL.index("replications:")]
    text = SMALL.replace(day, "duration: 2h\nwarm_up: 10min\n").replace(
        "{per_interval: [12, 20, 16, 10]}", "{rate: 29/h}"
    )
    text = text[: text.index("shifts:")].replace(", shift: day", "")
    (folder / "small.yaml").write_text(text, "utf-8")
    assert quick().status == 0
    assert files(folder) == {"small.yaml"} | FOLDER - {"out/ledger.db"}
    assert "intervals" not in results()
    assert quick("--ledger", "study.jsonl").status == 0
    assert (folder / "study.jsonl").stat().st_size > 0
