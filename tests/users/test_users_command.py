"""``acd users`` as people use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from acd.cli.users import users
from acd.language import speak
from acd.live.users import UserKind, Users


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HUAWU_SECRETS", str(tmp_path))
    speak("en")
    yield
    speak(None)


def said(*words: str) -> str:
    result = CliRunner().invoke(users, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_added_listed_revoked() -> None:
    secret = said("add", "A-01").strip()
    assert Users().verify("A-01", secret)
    said("add", "pbx", "--trunk")
    said("add", "li", "--leader")
    assert said("list") == "A-01\tagent\nli\tleader\npbx\ttrunk\n"
    assert secret not in said("list")
    said("revoke", "A-01")
    assert Users().names() == ["li", "pbx"]
    assert Users().kind("pbx") is UserKind.TRUNK


def test_both_kinds_are_refused() -> None:
    result = CliRunner().invoke(users, ["add", "x", "--trunk", "--leader"])
    assert "not both" in str(result.exception)
    assert Users().names() == []
