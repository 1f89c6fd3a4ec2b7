"""The log: what strangers cause again and again is written a few times, and how often it was left out."""

import logging

from acd.live.log import FEW, WHILE, Sparing


def record(message: object, name: str = "acd.sip", level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord(name, level, "", 0, message, (), None)


def test_a_flood_writes_few_lines_and_then_says_how_many_more() -> None:
    now = [100.0]
    sparing = Sparing(lambda: now[0])
    assert sum(sparing.filter(record("cannot parse")) for _ in range(1000)) == FEW
    assert sparing.filter(record("something else"))
    now[0] += WHILE
    line = record("cannot parse")
    assert sparing.filter(line)
    assert line.getMessage() == f"cannot parse ({1000 - FEW} more like it)"


def test_structured_lines_too() -> None:
    now = [0.0]
    sparing = Sparing(lambda: now[0])
    for n in range(9):
        sparing.filter(record({"event": "turned away", "n": n}, "acd.channel"))
    now[0] = WHILE
    line = record({"event": "turned away", "n": 9}, "acd.channel")
    assert sparing.filter(line)
    assert line.msg == {"event": "turned away", "n": 9, "left_out": 9 - FEW}


def test_errors_and_what_is_our_own_are_always_written() -> None:
    sparing = Sparing(lambda: 0.0)
    assert all(sparing.filter(record("broken", level=logging.ERROR)) for _ in range(50))
    assert all(sparing.filter(record("a new day", "acd.centre")) for _ in range(50))


def test_memory_is_bounded() -> None:
    sparing = Sparing(lambda: 0.0)
    assert all(sparing.filter(record(f"kind {n}")) for n in range(10_000))
    assert len(sparing._said) <= 256
