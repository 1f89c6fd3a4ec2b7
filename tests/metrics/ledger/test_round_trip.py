"""What is written is read back, whatever happened and wherever it was stored."""

import gzip
import json
from enum import IntEnum
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import read_text

from acd.events import ANYONE, FIELDS, NOBODY, Event, Field, Kind, Names
from metrics.ledger import EVENT, Block, Header, Person, read, write

GROUPS, AGENTS = ["sales", "投诉"], ["ann", "bob", '"c\\d"']
HEADER = Header(
    groups=GROUPS,
    people=[Person(name, team="A", skills={"sales": 1}) for name in AGENTS],
    teams=["A", "夜班"],
    call_types=["order", "fault"],
    shifts=["早", "晚"],
    reasons=["小休", "培训"],
    authorised=frozenset({"培训"}),
    seed=7,
    measured=(0, 3_600_000_001),
    within={"sales": 20_500_000},
    config={"opens": "09:00"},
)
STARTED = (0, Kind.RUN_STARTED, *[NOBODY] * 6)


def codes(field: Field | None) -> st.SearchStrategy[int]:
    if field is None:
        return st.just(NOBODY)
    if isinstance(field.coding, Names):
        lowest = ANYONE if field.name == "to" else 0 if not field.optional else NOBODY
        return st.integers(lowest, len(HEADER.names(field.coding)) - 1)
    said = st.sampled_from(list(map(int, field.coding))) if issubclass(field.coding, IntEnum) else st.integers(0, 1)
    return st.one_of(said, st.just(NOBODY)) if field.optional else said


@st.composite
def rows(draw: st.DrawFn) -> tuple[int, ...]:
    kind = draw(st.sampled_from([kind for kind in Kind if kind != Kind.RUN_STARTED]))
    fields = {field.column: field for field in FIELDS.get(kind, ())}
    call = draw(st.integers(0, 2**31 - 1)) if kind.type.startswith(("call.", "ivr.")) else NOBODY
    agent = draw(st.integers(0, len(AGENTS) - 1))
    group = draw(st.integers(0 if kind == Kind.CALL_OFFERED else NOBODY, 1))
    return (draw(st.integers(0, 2**47)), kind, group, call, agent, *(draw(codes(fields.get(c))) for c in "abc"))


runs = st.lists(rows(), max_size=30).map(lambda told: np.array([STARTED, *sorted(told)], EVENT))


def told(header: Header, events: Block) -> list[tuple[Any, ...]]:
    """Events with names in place of their numbers, which are of one run only."""
    return [tuple(_told(header, Event(*row))) for row in events.tolist()]


def _told(header: Header, event: Event) -> list[Any]:
    named = {field.column: field.coding for field in FIELDS.get(Kind(event.kind), ()) if field.coding in list(Names)}
    own = [(getattr(event, column), named.get(column)) for column in "abc"]
    own += [(event.group, Names.GROUPS), (event.agent, Names.AGENTS)]
    return [event.t, event.kind, event.call, *(header.names(of)[n] if of and n >= 0 else n for n, of in own)]


@settings(max_examples=60, deadline=None)
@given(events=runs, cut=st.integers(0, 30))
def test_every_store_gives_back_the_same_run(tmp_path_factory: pytest.TempPathFactory, events: Block, cut: int) -> None:
    folder = tmp_path_factory.mktemp("run")
    for name in ("a.jsonl", "a.jsonl.gz", "a.db"):
        write(folder / name, HEADER, [events[:cut], events[cut:]])
        ledger = read(folder / name)
        found = ledger.events()
        assert told(ledger.header, found) == told(HEADER, events)
        write(folder / f"again-{name}", ledger.header, [found])
    text = (folder / "a.jsonl").read_bytes()
    assert gzip.decompress((folder / "a.jsonl.gz").read_bytes()) == text
    assert (folder / "again-a.jsonl").read_bytes() == text
    assert (folder / "again-a.jsonl.gz").read_bytes() == (folder / "a.jsonl.gz").read_bytes()


