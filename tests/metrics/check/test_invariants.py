"""Each invariant of `events.md` with a ledger that keeps it and ledgers that break it."""

import pytest
from ledgers import read_text

from metrics.check import check
from metrics.ledger import Ledger

DAY = """
    0   agent.signed_in ann
    0   agent.state ann from=signed_out state=ready
    0   agent.signed_in bob
    0   agent.state bob from=signed_out state=not_ready reason=briefing
    1   call.arrived 1
    1   call.offered 1 group=sales
    1   call.ringing 1 ann group=sales
    1   agent.state ann from=ready state=ringing
    3   call.answered 1 ann group=sales
    3   agent.state ann from=ringing state=talking
    4   call.arrived 2
    4   call.offered 2 group=sales
    4   call.queued 2 group=sales
    5   call.held 1 ann
    5   agent.state ann from=talking state=holding
    6   call.retrieved 1 ann
    6   agent.state ann from=holding state=talking
    7   call.ended 1 ann group=sales
    7   agent.state ann from=talking state=wrap_up
    9   agent.state ann from=wrap_up state=ready
    9   call.ringing 2 ann group=sales
    9   agent.state ann from=ready state=ringing
    12  call.unanswered 2 ann group=sales reason=no_answer
    12  agent.state ann from=ringing state=not_ready reason=no_answer
    12  call.queued 2 group=sales cause=unanswered
    13  call.overflowed 2 group=sales to=help
    14  agent.state bob from=not_ready state=ready
    14  call.ringing 2 bob group=help
    14  agent.state bob from=ready state=ringing
    15  call.answered 2 bob group=help
    15  agent.state bob from=ringing state=talking
    16  call.transferred 2 bob to_group=sales
    16  agent.state bob from=talking state=ready
    16  call.queued 2 group=sales cause=transfer
    17  call.abandoned 2 group=sales stage=queue
    20  call.arrived 3
    20  call.blocked 3 reason=lines_busy
    21  call.arrived 4
    21  ivr.started 4
    22  ivr.completed 4
    30  call.arrived 5
    30  call.offered 5 group=help
    30  call.ringing 5 bob group=help
    30  agent.state bob from=ready state=ringing
    31  call.abandoned 5 bob group=help stage=ringing
    31  agent.state bob from=ringing state=ready
    40  call.arrived 6
    40  call.offered 6 group=sales
    40  call.deflected 6 reason=queue_full to=busy
    41  call.arrived 7
    41  call.offered 7 group=help
    41  call.ringing 7 bob group=help
    41  agent.state bob from=ready state=ringing
    42  call.answered 7 bob group=help
    42  agent.state bob from=ringing state=talking
    43  call.lost 7
    43  agent.state bob from=talking state=ready
    43  call.arrived 10
    43  call.offered 10 group=help
    43  call.ringing 10 bob group=help
    43  agent.state bob from=ready state=ringing
    43.5 fault.started component=lines
    43.5 call.unanswered 10 bob group=help reason=withdrawn
    43.5 agent.state bob from=ringing state=ready
    43.5 call.lost 10 bob group=help reason=fault
    43.5 fault.ended component=lines
    44  call.arrived 8
    44  call.offered 8 group=sales
    44  call.queued 8 group=sales
    50  agent.signed_out ann
    50  agent.state ann from=not_ready state=signed_out
    50.5 agent.signed_out bob
    50.5 agent.state bob from=ready state=signed_out
    60  run.ended
"""

WORK = "one work at a time"
READY = "ringing at ready agents only"
HELD = "holds lie inside the talk"
STATES = "states follow each other"
CAUSE = "states change with their cause"
SUMS = "times in state add up to signed-in time"
RING = "ringing is closed once"
OUTCOME = "one final outcome"
OFFERED = "offered = answered + abandoned + deflected + lost + waiting"
OVERFLOW = "overflowed out = overflowed in"

BOB_COMES = """0   agent.signed_in bob
    0   agent.state bob from=signed_out state=not_ready reason=briefing
"""
BOB_COMES_LATE = """0   agent.state bob from=signed_out state=not_ready reason=briefing
    0.000001 agent.signed_in bob
"""
BOB_OUT = "50.5 agent.state bob from=ready state=signed_out\n    60  run.ended"
RING_9 = """45  call.ringing 9 bob group=sales
    45  agent.state bob from=ready state=ringing
"""
AFTER_ALL = """32  call.ringing 5 bob group=help
    32  agent.state bob from=ready state=ringing
    33  call.answered 5 bob group=help
    33  agent.state bob from=ringing state=talking
    34  call.ended 5 bob
    34  agent.state bob from=talking state=ready
    40  call.arrived 6
"""
DEFLECTED = (
    "46  call.deflected 9 reason=max_wait\n46 agent.state bob from=ringing state=ready\n50  agent.signed_out ann"
)
CALL_9 = "45  call.arrived 9\n45  call.offered 9 group=sales\n"

