"""Sounds that need no recording: hold music, the agent's zip tone, and the tones of the network, as WAV files.

Knows the tones of China's network (GF 002-9002: 450 Hz; busy 0.35 s on and off, ring-back 1 s on and 4 s off; they
differ by country). They and the music are computed once and kept in the user's cache. The music is our own and free of
anybody's rights. Refuses to know who hears what.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from acd.live.media.g711 import Samples
from acd.live.media.packet import RATE
from acd.live.media.wav import cached, write

Wave = npt.NDArray[np.float64]

_VERSION: Final = "1"
"""Goes up with any change of a sound: what is in the cache is made anew."""

_NETWORK_HERTZ: Final = 450.0
_NETWORK_LEVEL: Final = 0.16
"""−16 dBFS at the peak: about −10 dBm0, where a full-scale sine is +3.14 dBm0 (G.711)."""

_MUSIC_LEVEL: Final = 0.05
"""Root mean square, −26 dBFS: 6 dB below speech, so that an announcement after it is not a relief."""

_BEAT_SECONDS: Final = 0.5
_CHORDS: Final = (
    (48, 55, 59, 62, 64),  # C major 9
    (45, 52, 55, 60, 64),  # A minor 7
    (41, 48, 52, 57, 64),  # F major 7
    (43, 50, 55, 57, 62),  # G with its ninth
    (40, 47, 50, 55, 62),  # E minor 7
    (45, 52, 55, 59, 64),  # A minor 9
    (38, 45, 48, 53, 60),  # D minor 7
    (43, 50, 53, 57, 60),  # G sus 4
)
"""MIDI numbers, lowest first; one bar each."""

_FIGURE: Final = (0, 1, 2, 4, 3, 2, 1, 2)
"""Which note of the chord each eighth of the bar plucks."""

_MELODY: Final = ((0, 79), (3, 76), (8, 72), (11, 76), (16, 81), (22, 79), (24, 74), (28, 71))
_MELODY_AGAIN: Final = ((32, 79), (36, 74), (40, 76), (43, 79), (48, 77), (51, 74), (56, 72), (60, 74))
"""Eighth of the piece, and note."""


def hold_music() -> Path:
    """A quiet loop of 16 s, to be played in a loop; it has no seam."""
    return _kept("music", _music)


def zip_tone() -> Path:
    """The short tone that tells an agent that a caller is there."""
    return _kept("zip", _zip)


def busy_tone() -> Path:
    """One period of the busy tone, to be played in a loop."""
    return _kept("busy", lambda: _on_and_off(0.35, 0.35))


def ring_back_tone() -> Path:
    """One period of what a caller hears while a telephone rings, to be played in a loop."""
    return _kept("ring back", lambda: _on_and_off(1.0, 4.0))


def _kept(name: str, made: Callable[[], Wave]) -> Path:
    place = cached("tone", _VERSION, name)
    if not place.exists():
        write(place, _samples(made()))
    return place


def _samples(wave: Wave) -> Samples:
    return np.rint(np.clip(wave, -1, 1) * 32767).astype(np.int16)


def _sine(hertz: float, seconds: float) -> Wave:
    return np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


def _faded(wave: Wave, seconds: float = 0.005) -> Wave:
    """Without the clicks of a sudden start and end."""
    slope = np.linspace(0, 1, int(seconds * RATE))
    wave = wave.copy()
    wave[: len(slope)] *= slope
    wave[-len(slope) :] *= slope[::-1]
    return wave


def _on_and_off(on: float, off: float) -> Wave:
    tone = _faded(_NETWORK_LEVEL * _sine(_NETWORK_HERTZ, on))
    return np.concatenate([tone, np.zeros(int(off * RATE))])


def _zip() -> Wave:
    """Two short notes upwards: heard over a room, over before the caller has drawn breath."""
    return np.concatenate([_faded(0.14 * _sine(hertz, 0.09)) for hertz in (880.0, 1318.5)])


def _music() -> Wave:
    """Plucked chords, a slow melody over them, and a soft ground; what rings on at the end does so at the start."""
    eighth = int(_BEAT_SECONDS / 2 * RATE)
    loop = np.zeros(len(_CHORDS) * 8 * eighth)
    for bar, chord in enumerate(_CHORDS):
        _add(loop, bar * 8 * eighth, 0.5 * _ground(chord, 9 * eighth))
        for k, note in enumerate(_FIGURE):
            accent = 1.0 if k == 0 else 0.65 + 0.1 * (k % 2)
            _add(loop, (bar * 8 + k) * eighth, accent * _pluck(chord[note] + 12, 1.6))
    for at, note in (*_MELODY, *_MELODY_AGAIN):
        _add(loop, at * eighth, 0.9 * _pluck(note, 2.4))
    level: float = _MUSIC_LEVEL / float(np.sqrt(np.mean(loop**2)))
    return level * loop


def _add(loop: Wave, at: int, sound: Wave) -> None:
    """Lay a sound into the loop, round its end."""
    places = (at + np.arange(len(sound))) % len(loop)
    loop[places] += sound


def _pluck(note: int, seconds: float) -> Wave:
    """A struck bar, half way to a music box: partials that die the sooner the higher they are."""
    t = np.arange(int(seconds * RATE)) / RATE
    pitch = _hertz(note)
    sound = np.zeros(len(t))
    for multiple, strength, life in ((1.0, 1.0, 0.7), (2.0, 0.28, 0.4), (3.0, 0.1, 0.25), (4.01, 0.07, 0.12)):
        if multiple * pitch < 3400:  # the edge of the telephone's band
            sound += strength * np.exp(-t / life) * np.sin(2 * np.pi * multiple * pitch * t)
    return _faded(sound, 0.006)


def _ground(chord: tuple[int, ...], length: int) -> Wave:
    """The chord's middle, swelling and fading over its bar; two voices a little apart make it warm."""
    t = np.arange(length) / RATE
    swell = np.sin(np.pi * np.arange(length) / length) ** 2
    voices = [np.sin(2 * np.pi * _hertz(note + apart) * t) for note in chord[1:4] for apart in (-0.03, 0.03)]
    together: Wave = swell * np.sum(voices, axis=0) / 4
    return together


def _hertz(note: float) -> float:
    return float(440.0 * 2 ** ((note - 69) / 12))
