"""What can be wrong with something asked of the media."""

from acd.errors import HuawuError


class MediaError(HuawuError):
    """Audio that cannot be: no port is free, an address is none, a file is no sound."""


class PortsExhaustedError(MediaError):
    """Every port is taken by a leg."""


class SoundError(MediaError):
    """A file that cannot be played; the message says what it is and what is needed."""
