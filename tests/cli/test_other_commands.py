"""``sim new``, ``check``, ``schema``, ``staff``; ``metrics report`` and ``kpi``; help and completion of all of them."""

import json
from pathlib import Path

import pytest
from small_day import SMALL, Run, files
from typer.main import get_command
from typer.testing import CliRunner

import metrics.cli
import simulator.cli

COMMANDS = [
    (name, command)
    for name, app in (("sim", simulator.cli.app), ("metrics", metrics.cli.app))
    for command in get_command(app).commands  # type: ignore[attr-defined]
]


def test_new_writes_a_scenario_that_is_sound(run: Run, folder: Path) -> None:
    said = run("sim", "new", "desk")
    assert (said.status, said.out) == (0, "desk.yaml written; try: sim run desk.yaml\n")
    assert files(folder) == {"small.yaml", "desk.yaml"}
    assert run("sim", "check", "desk.yaml").status == 0


def test_new_from_volumes_says_what_it_assumed(run: Run, folder: Path) -> None:
    rows = "".join(f"2026/11/2,{hour}:00,{40 + hour},180\n" for hour in range(9, 17))
    (folder / "volumes.csv").write_bytes(f"日期,时段,呼入量,平均处理时长\n{rows}".encode("gb18030"))
    said = run("sim", "new", "desk", "--from", "volumes.csv")
    assert said.status == 0
    assert "assumed: " in said.err
    assert run("sim", "check", "desk.yaml").status == 0


def test_new_overwrites_only_by_force(run: Run, folder: Path) -> None:
    said = run("sim", "new", "small")
    assert (said.status, said.out) == (2, "")
    assert said.err == "error: small.yaml exists; choose another name or say --force\n"
    assert (folder / "small.yaml").read_text("utf-8") == SMALL
    assert run("sim", "new", "small.yaml", "--force").status == 0
    assert (folder / "small.yaml").read_text("utf-8") != SMALL


def test_check_says_all_problems_of_all_files(run: Run, folder: Path) -> None:
    (folder / "two.yaml").write_text(SMALL.replace("seed:", "sed:").replace("6/h", "-6/h"), "utf-8")
    (folder / "one.yaml").write_text(SMALL.replace("count: 4", "count: 0"), "utf-8")
    said = run("sim", "check", "two.yaml", "small.yaml", "nosuch.yaml", "one.yaml")
    assert said.status == 2
    assert said.out == "small.yaml: sound; 2 groups, 5 people, 70 calls expected\n"
    assert [line.split(":")[0] for line in said.err.splitlines()] == ["two.yaml", "two.yaml", "nosuch.yaml", "one.yaml"]


def test_schema_is_json(run: Run) -> None:
    schema = json.loads(run("sim", "schema").out)
    assert {"scenario", "groups", "agents"} <= set(schema["properties"])


def test_staff_in_both_languages(run: Run) -> None:
    english = run("sim", "staff", "small.yaml", "--language", "en")
    chinese = run("sim", "staff", "small.yaml", "--language", "zh")
    assert (english.status, chinese.status) == (0, 0)
    assert "offered" in english.out
    assert "呼入量" in chinese.out


def test_staff_as_json(run: Run, folder: Path) -> None:
    said = run("sim", "staff", "small.yaml", "--json", "-")
    needs = json.loads(said.out)["needs"]
    assert [need["starts"] for need in needs] == ["08:00", "08:30", "09:00", "09:30"] * 2
    assert needs[4]["patience"] is None
    run("sim", "staff", "small.yaml", "--json", "need.json")
    assert (folder / "need.json").read_text("utf-8") == said.out


def test_staff_follows_its_options(run: Run) -> None:
    def needs(*words: str) -> list[dict[str, float]]:
        found: list[dict[str, float]] = json.loads(run("sim", "staff", "small.yaml", "--json", "-", *words).out)[
            "needs"
        ]
        return found

    assert needs()[4]["erlang_c"] is None
    assert needs("--target", "90%")[4]["erlang_c"] >= 1
    assert needs("--utilisation", "0.3")[1]["source"] > needs()[1]["source"]
    assert needs("--set", "call_types.bill.arrivals={rate: 400/h}")[0]["erlang_a"] > needs()[0]["erlang_a"]


def test_names_with_brackets_stand_as_they_are(quick: Run, run: Run, folder: Path) -> None:
    text = SMALL.replace("  general: {}", '  "[/b]": {}').replace("group: general", 'group: "[/b]"')
    (folder / "small.yaml").write_text(text.replace("general: 1", '"[/b]": 1'), "utf-8")
    assert "[/b]" in quick("--replications", 1, "--ledger", "day.jsonl").out
    assert "[/b]" in run("sim", "staff", "small.yaml").out
    assert "[/b]" in run("metrics", "report", "day.jsonl").out


def test_a_report_by_what_there_is(quick: Run, run: Run) -> None:
    quick("--replications", 1, "--ledger", "day.jsonl")
    assert "A-01" in run("metrics", "report", "day.jsonl", "--by", "agent,interval").out
    said = run("metrics", "report", "day.jsonl", "--by", "group,colour")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("error: --by colour: there is no such table; known: group, interval, agent")


def test_a_kpi_that_does_not_exist_suggests_one(run: Run) -> None:
    said = run("metrics", "kpi", "servce_level")
    assert (said.status, said.out) == (2, "")
    assert "service_level" in said.err
    assert len(said.err.splitlines()) == 1
    assert "service_level" in run("metrics", "kpi", "service_level").out


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_helps_with_examples(run: Run, name: str, command: str) -> None:
    said = run(name, command, "--help")
    assert said.status == 0
    assert f"{name} {command} " in said.out[said.out.index("Examples:") :].replace("\n", " ")


@pytest.mark.parametrize("app", [simulator.cli.app, metrics.cli.app], ids=["sim", "metrics"])
def test_shells_can_complete(app: object) -> None:
    name = "sim" if app is simulator.cli.app else "metrics"
    variables = {f"_{name.upper()}_COMPLETE": "source_bash"}
    found = CliRunner().invoke(app, [], prog_name=name, env=variables)  # type: ignore[arg-type]
    assert found.exit_code == 0
    assert f"_{name.upper()}_COMPLETE=complete_bash" in found.output


@pytest.mark.usefixtures("folder")
def test_check_says_that_a_ledger_was_run_with_other_settings(run: Run) -> None:
    common = ("sim", "run", "small.yaml", "--replications", 1, "--no-remedy", "--quiet", "--out", "out")
    assert run(*common, "--set", "groups.billing.choose_agent=random", "--ledger", "own.jsonl").status == 0
    said = run("metrics", "check", "own.jsonl", "--scenario", "small.yaml")
    assert said.status == 1
    assert "other settings than this scenario has, in groups:" in said.err
