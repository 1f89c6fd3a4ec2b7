"""Names as they are met, and their places in the lists of a growing header."""

from collections.abc import Callable

from acd.events import NOBODY, Names
from metrics.ledger.header import Header, Person


class Places:
    """The place of each name in one list, which grows by a name met for the first time; no name is nobody."""

    def __init__(self, add: Callable[[str], None]) -> None:
        self._places: dict[str, int] = {}
        self._add = add

    def __call__(self, name: str) -> int:
        if not name:
            return NOBODY
        place = self._places.get(name)
        if place is None:
            place = self._places[name] = len(self._places)
            self._add(name)
        return place


class Register:
    """The lists of a header that names nobody yet."""

    def __init__(self, header: Header) -> None:
        self.groups = Places(header.groups.append)
        self.agents = Places(lambda name: header.people.append(Person(name)))
        self.reasons = Places(header.names(Names.REASONS).append)
