"""An agent's session: outlives connections, and remembers what was asked, so that nothing is done twice.

Knows ids and answers. Refuses to know what a request does.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from acd.language import _
from acd.live.channel.outbox import Outbox
from acd.live.channel.wording import Message, RefusedError


@dataclass(slots=True)
class Asked:
    """A request with its answer, once there is one; ``print`` tells it from another by the same id."""

    print: int
    answer: Message | None = None


class Session:
    """``remembered`` answers are kept; an id older than those is refused, never done again."""

    def __init__(self, agent: str, remembered: int) -> None:
        self.agent = agent
        self.token = secrets.token_urlsafe(16)
        self.outbox: Outbox | None = None
        self.in_hand = 0
        self._remembered = remembered
        self._asked: OrderedDict[int, Asked] = OrderedDict()
        self._forgotten = 0

    def is_new(self, number: int, told: int) -> bool:
        """Whether this is to be done; of what was asked before the answer is sent again, now or when it is there."""
        asked = self._asked.get(number)
        if asked is None:
            if number <= self._forgotten:
                raise RefusedError("id", _("{id} is an id of long ago; ids count up").format(id=number))
            return True
        if asked.print != told:
            raise RefusedError("id", _("{id} is the id of another request; take the next one").format(id=number))
        if asked.answer is not None:
            self._send(asked.answer)
        return False

    def begin(self, number: int, told: int) -> None:
        """It is being done."""
        self._asked[number] = Asked(told)
        self.in_hand += 1
        while len(self._asked) > self._remembered:
            oldest, _asked = self._asked.popitem(last=False)
            self._forgotten = max(self._forgotten, oldest)

    def end(self, number: int, answer: Message) -> None:
        """It is done: told to whoever is connected now."""
        self.in_hand -= 1
        if number in self._asked:
            self._asked[number].answer = answer
        self._send(answer)

    def _send(self, answer: Message) -> None:
        if self.outbox is not None:
            self.outbox.answer(answer)
