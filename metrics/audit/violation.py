"""One broken rule, told so that a reader finds the event and sees what should have stood there."""

from dataclasses import dataclass

from acd.events import MICROSECONDS


@dataclass(frozen=True, slots=True)
class Violation:
    """The event ``seq`` at ``t`` (microseconds) breaks ``rule``; the message says what was expected and what is so.

    A violation found only once an instant was complete (somebody left idle, a deadline that passed) carries the last
    event of that instant.
    """

    seq: int
    t: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"seq {self.seq}, t {seconds(self.t)}: {self.rule}: {self.message}"


def seconds(ticks: int) -> str:
    """Microseconds as the shortest decimal of seconds, as ledgers write them (`events.md` rule 2)."""
    whole, part = divmod(ticks, MICROSECONDS)
    return f"{whole}.{part:06d}".rstrip("0").rstrip(".")
