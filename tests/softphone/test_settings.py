"""Settings: what is wrong is named by file and key, and nobody is kept from working by it."""

import os
import stat
from pathlib import Path

import pytest

from softphone.hooks import arguments
from softphone.settings import (
    filled,
    folder,
    keep_secret,
    read_secret,
    read_settings,
    settings_file,
    settings_from,
    write_settings,
)

GOOD = """
language = "zh"
centre = "ws://127.0.0.1:8060/agent"
on_offer = ["crm", "--caller", "{caller}"]
[scripts.default]
opening = "您好，工号{agent}为您服务"
[keys]
answer = "f8"
"""


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "softphone.toml"
    file.write_text(GOOD, "utf-8")
    settings, wrong = read_settings(file)
    assert wrong == []
    assert settings.on_offer == ("crm", "--caller", "{caller}")
    assert settings.keys["answer"] == ("f8",)
    assert settings.script("bill", "billing").opening.startswith("您好")


def test_no_file_is_no_mistake(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml")[1] == []


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"colour": "red"}, "x.toml: colour: there is no such setting"),
        ({"bell": "yes"}, "x.toml: bell: must be true or false"),
        ({"on_offer": "crm {caller}"}, "x.toml: on_offer: must be a list"),
        ({"on_end": ["crm", "{shoe}"]}, "x.toml: on_end: there is no {shoe}"),
        ({"notify": "smoke"}, "x.toml: notify: must be one of: osc777"),
        ({"scripts": {"default": {"middle": "x"}}}, "x.toml: scripts: must be tables"),
        ({"keys": {"answer": "q"}}, "x.toml: keys.answer: q is no key"),
    ],
)
def test_a_bad_entry_is_named_and_the_rest_is_used(told: dict[str, object], named: str) -> None:
    settings, wrong = settings_from(told | {"seat": "12"}, "x.toml")
    assert len(wrong) == 1
    assert wrong[0].startswith(named)
    assert settings.seat == "12"


def test_what_is_no_toml_is_said(tmp_path: Path) -> None:
    file = tmp_path / "softphone.toml"
    file.write_text("bell = = 1")
    assert str(file) in read_settings(file)[1][0]


def test_what_was_entered_is_kept_beside_what_stands_there() -> None:
    file = settings_file()
    write_settings(file, name="A-01", seat="1")
    with file.open("a") as written:
        written.write("[keys]\nanswer = 'f8'\n")
    write_settings(file, seat='2"\\', centre="ws://c/agent")
    settings, wrong = read_settings(file)
    assert wrong == []
    assert (settings.name, settings.seat, settings.centre) == ("A-01", '2"\\', "ws://c/agent")
    assert settings.keys["answer"] == ("f8",)


def test_a_secret_is_its_owners_alone() -> None:
    keep_secret("A-01", "hush")
    keep_secret("A-02", "hush2")
    assert (read_secret("A-01"), read_secret("A-02"), read_secret("A-03")) == ("hush", "hush2", "")
    keep_secret("A-01", "")
    assert read_secret("A-01") == ""
    if os.name == "posix":
        assert stat.S_IMODE((folder() / "softphone-secrets.json").stat().st_mode) == 0o600


def test_placeholders_are_all_that_is_filled_in() -> None:
    assert filled("{caller} {0} {agent.x} {{", {"caller": "{agent}"}) == "{agent}   {{"


def test_a_caller_cannot_become_an_option_or_a_command() -> None:
    told = {"caller": "--delete; rm -rf /", "name": "$(reboot)"}
    assert arguments(("crm", "{caller}", "x={name}"), told) == ["crm", "delete; rm -rf /", "x=$(reboot)"]