BROKEN = [
    ("rings while talking", "6   call.retrieved 1", "6   call.ringing 2 ann\n6   call.retrieved 1", WORK, 6),
    ("rings in wrap-up", "9   agent.state ann from=wrap_up state=ready\n", "", READY, 9),
    ("answers a second call", "6   call.retrieved 1", "6   call.answered 2 ann\n6   call.retrieved 1", WORK, 6),
    ("rings while not ready", "20  call.arrived 3", "20  call.ringing 8 ann\n20  call.arrived 3", READY, 20),
    ("rings at who signed out", "60  run.ended", "55  call.ringing 8 ann\n60  run.ended", READY, 55),
    ("rings at a stranger", "60  run.ended", "55  call.ringing 8 cyd\n60  run.ended", READY, 55),
    (
        "a stranger before anybody",
        "    0   agent.signed_in ann",
        "0 call.ringing 8 cyd\n0 agent.signed_in ann",
        READY,
        0,
    ),
    ("held before the talk", "3   call.answered 1", "2   call.held 1 ann\n3   call.answered 1", HELD, 2),
    ("held twice", "6   call.retrieved 1", "6   call.held 1 ann\n6   call.retrieved 1", HELD, 6),
    ("retrieved unheld", "5   call.held 1 ann\n    5   agent.state ann from=talking state=holding\n", "", HELD, 6),
    ("another call held", "6   call.retrieved 1", "6   call.retrieved 2", HELD, 6),
    ("a state skipped", "3   agent.state ann from=ringing", "3   agent.state ann from=ready", STATES, 3),
    ("no state for a ringing", "14  agent.state bob from=ready state=ringing\n", "", CAUSE, 14),
    ("state without a ringing", "9   call.ringing 2 ann group=sales\n", "", CAUSE, 9),
    ("no state at the end", "7   agent.state ann from=talking state=wrap_up\n", "", CAUSE, 7),
    ("state late", "5   agent.state ann from=talking", "5.5 agent.state ann from=talking", CAUSE, 5),
    ("no sign-in", "0   agent.signed_in bob\n", "", SUMS, 0),
    ("signed in late", BOB_COMES, BOB_COMES_LATE, SUMS, 0),
    ("no state after sign-in", "0   agent.state ann from=signed_out state=ready\n", "", SUMS, 0),
    ("state outlasts sign-out", "50.5 agent.state bob", "50.500001 agent.state bob", SUMS, 50.5),
    ("no state before the end", BOB_OUT, "50.5 run.ended", SUMS, 50.5),
    ("never closed", "31  call.abandoned 5 bob group=help stage=ringing", "31 call.abandoned 5 stage=queue", RING, 31),
    ("deflected while ringing", "50  agent.signed_out ann", CALL_9 + RING_9 + DEFLECTED, RING, 46),
    ("lost, never withdrawn", "43.5 call.unanswered 10 bob group=help reason=withdrawn\n", "", RING, 43.5),
    ("rings where it rings", "12  call.un", "10  call.ringing 2 ann\n12  call.un", RING, 10),
    ("closed twice", "13  call.over", "12 call.unanswered 2 ann reason=no_answer\n13  call.over", RING, 12),
    ("answered unrung", "60  run.ended", "55 call.answered 8 cyd group=sales\n60  run.ended", RING, 55),
    ("abandoned unrung", "17  call.abandoned 2 group=sales stage=queue", "17 call.abandoned 2 stage=ringing", RING, 17),
    ("arrives twice", "20  call.arrived 3", "20  call.arrived 3\n20  call.arrived 3", OUTCOME, 20),
    ("blocked twice", "21  call.arrived 4", "21  call.blocked 3 reason=closed\n21  call.arrived 4", OUTCOME, 21),
    ("ends after ivr", "30  call.arrived 5", "23  call.ended 4\n30  call.arrived 5", OUTCOME, 23),
    (
        "abandoned after deflected",
        "41  call.arrived 7",
        "41 call.abandoned 6 stage=queue\n41  call.arrived 7",
        OUTCOME,
        41,
    ),
    ("offered twice", "44  call.queued 8", "44  call.offered 8 group=help\n44  call.queued 8", OFFERED, 44),
    ("answered unoffered", "1   call.offered 1 group=sales\n", "", OFFERED, 3),
    ("abandoned unoffered", "30  call.offered 5 group=help\n", "", OFFERED, 31),
    (
        "over without a sum",
        "50  agent.signed_out ann",
        CALL_9 + "46  call.ended 9\n50  agent.signed_out ann",
        OFFERED,
        46,
    ),
    ("abandoned after answered", "7   call.ended 1", "6   call.abandoned 1 stage=queue\n7   call.ended 1", OFFERED, 6),
    ("answered after abandoned", "40  call.arrived 6\n", AFTER_ALL, OFFERED, 33),
    ("overflow in, none out", "13  call.overflowed 2 group=sales to=help\n", "", OVERFLOW, 15),
    ("overflow out, none in", "sales to=help", "sales", OVERFLOW, 13),
]


