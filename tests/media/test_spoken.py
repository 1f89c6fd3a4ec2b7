"""Speech, numbers and tones as files that can be played."""

from contextlib import suppress

import numpy as np
import pytest
from media.tone import share

from acd.language import Language
from acd.live.media import speech, tones
from acd.live.media.errors import SoundError
from acd.live.media.numbers import agent_number, spoken_number
from acd.live.media.packet import RATE
from acd.live.media.wav import read


@pytest.mark.parametrize(("text", "language"), [("您好，欢迎致电。", "zh"), ("Welcome. Please hold the line.", "en")])
def test_text_becomes_speech_of_a_natural_length_and_level(text: str, language: Language) -> None:
    sound = read(speech.speak(text, language)) / 32768
    assert 1.0 < len(sound) / RATE < 4.0
    assert 0.4 < np.abs(sound).max() <= 0.71
    assert 0.04 < np.sqrt(np.mean(sound**2)) < 0.12
    assert np.abs(sound[[0, -1]]).max() < 0.02, "no click"
    spectrum = np.abs(np.fft.rfft(sound)) ** 2
    low = spectrum[: int(len(spectrum) * 0.5)].sum()
    assert low > 0.7 * spectrum.sum(), "speech has its energy below 2 kHz"


def test_what_was_spoken_once_is_kept() -> None:
    first = speech.speak("一", "zh")
    made = first.stat().st_mtime_ns
    assert speech.speak("一", "zh") == first
    assert first.stat().st_mtime_ns == made
    assert speech.speak("一", "en") != first


def test_the_same_characters_are_said_otherwise_in_mandarin_and_in_english() -> None:
    assert len(read(speech.speak("123", "zh"))) != len(read(speech.speak("123", "en")))


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5000])
def test_what_cannot_be_said_is_refused(text: str) -> None:
    with pytest.raises(SoundError, match="could not say"):
        speech.speak(text, "zh")


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "<speak>&amp;</speak>", "[[x]]", "🙂", "%s%n"])
def test_odd_text_is_said_or_refused_in_words(text: str) -> None:
    with suppress(SoundError):
        assert len(read(speech.speak(text, "zh")))


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        ("1023", "幺 零 二 三", "one zero two three"),
        ("A-01", "A 零 幺", "A zero one"),
        ("", "", ""),
        ("b7", "B 七", "B seven"),
    ],
)
def test_numbers_are_said_digit_by_digit(number: str, zh: str, en: str) -> None:
    assert spoken_number(number, "zh") == zh
    assert spoken_number(number, "en") == en


def test_an_agents_number_is_told() -> None:
    assert agent_number("1023", "zh") == "工号幺 零 二 三，为您服务。"
    assert agent_number("1023", "en") == "Agent one zero two three at your service."


def test_hold_music_is_long_quiet_rich_and_has_no_seam() -> None:
    music = read(tones.hold_music()).astype(np.float64)
    assert len(music) >= 16 * RATE
    assert 20 * np.log10(np.sqrt(np.mean(music**2)) / 32768) == pytest.approx(-26, abs=0.5)
    spectrum = np.abs(np.fft.rfft(music)) ** 2
    assert spectrum.max() < 0.2 * spectrum.sum(), "not a bare sine"
    assert abs(music[0] - music[-1]) <= np.percentile(np.abs(np.diff(music)), 99)
    assert spectrum[: int(3400 * len(music) / RATE)].sum() > 0.999 * spectrum.sum()


def test_tones_of_the_network_are_what_the_network_has() -> None:
    busy, ring = read(tones.busy_tone()), read(tones.ring_back_tone())
    assert (len(busy), len(ring)) == (int(0.7 * RATE), 5 * RATE)
    for tone, on in ((busy, 0.35), (ring, 1.0)):
        assert share(tone[: int(on * RATE)], 450) > 0.97
        assert not tone[int(on * RATE) :].any()
    assert len(read(tones.zip_tone())) < 0.3 * RATE
