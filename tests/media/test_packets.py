"""What is a packet is read as what was written; what is none is refused, and nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acd.live.media.packet import Packet, build, is_control, parse

PLAIN = build(0, True, 7, 160, 99, b"abc")


@given(
    st.integers(0, 127), st.booleans(), st.integers(0, 2**20), st.integers(0, 2**40), st.integers(0, 2**32 - 1),
    st.binary(max_size=300),
)  # fmt: skip
def test_what_is_built_is_read(kind: int, marker: bool, number: int, time: int, source: int, payload: bytes) -> None:
    packet = parse(build(kind, marker, number, time, source, payload))
    assert packet == Packet(kind, marker, number % 2**16, time % 2**32, source, payload)


@given(st.binary(max_size=200))
def test_anything_may_come(datagram: bytes) -> None:
    packet = parse(datagram)
    assert packet is None or (len(datagram) >= 12 and datagram[0] >> 6 == 2 and len(packet.payload) < len(datagram))
    is_control(datagram)


@given(st.integers(0, 255), st.binary(max_size=80))
def test_any_first_byte_may_come(first: int, rest: bytes) -> None:
    packet = parse(bytes((first,)) + PLAIN[1:12] + rest)
    assert packet is None or rest.endswith(packet.payload) or first & 0x20


@pytest.mark.parametrize(
    ("first", "rest", "payload"),
    [
        (0x82, b"\1\2\3\4\5\6\7\x08pay", b"pay"),
        (0x90, b"\xbe\xde\0\1\1\2\3\4pay", b"pay"),
        (0xA0, b"pay\0\0\3", b"pay"),
        (0xA0, b"\1", b""),
        (0xB1, b"\1\2\3\4\xbe\xde\0\0pay\1", b"pay"),
        (0x40, b"pay", None),
        (0x8F, b"\1\2\3\4", None),
        (0x90, b"\xbe\xde", None),
        (0x90, b"\xbe\xde\0\2\1\2\3\4", None),
        (0xA0, b"pay\0", None),
        (0xA0, b"pay\xff", None),
    ],
    ids=[
        "contributors", "extension", "padding", "only padding", "all three", "version 1", "too many contributors",
        "half an extension", "extension beyond the end", "no padding", "padding beyond the start",
    ],
)  # fmt: skip
def test_irregular_headers(first: int, rest: bytes, payload: bytes | None) -> None:
    packet = parse(bytes((first,)) + PLAIN[1:12] + rest)
    assert (packet and packet.payload) == payload


def test_reports_on_the_same_port_are_known() -> None:
    assert is_control(bytes((0x80, 200)) + bytes(26))
    assert not is_control(PLAIN)
    assert not is_control(b"\x80")