def breaks(ledger: Ledger) -> list[tuple[str, float]]:
    return [(violation.rule, violation.t / 1_000_000) for violation in check(ledger)]


def test_a_sound_day_keeps_them_all() -> None:
    assert check(read_text(DAY)) == []


def test_every_prefix_of_a_sound_day_is_sound() -> None:
    whole = read_text(DAY)
    events = whole.events()
    for length in range(1, len(events)):
        assert check(Ledger.of(whole.header, events[:length])) == [], length


@pytest.mark.parametrize(("old", "new", "rule", "t"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_breaks_one_is_found_where_it_is_broken(old: str, new: str, rule: str, t: float) -> None:
    assert old in DAY
    assert (rule, t) in breaks(read_text(DAY.replace(old, new, 1)))
    assert breaks(read_text(DAY.replace(old, new, 1)))[0][1] == t


def test_the_first_event_is_named() -> None:
    first = check(read_text(DAY.replace("2 group=sales to=help", "2 group=sales")))[0]
    assert (first.seq, first.t) == (26, 13_000_000)
    assert "call 2" in first.message


def test_time_that_goes_back_is_found_in_memory() -> None:
    ledger = read_text("1 call.arrived 1\n2 call.arrived 2")
    events = ledger.events()
    events["t"][2] = 0
    assert [(found.seq, found.rule) for found in check(Ledger.of(ledger.header, events))] == [(2, "t never decreases")]


def test_a_ledger_of_calls_alone_is_judged_as_such() -> None:
    """Nothing about presence or states is recorded, so nothing about them can be broken."""
    calls = "\n".join(line for line in DAY.splitlines() if "agent." not in line)
    assert check(read_text(calls)) == []


def test_presence_without_states_is_enough() -> None:
    without = "\n".join(line for line in DAY.splitlines() if "agent.state" not in line)
    assert check(read_text(without)) == []
    late = without.replace("60  run.ended", "55  call.ringing 8 ann\n60  run.ended")
    assert breaks(read_text(late)) == [(READY, 55)]


def test_intent_tells_who_is_ready_where_no_state_does() -> None:
    text = """
        0 agent.signed_in ann
        1 agent.intent ann intent=not_ready
        2 call.offered 1 group=g
        2 call.ringing 1 ann group=g
    """
    assert breaks(read_text(text)) == [(READY, 2)]
    assert breaks(read_text(text.replace("not_ready", "ready"))) == []
    assert breaks(read_text(text.replace("not_ready", "not_ready when=after_call"))) == []


def test_states_without_presence_are_enough() -> None:
    without = "\n".join(line for line in DAY.splitlines() if "agent.signed" not in line)
    assert check(read_text(without)) == []


def test_an_overflow_to_anyone_reaches_every_group() -> None:
    assert check(read_text(DAY.replace("to=help", "to=anyone"))) == []


def test_a_transfer_takes_a_call_to_another_group_too() -> None:
    text = """
        1 call.offered 1 group=sales
        2 call.answered 1 ann group=sales
        3 call.transferred 1 ann to_group=help
        4 call.answered 1 bob group=help
    """
    assert check(read_text(text)) == []


def test_a_call_that_went_out_is_offered_to_nobody() -> None:
    text = "1 call.arrived 1 direction=out\n2 call.answered 1 ann group=sales\n3 call.ended 1 ann"
    assert check(read_text(text)) == []
    assert breaks(read_text(text.replace("=out", "=in"))) == [(OFFERED, 2)]


def test_unknown_types_are_passed_over() -> None:
    assert check(read_text(DAY.replace("60  run.ended", "55 drill.scored ann score=3\n60  run.ended"))) == []
