"""Bad input: exit status 2, what is wrong in a line, no traceback, and nothing left behind."""

from pathlib import Path

import pytest
from small_day import SMALL, Run, files

BROKEN = [
    ("replications: 3", "replicatons: 3", "small.yaml:6: replicatons", "did you mean `replications`?"),
    ('off: "10:00"', 'off: "33:00"', "small.yaml:22: shifts.day.off", "longer than 24 h"),
    ("rate: 6/h", "rate: -6/h", "small.yaml:17: call_types.other.arrivals.rate", "a rate is written 120/h"),
    ("skills: {general: 1}", "skills: {billing: 1}", "small.yaml:17: call_types.other.group", "nobody serves"),
    ("closes:", "closes: [", "small.yaml", ""),
]


@pytest.mark.parametrize(("stands", "instead", "place", "words"), BROKEN, ids=lambda part: part[:20])
def test_a_broken_scenario(
    quick: Run, run: Run, folder: Path, stands: str, instead: str, place: str, words: str
) -> None:
    assert stands in SMALL
    (folder / "small.yaml").write_text(SMALL.replace(stands, instead, 1), "utf-8")
    said = quick()
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {place}:")
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert files(folder) == {"small.yaml"}
    for command in (("check",), ("staff",)):
        assert run("sim", *command, "small.yaml").status == 2


def test_every_problem_has_a_line(quick: Run, folder: Path) -> None:
    text = SMALL.replace("seed: 7", "sed: 7").replace("rate: 6/h", "rate: -6/h").replace('on: "08:00"', "on: never")
    (folder / "small.yaml").write_text(text, "utf-8")
    said = quick()
    assert said.status == 2
    assert [name in said.err for name in (":7: sed", ":17: call_types.other", ":22: shifts.day.on")] == [True] * 3
    assert len(said.err.splitlines()) == 3


def test_a_bomb_of_aliases(quick: Run, folder: Path) -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (folder / "small.yaml").write_text("\n".join(["a0: &a0 [x, x]", *levels, SMALL]), "utf-8")
    said = quick()
    assert (said.status, said.out) == (2, "")
    assert len(said.err) < 20_000
    assert files(folder) == {"small.yaml"}


# Words after `sim run small.yaml`, and how the one line begins.
REFUSED = [
    (["--set", "groups.billing.overlow=[]"], "--set groups.billing.overlow=[]: "),
    (["--set", "agents[team=Z].count=+2"], "--set agents[team=Z].count=+2: "),
    (["--set", "nonsense"], "--set nonsense: "),
    (["--engine", "fast"], "--engine fast: known are compiled, loop and simpy"),
    (["--language", "fr"], "--language fr: known are zh and en"),
    (["--until", "0"], "--until 0: a share above 0"),
    (["--until", "soon"], "--until soon: a share above 0"),
    (["--until", "nan"], "--until nan: a share above 0"),
    (["--until", "5%", "--watch", "servic_level"], "there is no KPI 'servic_level'"),
    (["--watch", "aht"], "--watch aht: say with --until"),
    (["--map", "names.yaml"], "--map names.yaml: it names the columns of --actual"),
    (["--actual", "nosuch.xlsx"], "nosuch.xlsx: "),
    (["--actual", "broken.xlsx"], "broken.xlsx: the workbook is broken"),
    (["--actual", "other.csv"], "other.csv: "),
    (["--out", "file"], "file: cannot be written: "),
    (["--out", "file/below"], "file/below: cannot be written: "),
    (["--out", "/proc/nowhere"], "/proc/nowhere: cannot be written: "),
    (["--html", "nowhere/day.html"], "nowhere/day.html: cannot be written: there is no folder nowhere"),
    (["--xlsx", "folder"], "folder: cannot be written: it is a folder"),
    (["--json", "file/x.json"], "file/x.json: cannot be written: "),
    (["--ledger", "nowhere/day.db"], "nowhere/day.db: cannot be written: "),
    (["--ledger", "day.csv"], "--ledger day.csv: its name must end in one of .jsonl, .jsonl.gz, .db"),
    (["--json", "-", "--ledger", "-"], "only one file can be written to standard output"),
]


@pytest.mark.parametrize(
    ("words", "begins"), REFUSED, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_what_cannot_be_is_refused_before_the_first_day(
    quick: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], begins: str
) -> None:
    (folder / "file").touch()
    (folder / "folder").mkdir()
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 not to the end")
    (folder / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    before = files(folder)
    monkeypatch.setattr("simulator.day.Simulator.day", lambda *_: pytest.fail("a day was run"))
    said = quick(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {begins}")
    assert len(said.err.splitlines()) == 1
    assert files(folder) == before


@pytest.mark.parametrize("words", ["--replications 0", "--workers many", "--colour red"])
def test_an_option_that_does_not_exist_or_is_no_number(quick: Run, folder: Path, words: str) -> None:
    said = quick(*words.split())
    assert (said.status, said.out) == (2, "")
    assert words.split()[0] in said.err
    assert files(folder) == {"small.yaml"}


@pytest.mark.parametrize("command", ["run", "check", "staff"])
@pytest.mark.parametrize(("name", "why"), [("nosuch.yaml", "no such file"), (".", "a directory")])
def test_a_scenario_that_is_not_there(run: Run, folder: Path, command: str, name: str, why: str) -> None:
    said = run("sim", command, name)
    assert (said.status, said.out) == (2, "")
    assert f"{name}: {why}" in said.err
    assert files(folder) == {"small.yaml"}


@pytest.mark.parametrize(("option", "word"), [("--target", "often"), ("--target", "120%"), ("--utilisation", "0")])
def test_shares_of_staff(run: Run, option: str, word: str) -> None:
    said = run("sim", "staff", "small.yaml", option, word)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {option} {word}: ")


@pytest.mark.parametrize("table", ["broken.xlsx", "other.csv", "nosuch.csv", "."])
def test_a_table_that_no_scenario_can_be_made_from(run: Run, folder: Path, table: str) -> None:
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 not to the end")
    (folder / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    before = files(folder)
    said = run("sim", "new", "made", "--from", table)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"error: {table}: ")
    assert files(folder) == before


@pytest.mark.parametrize("name", ["day.jsonl", "day.jsonl.gz", "day.db"])
def test_a_ledger_that_is_cut_off(quick: Run, run: Run, folder: Path, name: str) -> None:
    quick("--replications", 1, "--ledger", name)
    whole = (folder / name).read_bytes()
    before = files(folder)
    middle = len(whole) * 2 // 3
    within_a_line = middle + (whole[middle - 1 : middle] == b"\n")  # cut between two lines it would be whole
    for length in (within_a_line, 60, 0):
        (folder / name).write_bytes(whole[:length])
        for command in ("report", "check"):
            said = run("metrics", command, name)
            assert (said.status, said.out) == (2, "")
            assert said.err.startswith(f"error: {name}")
            assert len(said.err.splitlines()) == 1
    assert files(folder) == before


@pytest.mark.parametrize("name", ["nosuch.jsonl", "nosuch.db", ".", "small.yaml"])
def test_what_is_no_ledger(run: Run, folder: Path, name: str) -> None:
    for command in ("report", "check"):
        said = run("metrics", command, name)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith(f"error: {name}")
    assert files(folder) == {"small.yaml"}
