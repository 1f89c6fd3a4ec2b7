"""Who may sign in: agents, trunks and leaders with their secrets, in one file that only its owner can read.

A secret is made here, shown once and never kept. Kept is, for each user, what digest authentication needs (RFC 8760):
HA1 by MD5 and by SHA-256 of ``user:realm:secret``. Whoever has an HA1 can answer every challenge of this realm, just as
if he had the secret: it is as good as a password here, hence the mode 0600. It is worth nothing elsewhere, and the
secret cannot be had from it: 144 random bits are beyond any search, so that a slow hash (scrypt), which shields words
that people choose, would only make each of a flood of wrong passwords dear for us. The channel's check of a secret
therefore compares HA1 by SHA-256 too.

Refuses to know what a user may do.
"""

import fcntl
import hmac
import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import md5, sha256
from pathlib import Path
from typing import Any, Final, Literal

import platformdirs

from acd.errors import HuawuError
from acd.language import _

REALM: Final = "huawu"
FOLDER: Final = "HUAWU_SECRETS"
"""The environment variable that names the folder of the file of users."""

Algorithm = Literal["MD5", "SHA-256"]

_BYTES: Final = 18
"""Of a secret: 144 bits, 24 letters that need no escape in an address or a file of settings."""
_NAME: Final = re.compile(r"[A-Za-z0-9_.~-]{1,64}")
"""What a SIP user may consist of unescaped (RFC 3261, section 25.1), and no colon, which parts HA1's text."""
_HASHES: Final[dict[str, Callable[[bytes], Any]]] = {"MD5": md5, "SHA-256": sha256}


class UsersError(HuawuError):
    """The file of users cannot be trusted or written, or a name cannot be had."""


class UserKind(StrEnum):
    """What a user is."""

    AGENT = "agent"
    TRUNK = "trunk"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class _User:
    kind: UserKind
    md5: str
    sha256: str


_NOBODY: Final = _User(UserKind.AGENT, "", "0" * 64)
"""Compared with where there is no such user, so that the time it takes does not tell."""


def users_file() -> Path:
    """Where users are kept unless told otherwise: under ``HUAWU_SECRETS``, else among the user's own data."""
    return Path(os.environ.get(FOLDER) or platformdirs.user_data_path("huawu") / "secrets") / "users.json"


class Users:
    """The users in a file; what another process changes there (``acd users revoke``) holds from the next question on.

    Every question raises :class:`UsersError` where the file can be read by others or is none of ours.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or users_file()
        self._users: dict[str, _User] = {}
        self._version: tuple[int, ...] | None = None

    def add(self, name: str, kind: UserKind | Literal["agent", "trunk", "leader"] = UserKind.AGENT) -> str:
        """Add a user and return the secret, which cannot be shown again."""
        if not _NAME.fullmatch(name):
            raise UsersError(_("{name}: a name has letters a to z, digits and . _ - ~, 64 at most").format(name=name))
        secret = secrets.token_urlsafe(_BYTES)
        with self._changing() as users:
            if name in users:
                message = _("{name} has a secret already; for a new one: acd users revoke {name}, then add")
                raise UsersError(message.format(name=name))
            users[name] = _User(UserKind(kind), *(_ha1(name, secret, each) for each in _HASHES))
        return secret

    def revoke(self, name: str) -> None:
        """Remove a user: the secret opens nothing any more."""
        with self._changing() as users:
            if name not in users:
                raise UsersError(_("there is no user {name}; acd users list shows all").format(name=name))
            del users[name]

    def names(self, kind: UserKind | None = None) -> list[str]:
        """All users in alphabetical order, or those of one kind."""
        return sorted(name for name, user in self._read().items() if kind in (None, user.kind))

    def kind(self, name: str) -> UserKind | None:
        """What a user is; ``None``: there is none of that name."""
        user = self._read().get(name)
        return user.kind if user else None

    def ha1(self, user: str, algorithm: Algorithm) -> str | None:
        """HA1 in :data:`REALM`, as lower-case hex digits; ``None``: there is no such user. As secret as a password."""
        found = self._read().get(user)
        return None if found is None else (found.md5 if algorithm == "MD5" else found.sha256)

    def verify(self, name: str, secret: str) -> bool:
        """Whether this is the user's secret; takes as long whatever is wrong."""
        user = self._read().get(name)
        same = hmac.compare_digest(_ha1(name, secret, "SHA-256"), (user or _NOBODY).sha256)
        return same and user is not None

    def _read(self) -> dict[str, _User]:
        try:
            with self.file.open("rb") as opened:
                found = os.fstat(opened.fileno())
                version = (found.st_mtime_ns, found.st_ino, found.st_size, found.st_mode)
                if version != self._version:
                    self._users, self._version = self._parsed(found.st_mode, opened.read()), version
        except FileNotFoundError:
            self._users, self._version = {}, None
        except OSError as error:
            raise UsersError(f"{self.file}: {error.strerror}") from None
        return self._users

    def _parsed(self, mode: int, text: bytes) -> dict[str, _User]:
        if mode & 0o077:
            message = _("{file} can be read by others; it holds what signs people in: chmod 600 {file}")
            raise UsersError(message.format(file=self.file))
        try:
            kept = json.loads(text)["users"].items()
            return {name: _User(UserKind(user["kind"]), user["md5"], user["sha256"]) for name, user in kept}
        except (ValueError, KeyError, TypeError, AttributeError):
            message = _("{file} is no file of users; move it away, and add the users anew")
            raise UsersError(message.format(file=self.file)) from None

    @contextmanager
    def _changing(self) -> Iterator[dict[str, _User]]:
        """The users, to be changed by one process at a time; written whole, or not at all."""
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(self.file.with_suffix(".lock")):
                users = dict(self._read())
                yield users
                _write(self.file, users)
        except OSError as error:
            raise UsersError(f"{self.file}: {error.strerror}") from None


def _ha1(name: str, secret: str, algorithm: str) -> str:
    return str(_HASHES[algorithm](f"{name}:{REALM}:{secret}".encode()).hexdigest())


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(file: Path, users: dict[str, _User]) -> None:
    """All users under another name first, on disk, then renamed: whoever reads finds the old or the new."""
    beside = file.with_suffix(".new")
    beside.unlink(missing_ok=True)
    text = json.dumps({"realm": REALM, "users": {name: asdict(user) for name, user in users.items()}}, indent=1)
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    beside.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
