"""``sim check`` and ``sim schema``: is a scenario sound, and what may stand in one."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from acd.config.policy import routing
from acd.errors import HuawuError
from acd.language import _
from metrics.cli import UNUSABLE
from scenarios import json_schema, load
from scenarios.volumes import expected


def check_files(files: Annotated[list[Path], typer.Argument(help=_("Scenario files."))]) -> None:
    """Read scenarios, with the tables and policies they name, without running them; say everything that is wrong.

    Examples:

    \b
      sim check peak_day.yaml
      sim check scenarios/*.yaml
    """
    sound = [_is_sound(file) for file in files]
    if not all(sound):
        raise typer.Exit(UNUSABLE)


def _is_sound(file: Path) -> bool:
    try:
        scenario = load(file)
        routing(scenario)
        calls = sum(float(expected(scenario, call_type).sum()) for call_type in scenario.call_types.values())
    except HuawuError as wrong:
        typer.echo(str(wrong), err=True)
        return False
    people = sum(len(names) for names in scenario.names())
    typer.echo(
        _("{file}: sound; {groups} groups, {people} people, {calls:,.0f} calls expected").format(
            file=file, groups=len(scenario.groups), people=people, calls=calls
        )
    )
    return True


def print_schema() -> None:
    """Print the JSON Schema of scenario files, for editors that check and complete while one types.

    Examples:

    \b
      sim schema > scenario.schema.json
    """
    json.dump(json_schema(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
