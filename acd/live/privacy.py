"""How much of a caller's number is kept and shown (`events.md` rule 6): all, the ends, or a keyed hash.

Caller numbers are personal data. The hash tells equal callers from others and nothing else; its key is the site's.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal

HowMuch = Literal["full", "masked", "hashed"]


@dataclass(frozen=True, slots=True)
class CallerNumbers:
    """What the ledger keeps, and what screens show."""

    how: HowMuch
    key: bytes

    def hashed(self, number: str) -> str:
        """The same for the same caller, whatever is kept otherwise: who served this caller last is found by it."""
        return hashlib.blake2b(number.encode(), key=self.key, digest_size=8).hexdigest()

    def kept(self, number: str) -> str:
        """As the ledger has it."""
        return {"full": number, "masked": masked(number), "hashed": self.hashed(number)}[self.how]

    def shown(self, number: str) -> str:
        """As an agent sees it: a hash would tell a person nothing."""
        return number if self.how == "full" else masked(number)


def masked(number: str) -> str:
    """The first three and the last two digits: ``138****00``; of a short number the last one."""
    return f"{number[:3]}****{number[-2:]}" if len(number) > 7 else f"****{number[-1:]}"
