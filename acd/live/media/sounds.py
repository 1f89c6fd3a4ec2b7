"""Sounds in memory, read on the errand's thread, the ones not played for longest given up first.

Knows that a file may change between two plays. Refuses to know who hears it.
"""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from acd.live.media import wav
from acd.live.media.errors import SoundError
from acd.live.media.playlist import Sound

_MOST: Final = 64 << 20
"""Bytes kept, beside what is being played."""

_Key = tuple[str, int, int]


class Loaded(NamedTuple):
    """The sounds that there are, and what is wrong with the others."""

    sounds: list[Sound]
    refused: list[tuple[str, str]]


class Sounds:
    """Files as sounds; used on one thread only."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, Sound] = OrderedDict()
        self._size = 0

    def load(self, paths: Sequence[str]) -> Loaded:
        """All that can be played, in order."""
        loaded = Loaded([], [])
        for path in paths:
            try:
                loaded.sounds.append(self._sound(path))
            except SoundError as error:
                loaded.refused.append((path, str(error)))
        return loaded

    def _sound(self, path: str) -> Sound:
        key = _key(path)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        sound = Sound(wav.read(path))
        self._kept[key] = sound
        self._size += sound.size
        while self._size > _MOST and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1].size
        return sound


def _key(path: str) -> _Key:
    """The file as it is now; of one that is not there, reading says what is wrong."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size
