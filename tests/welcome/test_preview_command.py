"""``acd preview`` as a manager reads it, in English and Chinese."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

import scenarios
from acd.cli.preview import preview_call
from acd.language import speak

DESK = str(Path(scenarios.__file__).parent / "live_desk.yaml")


@pytest.fixture(autouse=True)
def _language_after() -> Iterator[None]:
    yield
    speak(None)


def run(*words: str) -> Result:
    app = typer.Typer()
    app.command()(preview_call)
    return CliRunner().invoke(app, [DESK, *words])


def test_a_holiday_in_english() -> None:
    assert run("--at", "2026-10-01 09:30", "--language", "en").stdout.splitlines() == [
        "小前台, 2026-10-01 Thu 09:30, 95500",
        "  reaches 客服热线",
        "  it is a holiday; open again 2026-10-08 Thu 00:00",
        "  hears “今天是节假日，我们不办公，祝您节日愉快。”",
        "  is hung up on",
    ]


def test_a_menu_in_chinese() -> None:
    said = run("--at", "2026-11-03 09:30", "--keys", "1", "--language", "zh").stdout.splitlines()
    assert "  转人工：账单咨询；座席应答前听音乐" in said
    assert said[-6:-3] == ["    由中心挂机", "  若 600 秒后仍无人应答：", "    听到 “现在来电较多，请稍后再拨。”"]
    assert not any("{" in line for line in said)


@pytest.mark.parametrize("keys", ["", "21", "9", "3", "0", "*#"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_step_can_be_said(keys: str, language: str) -> None:
    result = run("--at", "2026-11-03T09:30", "--keys", keys, "--language", language)
    assert result.exit_code == 0
    assert "{" not in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--keys", "1a"], "a telephone has no key a"),
        (["--language", "fr"], "known are zh and en"),
    ],
)
def test_what_cannot_be_previewed_is_said(words: list[str], said: str) -> None:
    speak("en")
    assert said in str(run("--at", "2026-11-03 09:30", *words).exception)


def test_numbers_that_callers_may_dial_are_named() -> None:
    said = run("--at", "2026-11-03 09:30", "--dialled", "8001", "--language", "en").stdout
    assert "callers may dial 95500, 95501" in said
    assert "emergency" in run("--at", "2026-11-03 09:30", "--emergency", "--language", "en").stdout
