"""Text as sound: espeak-ng, as ``espeakng-loader`` brings it, rendered once and kept in the user's cache.

Knows the engine's interface (speak_lib.h of 1.52, through ctypes) and that it is one per process and not thread-safe.
Refuses to know what is announced and when. Rendering takes some 20 ms a sentence: call it on a thread.
"""

import ctypes
import threading
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from acd.language import Language, _
from acd.live.media.errors import SoundError
from acd.live.media.g711 import Samples
from acd.live.media.packet import RATE
from acd.live.media.wav import cached, resampled, write

_VERSION: Final = "1"
"""Goes up with any change of how speech is made: what is in the cache is made anew."""

_VOICES: Final[dict[Language, bytes]] = {"zh": b"cmn", "en": b"en"}
_WORDS_PER_MINUTE: Final[dict[Language, int]] = {"zh": 170, "en": 155}
_LONGEST_TEXT: Final = 2000

_SYNCHRONOUS: Final = 2
_DONT_EXIT: Final = 0x8000
_UTF8: Final = 1
_RATE_PARAMETER: Final = 1

_LOUDNESS: Final = 0.1
"""Root mean square while speaking, of full scale: −20 dBFS, what telephone networks expect (ITU-T G.100.1 Annex A)."""

_PEAK: Final = 0.7
_QUIET: Final = 0.01
_LEAD_SECONDS: Final = 0.05

_lock: Final = threading.Lock()
_heard: list[npt.NDArray[np.int16]] = []


def speak(text: str, language: Language) -> Path:
    """A WAV file (8 kHz, mono, 16 bit) of a text spoken in a language.

    Raises :class:`SoundError` where there is no speech engine, or it can make nothing of the text.
    """
    place = cached("speech", _VERSION, language, text)
    if not place.exists():
        write(place, _levelled(_rendered(text, language)))
    return place


def _rendered(text: str, language: Language) -> Samples:
    failed = SoundError(
        _("the speech engine could not say {text} in {language}").format(text=repr(text[:60]), language=language)
    )
    if not text.strip() or len(text) > _LONGEST_TEXT:
        raise failed
    with _lock:
        engine, rate = _engine()
        _heard.clear()
        if engine.espeak_SetVoiceByName(_VOICES[language]):
            raise failed
        engine.espeak_SetParameter(_RATE_PARAMETER, _WORDS_PER_MINUTE[language], 0)
        spoken = text.encode("utf-8", "replace") + b"\0"
        if engine.espeak_Synth(spoken, len(spoken), 0, 1, 0, _UTF8, None, None) or not _heard:
            raise failed
        return resampled(np.concatenate(_heard).astype(np.float64), rate)


def _levelled(samples: Samples) -> Samples:
    """Without the silence around it, at the level of a telephone call."""
    wave = samples / 32768
    loud = np.flatnonzero(np.abs(wave) > _QUIET)
    if len(loud) == 0:
        return samples
    lead = int(_LEAD_SECONDS * RATE)
    wave = wave[max(0, loud[0] - lead) : loud[-1] + lead]
    speaking = np.sqrt(np.mean(wave[np.abs(wave) > _QUIET] ** 2))
    factor = min(_LOUDNESS / speaking, _PEAK / np.max(np.abs(wave)))
    levelled: Samples = np.rint(wave * factor * 32767).astype(np.int16)
    return levelled


@cache
def _engine() -> tuple[Any, int]:
    """The library and its sampling rate; loaded when first wanted."""
    try:
        import espeakng_loader  # type: ignore[import-untyped]

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        rate = library.espeak_Initialize(_SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _DONT_EXIT)
    except (ImportError, OSError, RuntimeError) as error:
        raise SoundError(_("no speech engine is here: {why}").format(why=error)) from None
    if rate <= 0:
        raise SoundError(_("no speech engine is here: {why}").format(why=rate))
    library.espeak_SetSynthCallback(_callback)
    library.espeak_Synth.argtypes = (
        *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint),
        *(ctypes.POINTER(ctypes.c_uint), ctypes.c_void_p),
    )
    return library, rate


def _take(samples: Any, count: int, _events: Any) -> int:
    """The engine's callback: a stretch of sound; 0 lets it go on."""
    if samples and count > 0:
        _heard.append(np.ctypeslib.as_array(samples, (count,)).copy())
    return 0


_callback: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)(_take)
