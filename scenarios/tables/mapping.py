"""The file of ``--map``: which heading is which field, where names alone do not tell."""

from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from acd.language import _
from scenarios.tables.errors import TableError, unreadable


def read_mapping(path: Path) -> dict[str, str]:
    """The mapping of ``--map FILE``: YAML, fields to headings, at the top or under ``columns``."""
    try:
        told = YAML(typ="safe").load(path.read_text("utf-8"))
    except OSError as fault:
        raise unreadable(path, fault) from None
    except (UnicodeDecodeError, YAMLError) as fault:
        reason = str(fault).splitlines()[0]
        raise TableError(_("{file}: cannot be read: {reason}").format(file=path, reason=reason)) from None
    if isinstance(told, dict) and isinstance(told.get("columns"), dict):
        told = told["columns"]
    if not isinstance(told, dict) or not all(isinstance(text, str) for text in told.values()):
        raise TableError(_("{file}: should map fields to headings, such as offered: 人工呼入量").format(file=path.name))
    return {str(name): text for name, text in told.items()}
