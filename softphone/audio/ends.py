"""Where sound comes from and goes to: 20 ms frames of 8 kHz, mono, 16 bit.

Each end is one of a device, a file, a tone or nothing. Refuses to know calls and how fast time goes: whoever asks does
so every 20 ms.
"""

import array
import math
import wave
from collections import deque
from pathlib import Path
from typing import Any, Final, Protocol

from acd.language import _
from softphone.phone.port import FRAME, PhoneError

RATE: Final = 8000
SILENCE: Final = bytes(FRAME)
_WAITING: Final = 10
"""Frames between a device and us: more would only be late."""


class Source(Protocol):
    """Something to say."""

    name: str

    def read(self) -> bytes: ...
    def close(self) -> None: ...


class Sink(Protocol):
    """Something that hears."""

    name: str

    def write(self, frame: bytes) -> None: ...
    def close(self) -> None: ...


class Nothing:
    """Silence in, nowhere out."""

    name = "null"

    def read(self) -> bytes:
        return SILENCE

    def write(self, frame: bytes) -> None:
        pass

    def close(self) -> None:
        pass


class Tone:
    """A tone, so that the other end hears that the line works."""

    name = "tone"

    def __init__(self, hertz: float = 440.0, loud: float = 0.1) -> None:
        samples = (int(32767 * loud * math.sin(2 * math.pi * hertz * at / RATE)) for at in range(RATE))
        self._second = array.array("h", samples).tobytes()
        self._at = 0

    def read(self) -> bytes:
        frame = self._second[self._at : self._at + FRAME]
        self._at = (self._at + FRAME) % len(self._second)
        return frame

    def close(self) -> None:
        pass


class FileSource:
    """A WAV file, again and again."""

    def __init__(self, path: Path) -> None:
        self.name = f"file:{path}"
        try:
            with wave.open(str(path)) as opened:
                if (opened.getframerate(), opened.getnchannels(), opened.getsampwidth()) != (RATE, 1, 2):
                    raise PhoneError("no_device", _("{file} must be a WAV of 8 kHz, mono, 16 bit").format(file=path))
                self._sound = opened.readframes(opened.getnframes()) or SILENCE
        except (OSError, EOFError, wave.Error) as error:
            raise PhoneError("no_device", _("{file} cannot be read: {why}").format(file=path, why=error)) from None
        self._at = 0

    def read(self) -> bytes:
        frame = self._sound[self._at : self._at + FRAME]
        self._at = self._at + FRAME if self._at + FRAME < len(self._sound) else 0
        return frame.ljust(FRAME, b"\0")

    def close(self) -> None:
        pass


class FileSink:
    """What is heard, into a WAV file."""

    def __init__(self, path: Path) -> None:
        self.name = f"file:{path}"
        try:
            self._file = wave.open(str(path), "wb")  # noqa: SIM115 - closed with the sink
        except OSError as error:
            raise PhoneError("no_device", _("{file} cannot be written: {why}").format(file=path, why=error)) from None
        self._file.setparams((1, 2, RATE, 0, "NONE", ""))

    def write(self, frame: bytes) -> None:
        self._file.writeframes(frame)

    def close(self) -> None:
        self._file.close()


class DeviceSource:
    """A microphone."""

    def __init__(self, name: str = "") -> None:
        self.name, self._frames = name or "default", deque[bytes](maxlen=_WAITING)
        self._stream = _open("RawInputStream", name, self._come)

    def read(self) -> bytes:
        return self._frames.popleft() if self._frames else SILENCE

    def close(self) -> None:
        self._stream.close()

    def _come(self, sound: Any, _frames: int, _time: Any, _status: Any) -> None:
        self._frames.append(bytes(sound))


class DeviceSink:
    """A loudspeaker."""

    def __init__(self, name: str = "") -> None:
        self.name, self._frames = name or "default", deque[bytes](maxlen=_WAITING)
        self._stream = _open("RawOutputStream", name, self._wanted)

    def write(self, frame: bytes) -> None:
        self._frames.append(frame)

    def close(self) -> None:
        self._stream.close()

    def _wanted(self, sound: Any, _frames: int, _time: Any, _status: Any) -> None:
        sound[:] = self._frames.popleft() if self._frames else bytes(len(sound))


def names() -> dict[str, list[str]]:
    """The devices of this machine; none where there is no PortAudio."""
    try:
        import sounddevice

        known = list(sounddevice.query_devices())
    except (OSError, ImportError, ValueError, RuntimeError):
        known = []
    return {
        "inputs": [each["name"] for each in known if each["max_input_channels"]],
        "outputs": [each["name"] for each in known if each["max_output_channels"]],
    }


def source(name: str) -> Source:
    """``null``, ``tone``, ``file:PATH`` or a device's; raises :class:`PhoneError`."""
    if name.startswith("file:"):
        return FileSource(Path(name.removeprefix("file:")))
    return {"null": Nothing, "tone": Tone}[name]() if name in ("null", "tone") else DeviceSource(name)


def sink(name: str) -> Sink:
    """``null``, ``file:PATH`` or a device's; raises :class:`PhoneError`."""
    if name.startswith("file:"):
        return FileSink(Path(name.removeprefix("file:")))
    return Nothing() if name in ("null", "tone") else DeviceSink(name)


def _open(kind: str, name: str, call: Any) -> Any:
    try:
        import sounddevice
    except (OSError, ImportError):
        raise PhoneError("no_device", _("there is no PortAudio on this machine; install libportaudio2")) from None
    given = {"samplerate": RATE, "channels": 1, "dtype": "int16", "blocksize": FRAME // 2}
    try:
        stream = getattr(sounddevice, kind)(device=name or None, callback=call, **given)
        stream.start()
    except (sounddevice.PortAudioError, ValueError, OSError) as error:
        why = _("the sound device {name} cannot be used: {why}")
        raise PhoneError("no_device", why.format(name=name or _("(the usual one)"), why=error)) from None
    return stream
