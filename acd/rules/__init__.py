"""The routing rules: what follows from each input, as events and commands. No clock, no chance, no I/O.

An input is a function of the centre, the policy, the time and what happened. It changes rows and fills the two
outboxes; the driver (a simulation or the live centre) drains them. The same functions run interpreted and compiled.
"""

from acd.rules.agents import (
    centre_closed,
    duty_changed,
    not_ready_asked,
    ready_asked,
    shift_ended,
    signed_in,
)
from acd.rules.calls import (
    agent_answered,
    call_arrived,
    call_ended,
    caller_hung_up,
    limit_passed,
    no_answer,
    overflow_due,
    wrapped_up,
)

__all__ = [
    "agent_answered",
    "call_arrived",
    "call_ended",
    "caller_hung_up",
    "centre_closed",
    "duty_changed",
    "limit_passed",
    "no_answer",
    "not_ready_asked",
    "overflow_due",
    "ready_asked",
    "shift_ended",
    "signed_in",
    "wrapped_up",
]
