"""What a check says: where, and what is wrong there."""

from typing import NamedTuple

from scenarios.errors import Path


class Finding(NamedTuple):
    """A problem that has no line yet."""

    path: Path
    message: str
