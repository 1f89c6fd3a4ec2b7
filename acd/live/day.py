"""Where a live day is kept: its ledger, and the site's own key for caller numbers.

Knows file names and the header of a live ledger. Refuses to know events.
"""

import itertools
import os
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from acd.config import CentreLayout, Routing
from acd.live.users import users_file
from acd.model import DAY
from metrics.ledger import Header
from metrics.ledger.growing import is_ended
from scenarios.values import time_zone

KEY_BYTES = 32


def today(timezone: str) -> datetime:
    """The local midnight with which the day began that it is now."""
    return datetime.now(time_zone(timezone)).replace(hour=0, minute=0, second=0, microsecond=0)


def header_of(layout: CentreLayout, routing: Routing, midnight: datetime) -> Header:
    """What the ledger of a live day says of itself; what is of the next day is not measured in it."""
    header = layout.header
    header.mode, header.epoch, header.seed, header.measured = "live", midnight.isoformat(), None, (0, DAY)
    header.policy = str(routing)
    header.config = layout.scenario.resolved()
    return header


def new_ledger(folder: Path, scenario: str, midnight: datetime) -> Path:
    """A file of that day that is not there yet."""
    return next(file for file in _ledgers(folder, scenario, midnight) if not file.exists())


def _ledgers(folder: Path, scenario: str, midnight: datetime) -> Iterator[Path]:
    for n in itertools.count(1):
        yield folder / f"{scenario}-{midnight:%Y-%m-%d}{'' if n == 1 else f'.{n}'}.db"


def ledger_to_go_on(folder: Path, scenario: str, midnight: datetime) -> tuple[Path, bool]:
    """Today's ledger, and whether it is there and was broken off; one that was ended is followed by another."""
    for file in _ledgers(folder, scenario, midnight):
        if not file.is_file():
            return file, False
        if not is_ended(file):
            return file, True
    raise AssertionError


def caller_key() -> bytes:
    """The key of the site's hashes of caller numbers, made when first asked for; beside the users' secrets, 0600."""
    file = users_file().with_name("caller-key")
    try:
        return bytes.fromhex(file.read_text("ascii"))
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_bytes(KEY_BYTES)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as opened:
            opened.write(key.hex())
        return key


def write_local_token(port: int, token: str) -> Callable[[], None]:
    """Let whoever has this account on this machine ask the running centre; returns how to take that back."""
    file = token_file(port)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as opened:
        opened.write(token)
    return lambda: file.unlink(missing_ok=True)


def token_file(port: int) -> Path:
    """Where the centre that listens on a port keeps its token for local commands, 0600."""
    return users_file().with_name(f"local-{port}")
