"""The sound of a call without a sound card: files, a tone, silence; levels, mute, a dead microphone."""

import array
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from acd.language import speak
from softphone.audio import ends
from softphone.audio.sound import Sounds, level
from softphone.phone.port import FRAME, PhoneError

LOUD = array.array("h", [8000, -16384] * (FRAME // 4)).tobytes()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


class Call:
    """The engine's ends of one call."""

    def __init__(self) -> None:
        self.said: list[bytes] = []

    def hear(self, _leg: str) -> bytes:
        return LOUD

    def say(self, _leg: str, frame: bytes) -> None:
        self.said.append(frame)


class Still(Sounds):
    """Sound that goes on only when the test says so."""

    def _run(self) -> None:
        pass


def test_a_file_is_said_and_what_is_heard_is_written(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "in.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(LOUD)
    call = Call()
    sound = Still(call.hear, call.say, f"file:{tmp_path}/in.wav", f"file:{tmp_path}/out.wav")
    sound.talk("one")
    sound.frame()
    sound.frame()
    assert call.said == [LOUD, LOUD]
    assert sound.levels() == (pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01))
    sound.close()
    with wave.open(str(tmp_path / "out.wav")) as file:
        assert file.readframes(1000) == LOUD * 2


def test_who_is_muted_says_silence() -> None:
    call = Call()
    sound = Still(call.hear, call.say, "tone", "null")
    sound.talk("one")
    sound.mute(True)
    sound.frame()
    assert call.said == [bytes(FRAME)]
    sound.mute(False)
    sound.frame()
    assert level(call.said[1]) > 0.05


def test_where_there_is_no_device_a_tone_stands_for_it_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_given: object) -> object:
        raise PhoneError("no_device", "there is no PortAudio on this machine")

    monkeypatch.setattr(ends, "_open", none)
    call = Call()
    view = Still(call.hear, call.say).view()
    assert (view["input"], view["output"]) == ("tone", "null")
    assert "no PortAudio" in view["fallback"]


def test_a_dead_microphone_is_said(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "dead.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(FRAME))
    call = Call()
    sound = Still(call.hear, call.say, f"file:{tmp_path}/dead.wav", "null")
    sound.talk("one")
    for _frame in range(249):
        sound.frame()
    assert sound.view()["warning"] == ""
    sound.frame()
    assert "silent" in sound.view()["warning"]
    sound.use("tone", "")
    sound.frame()
    assert sound.view()["warning"] == ""


@pytest.mark.parametrize("name", ["file:/nowhere.wav", "file:/etc/passwd"])
def test_what_is_no_sound_is_refused_in_words(name: str) -> None:
    call = Call()
    sound = Still(call.hear, call.say, "tone", "null")
    with pytest.raises(PhoneError, match="cannot be read"):
        sound.use(name, "")
    assert sound.view()["input"] == "tone"


def test_it_rings_and_lets_one_hear_oneself() -> None:
    call = Call()
    sound = Still(call.hear, call.say, "tone", "null")
    sound.ring(True)
    sound.frame()
    assert sound.levels()[1] > 0.1
    sound.ring(False)
    sound.hear_yourself(True)
    for _frame in range(51):
        sound.frame()
    assert sound.levels()[1] > 0.05
