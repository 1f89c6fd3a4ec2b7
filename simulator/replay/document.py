"""An outcome as a document for programs (``--json``): times in seconds, events as the ledger writes them."""

from typing import Any

from acd.events import ANYONE, FIELDS, NOBODY, UNSAID, AgentState, Event, Field, Kind, Names
from acd.replay.matching import Difference
from metrics.ledger import Header
from metrics.ledger.encode import ANYONE_WORD, word
from metrics.ledger.seconds import number
from simulator.replay.outcome import Outcome


def document(outcome: Outcome, name: str) -> dict[str, Any]:
    """The whole outcome; ``events`` are those on which ledger and rules agree."""
    difference = outcome.difference
    return {
        "ledger": name,
        "same": outcome.is_same,
        "events": outcome.events if difference is None else difference.seq,
        "inputs": outcome.inputs,
        "decisions": outcome.decisions,
        "drawn": outcome.drawn,
        "policy": {"recorded": outcome.header.policy, "replayed": outcome.policy},
        "rerouted": None if outcome.rerouted is None else outcome.rerouted.seq,
        "difference": None if difference is None else _difference(outcome, difference),
    }


def _difference(outcome: Outcome, difference: Difference) -> dict[str, Any]:
    header, situation = outcome.header, outcome.situation
    people = header.names(Names.AGENTS)
    return {
        "seq": difference.seq,
        "t": number(difference.t),
        "recorded": document_of(header, difference.recorded),
        "rules": [document_of(header, event) for event in difference.owed],
        "following": None if difference.cause is None else difference.cause.seq,
        "ready": [{"agent": people[a], "since": number(since)} for a, since in situation.ready()],
        "waiting": [
            {"call": call, "group": name_of(header.groups, g), "since": number(since)}
            for call, g, since in situation.queue()
        ],
        "agents": {people[a]: word(AgentState(who.state)) for a, who in situation.agents.items()},
    }


def document_of(header: Header, event: Event) -> dict[str, Any]:
    """An event as a ledger writes it, without ``seq``."""
    said: dict[str, Any] = {"t": number(event.t), "type": Kind(event.kind).type}
    if event.call != NOBODY:
        said["call"] = event.call
    if event.agent != NOBODY:
        said["agent"] = name_of(header.names(Names.AGENTS), event.agent)
    if event.group != NOBODY:
        said["group"] = name_of(header.groups, event.group)
    own = {field.name: _value(header, field, getattr(event, field.column)) for field in _fields(event)}
    return said | {name: value for name, value in own.items() if value is not None}


def _fields(event: Event) -> tuple[Field, ...]:
    return FIELDS.get(Kind(event.kind), ())


def _value(header: Header, field: Field, code: int) -> object:
    coding = field.coding
    if coding is int:
        return None if code == UNSAID else code
    if code == NOBODY:
        return None
    if isinstance(coding, Names):
        return ANYONE_WORD if code == ANYONE else name_of(header.names(coding), code)
    return bool(code) if coding is bool else word(coding(code))  # type: ignore[arg-type]


def name_of(names: list[str], place: int) -> str:
    """A name; what a malformed ledger numbers beyond the list stays a number."""
    return names[place] if 0 <= place < len(names) else str(place)
