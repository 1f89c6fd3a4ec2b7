"""The screen's path works on any system: nothing of ours that it loads imports what only POSIX has."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
POSIX = {"fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"}
LOADED = """
import sys, softphone.app, softphone.cli, softphone.cli.screen, softphone.faces.headless, softphone.faces.plain
import softphone.hooks, softphone.links.starting
print(*(module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)), sep="\\n")
"""


def test_nothing_that_only_posix_has_is_on_the_screens_path() -> None:
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, cwd=ROOT)
    own = [Path(line) for line in run.stdout.splitlines() if Path(line).is_relative_to(ROOT) and ".venv" not in line]
    assert any(file.name == "app.py" for file in own)
    assert [(file.name, name) for file in own for name in imported(file) if name in POSIX] == []


def test_the_screen_needs_nothing_of_what_a_centre_or_a_phone_needs() -> None:
    run = subprocess.run(
        [sys.executable, "-c", LOADED.replace("module.__file__", "module.__name__")],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    loaded = set(run.stdout.split())
    assert "softphone.app.app" in loaded
    assert not loaded & {"structlog", "prometheus_client", "sippy", "espeakng_loader", "sounddevice", "rfcvoip"}


def imported(file: Path) -> list[str]:
    """The packages that a module imports, wherever in it."""
    names = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name.partition(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module.partition(".")[0])
    return names
