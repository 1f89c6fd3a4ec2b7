"""The last words to a caller who is not served: the scenario's own, else ours.

Knows which words an occasion has. Refuses to know whether it has come.
"""

from typing import Literal

from acd.live.welcome.phrases import PHRASES
from scenarios import Scenario
from scenarios.schema.groups import Deflection
from scenarios.schema.live.prompts import Prompt

Occasion = Literal["closed", "holiday", "emergency", "full", "fault"]


def farewell(scenario: Scenario, occasion: Occasion, deflect: Deflection = "message") -> tuple[Prompt, ...]:
    """What is said on an occasion before the caller is let go to where ``deflect`` says; nothing for a busy tone."""
    if deflect == "busy":
        return ()
    said, ours = scenario.announcements, PHRASES[scenario.announcements.language]
    own: Prompt | None = getattr(said, occasion, None)
    if own is None and occasion == "holiday":
        own = said.closed
    if deflect == "message":
        return (own or Prompt(text=getattr(ours, occasion)),)
    then = Prompt(text=ours.voicemail if deflect == "voicemail" else ours.callback)
    return (then,) if own is None else (own, then)
