"""Print the ``--help`` of a command and of each of its own as Markdown: ``python help_texts.py simulator.cli sim``.

In one process, since most of the time of a command that says so little is its start.
"""

import sys
from importlib import import_module

from typer.main import get_command
from typer.testing import CliRunner


def main(module: str, name: str) -> None:
    app = import_module(module).app
    for own in (None, *get_command(app).commands):  # type: ignore[attr-defined]
        words = [name, own] if own else [name]
        told = CliRunner().invoke(app, [*words[1:], "--help"], prog_name=name).output.strip("\n")
        lines = "\n".join(line.rstrip() for line in told.splitlines())
        command = " ".join(words)
        sys.stdout.write(f"{'###' if own else '##'} {command}\n\n```console\n$ {command} --help\n{lines}\n```\n\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
