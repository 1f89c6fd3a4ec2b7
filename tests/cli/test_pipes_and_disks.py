"""A reader that has had enough, a disk that is full: in processes of their own, since only these have limits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_day import files

QUICK = ("run", "small.yaml", "--replications", "1", "--no-remedy", "--workers", "1", "--out", "out")
COMMAND = (sys.executable, "-c", "from simulator.cli import main; main()")
FOLDER = {"out", "out/results.json", "out/report.html", "out/ledger.db"}


@pytest.fixture(autouse=True)
def _found_by_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def limited(most: int, *words: str) -> subprocess.CompletedProcess[str]:
    """Run where no file may grow beyond ``most`` bytes, as on a disk that is full."""
    code = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most})); {COMMAND[2]}"
    return subprocess.run([*COMMAND[:2], code, *words], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("most", [0, 10_000])
def test_on_a_full_disk_nothing_is_half_written(folder: Path, most: int) -> None:
    found = limited(most, *QUICK)
    assert found.returncode == 2
    assert found.stderr == "error: out/results.json: cannot be written: File too large\n"
    assert files(folder) == {"small.yaml"}


def test_a_full_device(folder: Path) -> None:
    found = subprocess.run(
        [*COMMAND, *QUICK, "--json", "/dev/full"], capture_output=True, text=True, timeout=60, check=False
    )
    assert found.returncode == 2
    assert found.stderr == "error: /dev/full: cannot be written: No space left on device\n"
    assert files(folder) == {"small.yaml"} | FOLDER


@pytest.mark.parametrize("words", [QUICK, (*QUICK, "--json", "-"), ("schema",)])
@pytest.mark.parametrize("device", ["closed pipe", "/dev/full"])
def test_standard_output_that_takes_nothing(folder: Path, words: tuple[str, ...], device: str) -> None:
    if device == "/dev/full":
        out = os.open(device, os.O_WRONLY)
    else:
        reader, out = os.pipe()
        os.close(reader)
    with os.fdopen(out, "w") as file:
        found = subprocess.run(
            [*COMMAND, *words], stdout=file, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    wanted = (2, 1) if device == "/dev/full" else (0, 0)
    assert (found.returncode, found.stderr.count("error: ")) == wanted
    assert len(found.stderr.splitlines()) <= 1
    assert files(folder) == {"small.yaml"} | (FOLDER if words[0] == "run" else set())
