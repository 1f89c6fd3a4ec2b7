"""The walk over a ledger: before each event its judges speak, and when an instant is over those of the whole floor.

Knows which check listens to which event. Refuses to know what the checks know.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from acd.errors import HuawuError
from acd.events import Event, Kind
from acd.language import _
from metrics.audit import (
    breaks,
    closing,
    crews,
    deflection,
    lines,
    moves,
    overflow,
    presence,
    queueing,
    ring_limit,
    ringing,
    serving,
    talks,
)
from metrics.audit.expectations import Expectations
from metrics.audit.notes import note
from metrics.audit.picture import Picture
from metrics.audit.violation import Violation
from metrics.ledger.header import Header

EventJudge = Callable[[Picture, Event], str | None]
InstantJudge = Callable[[Picture, int], Iterator[str]]

AT_EVENT: Final[Mapping[int, tuple[EventJudge, ...]]] = {
    Kind.CALL_ARRIVED: (closing.arrives_while_open,),
    Kind.CALL_BLOCKED: (lines.blocked_for_a_reason,),
    Kind.IVR_STARTED: (lines.let_in_with_a_line, lines.menu_is_of_the_type),
    Kind.IVR_COMPLETED: (lines.menu_ends_as_it_may,),
    Kind.IVR_ABANDONED: (lines.menu_ends_as_it_may,),
    Kind.CALL_OFFERED: (lines.let_in_with_a_line, queueing.offered_as_its_type),
    Kind.CALL_QUEUED: (
        queueing.queued_for_want_of_agents,
        queueing.queued_with_right_cause,
        queueing.position_counts_those_before,
        overflow.steps_are_written_when_it_comes,
        closing.begins_to_wait_before_limit,
        deflection.takes_calls_in_its_hours,
        deflection.full_queue_takes_nobody,
        deflection.queued_while_it_may_wait,
    ),
    Kind.CALL_OVERFLOWED: (
        overflow.overflow_is_a_step,
        overflow.overflow_applies,
        overflow.steps_come_in_order,
        deflection.takes_calls_in_its_hours,
        closing.seeks_no_longer_past_limit,
    ),
    Kind.CALL_DEFLECTED: (
        deflection.deflected_for_a_reason,
        deflection.takes_calls_in_its_hours,
        overflow.steps_are_written_when_it_comes,
    ),
    Kind.CALL_RINGING: (
        ringing.rung_is_ready,
        ringing.rung_may_take,
        ringing.call_can_ring,
        ringing.ring_group_is_right,
        ringing.attempt_counts_rings,
        ringing.best_tier_is_rung,
        ringing.not_the_same_again,
        ringing.policy_names_agent,
        ringing.why_names_policy,
        serving.served_in_order,
        overflow.steps_are_written_when_it_comes,
        deflection.takes_calls_in_its_hours,
        closing.seeks_no_longer_past_limit,
    ),
    Kind.CALL_UNANSWERED: (
        ringing.talk_group_is_rings,
        ring_limit.unanswered_at_limit,
        lines.withdrawn_in_a_fault,
    ),
    Kind.CALL_ANSWERED: (ringing.talk_group_is_rings, ring_limit.answered_within_limit),
    Kind.CALL_ABANDONED: (
        queueing.abandoned_where_it_was,
        queueing.left_for_a_reason,
        overflow.steps_are_written_when_it_comes,
        deflection.takes_calls_in_its_hours,
        deflection.full_queue_takes_nobody,
    ),
    Kind.CALL_HELD: (talks.held_while_talking,),
    Kind.CALL_RETRIEVED: (talks.retrieved_from_hold,),
    Kind.CALL_TRANSFERRED: (
        ringing.talk_group_is_rings,
        talks.ends_in_talk,
        talks.transferred_where_its_type_goes,
    ),
    Kind.CALL_ENDED: (ringing.talk_group_is_rings, talks.ends_in_talk),
    Kind.CALL_LOST: (lines.lost_in_a_fault,),
    Kind.FAULT_STARTED: (lines.fault_is_planned,),
    Kind.FAULT_ENDED: (lines.fault_is_planned,),
    Kind.AGENT_SIGNED_IN: (crews.comes_when_too_few, presence.signs_in_on_time),
    Kind.AGENT_SIGNED_OUT: (
        closing.stays_while_needed,
        crews.leaves_when_too_many,
        crews.longest_idle_leaves,
        presence.signs_out_on_time,
    ),
    Kind.AGENT_STATE: (
        moves.state_continues,
        moves.state_has_cause,
        moves.intent_is_followed,
        moves.reason_is_as_asked,
        ring_limit.miss_has_its_consequence,
        ring_limit.wrap_up_follows_talk,
        breaks.break_begins_when_due,
        breaks.break_lasts,
    ),
    Kind.SHIFT_PLANNED: (breaks.plan_is_of_the_shift,),
    Kind.AGENT_INTENT: (moves.intent_has_cause,),
}
"""Judged before the event is taken into the picture."""

AFTER_INSTANT: Final[tuple[InstantJudge, ...]] = (
    moves.cause_moves_state,
    lines.fault_happens,
    lines.nobody_is_up_in_a_fault,
    lines.arrival_goes_somewhere,
    ringing.offered_goes_somewhere,
    serving.nobody_idle_while_one_waits,
    overflow.after_is_written,
    overflow.what_is_true_is_written,
    deflection.waits_no_longer_than_it_may,
    talks.wrap_up_ends_at_limit,
    ring_limit.ring_ends_at_limit,
    closing.nobody_waits_past_limit,
    closing.leaves_when_done,
    crews.crew_is_as_wanted,
    presence.shift_is_kept,
    presence.shift_end_is_noted,
    breaks.break_ends,
    breaks.break_is_taken,
)
"""Judged when all events of one time are in the picture; they also get the time of the next event."""


def audit(header: Header, events: Iterable[Event], centre: Expectations) -> Iterator[Violation]:
    """Every broken promise of a ledger, in the order of the ledger, found from each event's own prefix.

    ``events`` are all events in order, the first of seq 0; a ledger that ends without ``run.ended`` is a prefix, whose
    last instant is not judged. Raises HuawuError where the scenario is not the ledger's.
    """
    _same_centre(header, centre)
    seen = Picture(centre, header)
    seq = -1
    event = None
    for seq, event in enumerate(events):
        if seq and event.t > seen.now:
            yield from _after_instant(seen, seq - 1, event.t)
        seen.now = event.t
        yield from _at_event(seen, seq, event)
        note(seen, event)
    if event is not None and event.kind == Kind.RUN_ENDED:
        yield from _after_instant(seen, seq, seen.now + 1)


def _at_event(seen: Picture, seq: int, event: Event) -> Iterator[Violation]:
    for judge in AT_EVENT.get(event.kind, ()):
        message = judge(seen, event)
        if message is not None:
            yield Violation(seq, event.t, _rule(judge), message)


def _after_instant(seen: Picture, seq: int, until: int) -> Iterator[Violation]:
    for judge in AFTER_INSTANT:
        for message in judge(seen, until):
            yield Violation(seq, seen.now, _rule(judge), message)


def _rule(judge: EventJudge | InstantJudge) -> str:
    """The name of the check in words."""
    return judge.__name__.replace("_", " ")


def _same_centre(header: Header, centre: Expectations) -> None:
    groups, agents = [group.name for group in centre.groups], [member.name for member in centre.members]
    if header.groups != groups or [person.name for person in header.people] != agents:
        raise HuawuError(
            _("the scenario has groups {groups} and {agents} agents, the ledger another centre").format(
                groups=", ".join(groups), agents=len(agents)
            )
        )
