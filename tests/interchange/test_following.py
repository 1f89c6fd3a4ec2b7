"""A log followed: a ledger a day that grows, whole wherever one stops, as good as the log read at once."""

from datetime import UTC
from itertools import pairwise
from pathlib import Path

import pytest

from acd.cli.follow import follow
from acd.events import Kind
from metrics.check import check
from metrics.interchange.following import Following
from metrics.interchange.growing_log import GrowingLog
from metrics.interchange.queue_log import Translator
from metrics.interchange.writing import write
from metrics.ledger import read
from metrics.report import document

DAY = 86_400
MIDNIGHT = 20_000 * DAY


def at(seconds: float, rest: str) -> str:
    return f"{MIDNIGHT + int(seconds)}|{rest}"


LINES = [
    at(100, "NONE|q|Ann|ADDMEMBER|"),
    at(101, "NONE|q|Bob|ADDMEMBER|"),
    at(110, "c1|q|NONE|ENTERQUEUE||555|1"),
    at(114, "c1|q|Ann|CONNECT|4|u1|3"),
    at(130, "c2|q|NONE|ENTERQUEUE||556|1"),
    at(136, "c2|q|Bob|RINGNOANSWER|5000"),
    at(150, "c1|q|Ann|COMPLETEAGENT|4|36|1"),
    at(152, "c2|q|Ann|CONNECT|22|u2|1"),
    at(160, "NONE|q|Bob|PAUSE|lunch"),
    at(180, "c2|q|Ann|COMPLETECALLER|22|28|1"),
    at(200, "c3|q|NONE|ENTERQUEUE||557|1"),
    at(212, "c3|q|NONE|ABANDON|1|1|12"),
]


def following(folder: Path) -> Following:
    return Following(folder, "log", UTC, {}, lambda _number: None)


def taken(followed: Following, lines: list[str]) -> None:
    for line in lines:
        followed.take(line)


def figures(file: Path) -> dict[str, object]:
    ledger = read(file)
    assert check(ledger) == []
    centre = document(read(file))["centre"]
    names = ("offered", "answered", "abandoned", "mean_talk", "mean_answer_wait", "mean_abandon_wait")
    return {name: centre[name] for name in names}


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, object]:
    """What the log read at once comes to."""
    translator = Translator(zone=UTC)
    entries = [entry for line in LINES for entry in translator.take(line)]
    write(tmp_path / "whole.db", translator.header, entries + translator.finish())
    return figures(tmp_path / "whole.db")


@pytest.mark.parametrize("cut", range(len(LINES) + 1))
def test_stopped_and_started_again_anywhere_nothing_is_lost_or_told_twice(
    cut: int, tmp_path: Path, whole: dict[str, object]
) -> None:
    first = following(tmp_path)
    taken(first, LINES[: cut // 2])
    first.catch_up()
    taken(first, LINES[cut // 2 : cut])
    first.end()
    again = following(tmp_path)
    taken(again, LINES[:cut])
    again.catch_up()
    for line, later in pairwise([*LINES[cut:], at(DAY - 1, "")]):
        again.take(line)
        again.pass_time(int(later.partition("|")[0]))
    again.end()
    assert figures(tmp_path / "log-2024-10-04.db") == whole


def test_it_is_read_while_it_grows(tmp_path: Path) -> None:
    followed = following(tmp_path)
    followed.catch_up()
    taken(followed, LINES[:3])
    followed.pass_time(MIDNIGHT + 113)
    file = followed.ledger
    assert file is not None
    kinds = [row["kind"] for block in read(file).blocks() for row in block]
    assert kinds[-1] == Kind.CALL_QUEUED
    assert followed.today is not None
    assert followed.today.standing()[:2] == (1, 1)
    followed.end()


def test_a_day_ends_with_its_last_call_and_members_stay(tmp_path: Path) -> None:
    followed = following(tmp_path)
    followed.catch_up()
    taken(followed, [*LINES[:2], at(160, "NONE|q|Bob|PAUSE|lunch")])
    taken(
        followed,
        [
            at(DAY - 20, "c8|q|NONE|ENTERQUEUE||558|1"),
            at(DAY - 10, "c8|q|Ann|CONNECT|10|u8|2"),
            at(DAY + 5, "c9|q|NONE|ENTERQUEUE||559|1"),
            at(DAY + 30, "c8|q|Ann|COMPLETEAGENT|10|40|1"),
            at(DAY + 33, "c9|q|Ann|CONNECT|28|u9|3"),
            at(DAY + 60, "c9|q|Ann|COMPLETECALLER|28|27|1"),
        ],
    )
    followed.end()
    first, second = tmp_path / "log-2024-10-04.db", tmp_path / "log-2024-10-05.db"
    assert figures(first) == {"offered": 1, "answered": 1, "abandoned": 0, "mean_talk": 40.0,
                              "mean_answer_wait": 10.0, "mean_abandon_wait": None}  # fmt: skip
    assert figures(second)["offered"] == 1
    agents = document(read(second))["agents"]
    assert agents["Bob"]["not_ready"] == agents["Bob"]["signed_in"] > 0
    assert agents["Ann"]["answered"] == 1


def test_the_command_goes_through_a_rotation_and_ends_whole(tmp_path: Path) -> None:
    log, looks = tmp_path / "queue_log", iter(range(4))

    def wait(_seconds: float) -> bool:
        n = next(looks)
        if n == 1:
            log.rename(tmp_path / "queue_log.1")
        if n in (0, 1, 2):
            with log.open("a") as file:
                file.writelines(f"{line}\n" for line in LINES[4 * n : 4 * n + 4])
        return n == 3

    follow(following(tmp_path / "days"), GrowingLog(log), wait, now=lambda: MIDNIGHT + 300.0)
    assert figures(tmp_path / "days" / "log-2024-10-04.db")["offered"] == 3


def test_broken_lines_are_counted_and_change_nothing(tmp_path: Path) -> None:
    followed = following(tmp_path)
    taken(followed, ["nothing", *LINES[:6], "99999999999999|x", "12|a", *LINES[6:], "rubbish|"])
    followed.catch_up()
    today = followed.today
    assert today is not None
    assert today.counted.broken == 3
    followed.end()
    assert figures(tmp_path / "log-2024-10-04.db")["offered"] == 3
