"""The starter that ``sim new NAME`` writes: a commented scenario that runs as it stands.

Knows the template and where the name goes in. Refuses to know where the file is written.
"""

import json
import re
from pathlib import Path
from typing import Final

_TEMPLATE: Final = Path(__file__).with_name("starter.yaml")
_NAME: Final = "my_centre"
_PLAIN: Final = re.compile(r"[^\W\d][\w-]*")
_WORDS: Final = {"true", "false", "null"}


def starter(name: str) -> str:
    """The text of a new scenario called ``name``, with comments that explain every key."""
    written = name if _PLAIN.fullmatch(name) and name.lower() not in _WORDS else json.dumps(name, ensure_ascii=False)
    lines = _TEMPLATE.read_text("utf-8").splitlines(keepends=True)
    return "".join(line.replace(_NAME, name if line.startswith("#") else written) for line in lines)
