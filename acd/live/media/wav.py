"""WAV files: what can be played, and how anything else becomes it.

Played is PCM at 8 kHz, mono, 16 bit, and nothing else: while calls are up there is no time to convert. When a centre is
set up, :func:`prepared` converts any other PCM file (8 to 32 bit, any rate, stereo) into the cache. Refuses to know
what is said in a sound.
"""

import hashlib
import os
import tempfile
import wave
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from platformdirs import user_cache_path

from acd.language import _
from acd.live.media.errors import SoundError
from acd.live.media.g711 import Samples
from acd.live.media.packet import RATE

LONGEST_SECONDS: Final = 1800
"""Longer sounds are refused: what is played lies in memory."""

_MINUTES: Final = LONGEST_SECONDS // 60

_RATES: Final = range(4000, 192_001)


class _Content(NamedTuple):
    """What a file holds."""

    rate: int
    channels: int
    width: int
    frames: bytes

    @property
    def is_playable(self) -> bool:
        return (self.rate, self.channels, self.width) == (RATE, 1, 2)


def read(path: str | Path) -> Samples:
    """The samples of a file that can be played as it is.

    Raises :class:`SoundError` where there is no such file, it is no WAV file, or of another format.
    """
    content = _content(path)
    if not content.is_playable:
        words = _("{path}: {rate} Hz, {channels} channels, {bits} bit; 8000 Hz, one channel, 16 bit can be played")
        said = words.format(path=path, rate=content.rate, channels=content.channels, bits=8 * content.width)
        raise SoundError(said)
    return np.frombuffer(content.frames, "<i2").astype(np.int16)


def write(path: Path, samples: Samples) -> None:
    """Write a file that can be played, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file, wave.open(file, "wb") as wav:
            wav.setparams((1, 2, RATE, len(samples), "NONE", ""))
            wav.writeframes(samples.astype("<i2").tobytes())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def cached(*what: str) -> Path:
    """Where a sound made from these words is kept in the user's cache."""
    digest = hashlib.sha256("\0".join(what).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return user_cache_path("huawu") / "sounds" / f"{digest}.wav"


def prepared(path: str | Path) -> Path:
    """A file that can be played and sounds like this one: itself, or its conversion in the cache.

    Raises :class:`SoundError` where there is no such file, it is no PCM WAV file, or too long.
    """
    content = _content(path)
    if content.is_playable:
        return Path(path)
    shape = f"{content.rate} {content.channels} {content.width}"
    place = cached("prepared", shape, hashlib.sha256(content.frames).hexdigest())
    if not place.exists():
        write(place, resampled(_mono(content), content.rate))
    return place


def resampled(samples: npt.NDArray[np.float64], rate: int) -> Samples:
    """Samples at another rate at 8 kHz, filtered below 4 kHz so that nothing folds back."""
    from scipy.signal import resample_poly  # heavy, and not needed where sounds fit

    shared = int(np.gcd(rate, RATE))
    if rate != RATE and len(samples):
        samples = resample_poly(samples, RATE // shared, rate // shared)
    return np.clip(np.rint(samples), -32768, 32767).astype(np.int16)


def _content(path: str | Path) -> _Content:
    try:
        with wave.open(str(path), "rb") as wav:
            if not _is_sound(wav):
                raise SoundError(_("{path}: no sound can be had from this WAV file").format(path=path))
            if wav.getnframes() > LONGEST_SECONDS * wav.getframerate():
                raise SoundError(_("{path}: longer than {minutes} minutes").format(path=path, minutes=_MINUTES))
            frames = wav.readframes(wav.getnframes())
            size = wav.getnchannels() * wav.getsampwidth()
            return _Content(
                wav.getframerate(), wav.getnchannels(), wav.getsampwidth(), frames[: len(frames) // size * size]
            )
    except OSError as error:
        why = error.strerror or str(error)
        raise SoundError(_("{path} cannot be read: {why}").format(path=path, why=why)) from None
    except (wave.Error, EOFError) as error:
        raise SoundError(_("{path} is no PCM WAV file: {why}").format(path=path, why=error)) from None


def _is_sound(wav: wave.Wave_read) -> bool:
    return wav.getframerate() in _RATES and 1 <= wav.getnchannels() <= 8 and 1 <= wav.getsampwidth() <= 4


def _mono(content: _Content) -> npt.NDArray[np.float64]:
    """All channels together, on the scale of 16 bits."""
    samples = _numbers(content.frames, content.width) / 2.0 ** (8 * content.width - 16)
    channels = samples.reshape(-1, content.channels)
    return np.asarray(channels.mean(axis=1), np.float64)


def _numbers(frames: bytes, width: int) -> npt.NDArray[np.float64]:
    if width == 1:
        return np.frombuffer(frames, np.uint8).astype(np.float64) - 128
    if width == 3:
        wide = np.zeros((len(frames) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(frames, np.uint8).reshape(-1, 3)
        return np.frombuffer(wide.tobytes(), "<i4").astype(np.float64) / 256
    return np.frombuffer(frames, f"<i{width}").astype(np.float64)
