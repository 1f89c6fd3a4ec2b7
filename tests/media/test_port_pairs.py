"""Ports in pairs, bound ahead, used in turn."""

import socket
from collections.abc import Iterator

import pytest

from acd.live.media.ports import Ports


@pytest.fixture
def span() -> Iterator[tuple[int, int]]:
    """Sixteen ports that were free a moment ago."""
    for start in range(21_000, 60_000, 500):
        ends = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(16)]
        try:
            for k, end in enumerate(ends):
                end.bind(("127.0.0.1", start + k))
        except OSError:
            continue
        finally:
            for end in ends:
                end.close()
        yield start, start + 15
        return
    pytest.fail("no sixteen free ports in a row")


def test_pairs_are_even_and_one_above() -> None:
    ports = Ports("127.0.0.1", None)
    fresh = ports.fill(5)
    assert len(set(fresh)) == 5
    for port in fresh:
        pair = ports.take(port)
        assert pair is not None
        assert port % 2 == 0
        assert pair.media.getsockname() == ("127.0.0.1", port)
        assert pair.control.getsockname() == ("127.0.0.1", port + 1)
        pair.close()
    ports.close()


def test_a_range_is_used_to_its_end_and_no_further(span: tuple[int, int]) -> None:
    ports = Ports("127.0.0.1", span)
    fresh = ports.fill(100)
    assert fresh == list(range(span[0], span[1], 2))
    assert ports.fill(100) == []
    ports.close()


def test_a_port_rests_until_all_the_others_were_used(span: tuple[int, int]) -> None:
    ports = Ports("127.0.0.1", span)
    used = []
    for _ in range(16):
        used += ports.fill(1)
        pair = ports.take(used[-1])
        assert pair is not None
        ports.give_back(pair)
    assert used == list(range(span[0], span[1], 2)) * 2
    ports.close()


def test_a_port_that_another_program_has_is_passed_over(span: tuple[int, int]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", span[0] + 3))
        ports = Ports("127.0.0.1", span)
        assert ports.fill(100) == [port for port in range(span[0], span[1], 2) if port != span[0] + 2]
        ports.close()


def test_an_address_that_is_not_ours_has_no_ports() -> None:
    assert Ports("192.0.2.1", None).fill(3) == []
