"""What is kept of callers' numbers: a keyed hash, which tells equal callers from others and nothing else."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from acd.errors import HuawuError
from acd.language import _


class CallerKeyError(HuawuError):
    """A key file that cannot be used."""


def hashed(key: bytes | None = None) -> Callable[[str], str | None]:
    """The hash by a key; by one made up for this run where none is given."""
    secret = key or secrets.token_bytes(32)
    return lambda number: hashlib.blake2b(number.encode(), key=secret[:64], digest_size=8).hexdigest()


def key_in(path: str | os.PathLike[str]) -> bytes:
    """The key in a file that its owner alone may read; :class:`CallerKeyError` where it is not so."""
    try:
        mode, key = Path(path).stat().st_mode, Path(path).read_bytes()
    except OSError as wrong:
        raise CallerKeyError(_("{path}: cannot be read: {why}").format(path=path, why=wrong.strerror)) from None
    if mode & 0o077:
        raise CallerKeyError(_("{path}: others may read this key; say `chmod 600` first").format(path=path))
    if len(key) < 16:
        raise CallerKeyError(_("{path}: a key has at least 16 bytes").format(path=path))
    return key
