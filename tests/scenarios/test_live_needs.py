"""What a live centre needs and does not: no volumes, but a way in, sounds that are there, and a safe address."""

import json
import os
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import scenarios
from scenarios import ScenarioError, live_needs, load
from scenarios.schema.live.codes import leaves

DESK = Path(scenarios.__file__).parent / "live_desk.yaml"

ONLY_LIVE = """\
scenario: front
opens: "08:00"
closes: "20:00"
groups: {desk: {}}
call_types: {call: {group: desk}}
agents: [{name: li, skills: {desk: 1}}]
trunks: {carrier: {address: 127.0.0.1}}
directory: {"95500": {call_type: call}}
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str) -> Path:
        file = tmp_path / "front.yaml"
        file.write_text(text, "utf-8")
        return file

    return to_file


def said(file: Path, overrides: Sequence[str] = ()) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load(file, overrides, live=True)
    return [str(problem).removeprefix(f"{file.parent}/") for problem in caught.value.problems]


def sound(file: Path, rate: int = 8000, frames: int = 80) -> None:
    with wave.open(str(file), "wb") as written:
        written.setparams((1, 2, rate, 0, "NONE", ""))
        written.writeframes(b"\0\0" * frames)


def test_a_file_for_a_live_centre_says_nothing_of_volumes(write: Write) -> None:
    scenario = load(write(ONLY_LIVE), live=True)
    assert live_needs(scenario) == []
    assert not {"arrivals", "talk"} & set(scenario.resolved()["call_types"]["call"])


def test_it_loads_again_from_what_it_resolves_to(write: Write) -> None:
    scenario = load(write(ONLY_LIVE), live=True)
    again = load(write(json.dumps(scenario.resolved() | {"date": "2026-11-02"})), live=True)
    assert again.resolved() == scenario.resolved() | {"date": "2026-11-02"}


def test_simulating_it_is_refused_with_all_that_is_missing(write: Write) -> None:
    file = write(ONLY_LIVE)
    with pytest.raises(ScenarioError) as caught:
        load(file)
    assert [str(problem).removeprefix(f"{file.parent}/") for problem in caught.value.problems] == [
        "front.yaml:1: date: is missing; a day has `date`, `opens` and `closes` (or give `duration`)",
        "front.yaml:5: call_types.call.arrivals: is missing; a simulation needs it (a live centre does not)",
        "front.yaml:5: call_types.call.talk: is missing; a simulation needs it (a live centre does not)",
    ]


def test_hours_are_needed_live_too(write: Write) -> None:
    assert "front.yaml:1: opens: is missing" in said(write(ONLY_LIVE.replace('opens: "08:00"\n', "")))[0]


@pytest.mark.parametrize(
    ("stands", "instead", "place", "words"),
    [
        ("{call_type: call}", "{group: desk}", "front.yaml:8: directory", 'directory: {"95500": {call_type: call}}'),
        ("trunks: {carrier: {address: 127.0.0.1}}\n", "", "front.yaml:1: trunks", "no carrier or PBX"),
        ("name: li", "name: 李", "front.yaml:6: agents[0].name", "phones sign in under this name"),
        ("carrier:", "运营商:", "front.yaml:7: trunks.运营商", "trunks are known by this name"),
        ("groups:", "listen: {address: 0.0.0.0}\ngroups:", "front.yaml:4: listen.address", "is encrypted"),
        (
            "groups:",
            "listen: {address: 0.0.0.0, tls: {certificate: c.pem, key: front.yaml}}\ngroups:",
            "front.yaml:4: listen.tls.certificate",
            "no file c.pem",
        ),
        (
            "groups:",
            "survey: {say: {file: s.wav}, keys: {'1': a}}\ngroups:",
            "front.yaml:4: survey.say.file",
            "s.wav: ",
        ),
        (
            'opens: "08:00"\ncloses: "20:00"\n',
            "duration: 2h\n",
            "front.yaml:2: duration",
            "a live centre has `opens` and `closes`",
        ),
    ],
)
def test_what_is_lacking_is_said_with_its_place(
    write: Write, stands: str, instead: str, place: str, words: str
) -> None:
    assert stands in ONLY_LIVE
    (line,) = said(write(ONLY_LIVE.replace(stands, instead, 1)))
    assert line.startswith(f"{place}: ")
    assert words in line


def test_what_is_lacking_is_said_of_a_loaded_scenario_too(write: Write) -> None:
    file = write(ONLY_LIVE + "announcements: {welcome: {file: hello.wav}}\n")
    with pytest.raises(ScenarioError):
        load(file, live=True)
    (problem,) = live_needs(load(write(file.read_text("utf-8") + "date: 2026-11-02\n"), [
        "call_types.call.arrivals={rate: 1/h}", "call_types.call.talk={constant: 9s}"]))  # fmt: skip
    assert (problem.line, problem.path) == (9, ("announcements", "welcome", "file"))


def test_an_override_that_breaks_it_is_named(write: Write) -> None:
    assert said(write(ONLY_LIVE), ["listen={address: 0.0.0.0}"])[0].startswith("--set listen={address: 0.0.0.0}: ")


def test_sounds_are_telephone_sound(write: Write, tmp_path: Path) -> None:
    file = write(ONLY_LIVE + "announcements: {hold_music: {file: music.wav}}\n")
    assert "music.wav: there is no such file" in said(file)[0]
    os.mkfifo(tmp_path / "pipe.wav")
    for name in ("pipe.wav", ".", '"a\\0b.wav"'):
        assert "there is no such file" in said(file, [f"announcements.hold_music.file={name}"])[0]
    (tmp_path / "music.wav").write_bytes(b"ID3 no wave at all")
    assert "music.wav: is no WAV file" in said(file)[0]
    sound(tmp_path / "music.wav", rate=44_100)
    assert "has 44100 Hz, 1 channels, 16 bit" in said(file)[0]
    sound(tmp_path / "music.wav", frames=0)
    assert "not empty" in said(file)[0]
    sound(tmp_path / "music.wav")
    assert load(file, live=True).announcements.hold_music is not None


def test_what_is_lacking_waits_until_the_rest_is_sound(write: Write) -> None:
    (line,) = said(write(ONLY_LIVE.replace("trunks: {carrier: {address: 127.0.0.1}}", "caller_number: none")))
    assert line.startswith("front.yaml:7: caller_number: ")


def test_the_desk_that_ships_can_be_served_and_simulated() -> None:
    assert live_needs(load(DESK)) == []
    scenario = load(DESK, live=True)
    assert scenario.staff_numbers() == {"A-01": "1001", "A-02": "1002", "B-01": "2001"}
    assert leaves(scenario.codes)[:2] == ["账单/查询", "账单/争议"]
    assert leaves(scenario.codes)[-2:] == ["投诉", "其他"]


def test_a_team_is_numbered_on(write: Write) -> None:
    text = ONLY_LIVE.replace("{name: li, skills", '{team: A, count: 2, number: "0099", skills')
    scenario = load(write(text.replace("[{team", "[{name: wang.li, skills: {desk: 1}}, {team")), live=True)
    assert scenario.staff_numbers() == {"wang.li": "", "A-01": "0099", "A-02": "0100"}
