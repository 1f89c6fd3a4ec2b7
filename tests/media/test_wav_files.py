"""Which files can be played, what is said of the others, and what conversion keeps."""

import wave
from pathlib import Path

import numpy as np
import pytest
from media.tone import share, tone

from acd.live.media.errors import SoundError
from acd.live.media.wav import prepared, read, write


def wav(path: Path, rate: int, channels: int, width: int, hertz: float = 440, seconds: float = 0.5) -> Path:
    """A tone in any format, on the first channel."""
    wave_form = 0.4 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)
    scaled = np.rint(wave_form * (2 ** (8 * width - 1) - 1)).astype("<i8") + (128 if width == 1 else 0)
    frames = np.zeros((len(scaled), channels, width), np.uint8)
    frames[:, 0] = scaled.view(np.uint8).reshape(-1, 8)[:, :width]
    if width == 1:
        frames[:, 1:] = 128
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(frames.tobytes())
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "a.wav"
    write(path, tone(440, 0.2))
    assert (read(path) == tone(440, 0.2)).all()
    assert [each.name for each in path.parent.iterdir()] == ["a.wav"]


@pytest.mark.parametrize(
    ("rate", "channels", "width"),
    [(8000, 1, 1), (8000, 2, 2), (16000, 1, 2), (44100, 2, 2), (48000, 1, 3), (22050, 1, 4), (11025, 2, 1)],
)
def test_other_formats_are_refused_in_words_and_prepared_beforehand(
    tmp_path: Path, rate: int, channels: int, width: int
) -> None:
    path = wav(tmp_path / "other.wav", rate, channels, width)
    with pytest.raises(SoundError, match=rf"{rate} Hz, {channels} channels, {8 * width} bit"):
        read(path)
    ready = prepared(path)
    assert ready != path
    sound = read(ready)
    assert len(sound) == pytest.approx(4000, abs=2)
    assert share(sound, 440) > 0.98
    assert np.abs(sound).max() == pytest.approx(0.4 * 32767 / channels, rel=0.05)
    assert prepared(path) == ready


def test_what_the_telephone_cannot_carry_is_filtered_and_does_not_fold_back(tmp_path: Path) -> None:
    sound = read(prepared(wav(tmp_path / "high.wav", 48000, 1, 2, hertz=6000)))
    assert np.abs(sound[200:-200]).max() < 0.4 * 32767 / 100


def test_a_file_that_fits_is_itself(tmp_path: Path) -> None:
    path = wav(tmp_path / "fits.wav", 8000, 1, 2)
    assert prepared(path) == path


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all" * 9, b"RIFF\x24\0\0\0WAVEfmt "])
def test_what_is_no_wav_file_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "none.wav"
    path.write_bytes(content)
    for use in (read, prepared):
        with pytest.raises(SoundError, match=r"none\.wav"):
            use(path)


def test_what_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="No such file"):
        read(tmp_path / "absent.wav")
    with pytest.raises(SoundError, match="directory"):
        read(tmp_path)


def test_a_file_cut_in_the_middle_of_a_sample_is_played_to_there(tmp_path: Path) -> None:
    path = wav(tmp_path / "cut.wav", 8000, 1, 2)
    path.write_bytes(path.read_bytes()[:-1001])
    assert len(read(path)) == 4000 - 501


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    path = wav(tmp_path / "long.wav", 4000, 1, 1, seconds=1801)
    with pytest.raises(SoundError, match="30 minutes"):
        prepared(path)
