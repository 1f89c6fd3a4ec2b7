"""Tones, and how much of one is in a sound (Goertzel)."""

import math

import numpy as np

from acd.live.media.g711 import Samples
from acd.live.media.packet import RATE


def tone(hertz: float, seconds: float, level: float = 0.3) -> Samples:
    t = np.arange(int(seconds * RATE)) / RATE
    wave: Samples = (level * 32767 * np.sin(2 * math.pi * hertz * t)).astype(np.int16)
    return wave


def share(samples: Samples, hertz: float) -> float:
    """Share of the sound's energy that is at this frequency, 0 to 1."""
    energy = float(np.sum(samples.astype(np.float64) ** 2))
    if energy == 0:
        return 0.0
    turn = 2 * math.cos(2 * math.pi * hertz / RATE)
    before = last = 0.0
    for sample in samples.tolist():
        before, last = last, sample + turn * last - before
    power = before**2 + last**2 - turn * before * last
    return 2 * power / (energy * len(samples))