def test_the_header_is_read_back(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", HEADER, [np.array([STARTED], EVENT)])
    found = read(tmp_path / "a.jsonl").header
    for name in ("mode", "epoch", "seed", "measured", "within", "groups", "people", "config", "interval", "short_ring"):
        assert getattr(found, name) == getattr(HEADER, name)
    assert found.teams == ["A"]


@pytest.mark.parametrize("kind", FIELDS)
def test_every_word_is_written_as_the_contract_spells_it(kind: Kind, tmp_path: Path) -> None:
    fields = [
        field for field in FIELDS[kind] if not isinstance(field.coding, Names) and issubclass(field.coding, IntEnum)
    ]
    for field in fields:
        for member in field.coding:
            others = {each.column: 0 for each in FIELDS[kind] if not each.optional}
            row = Event(0, kind, 0, 5, 0, **others | {field.column: int(member)})
            events = np.array([STARTED, tuple(getattr(row, name) for name in EVENT.names)], EVENT)
            write(tmp_path / "a.jsonl", HEADER, [events])
            line = json.loads((tmp_path / "a.jsonl").read_text().splitlines()[1])
            assert line["type"] == kind.type
            assert line[field.name] == member.name.lower().rstrip("_")
            assert (read(tmp_path / "a.jsonl").events() == events).all()


def test_a_line_looks_as_the_contract_says(tmp_path: Path) -> None:
    ledger = read_text(
        """
        32400      agent.state ann from=not_ready state=ready
        32400.5    call.arrived 12 segment=vip direction=in
        32400.5    call.overflowed 12 group=billing to=anyone reason=all_busy recount=true
        32400.75   shift.planned ann start=32400 end=36000 activity=lunch
        32401.000001   agent.state ann from=ready state=not_ready reason=培训 authorised=true
        """,
        groups=["billing"],
    )
    write(tmp_path / "a.jsonl", ledger.header, ledger.blocks())
    assert (tmp_path / "a.jsonl").read_text("utf-8").splitlines()[1:] == [
        '{"seq":1,"t":32400,"type":"agent.state","agent":"ann","state":"ready","from":"not_ready"}',
        '{"seq":2,"t":32400.5,"type":"call.arrived","call":12,"segment":"vip","direction":"in"}',
        '{"seq":3,"t":32400.5,"type":"call.overflowed","call":12,"group":"billing","to":"anyone","reason":"all_busy",'
        '"recount":true}',
        '{"seq":4,"t":32400.75,"type":"shift.planned","agent":"ann","start":32400,"end":36000,"activity":"lunch"}',
        '{"seq":5,"t":32401.000001,"type":"agent.state","agent":"ann","state":"not_ready","from":"ready",'
        '"reason":"培训","authorised":true}',
    ]
    assert read(tmp_path / "a.jsonl").events()["a"][3] == ANYONE


def test_what_is_unknown_keeps_its_place_and_is_not_written_again(tmp_path: Path) -> None:
    ledger = read_text("1 drill.scored ann score=3\n2 evaluation.given 4 score=5\n3 call.arrived 9 colour=red")
    assert ledger.events()["kind"].tolist() == [Kind.RUN_STARTED, -1, -1, Kind.CALL_ARRIVED]
    assert ledger.header.people == []
    write(tmp_path / "a.jsonl", ledger.header, ledger.blocks())
    assert (tmp_path / "a.jsonl").read_text().splitlines()[1] == '{"seq":1,"t":3,"type":"call.arrived","call":9}'


def test_names_met_on_the_way_extend_the_header() -> None:
    ledger = read_text("0 agent.signed_in ann team=A\n1 call.offered 1 group=sales\n2 call.offered 2 group=help")
    assert ledger.header.groups == ["sales", "help"]
    assert [person.name for person in ledger.header.people] == ["ann"]
    assert ledger.events()["group"].tolist() == [-1, -1, 0, 1]


def test_call_types_keep_the_order_of_the_scenario() -> None:
    config = {"call_types": {"order": {}, "fault": {}}}
    ledger = read_text("1 call.arrived 1 call_type=fault\n1 call.arrived 2 call_type=other", config=config)
    assert ledger.header.call_types == ["order", "fault", "other"]
    assert ledger.events()["a"].tolist() == [-1, 1, 2]


def test_a_ledger_can_be_gone_through_again(tmp_path: Path) -> None:
    ledger = read_text("0 agent.signed_in ann\n1 call.offered 1 group=sales")
    write(tmp_path / "a.jsonl", ledger.header, ledger.blocks())
    found = read(tmp_path / "a.jsonl")
    assert (found.events() == found.events()).all()
    assert len(found.events()) == 3
