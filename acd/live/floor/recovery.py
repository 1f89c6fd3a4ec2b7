"""Going on where a crash or a stop broke off: the ledger's inputs are handed to the rules again.

So the rows are what they were, deadlines included, and each decision is proved on the way. What the machine had in its
hands and lost, calls and their telephones, is written as lost (:func:`lose_calls`). Knows the ledger of this very day.
Refuses to guess: a ledger on which the rules do not agree is not gone on with.
"""

from collections import deque
from dataclasses import dataclass
from functools import partial

from acd.config import CentreLayout, lay_out_centre, routing
from acd.config.rerouting import as_served, must_fit
from acd.driven import Driven
from acd.errors import HuawuError
from acd.events import NOBODY, AgentState
from acd.language import _
from acd.live.floor.door import Door
from acd.live.floor.entrance import chance_of, wraps_of
from acd.model import CONSULT, CallState
from acd.replay.drawing import Drawn
from acd.replay.matching import Matching
from acd.replay.recorded import Recorded
from acd.replay.rerouted import Rerouted
from acd.rules import consult_ended, fault_ended, fault_started
from metrics.ledger import Ledger


class RecoveryError(HuawuError):
    """A ledger that cannot be gone on with."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """The rules as the ledger left them; ``first`` is the number of the next call, ``last`` when the last event was,
    ``decided_by`` the routing by then."""

    driven: Driven
    first: int
    last: int
    decided_by: str


def recover(ledger: Ledger, layout: CentreLayout) -> Recovered:
    """Hand in again what the ledger has, by the routing that it began with and changed to.

    ``layout`` is what the centre is to go on with; where its routing is another than :attr:`Recovered.decided_by`,
    whoever goes on has to tell the rules. :class:`RecoveryError` names the first event on which the rules differ,
    :class:`~acd.config.rerouting.ReroutingError` what cannot be another now.
    """
    _number_alike(ledger, layout)
    began = _as_begun(ledger, layout)
    driven, recorded = Driven(began, routing(began.scenario).policy), _Noted(ledger)
    carried = ledger.header.carried or {}
    if carried:
        driven.go_on(carried["rows"])
    drawn = Drawn(driven, recorded)
    rerouted = Rerouted(ledger, driven, drawn, layout.scenario.folder)
    difference = Matching(driven, recorded, deque(), True, rerouted).run()
    if difference is not None:
        words = _("event {seq} of today's ledger was decided otherwise than the rules decide now; begin a new ledger")
        raise RecoveryError(words.format(seq=difference.seq))
    driven.layout = layout
    _foretell(driven)
    first = max(recorded.calls, carried.get("next", 0))
    return Recovered(driven, first, recorded.last, rerouted.latest or ledger.header.policy)


def _as_begun(ledger: Ledger, layout: CentreLayout) -> CentreLayout:
    """The centre as the ledger's first event has it."""
    config = ledger.header.config
    if config is None:
        return layout
    began = lay_out_centre(as_served(config, layout.scenario.folder / "run.started"))
    must_fit(began, layout)
    return began


def _foretell(driven: Driven) -> None:
    """What a ledger tells of a call only when it is over is so for calls that are up, too."""
    names = driven.layout.header.call_types
    for call in driven.centre.calls:
        if call.state != CallState.OVER and call.call_type != NOBODY:
            call.wraps = wraps_of(driven.layout, names[call.call_type])
            call.chance = chance_of(call.number)


def lose_calls(door: Door) -> None:
    """Whatever was up when the machine went is gone: callers, phones, audio; nobody is being consulted any more."""
    centre = door.centre
    if centre.floor[0].up:
        door.enter(lambda now: fault_started(centre, door.policy, now))
        door.enter(lambda now: fault_ended(centre, now))
    for a, agent in enumerate(centre.agents):
        if agent.state == AgentState.NOT_READY and agent.reason == CONSULT:
            door.enter(partial(_consult_over, door, a))


def _consult_over(door: Door, a: int, now: int) -> None:
    consult_ended(door.centre, door.policy, now, a)


class _Noted(Recorded):
    """Also keeps how far the ledger has come."""

    def __init__(self, ledger: Ledger) -> None:
        self.calls = 0
        self.last = 0
        super().__init__(_watched(ledger, self))


def _watched(ledger: Ledger, noted: _Noted) -> Ledger:
    def blocks():  # type: ignore[no-untyped-def]
        for block in ledger.blocks():
            if len(block):
                noted.calls = max(noted.calls, int(block["call"].max()) + 1)
                noted.last = int(block["t"][-1])
            yield block

    return Ledger(ledger.header, blocks, ledger.told)


def _number_alike(ledger: Ledger, layout: CentreLayout) -> None:
    """Names of the ledger get the numbers that the rules have for them."""
    theirs, ours = ledger.header, layout.header
    for what in ("people", "groups"):
        if getattr(theirs, what) != getattr(ours, what):
            raise RecoveryError(_("{what} are others than in today's ledger; begin a new ledger").format(what=what))
    for mine, other in (
        (ours.call_types, theirs.call_types),
        (ours.teams, theirs.teams),
        (ours.shifts, theirs.shifts),
        (ours.reasons, theirs.reasons),
    ):
        other[:] = mine
