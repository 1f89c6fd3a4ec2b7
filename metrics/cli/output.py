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
    """Whole or not at all; devices, pipes and ``-`` directly."""
    with written(file) as out:
        out.write((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
