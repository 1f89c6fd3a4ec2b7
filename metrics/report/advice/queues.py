"""Advice about queues: whether people are to be added where calls queue (D-2), when calls queue (D-8), and where
demand leans to by overflow (D-3).

Knows figures of groups, over the day and interval by interval. Refuses to know agents.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from acd.language import _
from metrics.report.advice.periods import Period, periods
from metrics.report.advice.rules import Advice
from metrics.report.advice.thresholds import Thresholds
from metrics.report.reading import Figures, amount, surely_above, value
from metrics.report.written import listed, percent

NAMED: Final = 3
"""Periods named in a sentence: those in which most calls queue."""


@dataclass(frozen=True)
class Queue:
    """A group's figures: of the day, and of each interval."""

    group: str
    called: str
    day: Figures
    starts: Sequence[str]
    places: Sequence[Figures]
    limits: Thresholds

    def has_calls(self, places: Sequence[Figures]) -> bool:
        """Whether enough of its calls belong there to say anything."""
        return sum(amount(of, "offered") for of in places) >= self.limits.calls

    def is_long(self, of: Figures) -> bool:
        """Whether many of the calls have to queue."""
        ratio = value(of, "queue_ratio")
        return ratio is not None and ratio >= self.limits.queue_ratio

    def periods(self, holds: Callable[[Figures], bool]) -> list[Period]:
        """Where something holds of enough calls."""
        found = periods(self.starts, self.places, holds)
        return [each for each in found if self.has_calls(each.of(self.places))]

    def worst(self, found: Sequence[Period]) -> list[Period]:
        """Those in which most calls queue, in order of time."""
        by_queued = sorted(found, key=lambda each: -sum(amount(of, "queued") for of in each.of(self.places)))
        return sorted(by_queued[:NAMED], key=lambda each: each.first)


def add_people(queue: Queue) -> Iterator[Advice]:
    """D-2a: many queue and many hang up."""

    def cannot_cope(of: Figures) -> bool:
        return queue.is_long(of) and (value(of, "abandon_rate") or 0) >= queue.limits.abandoned_high

    text = _("{where}: {queued} of calls have to queue and {gone} hang up.")
    yield from _of_queueing(queue, "D-2a", cannot_cope, text)


def no_need_to_add(queue: Queue) -> Iterator[Advice]:
    """D-2b: many queue and few hang up."""

    def is_patient(of: Figures) -> bool:
        gone = value(of, "abandon_rate")
        return queue.is_long(of) and gone is not None and gone <= queue.limits.abandoned_low

    text = _("{where}: {queued} of calls have to queue, but only {gone} hang up.")
    yield from _of_queueing(queue, "D-2b", is_patient, text)


def _of_queueing(queue: Queue, rule: str, holds: Callable[[Figures], bool], text: str) -> Iterator[Advice]:
    """Of the whole day, of some periods, or of the day and of some periods above all."""
    found = queue.worst(queue.periods(holds))
    over_the_day = queue.has_calls([queue.day]) and holds(queue.day)
    if not over_the_day and not found:
        return
    named = [each.called for each in found]
    figures = _pooled([queue.day] if over_the_day else [of for each in found for of in each.of(queue.places)])
    where = _("{group}, {periods}")
    if over_the_day:
        where = _("{group}, over the day, above all {periods}") if named else _("{group}, over the day")
    where = where.format(group=queue.called, periods=listed(named))
    said = text.format(where=where, queued=percent(figures["queue_ratio"]), gone=percent(figures["abandon_rate"], 1))
    yield Advice(rule, {"group": queue.group, "periods": named}, figures, said)


def _pooled(places: Sequence[Figures]) -> dict[str, float]:
    offered, queued, abandoned = (sum(amount(of, name) for of in places) for name in ("offered", "queued", "abandoned"))
    return {"offered": offered, "queue_ratio": queued / offered, "abandon_rate": abandoned / offered}


def peaks(queue: Queue) -> Iterator[Advice]:
    """D-8: in which intervals most calls queue, where there are such."""
    total = sum(amount(of, "queued") for of in queue.places)
    if total < queue.limits.calls or not total:
        return
    usual = total / len(queue.places)
    high = periods(queue.starts, queue.places, lambda of: amount(of, "queued") >= queue.limits.peak * usual)
    found = queue.worst(list(high))
    share = sum(amount(of, "queued") for each in found for of in each.of(queue.places)) / total
    if share < queue.limits.peak_share:
        return
    named = [each.called for each in found]
    text = _("{group}: {share} of the {queued} calls that queue do so in {periods}.")
    said = text.format(group=queue.called, share=percent(share), queued=f"{total:.0f}", periods=listed(named))
    yield Advice("D-8", {"group": queue.group, "periods": named}, {"queued": total, "share": share}, said)


def leaning(queue: Queue, sources: Sequence[str], can_spare: bool) -> Iterator[Advice]:
    """D-3: a group answers more calls than are offered to it; ``sources``: where calls overflow from, most first.

    A group that is short of people itself has none to give, which the source does not think of.
    """
    if not queue.has_calls([queue.day]) or not surely_above(queue.day, "answer_rate", queue.limits.answer_rate):
        return
    text = _("{group} answers {rate} of the calls offered to it, since calls overflow in from {sources}.")
    if not can_spare:
        text = _(
            "{group} answers {rate} of the calls offered to it, since calls overflow in from {sources}; it is short of "
            "people itself and has none to give."
        )
    said = text.format(
        group=queue.called,
        rate=percent(value(queue.day, "answer_rate")),
        sources=listed(sources[:NAMED]) or _("other groups"),
    )
    figures = {name: amount(queue.day, name) for name in ("offered", "answered", "answer_rate", "overflowed_in")}
    yield Advice("D-3", {"group": queue.group}, figures, said)
