"""Recordings of talks (B14): which calls, where, for how long kept, and a disk that fills.

Knows files and the scenario's share. A call is never refused or ended for want of a recording.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from acd.events import MICROSECONDS, NOBODY, Kind
from acd.live.floor.calls import LiveCall
from acd.live.floor.door import Door
from acd.live.port import Leg, Recorded, Telephony
from acd.rules import noted
from scenarios.schema.live.after import Recording

_PARTS = 10_000


class Recordings:
    """``say`` is told why there is no recording, in words for the log."""

    def __init__(
        self, wanted: Recording, folder: Path, day: str, door: Door, telephony: Telephony, say: Callable[[str], None]
    ) -> None:
        self._wanted = wanted
        self._folder = folder
        self.day = day
        self._door = door
        self._telephony = telephony
        self._say = say
        self._running: dict[Leg, tuple[int, int, str]] = {}
        """Call, agent and name of each that is not whole yet: that is told when the leg has left its call."""

    def begin(self, call: LiveCall) -> None:
        """Record a call that has just been connected, if it is one of those to be recorded and there is room."""
        if not self._is_chosen(call.number) or not self._has_room():
            return
        recording = f"{self.day}/{call.number:06d}-{call.agent_leg.partition('.')[2]}.wav"
        call.recording = recording
        centre, kind, number, a = self._door.centre, Kind.RECORDING_STARTED, call.number, call.agent
        self._door.enter(lambda now: noted(centre, now, kind, NOBODY, number, a), {kind: {"recording": recording}})
        self._running[call.agent_leg] = number, a, recording
        self._telephony.record(call.agent_leg, str(self._folder / recording))

    def ended(self, of: Recorded) -> None:
        """A recording is whole, or there is none."""
        number, a, recording = self._running.pop(of.leg, (NOBODY, NOBODY, ""))
        if recording:
            told = {"recording": recording, "seconds": of.seconds, "failed": of.failed or None}
            centre, kind = self._door.centre, Kind.RECORDING_ENDED
            self._door.enter(lambda now: noted(centre, now, kind, NOBODY, number, a), {kind: told})

    def _is_chosen(self, number: int) -> bool:
        """Spread evenly over the calls: as many of any hundred as the share says."""
        share = round(self._wanted.share * _PARTS)
        return (number + 1) * share // _PARTS > number * share // _PARTS

    def _has_room(self) -> bool:
        try:
            (self._folder / self.day).mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self._folder).free
        except OSError as wrong:
            self._say(f"{self._folder}: {wrong.strerror or wrong}")
            return False
        if free < self._wanted.minimum_free:
            self._say(f"{self._folder}: {free} < {self._wanted.minimum_free} B")
            return False
        return True

    def drop_old(self) -> Iterator[Path]:
        """Remove recordings that have been kept long enough; those removed."""
        until = time.time() - self._wanted.keep / MICROSECONDS
        for file in self._folder.glob("*/*.wav"):
            if file.stat().st_mtime < until:
                file.unlink()
                yield file
