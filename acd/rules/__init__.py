"""The routing rules: what follows from each input, as events and commands. No clock, no chance, no I/O.

An input is a function of the centre, the policy, the time and what happened. It changes rows and fills the two
outboxes; the driver (a simulation or the live centre) drains them. The same functions run interpreted and compiled.
"""

from acd.rules.agents import duty_changed, not_ready_asked, ready_asked, shift_ended, signed_in
from acd.rules.answering import agent_answered, caller_hung_up, no_answer
from acd.rules.arriving import call_arrived, menu_ended, menu_left
from acd.rules.closing import centre_closed, limit_passed
from acd.rules.faults import fault_ended, fault_started
from acd.rules.talking import call_ended, call_held, call_retrieved, call_transferred, wrapped_up
from acd.rules.waiting import max_wait_due, overflow_due

__all__ = [
    "agent_answered",
    "call_arrived",
    "call_ended",
    "call_held",
    "call_retrieved",
    "call_transferred",
    "caller_hung_up",
    "centre_closed",
    "duty_changed",
    "fault_ended",
    "fault_started",
    "limit_passed",
    "max_wait_due",
    "menu_ended",
    "menu_left",
    "no_answer",
    "not_ready_asked",
    "overflow_due",
    "ready_asked",
    "shift_ended",
    "signed_in",
    "wrapped_up",
]
