"""Policies: whom to ring, and whom to serve next. Each is one pure function; a user's own stands beside them."""

from acd.policies.whom_to_ring import choose_agent
from acd.policies.whom_to_serve import choose_call

__all__ = ["choose_agent", "choose_call"]
