"""Secrets: shown once, checked in either way, gone when revoked, and never in a file that others can read."""

import hashlib
import json
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from acd.language import speak
from acd.live.users import REALM, UserKind, Users, UsersError, users_file


@pytest.fixture(autouse=True)
def _english():
    speak("en")
    yield
    speak(None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "secrets" / "users.json"


def test_a_secret_is_checked_in_words_and_by_digest(file: Path) -> None:
    users = Users(file)
    secret = users.add("A-01", "agent")
    assert re.fullmatch(r"[A-Za-z0-9_-]{24}", secret)
    assert users.verify("A-01", secret)
    assert not users.verify("A-01", secret[:-1])
    assert not users.verify("A-02", secret)
    text = f"A-01:{REALM}:{secret}".encode()
    assert users.ha1("A-01", "MD5") == hashlib.md5(text).hexdigest()
    assert users.ha1("A-01", "SHA-256") == hashlib.sha256(text).hexdigest()
    assert users.ha1("A-02", "MD5") is None


def test_nobody_passes_with_what_stands_in_for_nobody(file: Path) -> None:
    assert not Users(file).verify("A-01", "")
    assert Users(file).names() == []


def test_the_file_is_its_owners_alone_and_holds_no_secret(file: Path) -> None:
    secret = Users(file).add("pbx", "trunk")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert all(secret not in each.read_text("utf-8") for each in file.parent.iterdir())


def test_a_file_that_others_can_read_is_refused(file: Path) -> None:
    users = Users(file)
    users.add("A-01")
    assert users.names() == ["A-01"]
    file.chmod(0o640)
    for ask in (users.names, lambda: users.ha1("A-01", "MD5"), lambda: users.verify("A-01", "x")):
        with pytest.raises(UsersError, match="can be read by others"):
            ask()
    file.chmod(0o600)
    assert users.names() == ["A-01"]


def test_what_another_process_revokes_opens_nothing_here(file: Path) -> None:
    running, other = Users(file), Users(file)
    secret = other.add("A-01")
    assert running.verify("A-01", secret)
    other.revoke("A-01")
    assert not running.verify("A-01", secret)
    assert running.ha1("A-01", "SHA-256") is None
    again = other.add("A-01")
    assert running.verify("A-01", again)
    assert not running.verify("A-01", secret)
    file.unlink()
    assert not running.verify("A-01", again)


def test_users_are_of_a_kind(file: Path) -> None:
    users = Users(file)
    for name, kind in (("li", "leader"), ("A-01", "agent"), ("pbx", "trunk")):
        users.add(name, kind)
    assert users.names() == ["A-01", "li", "pbx"]
    assert users.names(UserKind.TRUNK) == ["pbx"]
    assert (users.kind("li"), users.kind("wang")) == (UserKind.LEADER, None)


@pytest.mark.parametrize("name", ["", "a:b", "李", "a b", "a/b", "x" * 65, 'a"'])
def test_names_are_those_that_phones_can_use(file: Path, name: str) -> None:
    with pytest.raises(UsersError, match="a name has letters"):
        Users(file).add(name)
    assert not file.exists()


def test_what_cannot_be_is_said(file: Path) -> None:
    users = Users(file)
    users.add("A-01")
    with pytest.raises(UsersError, match="A-01 has a secret already"):
        users.add("A-01")
    with pytest.raises(UsersError, match="no user A-02"):
        users.revoke("A-02")


@pytest.mark.parametrize("text", ["", "[]", '{"users": []}', '{"users": {"a": {}}}', '{"users": {"a": {"kind": "x"}}}'])
def test_a_file_of_something_else_is_refused_and_left(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    file.chmod(0o600)
    with pytest.raises(UsersError, match="is no file of users"):
        Users(file).add("A-01")
    assert file.read_text("utf-8") == text


def test_a_refused_change_leaves_the_file_as_it_was(file: Path) -> None:
    users = Users(file)
    users.add("A-01")
    before = file.read_bytes()
    with pytest.raises(UsersError):
        users.revoke("nobody")
    assert file.read_bytes() == before


ADDING = """
import sys
from pathlib import Path
from acd.live.users import Users
for n in range(20):
    Users(Path(sys.argv[1])).add(f"{sys.argv[2]}-{n:02}")
"""


def test_two_who_add_at_once_lose_nobody(file: Path) -> None:
    root = Path(__file__).parents[2]
    adding = [subprocess.Popen([sys.executable, "-c", ADDING, str(file), team], cwd=root) for team in "AB"]
    assert [process.wait(30) for process in adding] == [0, 0]
    assert Users(file).names() == [f"{team}-{n:02}" for team in "AB" for n in range(20)]
    assert len({user["md5"] for user in json.loads(file.read_text("utf-8"))["users"].values()}) == 40


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUAWU_SECRETS", str(tmp_path))
    assert users_file() == tmp_path / "users.json"
    monkeypatch.delenv("HUAWU_SECRETS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    assert users_file() == tmp_path / "own" / "huawu" / "secrets" / "users.json"
