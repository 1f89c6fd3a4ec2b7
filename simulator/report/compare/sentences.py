"""What a planner says aloud of a comparison: which is enough, and what each variant brings and takes.

Knows how an outcome is said. Refuses to know on which medium.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from acd.language import _
from metrics.definitions import CALLS
from metrics.report.written import percent
from simulator.called import called
from simulator.comparison.callers import Callers
from simulator.comparison.judged import Compared, Verdict
from simulator.comparison.outcome import Outcome
from simulator.remedy import Promise, promises
from simulator.report.compare.written import magnitude, shown, signed, sizes, spread
from simulator.report.sentences import promised_level, wanted

NAMED: Final = 2
"""Groups named in a sentence."""
CLEAR: Final = (Verdict.BETTER, Verdict.WORSE)
TRIFLE: Final = 0.001
"""Of the cost: minutes of lines come and go."""
MORE_DAYS: Final = 4
"""Times as many days halve an interval."""

LEVEL: Final = CALLS["service_level"]


def sentences(outcome: Outcome) -> list[tuple[str, str]]:
    """The verdict, then what each variant does: heading and sentence."""
    others = range(1, len(outcome.variants))
    return [(_("Verdict"), verdict(outcome)), *((shown(outcome, k), told(outcome, k)) for k in others)]


def early(outcome: Outcome) -> str:
    """That fewer days were run than asked for."""
    text = _("The comparison was stopped early: everything here rests on the {days} days that every variant has done.")
    return text.format(days=outcome.days)


def told(outcome: Outcome, variant: int) -> str:
    """What a variant changes, and what for."""
    text = _("; ").join([*_levels(outcome, variant), *_kept(outcome, variant), *_price(outcome, variant)])
    return text[:1].upper() + text[1:] + _(".")


def _levels(outcome: Outcome, variant: int) -> Iterator[str]:
    """Where the service level surely changes, most first; else that it does not."""
    groups = outcome.to(variant).figures["groups"]
    known = {name: figures[LEVEL.name] for name, figures in groups.items()}
    moved = sorted(known, key=lambda name: -abs(known[name].difference or 0))
    for wanted_verdict, text in (
        (Verdict.BETTER, _("raises the service level of {where}")),
        (Verdict.WORSE, _("lowers the service level of {where}")),
    ):
        clear = [name for name in moved if known[name].verdict is wanted_verdict]
        if clear:
            yield text.format(where=_where(outcome, clear, known))
    if not any(each.verdict in CLEAR for each in known.values()):
        yield _unmoved(outcome, moved[0], known[moved[0]]) if moved else _("shares no group with the first")


def _where(outcome: Outcome, groups: Sequence[str], known: Mapping[str, Compared]) -> str:
    """``billing by 3.1 points (2.6–3.6) and sales by …``."""
    text = _("{group} by {points} points ({interval})")
    named = [
        text.format(
            group=_called(outcome, group),
            points=magnitude(LEVEL, known[group].difference or 0),
            interval=sizes(LEVEL, known[group]),
        )
        for group in groups[:NAMED]
    ]
    if len(groups) > NAMED:
        named.append(_("{count} more groups").format(count=len(groups) - NAMED))
    return _(", ").join(named)


def _unmoved(outcome: Outcome, group: str, most: Compared) -> str:
    if not most.difference:
        return _("leaves the service level of every group as it is")
    text = _("changes no group's service level beyond chance (most: {group}, {difference} points, {spread})")
    difference = signed(LEVEL, most.difference)
    return text.format(group=_called(outcome, group), difference=difference, spread=spread(LEVEL, most))


def _kept(outcome: Outcome, variant: int) -> Iterator[str]:
    """Promises surely missed on more or fewer days than before; else the one that changes most, if any does."""
    changed = {group: kept for group, kept in outcome.to(variant).kept.items() if kept.gained or kept.lost}
    order = sorted(changed, key=lambda group: -abs(changed[group].difference))
    clear = [group for group in order if changed[group].verdict in CLEAR]
    for group in clear[:NAMED] or order[:1]:
        kept = changed[group]
        text = _("{group} misses its promise on {after} of {days} days instead of {before}")
        if not clear:
            text = _("{group} misses its promise on {after} of {days} days instead of {before}, which may be chance")
        after, before = kept.days - kept.second, kept.days - kept.first
        yield text.format(group=_called(outcome, group), after=after, before=before, days=kept.days)


def _price(outcome: Outcome, variant: int) -> Iterator[str]:
    """People, hours and money a day."""
    before, after = outcome.people[0], outcome.people[variant]
    hours, cost = after.hours - before.hours, outcome.to(variant).centre["cost"]
    if hours:
        more = _("takes {hours} person-hours a day more (people: {before} → {after})")
        less = _("takes {hours} person-hours a day less (people: {before} → {after})")
        yield (more if hours > 0 else less).format(hours=f"{abs(hours):g}", before=before.count, after=after.count)
    if cost.difference and abs(cost.difference) >= TRIFLE * (cost.first or 0):
        text = (
            _("costs {amount} {currency} more a day") if cost.difference > 0 else _("saves {amount} {currency} a day")
        )
        yield text.format(amount=f"{abs(cost.difference):,.0f}", currency=currency(outcome))
    elif not hours:
        yield _("costs the same")


def _called(outcome: Outcome, group: str) -> str:
    return called(outcome.variants[0].scenario, group)


def currency(outcome: Outcome) -> str:
    """That of the first scenario."""
    costs = outcome.variants[0].scenario.costs
    return str(costs.currency) if costs else ""


@dataclass(frozen=True)
class Standing:
    """How a variant keeps its promises: ``least`` is the one furthest below, or least above, what is wanted."""

    variant: int
    least: Promise
    cost: float

    @property
    def margin(self) -> float:
        """Share of days above what is wanted."""
        return round(self.least.share - self.least.wanted, 6)


def standings(outcome: Outcome) -> list[Standing]:
    """Of the variants that make promises. What they cost: money where every one says so, else person-hours."""
    hours = [each.hours for each in outcome.people]
    priced = all((document["centre"].get("cost") or {}).get("mean") is not None for document in outcome.documents)
    costs = [_mean(document, "cost") for document in outcome.documents] if priced else hours
    found = []
    for k, (variant, document) in enumerate(zip(outcome.variants, outcome.documents, strict=True)):
        promised = promises(variant.scenario, document)
        if promised:
            least = min(promised, key=lambda promise: promise.share - promise.wanted)
            found.append(Standing(k, least, costs[k]))
    return found


def verdict(outcome: Outcome) -> str:
    """Which keeps every promise at the least cost; where none does, which comes nearest."""
    found = standings(outcome)
    if not found:
        return _without_promises(outcome)
    keepers = [each for each in found if each.margin >= 0]
    if keepers:
        best = min(keepers, key=lambda each: (round(each.cost, 6), -each.margin, each.variant))
        text = _("{name} keeps every promise, at the least cost of those that do: least certain is {promise}.")
        if best.variant == 0:
            text = _("{name} already keeps every promise: least certain is {promise}.")
    else:
        best = max(found, key=lambda each: (each.margin, -each.cost, -each.variant))
        text = _("None keeps every promise often enough; nearest comes {name}, furthest off with {promise}.")
    said = text.format(name=shown(outcome, best.variant), promise=_promise(outcome, best.least))
    return said[:1].upper() + said[1:] + _unsettled(outcome, best)


def _promise(outcome: Outcome, promise: Promise) -> str:
    text = _("{group}, {target} on {share} of days (95 % interval {low}–{high}; {wanted})")
    return text.format(
        group=_called(outcome, promise.group),
        target=promised_level(promise),
        share=percent(promise.share),
        low=percent(promise.low),
        high=percent(promise.high),
        wanted=wanted(promise),
    )


def _unsettled(outcome: Outcome, best: Standing) -> str:
    if not best.least.low < best.least.wanted < best.least.high:
        return ""
    text = _(" {days} days do not settle that: --replications {more} tells more.")
    return text.format(days=outcome.days, more=outcome.days * MORE_DAYS)


def _without_promises(outcome: Outcome) -> str:
    """By the centre's service level."""
    levels = [_mean(document, "service_level") for document in outcome.documents]
    best = max(range(len(levels)), key=lambda k: (levels[k], -k))
    if best == 0:
        text = _("No group states a service level to be reached; most calls, {level}, are answered in time by {name}.")
    elif outcome.to(best).centre["service_level"].verdict is Verdict.BETTER:
        text = _("No group states a service level to be reached; most calls, {level}, are answered in time by {name}, "
                 "surely more than by {first} ({before}).")  # fmt: skip
    else:
        text = _("No group states a service level to be reached; most calls, {level}, are answered in time by {name}, "
                 "which cannot be told apart from {first} ({before}).")  # fmt: skip
    parts = {"name": shown(outcome, best), "first": shown(outcome, 0)}
    return text.format(level=percent(levels[best], 1), before=percent(levels[0], 1), **parts)


