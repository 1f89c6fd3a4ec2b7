"""Recordings: both sides in their places, whole files only, and disks that say no."""

import errno
import os
import wave
from pathlib import Path

import numpy as np
import pytest
from media.far_end import Exchange, Telephone, frame_of
from media.tone import share, tone

from acd.live.media import recording as module
from acd.live.media.errands import Errands
from acd.live.media.g711 import Samples
from acd.live.media.happenings import MediaHappening, Recorded, RecordingFailed
from acd.live.media.packet import FRAME, PCMA, PCMU, RATE
from acd.live.media.playlist import Playlist, Sound
from acd.live.media.recording import Recording, salvage


class Booth:
    """Two joined telephones, the first on record."""

    def __init__(self, path: Path) -> None:
        self.exchange = Exchange()
        self.told: list[MediaHappening] = []
        self.errands = Errands("test")
        self.one, self.two = self.exchange.telephone("one"), self.exchange.telephone("two", PCMA)
        self.one.leg.join(self.two.leg, self.exchange.now)
        self.path = path
        self.recording = Recording("one", str(path), self.exchange.now, self.errands, self.told.append)
        self.one.leg.recording = self.recording

    def talk(self, frames: int, said: float | None = None, heard: float | None = None) -> None:
        speakers: list[tuple[Telephone, Samples]] = [
            (phone, tone(hertz, 1.0)) for phone, hertz in ((self.one, said), (self.two, heard)) if hertz
        ]

        def each(number: int) -> None:
            for phone, sound in speakers:
                phone.say(frame_of(sound, number), self.exchange.now)
            if number % 25 == 0:
                self.one.leg.write(self.exchange.now)

        self.exchange.run(frames, each)
        for phone in (self.one, self.two):  # a telephone that says nothing still counts time
            if all(phone is not speaker for speaker, _sound in speakers):
                phone.timestamp += frames * FRAME

    def finish(self) -> Samples:
        self.one.leg.close(self.exchange.now)
        self.errands.close()
        with wave.open(str(self.path)) as wav:
            assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (RATE, 2, 2)
            content = wav.readframes(wav.getnframes())
        return np.frombuffer(content, "<i2").reshape(-1, 2)


@pytest.fixture
def booth(tmp_path: Path) -> Booth:
    return Booth(tmp_path / "new" / "call.wav")


def seconds(both: Samples, side: int, begin: float, end: float) -> Samples:
    return both[int(begin * RATE) : int(end * RATE), side]


def test_left_is_what_it_says_and_right_what_it_hears_at_the_same_moment(booth: Booth) -> None:
    booth.talk(50)
    booth.talk(50, said=440)
    booth.talk(50, heard=1000)
    booth.talk(50, said=440, heard=1000)
    both = booth.finish()
    assert booth.told == [Recorded("one", str(booth.path), 4.0)]
    assert len(both) == 4 * RATE
    for side, hertz, quiet, loud in ((0, 440, 2, 1), (1, 1000, 1, 2)):
        assert not seconds(both, side, 0, 1).any()
        assert share(seconds(both, side, loud + 0.03, loud + 0.97), hertz) > 0.99
        assert not seconds(both, side, quiet + 0.03, quiet + 0.97).any()
        assert share(seconds(both, side, 3.03, 3.97), hertz) > 0.99


def test_both_sides_of_one_moment_are_within_a_frame(booth: Booth) -> None:
    booth.talk(20)
    click = np.full(FRAME, 9000, np.int16)
    booth.exchange.run(1, lambda _n: [phone.say(click, booth.exchange.now) for phone in (booth.one, booth.two)])
    booth.talk(20)
    both = booth.finish()
    starts = [np.flatnonzero(np.abs(both[:, side]) > 5000)[0] for side in (0, 1)]
    assert abs(int(starts[0]) - int(starts[1])) <= FRAME
    assert abs(int(starts[0]) / RATE - 0.41) < 0.02


def test_what_is_played_is_on_record(booth: Booth) -> None:
    booth.one.leg.play(Playlist([Sound(tone(700, 1.0))]))
    booth.talk(50)
    assert share(booth.finish()[RATE // 10 :, 1], 700) > 0.99


def test_a_pause_is_silence_in_its_place(booth: Booth) -> None:
    booth.talk(50, said=440, heard=1000)
    booth.recording.paused = True
    booth.talk(50, said=440, heard=1000)
    booth.recording.paused = False
    booth.talk(50, said=440, heard=1000)
    both = booth.finish()
    assert len(both) == 3 * RATE
    assert not seconds(both, 0, 1.02, 1.98).any()
    assert not seconds(both, 1, 1.02, 1.98).any()
    assert share(seconds(both, 0, 2.02, 2.98), 440) > 0.99


def test_nothing_bears_its_name_before_it_is_whole(booth: Booth) -> None:
    booth.talk(100, said=440)
    booth.errands.run(lambda: None, lambda _nothing: None)
    assert not booth.path.exists()
    booth.finish()
    assert [each.name for each in booth.path.parent.iterdir()] == ["call.wav"]


def test_a_folder_that_cannot_be_written_ends_the_recording_and_not_the_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    booth = Booth(tmp_path / "file" / "call.wav")
    booth.talk(100, said=440, heard=1000)
    booth.errands.close()
    assert [type(each) for each in booth.told] == [RecordingFailed]
    assert share(booth.one.sound(), 1000) > 0.99


def test_a_full_disk_ends_the_recording_and_leaves_nothing(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int, content: bytes) -> int:
        if len(content) > 1000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return os.pwrite(_handle, content, 0)

    monkeypatch.setattr(module.os, "write", full)
    booth.talk(200, said=440)
    booth.one.leg.close(booth.exchange.now)
    booth.errands.close()
    assert booth.told == [RecordingFailed("one", str(booth.path), os.strerror(errno.ENOSPC))]
    assert list(booth.path.parent.iterdir()) == []


def test_a_disk_that_takes_a_part_at_a_time_gets_it_all(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(module.os, "write", lambda handle, content: whole(handle, bytes(content[:1000])))
    booth.talk(50, said=440)
    assert len(booth.finish()) == RATE


def test_a_disk_that_stands_still_ends_the_recording(booth: Booth) -> None:
    """Its thread never gets to it here: what waits is bounded."""
    for _ in range(70):
        booth.exchange.now += 0.5
        booth.recording.tick(booth.exchange.now)
    assert booth.recording.over
    assert [type(each) for each in booth.told] == [RecordingFailed]
    booth.errands.close()


def test_a_recording_is_never_replaced(booth: Booth) -> None:
    booth.talk(10, said=440)
    booth.path.parent.mkdir(exist_ok=True)
    booth.path.write_bytes(b"another")
    booth.one.leg.close(booth.exchange.now)
    booth.errands.close()
    assert [type(each) for each in booth.told] == [RecordingFailed]
    assert booth.path.read_bytes() == b"another"


def test_what_a_dead_process_left_becomes_a_recording(booth: Booth) -> None:
    booth.talk(150, said=440)
    booth.errands.close()  # what was written until now
    saved = salvage(str(booth.path))
    assert saved is not None
    assert 1.5 <= saved <= 3.0
    with wave.open(str(booth.path)) as wav:
        assert wav.getnframes() == saved * RATE
    assert salvage(str(booth.path)) is None


def test_laws_may_change_on_the_way(booth: Booth) -> None:
    booth.talk(50, said=440)
    booth.one.law = PCMA
    booth.talk(50, said=440)
    assert booth.two.law == PCMA
    assert booth.one.law != PCMU
    assert share(booth.finish()[RATE // 10 :, 0], 440) > 0.99
