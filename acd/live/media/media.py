"""The main process's side of the audio: starts the media process, keeps it alive, and speaks to it.

Knows which ports wait for a leg, so that a call never waits for one, and which legs are open, so that they can be told
lost. Refuses to know calls, and to touch a packet. Everything is called on the event loop's thread; only ``start`` and
``stop`` wait.
"""

from collections import deque
from collections.abc import Callable, Sequence
from ipaddress import AddressValueError, IPv4Address
from typing import Any, Final

import structlog

from acd.language import _, spoken
from acd.live.media.errors import MediaError, PortsExhaustedError
from acd.live.media.happenings import LegDead, MediaHappening, Recorded, RecordingFailed, Unplayable, from_fields
from acd.live.media.lifeline import Lifeline
from acd.live.media.packet import PCMA, PCMU
from acd.live.media.recording import salvage
from acd.live.media.wire import Settings

_log: Final = structlog.get_logger("acd.media")


class Media:
    """Audio of all legs. ``happened`` is told what happens; set it before :meth:`start`.

    ``waiting``: ports bound ahead, the most legs that can be opened at one moment. ``patience``: seconds without a
    packet from a telephone that should send until :class:`LegDead`.
    """

    def __init__(self, *, waiting: int = 128, patience: float = 20.0) -> None:
        self.happened: Callable[[MediaHappening], None] = lambda _happening: None
        self._waiting, self._patience = waiting, patience
        self._free: deque[int] = deque()
        self._legs: set[str] = set()
        self._recordings: dict[str, str] = {}
        """By path: the leg on record, until the file is whole or has failed."""
        self._lifeline = Lifeline(self._said, self._died)

    @property
    def pid(self) -> int | None:
        """The media process, where there is one."""
        return self._lifeline.pid

    @property
    def free_ports(self) -> int:
        """How many legs can be opened now."""
        return len(self._free)

    @property
    def open_legs(self) -> int:
        """How many legs there are."""
        return len(self._legs)

    async def start(self, address: str = "127.0.0.1", ports: tuple[int, int] | None = None) -> None:
        """Begin, on an address and within a range of ports (both included; else the system chooses).

        Raises :class:`MediaError` where no port can be bound there, or the process does not come up.
        """
        await self._lifeline.start(Settings(address, ports, self._waiting, self._patience, spoken()))
        if not self._free:
            await self.stop()
            where = f"{address}:{ports[0]}-{ports[1]}" if ports else address
            raise MediaError(_("no RTP port is free at {where}: name others (listen: rtp)").format(where=where))

    async def stop(self) -> None:
        """End recordings and legs, wait until the files are whole, and end the process."""
        await self._lifeline.stop()
        self._free.clear()
        self._legs.clear()

    def open(self, leg: str) -> int:
        """A port for a leg, to be offered in SDP; RTCP is the next one.

        Raises :class:`PortsExhaustedError` where none is free, :class:`MediaError` where the leg is open.
        """
        if leg in self._legs:
            raise MediaError(_("leg {leg} has a port already").format(leg=leg))
        if not self._free:
            raise PortsExhaustedError(
                _("no RTP port is free for leg {leg}: {count} are in use").format(leg=leg, count=len(self._legs))
            )
        port = self._free.popleft()
        self._legs.add(leg)
        self._order("open", leg, port)
        return port

    def aim(
        self, leg: str, host: str, port: int, payload: int, dtmf: int | None, sending: bool, receiving: bool
    ) -> None:
        """Say where the far end is and what it takes; again whenever that changes.

        ``payload``: 0 PCMU or 8 PCMA; ``dtmf``: its type for telephone-events. ``sending``: it may be sent to;
        ``receiving``: it sends. Raises :class:`MediaError` where host, port or type cannot be.
        """
        address = _address(host, port)
        if payload not in (PCMU, PCMA) or not (dtmf is None or 96 <= dtmf <= 127):
            words = _("payload {payload}, events {dtmf}: 0 or 8 is meant, and 96 to 127 or none")
            raise MediaError(words.format(payload=payload, dtmf=dtmf))
        nowhere = address.is_unspecified or port == 0  # hold as RFC 2543 had it
        self._about(leg, "aim", host, port, payload, dtmf, sending and not nowhere, receiving)

    def play(self, leg: str, sounds: Sequence[str], token: str = "", loop: bool = False) -> None:
        """Let the leg hear files (8 kHz, mono, 16 bit) in place of what it hears now.

        :class:`Played` follows at the end where there is a token; a file that is none is told by ``Unplayable`` and
        left out. Who is joined with the leg goes on hearing it.
        """
        self._about(leg, "play", [str(sound) for sound in sounds], token, loop)

    def silence(self, leg: str) -> None:
        """Let the leg hear nothing."""
        self._about(leg, "silence")

    def join(self, leg: str, other: str) -> None:
        """Let two legs hear each other, in place of whatever they hear."""
        self._about(leg, "join", other)

    def part(self, leg: str) -> None:
        """Let the leg and the one that it is joined with no longer hear each other."""
        self._about(leg, "part")

    def record(self, leg: str, path: str) -> None:
        """Record the leg (left) and what it hears (right) from now on; ends when the leg does.

        :class:`Recorded` or :class:`RecordingFailed` follows. A recording under way ends, whole.
        """
        if leg in self._legs:
            self._recordings[str(path)] = leg
        self._about(leg, "record", str(path))

    def pause_recording(self, leg: str, paused: bool) -> None:
        """Put silence in place of both sides from now on, or go on."""
        self._about(leg, "pause_recording", paused)

    def stop_recording(self, leg: str) -> None:
        """End the recording."""
        self._about(leg, "stop_recording")

    def press(self, leg: str, digits: str) -> None:
        """Send keys (0-9 * # A-D), 160 ms each, where the far end takes telephone-events."""
        self._about(leg, "press", digits)

    def close(self, leg: str) -> None:
        """Give the leg's port back; its recording ends."""
        self._about(leg, "close")
        self._legs.discard(leg)

    def _about(self, leg: str, order: str, *arguments: object) -> None:
        if leg in self._legs:
            self._order(order, leg, *arguments)

    def _order(self, *order: object) -> None:
        self._lifeline.order(*order)

    def _said(self, message: dict[str, Any]) -> None:
        if "ports" in message:
            self._free.extend(message["ports"])
        elif "trouble" in message:
            _log.error("media", trouble=message["trouble"])
        else:
            self._happened(from_fields(message))

    def _happened(self, happening: MediaHappening) -> None:
        if isinstance(happening, Recorded | RecordingFailed):
            self._recordings.pop(happening.path, None)
        elif happening.leg not in self._legs:
            return  # closed while this was on its way
        _note(happening)
        self.happened(happening)

    def _died(self) -> None:
        """All legs are gone; what was recorded of them until now is kept."""
        self._free.clear()
        legs, self._legs = sorted(self._legs), set()
        recordings, self._recordings = self._recordings, {}
        for path, leg in recordings.items():
            self._happened(_salvaged(leg, path))
        for leg in legs:
            self.happened(LegDead(leg))


def _note(happening: MediaHappening) -> None:
    """What somebody must see to is in the log, whatever the owner does with it."""
    match happening:
        case RecordingFailed(leg, path, why):
            _log.error("recording failed", leg=leg, path=path, why=why)
        case Unplayable(leg, sound, why):
            _log.error("sound left out", leg=leg, sound=sound, why=why)


def _salvaged(leg: str, path: str) -> Recorded | RecordingFailed:
    try:
        seconds = salvage(path)
    except OSError as error:
        return RecordingFailed(leg, path, error.strerror or str(error))
    if seconds is None:
        return RecordingFailed(leg, path, _("the media process died before anything was written"))
    return Recorded(leg, path, seconds)


def _address(host: str, port: int) -> IPv4Address:
    try:
        address = IPv4Address(host)
    except AddressValueError:
        raise MediaError(_("{host} is no IPv4 address to send audio to").format(host=repr(host))) from None
    if not 0 <= port <= 65535 or address.is_multicast:
        raise MediaError(_("{host}:{port} is nowhere to send audio to").format(host=host, port=port))
    return address
