"""An outcome in words for people.

Knows how a difference is laid out so that one sees who should have been rung, or why not. Refuses to judge.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from acd.events import AgentState, Event, Names
from acd.language import _
from acd.replay.matching import Difference
from metrics.ledger import Header
from metrics.ledger.seconds import clock
from simulator.replay.document import document_of, name_of
from simulator.replay.outcome import Outcome

MOST: Final = 12
"""So many agents, calls or events are named; of the rest only the number is said."""


def told(outcome: Outcome, name: str) -> Iterator[str]:
    """The lines of an outcome; ``name`` is the ledger's."""
    if outcome.difference is None:
        text = _("{ledger}: {events:,} events, {decisions:,} decisions: the same")
        yield text.format(ledger=name, events=outcome.events, decisions=outcome.decisions)
    else:
        yield from _difference(outcome, outcome.difference, name)
    if outcome.rerouted is not None:
        text = _(
            "seq {seq}, {time}: here the routing was changed, and the ledger does not say to what: what follows is not "
            "replayed"
        )
        yield text.format(seq=outcome.rerouted.seq, time=clock(outcome.rerouted.event.t))
    if outcome.drawn:
        text = _(
            "{count:,} of the decisions are draws of the policy random: whom they chose is taken from the ledger; "
            "checked is that it was one of those to draw from"
        )
        yield text.format(count=outcome.drawn)
    if outcome.other_policy:
        text = _("the ledger was decided by {then}; here decides {now}")
        yield text.format(then=outcome.header.policy, now=outcome.policy)


def _difference(outcome: Outcome, difference: Difference, name: str) -> Iterator[str]:
    header = outcome.header
    text = _("{ledger}: seq {seq}, {time}: the rules do not give what is recorded")
    yield text.format(ledger=name, seq=difference.seq, time=clock(difference.t))
    yield _row(_("the ledger has"), _line(header, difference.recorded))
    owed = [_line(header, event) for event in difference.owed] or [_("nothing")]
    for label, line in zip([_("the rules give"), *[""] * len(owed)], _shortened(owed), strict=False):
        yield _row(label, line)
    if difference.cause is not None:
        yield _row(_("caused by"), f"seq {difference.cause.seq}, {_line(header, difference.cause.event)}")
    yield _row(_("agents ready"), ", ".join(_shortened(list(_ready(outcome)))) or _("none"))
    yield _row(_("calls waiting"), ", ".join(_shortened(list(_waiting(outcome)))) or _("none"))
    yield _row(_("other agents"), ", ".join(_others(outcome)) or _("none"))
    text = _("{events:,} events before it, {decisions:,} decisions among them: the same")
    yield text.format(events=difference.seq, decisions=outcome.decisions)


def _ready(outcome: Outcome) -> Iterator[str]:
    people = outcome.header.names(Names.AGENTS)
    for a, since in outcome.situation.ready():
        yield _("{agent} since {time}").format(agent=people[a], time=clock(since))


def _waiting(outcome: Outcome) -> Iterator[str]:
    for call, g, since in outcome.situation.queue():
        group = name_of(outcome.header.groups, g)
        yield _("call {call} for {group} since {time}").format(call=call, group=group, time=clock(since))


def _others(outcome: Outcome) -> Iterator[str]:
    busy = {
        AgentState.RINGING: _("{count} ringing"),
        AgentState.TALKING: _("{count} talking"),
        AgentState.HOLDING: _("{count} with a call on hold"),
        AgentState.WRAP_UP: _("{count} writing up"),
        AgentState.NOT_READY: _("{count} not ready"),
    }
    counted = ((text, outcome.situation.count(state)) for state, text in busy.items())
    return (text.format(count=count) for text, count in counted if count)


def _shortened(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST
    return [*lines[:MOST], _("and {count} more").format(count=more)] if more > 0 else list(lines)


def _row(label: str, text: str) -> str:
    """Chinese characters are two columns wide."""
    width = sum(2 if ord(letter) > 0x2E80 else 1 for letter in label)
    return f"  {label}{' ' * (16 - width)}{text}"


def _line(header: Header, event: Event) -> str:
    said = document_of(header, event)
    words = (f"{name}={value}" for name, value in said.items() if name not in ("t", "type"))
    return " ".join([clock(event.t), said["type"], *words])
