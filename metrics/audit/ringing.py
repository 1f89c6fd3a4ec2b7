"""Whom a call rings: a ready agent who may take it, no better one left aside, and the one the policy names.

`scenario.md`, *Who is rung*.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from acd.events import NOBODY, AgentState, Event, Why
from acd.language import _
from metrics.audit.picture import Picture
from metrics.audit.seen import CallSeen, Stage

CALL_POLICIES: Final = frozenset({Why.LONGEST_WAITING, Why.SKILL_LEVEL})


def rung_is_ready(seen: Picture, event: Event) -> str | None:
    """No phone rings whose agent is signed out, not ready, at work or wrapping up."""
    state = seen.agents[event.agent].state
    if state == AgentState.READY:
        return None
    return _("{agent} was rung while {state}").format(agent=seen.agent_name(event.agent), state=state.name.lower())


def rung_may_take(seen: Picture, event: Event) -> str | None:
    """The agent has the skill, or an overflow step that applies to the call reaches him."""
    call = seen.calls.get(event.call)
    if call is not None and call.group != NOBODY and seen.tier(event.agent, call) is not None:
        return None
    return _("{agent} may not take call {call}").format(agent=seen.agent_name(event.agent), call=event.call)


def call_can_ring(seen: Picture, event: Event) -> str | None:
    """Only a call that is offered, queued or just unanswered can ring, at one agent at a time."""
    call = seen.calls.get(event.call)
    if call is not None and call.stage in (Stage.SEEKING, Stage.WAITING):
        return None
    stage = _("over") if call is None else call.stage.name.lower()
    return _("call {call} rings while {stage}").format(call=event.call, stage=stage)


def ring_group_is_right(seen: Picture, event: Event) -> str | None:
    """``group`` is the call's own where the agent has that skill, else the one overflow widened to."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY or seen.tier(event.agent, call) is None:
        return None
    group = seen.serving_group(event.agent, call)
    if event.group == group:
        return None
    return _("{agent} serves call {call} for group {expected}, the event says {told}").format(
        agent=seen.agent_name(event.agent),
        call=event.call,
        expected=seen.centre.groups[group].name,
        told=_group_name(seen, event.group),
    )


def talk_group_is_rings(seen: Picture, event: Event) -> str | None:
    """``call.answered``, ``call.unanswered`` and ``call.ended`` carry agent and group of the ringing."""
    call = seen.calls.get(event.call)
    if call is not None and call.agent == event.agent and call.serving == event.group:
        return None
    return _("call {call}: agent and group are not those that it rang at").format(call=event.call)


def attempt_counts_rings(seen: Picture, event: Event) -> str | None:
    """``attempt`` is the number of the ring, from 1."""
    call = seen.calls.get(event.call)
    if call is None or event.a in (NOBODY, call.rings + 1):
        return None
    return _("the event says ring {told} of call {call}, it is ring {expected}").format(
        call=event.call, expected=call.rings + 1, told=event.a
    )


def best_tier_is_rung(seen: Picture, event: Event) -> str | None:
    """No ready agent of a better level, or before in the order of overflow, is left aside."""
    call = seen.calls.get(event.call)
    if call is None or seen.free_choice(call) or (mine := seen.tier(event.agent, call)) is None:
        return None
    better = [a for a in seen.candidates(call) if (tier := seen.tier(a, call)) is not None and tier < mine]
    if not better or event.agent not in seen.candidates(call):
        return None
    return _("call {call} rang {agent} while {better}, of a better level or nearer group, was ready").format(
        call=event.call, agent=seen.agent_name(event.agent), better=seen.agent_name(better[0])
    )


def not_the_same_again(seen: Picture, event: Event) -> str | None:
    """A call does not ring again at the agent who just missed it while another may take it."""
    call = seen.calls.get(event.call)
    if call is None or event.agent != call.missed_by or event.agent in seen.candidates(call):
        return None
    return _("call {call} rang {agent} again, who just missed it, while {other} was ready").format(
        call=event.call, agent=seen.agent_name(event.agent), other=seen.agent_name(seen.candidates(call)[0])
    )


def policy_names_agent(seen: Picture, event: Event) -> str | None:
    """Within the best level, the agent is the one that the group's ``choose_agent`` names."""
    call = seen.calls.get(event.call)
    if call is None or call.offered == NOBODY or event.b in CALL_POLICIES:
        return None
    able = seen.candidates(call)
    if event.agent not in able:
        return None
    peers = [a for a in able if seen.tier(a, call) == seen.tier(event.agent, call)]
    chosen = _chosen(seen, call, peers)
    if chosen in (None, event.agent):
        return None
    return _("call {call} rang {agent}; {policy} names {expected}").format(
        call=event.call,
        agent=seen.agent_name(event.agent),
        policy=seen.centre.groups[call.group].choose_agent,
        expected=seen.agent_name(chosen),
    )


def why_names_policy(seen: Picture, event: Event) -> str | None:
    """``why`` is the group's policy where the call found the agent, the centre's where the freed agent found it."""
    call = seen.calls.get(event.call)
    if call is None or event.b == NOBODY:
        return None
    able = set(_deciders(seen, call, event))
    told = Why(event.b)
    if any(told == Why.__members__.get(name.upper(), Why.CUSTOM) for name in able):
        return None
    return _("call {call} was given to {agent} by {expected}, the event says {told}").format(
        call=event.call,
        agent=seen.agent_name(event.agent),
        expected=" / ".join(sorted(able)) or _("nothing new"),
        told=told.name.lower(),
    )


def offered_goes_somewhere(seen: Picture, _until: int) -> Iterator[str]:
    """A call that is offered or unanswered rings, is queued, or leaves at the same instant."""
    for call in seen.calls.values():
        if call.stage == Stage.SEEKING:
            yield _("call {call} neither rings nor waits").format(call=call.number)


def _deciders(seen: Picture, call: CallSeen, event: Event) -> Iterator[str]:
    """The policies that can have brought the two together: a waiting call needs a freed agent or a new step.

    Whom a new step reaches although he missed or transferred the call, nobody else being there, looks for it himself.
    """
    if call.stage != Stage.WAITING:
        yield seen.centre.groups[call.group].choose_agent
        return
    if call.widened == event.t:
        again = event.agent == call.missed_by
        yield seen.centre.choose_call if again else seen.centre.groups[call.group].choose_agent
    if seen.agents[event.agent].since == event.t:
        yield seen.centre.choose_call


def _chosen(seen: Picture, call: CallSeen, peers: list[int]) -> int | None:
    """The peer whom the policy names; None where the ledger cannot tell (``random``, a user's own)."""
    agents, now = seen.agents, seen.now
    match seen.centre.groups[call.group].choose_agent:
        case "longest_idle":
            return min(peers, key=lambda a: agents[a].since)
        case "least_occupied":
            return min(peers, key=lambda a: Fraction(agents[a].handling, max(agents[a].present(now), 1)))
        case "fewest_calls":
            return min(peers, key=lambda a: agents[a].answered)
        case "round_robin":
            return min(peers, key=lambda a: (a <= seen.last_rung[call.group], a))
        case "in_order":
            return min(peers)
        case _:
            return None


def _group_name(seen: Picture, group: int) -> str:
    return seen.centre.groups[group].name if group >= 0 else _("none")
