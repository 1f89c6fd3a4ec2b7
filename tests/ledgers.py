"""Small ledgers in a few readable lines.

A line of the text is an event: its time in seconds, its type, then what it says as ``name=value``; bare words are the
call (a number) or the agent. ``run.started`` is added in front, ``seq`` counts by itself::

    read_text('''
        10    call.arrived  1
        10    call.offered  1 group=sales
        15.5  call.abandoned 1 stage=queue
    ''')
"""

import json
from typing import Any

import numpy as np

from metrics.ledger import EVENT, Header, Ledger
from metrics.ledger.decode import Decoder
from metrics.ledger.opening import header_of

OPENING: dict[str, Any] = {
    "type": "run.started",
    "schema": 1,
    "mode": "simulation",
    "epoch": "2024-03-01T00:00:00+08:00",
}


def lines(text: str, **opening: Any) -> list[dict[str, Any]]:
    """The events of a text as the objects that stand in a ledger, ``run.started`` first."""
    told = [_event(line) for line in text.splitlines() if line.strip()]
    begin = min([0, *(event["t"] for event in told)])
    return [{"seq": seq, **event} for seq, event in enumerate([{"t": begin, **OPENING, **opening}, *told])]


def read_text(text: str, **opening: Any) -> Ledger:
    """The ledger in memory."""
    return read_lines(lines(text, **opening))


def read_lines(told: list[dict[str, Any]]) -> Ledger:
    """The same from the objects of its lines."""
    header: Header = header_of(told[0])
    decoder = Decoder(header)
    return Ledger.of(header, np.array([decoder.row(line) for line in told], EVENT))


def json_lines(told: list[dict[str, Any]]) -> str:
    """The text of a ``.jsonl`` file."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in told)


def _event(line: str) -> dict[str, Any]:
    t, kind, *said = line.split()
    return {"t": _value(t), "type": kind, **dict(_field(word) for word in said)}


def _field(word: str) -> tuple[str, Any]:
    if "=" in word:
        name, value = word.split("=")
        return name, _value(value)
    return ("call", int(word)) if word.isdigit() else ("agent", word)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
