"""Lines of queue_log as events: sound whatever the lines say, the same however they come."""

from dataclasses import astuple
from datetime import UTC
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from acd.events import Event, Kind
from metrics.check import check
from metrics.interchange.queue_log import HOUR, Translator
from metrics.ledger import EVENT, Ledger
from metrics.ledger.growing import Entry
from metrics.report import document


def translated(lines: list[str], behind: float = HOUR) -> tuple[Translator, list[Entry]]:
    translator = Translator(zone=UTC, behind=behind, members={"SIP/1": "Ann"})
    entries: list[Entry] = []
    for number, line in enumerate(lines, 1):
        entries += translator.take(line, f"log:{number}")
    return translator, entries + translator.finish()


def ledger_of(translator: Translator, entries: list[Entry]) -> Ledger:
    rows = [astuple(Event()), *(astuple(event) for event, _own in entries)]
    return Ledger.of(translator.header, np.array(rows, EVENT))


def told(*lines: str) -> list[tuple[float, str]]:
    """Times and types of what happens to calls."""
    translator, entries = translated(list(lines))
    assert check(ledger_of(translator, entries)) == []
    return [(e.t / 1e6, Kind(e.kind).type) for e, _own in entries if Kind(e.kind).type.startswith("call.")]


ENTERED = [(100, "call.arrived"), (100, "call.offered"), (100, "call.queued")]
ENTER = "100|c|q|NONE|ENTERQUEUE||555|1"
CONNECT = "110|c|q|Ann|CONNECT|10|d|4"
RUNG = [(106, "call.ringing"), (110, "call.answered")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([CONNECT, "130|c|q|Ann|COMPLETEAGENT|10|20|1"], [*RUNG, (130, "call.ended")]),
        ([CONNECT, "130|c|q|Ann|COMPLETECALLER|10|20|1"], [*RUNG, (130, "call.ended")]),
        ([CONNECT, "130|c|q|Ann|BLINDTRANSFER|6|in|10|20|1"], [*RUNG, (130, "call.transferred"), (130, "call.ended")]),
        (
            [CONNECT, "130|c|q|Ann|ATTENDEDTRANSFER|LINK|a|b|10|20|1"],
            [*RUNG, (130, "call.transferred"), (130, "call.ended")],
        ),
        (["120|c|q|NONE|ABANDON|1|1|20"], [(120, "call.abandoned")]),
        (["120|c|q|NONE|EXITEMPTY|1|1|20"], [(120, "call.deflected")]),
        (["120|c|q|NONE|EXITWITHTIMEOUT|1|1|20"], [(120, "call.deflected")]),
        (["120|c|q|NONE|EXITWITHKEY|9|1|1|20"], [(120, "call.deflected")]),
        (["120|c|q|NONE|WITHDRAW|1|1|20|booked"], [(120, "call.deflected")]),
        (["115|c|q|Ann|RINGNOANSWER|6000"], [(109, "call.ringing"), (115, "call.unanswered")]),
        (
            ["115|c|q|Ann|RINGCANCELED|1500", "115|c|q|NONE|ABANDON|1|1|15"],
            [(113.5, "call.ringing"), (115, "call.abandoned")],
        ),
        (["115|c|q|Ann|AGENTDUMP|"], [(115, "call.ringing"), (115, "call.unanswered")]),
        (["115|c|q|Ann|SYSCOMPAT|"], [(115, "call.ringing"), (115, "call.unanswered")]),
        (["115|NONE|NONE|NONE|QUEUESTART|"], [(115, "call.lost")]),
    ],
)
def test_records_of_calls(lines: list[str], expected: list[tuple[float, str]]) -> None:
    assert told(ENTER, *lines) == ENTERED + expected


def test_a_call_begun_before_the_file_has_its_wait_and_talk() -> None:
    assert told("130|c|q|Ann|COMPLETEAGENT|10|20|1") == [
        *ENTERED,
        (110, "call.ringing"),
        *RUNG[1:],
        (130, "call.ended"),
    ]


