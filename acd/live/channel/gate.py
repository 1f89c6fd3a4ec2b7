"""Who may come in: name and secret against the file of users, with limits on wrong ones.

Takes the same work whatever is wrong, and says the same. A secret has 144 random bits, so the limits keep work and log
small rather than guesses out; they count for a name at an address first, so that a flood of wrong secrets does not keep
others of the same address out. Refuses to know what users may do once they are in, and never logs a secret.
"""

from collections.abc import Callable, Collection
from typing import Final

import structlog

from acd.language import _
from acd.live.channel.limits import Limit
from acd.live.channel.wording import RefusedError
from acd.live.users import UserKind, Users, UsersError

_log: Final = structlog.get_logger("acd.channel")
_MINUTE: Final = 60.0
_ALL_NAMES: Final = 10


class Gate:
    """``tries`` wrong secrets a minute for a name at an address, ten times as many for all names at it."""

    def __init__(self, users: Users, tries: int, clock: Callable[[], float]) -> None:
        self._users = users
        self._by_name = Limit(tries, tries / _MINUTE, clock)
        self._by_address = Limit(tries * _ALL_NAMES, tries * _ALL_NAMES / _MINUTE, clock)

    def admit(self, address: str, name: str, secret: str, kinds: Collection[UserKind], known: bool = False) -> UserKind:
        """What the user is; ``known``: whoever asks has been in before, and is not kept out by others' attempts.

        Raises :class:`RefusedError`: ``too_many``, ``wrong``, ``users``.
        """
        wrong = (address, name)
        if not known and min(self._by_name.left(wrong), self._by_address.left(address)) < 1.0:
            raise RefusedError("too_many", _("too many wrong secrets from this address; wait a minute"))
        try:
            right, kind = self._users.verify(name, secret), self._users.kind(name)
        except UsersError as error:
            _log.error("secrets cannot be checked", why=str(error))
            raise RefusedError("users", _("secrets cannot be checked now; the centre's log says why")) from None
        if right and kind is not None and kind in kinds:
            return kind
        self._by_name.spend(wrong)
        self._by_address.spend(address)
        _log.warning("turned away", address=address)
        raise RefusedError("wrong", _("name or secret is wrong, or opens other doors than this"))
