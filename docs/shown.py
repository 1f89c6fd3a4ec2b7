"""What the pages show: commands as they were run, files as they are.

Used in cog blocks (``import shown``). Knows how to run a command so that its output is the same on every machine.
Refuses to know what any command does.
"""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
COLUMNS: Final = 80
_LOCALES: Final = {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}
_FENCES: Final = {".py": "python", ".yaml": "yaml"}


def console(
    command: str,
    keep: int | None = None,
    skip: int = 0,
    language: str = "en",
    status: int = 0,
    errors: bool = False,
) -> str:
    """A fenced block: the command and what it says on standard output, at 80 columns.

    ``keep`` lines are shown (all if ``None``), after ``skip`` of them; ``errors``: also standard error, which is where
    refusals are said. Commands of one page share a folder, which begins with the scenarios that ship in ``scenarios/``.
    Raises where the exit status is not ``status``, so that no page shows a command that does not work.
    """
    lines = _output(command, language, status, errors or status != 0).splitlines()
    shown = [line.rstrip() for line in lines[skip : None if keep is None else skip + keep]]
    if skip:
        shown.insert(0, "…")
    if keep is not None and skip + keep < len(lines):
        shown.append("…")
    text = "\n".join(shown).strip("\n").replace(f"{desk()}{os.sep}", "")
    return _fenced("console", f"$ {command}\n{text}".rstrip())


def helps(module: str, name: str) -> str:
    """The ``--help`` of a command and of each of its own, under headings."""
    return _output(shlex.join([sys.executable, str(ROOT / "docs/help_texts.py"), module, name]), "en", 0)


def ran(command: str) -> str:
    """Run a command for what it writes, and show the command only."""
    _output(command, "en", 0)
    return _fenced("console", f"$ {command}")


def source(path: str, first: str = "", last: str = "") -> str:
    """A file of the project, or of the page's folder, as a fenced block; from a line that starts with ``first`` through
    one that starts with ``last``."""
    file = ROOT / path
    lines = (file if file.is_file() else desk() / path).read_text("utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(first))
    end = next((n for n, line in enumerate(lines) if n >= start and last and line.startswith(last)), len(lines) - 1)
    text = "\n".join(lines[start : end + 1])
    return _fenced(_FENCES[file.suffix], text)


def put(path: str, text: str | None = None) -> None:
    """Lay a file into the page's folder under its last name: one of the project, or ``text``."""
    content = (ROOT / path).read_text("utf-8") if text is None else text
    (desk() / Path(path).name).write_text(content, "utf-8")


def desk() -> Path:
    """The folder in which the page's commands run."""
    import cog  # there while cog works on a page

    return _folder(cog.inFile)


@cache
def _folder(_page: str) -> Path:
    keeper = tempfile.TemporaryDirectory(prefix="shown-", ignore_cleanup_errors=True)
    _kept.append(keeper)  # removed when the interpreter ends
    folder = Path(keeper.name)
    (folder / "scenarios").mkdir()
    for scenario in (ROOT / "scenarios").glob("*.yaml"):
        shutil.copy(scenario, folder / "scenarios")
    return folder


_kept: Final[list[tempfile.TemporaryDirectory[str]]] = []


def _output(command: str, language: str, status: int, errors: bool = False) -> str:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=desk(),
        env=_environment(language),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors else subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != status:
        raise RuntimeError(f"{command}: exit status {done.returncode}, not {status}\n{done.stdout}{done.stderr or ''}")
    return done.stdout


def _environment(language: str) -> dict[str, str]:
    """That of whoever builds the pages, but for what changes the output: width, colours, language."""
    changing = ("LANG", "LC_", "COLUMNS", "LINES", "FORCE_COLOR", "CLICOLOR", "GITHUB_ACTIONS", "PYTHON", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(changing)}
    return kept | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": _LOCALES[language],
        "COLUMNS": str(COLUMNS),
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PYTHONUTF8": "1",
    }


def _fenced(kind: str, text: str) -> str:
    return f"```{kind}\n{text}\n```\n"