def test_members_come_pause_and_go_by_interface_or_name() -> None:
    lines = ["1|M|q|SIP/1|ADDMEMBER|", "2|NONE|q|Ann|PAUSE|lunch", "3|NONE|q|Ann|UNPAUSE|", "4|M|q|SIP/1|REMOVEMEMBER|"]
    translator, entries = translated(lines)
    assert [person.name for person in translator.header.people] == ["Ann"]
    states = [(e.t // 10**6, e.a) for e, _own in entries if e.kind == Kind.AGENT_STATE]
    assert states == [(1, 1), (2, 2), (3, 1), (4, 0)]
    assert translator.header.reasons == ["lunch"]


def test_broken_and_unknown_lines_are_counted_with_their_place() -> None:
    translator, _entries = translated([ENTER, "what", "101|c|q|Ann|CONNECT|x", "102|c|q|NONE|CALLBACKREQ|1"])
    assert (translator.counted.broken, dict(translator.counted.unknown)) == (2, {"CALLBACKREQ": 1})
    assert translator.counted.places[0].startswith("log:2: ")


SAID = [
    "NONE|ENTERQUEUE||5|1", "{}|CONNECT|{n}|u|{n}", "{}|COMPLETEAGENT|{n}|{n}|1", "{}|COMPLETECALLER|{n}|{n}|1",
    "NONE|ABANDON|1|1|{n}", "{}|RINGNOANSWER|{n}000", "{}|RINGCANCELED|{n}00", "{}|BLINDTRANSFER|6|i|{n}|{n}|1",
    "NONE|EXITEMPTY|1|1|{n}", "{}|PAUSE|x", "{}|UNPAUSE|", "{}|PAUSEALL|y", "{}|UNPAUSEALL|", "{}|ADDMEMBER|",
    "{}|ADDMEMBER|PAUSED", "{}|REMOVEMEMBER|", "{}|AGENTDUMP|", "{}|AGENTLOGIN|c", "{}|AGENTLOGOFF|c|1",
    "NONE|QUEUESTART|",
    "NONE|RINGNOANSWER|{n}000", "NONE|CONNECT|{n}|u|{n}",
]  # fmt: skip


@st.composite
def logs(draw: st.DrawFn) -> list[str]:
    now, lines = 1000, []
    for _ in range(draw(st.integers(1, 60))):
        now += draw(st.integers(0, 4))
        said = draw(st.sampled_from(SAID)).format(
            draw(st.sampled_from(["Ann", "SIP/1", "Bo"])), n=draw(st.integers(0, 9))
        )
        lines.append(f"{now}|{draw(st.sampled_from('cde'))}|{draw(st.sampled_from('pq'))}|{said}")
    return lines


@given(logs(), st.sampled_from([0.0, 3.0, HOUR]))
def test_any_log_gives_a_sound_ledger(lines: list[str], behind: float) -> None:
    assert check(ledger_of(*translated(lines, behind))) == []


@given(logs())
def test_held_back_longer_than_any_ring_is_as_good_as_read_whole(lines: list[str]) -> None:
    assert translated(lines, 40.0)[1] == translated(lines)[1]


@pytest.mark.recorded
def test_the_sample_has_the_logs_own_numbers(data_folder: Path) -> None:
    lines = (data_folder.parent / "asterisk" / "sample" / "queue_log.sample").read_text().splitlines()
    translator, entries = translated(lines)
    assert check(ledger_of(translator, entries)) == []
    kinds = [e.kind for e, _own in entries]
    events = [line.split("|")[4] for line in lines]
    assert kinds.count(Kind.CALL_ANSWERED) == events.count("CONNECT")
    assert kinds.count(Kind.CALL_ABANDONED) == events.count("ABANDON")
    talks = [int(line.split("|")[-2]) for line, event in zip(lines, events, strict=True)
             if event.startswith("COMPLETE") or event.endswith("TRANSFER")]  # fmt: skip
    begun = {e.call: e.t for e, _own in entries if e.kind == Kind.CALL_ANSWERED}
    assert [(e.t - begun[e.call]) // 10**6 for e, _own in entries if e.kind == Kind.CALL_ENDED] == talks
    centre = document(ledger_of(translator, entries))["centre"]
    assert [centre["answered"], centre["abandoned"]] == [events.count("CONNECT"), events.count("ABANDON")]
