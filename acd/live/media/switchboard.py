"""All legs of the media process, and the orders about them.

Knows which socket is whose and carries out what :mod:`acd.live.media.wire` says. Refuses to know what the orders are
for: an order about a leg that is gone does nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

from acd.live.media.errands import Errands
from acd.live.media.happenings import MediaHappening, Sampled, to_fields
from acd.live.media.leg import Aim, Leg
from acd.live.media.loop import Loop
from acd.live.media.packet import is_control
from acd.live.media.playlist import Playlist
from acd.live.media.ports import Pair, Ports
from acd.live.media.quality import mean_opinion_score
from acd.live.media.recording import Recording
from acd.live.media.rtcp import Control
from acd.live.media.sounds import Loaded, Sounds
from acd.live.media.wire import Settings

_AT_ONCE: Final = 16
"""Packets read from one socket before the others have their turn."""

_BEATS_PER_SECOND: Final = 50
_BEATS_PER_WRITE: Final = 25
_SAMPLE_SECONDS: Final = 5


class _Line:
    """A leg with its sockets."""

    def __init__(self, pair: Pair, loop: Loop, name: str, told: Callable[[MediaHappening], None]) -> None:
        self.pair: Final = pair
        self.leg: Final = Leg(name, loop.now(), self._send, told)
        self.control: Final = Control(self.leg, self._send_control)
        self.sampled_in = _SAMPLE_SECONDS
        self.phase: Final = pair.port // 2
        """So that not all legs have their second at the same beat."""
        self._now = loop.now

    def read(self) -> None:
        """Take the packets that have come."""
        receive, leg, now = self.pair.media.recvfrom, self.leg, self._now
        for _ in range(_AT_ONCE):
            try:
                datagram, address = receive(2048)
            except OSError:  # nothing more, or an ICMP error that an earlier packet met
                return
            if is_control(datagram):
                self.control.receive(datagram, address, now())
            else:
                leg.receive(datagram, address, now())

    def read_control(self) -> None:
        """Take the reports that have come."""
        for _ in range(_AT_ONCE):
            try:
                datagram, address = self.pair.control.recvfrom(2048)
            except OSError:
                return
            self.control.receive(datagram, address, self._now())

    def _send(self, datagram: bytes, address: tuple[str, int]) -> None:
        with suppress(OSError):  # no way there now, or no room: as if lost on the way
            self.pair.media.sendto(datagram, address)

    def _send_control(self, datagram: bytes, address: tuple[str, int]) -> None:
        with suppress(OSError):
            self.pair.control.sendto(datagram, address)


class Switchboard:
    """Carries out orders; every public method with a leg's name first is one."""

    def __init__(self, settings: Settings, loop: Loop, tell: Callable[[object], None]) -> None:
        self._settings, self._loop, self._tell = settings, loop, tell
        self._ports = Ports(settings.address, settings.ports)
        self._lines: dict[str, _Line] = {}
        self._sounds = Sounds()
        self._loading, self._writing = Errands("sounds"), Errands("recordings")
        self._beats = 0
        for errands in (self._loading, self._writing):
            loop.watch(errands.rung, errands.settle)
        self._tell({"ports": self._ports.fill(settings.waiting)})

    def carry_out(self, order: Sequence[Any]) -> None:
        """One order: its name, its arguments."""
        name, *arguments = order
        if name == "open":
            self._open(*arguments)
        elif name == "ping":
            self._tell({"pong": arguments[0]})
        elif name == "stop":
            self._loop.end()
        elif name in _ORDERS and arguments[0] in self._lines:
            _ORDERS[name](self, self._lines[arguments[0]].leg, *arguments[1:])

    def beat(self, now: float) -> None:
        """20 ms have gone by."""
        self._beats += 1
        for line in list(self._lines.values()):
            self._loop.attempt(line.leg.tick, now)
            turn = (self._beats + line.phase) % _BEATS_PER_SECOND
            if turn % _BEATS_PER_WRITE == 0:
                line.leg.write(now)
            if turn == 0:
                self._each_second(line, now)

    def close(self) -> None:
        """End all recordings, tell of them, and give the ports back."""
        for line in list(self._lines.values()):
            self.close_leg(line.leg)
        self._loading.close()
        self._writing.close()
        self._ports.close()

    def aim(self, leg: Leg, host: str, port: int, payload: int, dtmf: int | None, sends: bool, receives: bool) -> None:
        leg.point((host, port), Aim(payload, dtmf, sends, receives), self._loop.now())

    def play(self, leg: Leg, sounds: Sequence[str], token: str, loop: bool) -> None:
        leg.silence()
        wish = leg.wish

        def loaded(what: Loaded) -> None:
            for sound, why in what.refused:
                self._tell({"happened": "Unplayable", "leg": leg.name, "sound": sound, "why": why})
            if leg.wish == wish and leg.name in self._lines:
                leg.play(Playlist(what.sounds, token, loop))

        self._loading.run(lambda: self._sounds.load(sounds), loaded)

    def silence(self, leg: Leg) -> None:
        leg.silence()

    def join(self, leg: Leg, other: str) -> None:
        if other in self._lines and other != leg.name:
            leg.join(self._lines[other].leg, self._loop.now())

    def part(self, leg: Leg) -> None:
        leg.part()

    def record(self, leg: Leg, path: str) -> None:
        now = self._loop.now()
        if leg.recording is not None:
            leg.recording.finish(now)
        leg.recording = Recording(leg.name, path, now, self._writing, self._told)

    def pause_recording(self, leg: Leg, paused: bool) -> None:
        if leg.recording is not None:
            leg.recording.paused = paused

    def stop_recording(self, leg: Leg) -> None:
        if leg.recording is not None:
            leg.recording.finish(self._loop.now())
            leg.recording = None

    def press(self, leg: Leg, digits: str) -> None:
        leg.press(digits)

    def close_leg(self, leg: Leg) -> None:
        line = self._lines.pop(leg.name)
        leg.close(self._loop.now())
        line.control.say_bye(self._loop.now())
        for end in (line.pair.media, line.pair.control):
            self._loop.forget(end)
        self._ports.give_back(line.pair)
        self._fill()

    def _open(self, name: str, port: int) -> None:
        pair = self._ports.take(port)
        if pair is None:
            raise LookupError(f"port {port} is not bound")
        line = self._lines[name] = _Line(pair, self._loop, name, self._told)
        self._loop.watch(pair.media, line.read)
        self._loop.watch(pair.control, line.read_control)
        self._fill()

    def _fill(self) -> None:
        fresh = self._ports.fill(self._settings.waiting)
        if fresh:
            self._tell({"ports": fresh})

    def _told(self, happening: MediaHappening) -> None:
        self._tell(to_fields(happening))

    def _each_second(self, line: _Line, now: float) -> None:
        line.leg.watch(now, self._settings.patience)
        line.sampled_in -= 1
        if line.sampled_in <= 0:
            line.sampled_in = _SAMPLE_SECONDS
            self._sample(line, now)

    def _sample(self, line: _Line, now: float) -> None:
        reception = line.leg.incoming.since_last()
        line.control.report(now, reception)
        if reception.expected > 0:
            jitter, rtt = 1000 * reception.jitter, line.control.rtt_ms
            mos = mean_opinion_score(reception.loss, jitter, rtt)
            self._told(Sampled(line.leg.name, round(mos, 2), round(jitter, 2), round(reception.loss, 4), rtt))


_ORDERS: Final[dict[str, Callable[..., None]]] = {
    "aim": Switchboard.aim,
    "play": Switchboard.play,
    "silence": Switchboard.silence,
    "join": Switchboard.join,
    "part": Switchboard.part,
    "record": Switchboard.record,
    "pause_recording": Switchboard.pause_recording,
    "stop_recording": Switchboard.stop_recording,
    "press": Switchboard.press,
    "close": Switchboard.close_leg,
}
