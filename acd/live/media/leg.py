"""One telephone's audio: what comes from it, what it hears, and who hears it.

Knows where the far end is and what it takes, and passes another leg's packets on the moment they come. Time is an
argument; sending is a function. Refuses to know sockets, calls and why anybody is joined.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from acd.live.media.g711 import SILENT, decode, transcode
from acd.live.media.happenings import Digit, LegDead, MediaHappening, Played
from acd.live.media.incoming import Incoming
from acd.live.media.latch import Address, Latch
from acd.live.media.outgoing import Outgoing
from acd.live.media.packet import FRAME, LONGEST, PCMA, PCMU, Packet, parse
from acd.live.media.playlist import Playlist
from acd.live.media.recording import Recording
from acd.live.media.telephone_event import KeysIn, KeysOut

_DRY: Final = 0.2
"""Seconds without a packet of the other leg after which silence is sent in its place."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What the far end's SDP says: its payload type and that of its telephone-events, and who sends."""

    payload: int
    dtmf: int | None
    sending: bool
    receiving: bool


class Leg:
    """Audio to and from one telephone."""

    def __init__(
        self, name: str, now: float, send: Callable[[bytes, Address], None], told: Callable[[MediaHappening], None]
    ) -> None:
        self.name: Final = name
        self.latch: Latch | None = None
        self.aim: Aim | None = None
        self.incoming = Incoming()
        self.outgoing = Outgoing(now, self._put)
        self.recording: Recording | None = None
        self.refused = 0
        """Datagrams that were no packets of the far end's."""
        self.alive_at = now
        self.wish = 0
        """Counts what it was to hear: a sound that is loaded too late is not played."""
        self._dead = False
        self._send, self._told = send, told
        self._playlist: Playlist | None = None
        self._hears: Leg | None = None
        self._heard_by: Leg | None = None
        self._relayed_at = now
        self._keys_in, self._keys_out = KeysIn(), KeysOut()

    def point(self, address: Address, aim: Aim, now: float) -> None:
        """Aim at the far end, or at where it has moved; what it hears goes on."""
        if self.latch is None or self.latch.aimed != address:
            self.latch = Latch(address)
        if aim != self.aim:
            self._begin_spurts()
        self.aim = aim
        if aim.dtmf is None:
            self._keys_out.clear()
        self.alive_at, self._dead = now, False

    def play(self, playlist: Playlist) -> None:
        """Let it hear this from now on."""
        self.silence()
        self._playlist = playlist

    def silence(self) -> None:
        """Let it hear nothing; whoever hears it goes on hearing it."""
        self.wish += 1
        self._playlist = None
        if self._hears is not None:
            self._hears._heard_by = None
            self._hears = None
        self.outgoing.interrupt()

    def join(self, other: "Leg", now: float) -> None:
        """Let both hear each other, and nobody else hear them."""
        for leg, to in ((self, other), (other, self)):
            leg.part()
            leg.silence()
            leg._hears, leg._relayed_at = to, now
        self._heard_by, other._heard_by = other, self

    def part(self) -> None:
        """Take it from whom it hears and who hears it; what is played goes on."""
        if self._heard_by is not None:
            self._heard_by.silence()
        if self._hears is not None:
            self.silence()

    def press(self, keys: str) -> None:
        """Send keys, where the far end takes them."""
        if self.aim is not None and self.aim.dtmf is not None:
            self._keys_out.press(keys)

    def receive(self, datagram: bytes, address: Address, now: float) -> None:
        """A datagram came; whatever it is, this raises nothing."""
        packet, aim = parse(datagram), self.aim
        if packet is None or aim is None or not self._admits(packet, aim, address, now):
            self.refused += 1
            return
        self.alive_at, self._dead = now, False
        if packet.kind == aim.dtmf:
            self._take_key(packet, now)
        elif packet.payload:
            self._take_audio(packet, now)

    def tick(self, now: float) -> None:
        """20 ms have gone by: send the next frame, unless another leg's packets are what is heard."""
        if self.aim is None or not self.outgoing.is_due(now):
            return
        if self.aim.dtmf is not None and self._send_key(self.aim.dtmf, now):
            return
        frame = self._played(self.aim.payload)
        if frame is None and self._hears is not None and now - self._relayed_at < _DRY:
            return
        self._hear(frame or SILENT[self.aim.payload] * FRAME, now)

    def write(self, now: float) -> None:
        """Let the recording write what it has; to be called twice a second, not with every frame."""
        if self.recording is not None:
            self.recording.tick(now)
            if self.recording.over:
                self.recording = None

    def watch(self, now: float, patience: float) -> None:
        """Say so, once, where nothing has come for so many seconds though it should.

        A telephone that takes nothing has us on hold, and many send nothing then whatever their SDP says.
        """
        expected = self.aim is not None and self.aim.receiving and self.aim.sending
        if expected and not self._dead and now - self.alive_at >= patience:
            self._dead = True
            self._told(LegDead(self.name))

    def close(self, now: float) -> None:
        """Leave everybody and end the recording."""
        self.part()
        self.silence()
        if self.recording is not None:
            self.recording.finish(now)

    def _admits(self, packet: Packet, aim: Aim, address: Address, now: float) -> bool:
        if not aim.receiving or self.latch is None or not _is_known(packet, aim):
            return False
        return self.latch.admits(address, packet) and self.incoming.admits(packet, now)

    def _begin_spurts(self) -> None:
        """What was not sent meanwhile, either way, was not lost on the way: numbers go on without a gap."""
        self.outgoing.interrupt()
        if self._heard_by is not None:
            self._heard_by.outgoing.interrupt()

    def _take_key(self, packet: Packet, now: float) -> None:
        digit = self._keys_in.pressed(packet)
        if digit is not None:
            self._told(Digit(self.name, digit))
        if self._heard_by is not None:
            self._heard_by._pass_key(packet, now)

    def _take_audio(self, packet: Packet, now: float) -> None:
        self.incoming.time(packet, now)
        if self.recording is not None:
            self.recording.said(packet.timestamp, decode(packet.payload, packet.kind), now)
        if self._heard_by is not None:
            self._heard_by._pass_audio(packet, now)

    def _pass_key(self, packet: Packet, now: float) -> None:
        if self.aim is not None and self.aim.sending and self.aim.dtmf is not None:
            self._relayed_at = now
            self.outgoing.relay(packet, self.aim.dtmf, packet.payload, 0, now)

    def _pass_audio(self, packet: Packet, now: float) -> None:
        aim = self.aim
        if aim is None or self._keys_out.busy:
            return
        self._relayed_at = now
        if not aim.sending:
            return
        payload = transcode(packet.payload, packet.kind, aim.payload)
        place = self.outgoing.relay(packet, aim.payload, payload, len(payload), now)
        if self.recording is not None and place is not None:
            self.recording.heard(place, decode(payload, aim.payload), now)

    def _played(self, law: int) -> bytes | None:
        if self._playlist is None:
            return None
        frame = self._playlist.frame(law)
        if frame is None:
            token, self._playlist = self._playlist.token, None
            if token:
                self._told(Played(self.name, token))
        return frame

    def _hear(self, frame: bytes, now: float) -> None:
        aim = self.aim
        if aim is None or not aim.sending:
            return
        place = self.outgoing.frame(aim.payload, frame, now)
        if self.recording is not None:
            self.recording.heard(place, decode(frame, aim.payload), now)

    def _send_key(self, kind: int, now: float) -> bool:
        frame = self._keys_out.frame()
        if frame is None:
            return False
        if frame.payload is None or self.aim is None or not self.aim.sending:
            self.outgoing.pass_frame(frame.into)
        else:
            self.outgoing.event(kind, frame.payload, frame.into, now)
        return True

    def _put(self, datagram: bytes) -> None:
        if self.latch is not None:
            self._send(datagram, self.latch.far)


def _is_known(packet: Packet, aim: Aim) -> bool:
    """Audio in either law, whichever was agreed on (RFC 3264 §8.3.2 lets it change), or a key."""
    if packet.kind in (PCMU, PCMA):
        return len(packet.payload) <= LONGEST
    return packet.kind == aim.dtmf
