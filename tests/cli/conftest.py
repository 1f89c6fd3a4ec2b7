"""The commands run in process as a user runs them, in an empty folder with one small scenario."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import acd.config.policy
import metrics.cli
import simulator.cli
from acd.language import speak

sys.path.append(str(Path(__file__).parent))
from small_day import SMALL, Run, Said

COMMANDS = {"sim": simulator.cli.main, "metrics": metrics.cli.main}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the user stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "small.yaml").write_text(SMALL, "utf-8")
    yield tmp_path
    speak(None)
    acd.config.policy.module_of.cache_clear()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``sim …`` or ``metrics …``; an error that is not said in words breaks the test as it would the terminal."""

    def command(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", [str(word) for word in words])
        capsys.readouterr()
        speak(None)
        with pytest.raises(SystemExit) as left:
            COMMANDS[str(words[0])]()
        said = capsys.readouterr()
        status = left.value.code
        return Said(status if isinstance(status, int) else 0, said.out, said.err)

    return command


@pytest.fixture
def quick(run: Run) -> Run:
    """``sim run small.yaml``, the quick way, into ``out``; words given later win."""

    def command(*words: object) -> Said:
        return run("sim", "run", "small.yaml", "--workers", 1, "--no-remedy", "--out", "out", *words)

    return command