def _mean(document: dict[str, Any], kpi: str) -> float:
    return float((document["centre"].get(kpi) or {}).get("mean") or 0.0)


def notes(outcome: Outcome) -> list[str]:
    """What is to be borne in mind: who meets other callers, what cannot be compared."""
    found = []
    for k, alike in enumerate(outcome.callers):
        if alike is Callers.OTHERS:
            text = _("{name} meets other callers than {first}: its days are paired by their number only")
            found.append(text.format(name=shown(outcome, k), first=shown(outcome, 0)))
        elif alike is Callers.SAME_ARRIVALS:
            text = _("{name} changes the callers themselves: they call at the same times but behave differently")
            found.append(text.format(name=shown(outcome, k)))
    for scope, text in (
        ("groups", _("groups that are not compared, as only some have them: {names}")),
        ("call_types", _("call types that are not compared, as only some have them: {names}")),
        ("teams", _("teams that are not compared, as only some have them: {names}")),
    ):
        apart = outcome.apart.get(scope, {})  # type: ignore[call-overload]
        if apart:
            found.append(text.format(names=_(", ").join(_having(outcome, name, of) for name, of in apart.items())))
    if not outcome.starts and any("intervals" in document for document in outcome.documents):
        found.append(_("intervals are not compared, as they differ"))
    return found


def _having(outcome: Outcome, name: str, having: list[int]) -> str:
    return f"{name or _('none')} ({', '.join(shown(outcome, k) for k in having)})"


def caution(outcome: Outcome) -> str:
    """How many differences are judged together."""
    text = _(
        "Better or worse is said only where it stands with {count} differences of the same KPI looked at together "
        "(Holm's correction): at most once in twenty comparisons is any of them said wrongly. Intervals are 95 % each "
        "for itself."
    )
    return text.format(count=outcome.looked_at)
