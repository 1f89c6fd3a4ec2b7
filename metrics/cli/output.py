"""Where results go: tables to the screen, documents to JSON.

Knows how either is written. Refuses to know what they say.
"""

import json
from typing import Any

from rich.console import Console

from metrics.ledger.whole import written


def screen(*, errors: bool = False) -> Console:
    """Standard output, or standard error; names stand there as they are, ``[A]`` and ``:1:`` included."""
    return Console(stderr=errors, markup=False, emoji=False)


def write_json(document: dict[str, Any], file: str) -> None:
    """Whole or not at all; devices, pipes and ``-`` directly. A line for each part of the document."""
    parts = (f" {_json(name)}: {_json(part)}" for name, part in document.items())
    with written(file) as out:
        out.write("{{\n{}\n}}\n".format(",\n".join(parts)).encode())


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False)
