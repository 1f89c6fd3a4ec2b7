"""The routing rules: what follows from each input, as events and commands. No clock, no chance, no I/O.

An input is a function of the centre, the policy, the time and what happened. It changes rows and fills the two
outboxes; the driver (a simulation or the live centre) drains them. The same functions run interpreted and compiled.
"""

from acd.rules.agents import duty_changed, not_ready_asked, ready_asked, shift_ended, signed_in
from acd.rules.answering import agent_answered, caller_hung_up, no_answer, ring_refused
from acd.rules.arriving import call_arrived, call_turned_away, menu_chose, menu_ended, menu_left
from acd.rules.closing import centre_closed, limit_passed
from acd.rules.devices import phone_came, phone_went
from acd.rules.dialling import may_dial, not_connected_due, number_answered, number_dialled, number_failed
from acd.rules.faults import call_lost, fault_ended, fault_started
from acd.rules.handing import call_handed_over, call_sent_to, consult_ended, consult_started
from acd.rules.noting import noted
from acd.rules.reloading import routing_changed
from acd.rules.talking import (
    call_ended,
    call_held,
    call_retrieved,
    call_transferred,
    wrap_up_due,
    wrap_up_extended,
    wrapped_up,
)
from acd.rules.waiting import max_wait_due, overflow_due

__all__ = [
    "agent_answered",
    "call_arrived",
    "call_ended",
    "call_handed_over",
    "call_held",
    "call_lost",
    "call_retrieved",
    "call_sent_to",
    "call_transferred",
    "call_turned_away",
    "caller_hung_up",
    "centre_closed",
    "consult_ended",
    "consult_started",
    "duty_changed",
    "fault_ended",
    "fault_started",
    "limit_passed",
    "max_wait_due",
    "may_dial",
    "menu_chose",
    "menu_ended",
    "menu_left",
    "no_answer",
    "not_connected_due",
    "not_ready_asked",
    "noted",
    "number_answered",
    "number_dialled",
    "number_failed",
    "overflow_due",
    "phone_came",
    "phone_went",
    "ready_asked",
    "ring_refused",
    "routing_changed",
    "shift_ended",
    "signed_in",
    "wrap_up_due",
    "wrap_up_extended",
    "wrapped_up",
]
