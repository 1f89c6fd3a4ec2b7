"""The audio of the live centre, in a process of its own: a stall of the main loop never breaks a conversation.

Knows RTP, sounds and recordings. Refuses to know calls, agents and signalling.
"""

from acd.live.media.errors import MediaError, PortsExhaustedError, SoundError
from acd.live.media.happenings import (
    Digit,
    LegDead,
    MediaHappening,
    Played,
    Recorded,
    RecordingFailed,
    Sampled,
    Unplayable,
)
from acd.live.media.media import Media

__all__ = [
    "Digit",
    "LegDead",
    "Media",
    "MediaError",
    "MediaHappening",
    "Played",
    "PortsExhaustedError",
    "Recorded",
    "RecordingFailed",
    "Sampled",
    "SoundError",
    "Unplayable",
]
