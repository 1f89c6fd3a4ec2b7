"""RTCP: two ends of ours understand each other, and whatever else comes raises nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from media.far_end import Exchange, Telephone
from media.tone import tone

from acd.live.media.incoming import Reception
from acd.live.media.latch import Address
from acd.live.media.rtcp import Control

NOTHING = Reception(0, 0, 0.0)


class End:
    """A leg with its reports kept."""

    def __init__(self, exchange: Exchange, name: str) -> None:
        self.phone: Telephone = exchange.telephone(name)
        self.sent: list[tuple[bytes, Address]] = []
        self.control = Control(self.phone.leg, lambda datagram, address: self.sent.append((datagram, address)))


def two_ends() -> tuple[Exchange, End, End]:
    exchange = Exchange()
    return exchange, End(exchange, "one"), End(exchange, "two")


def test_reports_go_to_the_port_above_and_back_to_where_they_come_from() -> None:
    exchange, one, _two = two_ends()
    one.control.report(exchange.now, NOTHING)
    assert one.sent[0][1] == ("10.0.0.1", 4001)
    one.control.receive(one.sent[0][0], ("10.0.0.1", 7777), exchange.now)
    one.control.report(exchange.now, NOTHING)
    assert one.sent[1][1] == ("10.0.0.1", 7777)


def test_the_round_trip_is_known_after_two_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    exchange, one, two = two_ends()
    clock = 1_800_000_000.0
    monkeypatch.setattr(time, "time", lambda: clock)
    exchange.run(5)
    two.phone.source = one.phone.leg.outgoing.source
    two.phone.say(tone(440, 0.02), exchange.now)  # what "one" sends has come to "two"
    one.control.report(exchange.now, NOTHING)
    clock += 0.030
    two.control.receive(one.sent[0][0], one.phone.address, exchange.now)
    clock += 2.0
    exchange.now += 2.0
    two.control.report(exchange.now, NOTHING)
    clock += 0.050
    one.control.receive(two.sent[0][0], two.phone.address, exchange.now)
    assert one.control.rtt_ms == pytest.approx(80, abs=0.2)
    assert two.control.rtt_ms is None


def test_a_report_is_a_sign_of_life_unless_a_stranger_sends_it() -> None:
    exchange, one, _two = two_ends()
    one.control.report(exchange.now, NOTHING)
    before = one.phone.leg.alive_at
    one.control.receive(one.sent[0][0], ("192.0.2.1", 4001), exchange.now + 5)
    assert one.phone.leg.alive_at == before
    one.control.receive(one.sent[0][0], ("10.0.0.1", 4001), exchange.now + 5)
    assert one.phone.leg.alive_at == before + 5


def test_reports_are_whole_words_and_begin_with_what_was_sent() -> None:
    exchange, one, _two = two_ends()
    exchange.run(10)
    one.phone.say(tone(440, 0.02), exchange.now)
    one.control.report(exchange.now, Reception(100, 90, 0.002))
    one.control.say_bye(exchange.now)
    report, bye = (datagram for datagram, _address in one.sent)
    assert len(report) % 4 == len(bye) % 4 == 0
    assert (report[0], report[1]) == (0x81, 200)
    assert int.from_bytes(report[20:24]) == 10
    assert report[32] == 25, "a tenth lost, in 256ths"
    assert report[-len(bye) + len(bye) :] == report
    assert bye[-8:-4] == bytes((0x81, 203, 0, 1))


@given(st.lists(st.one_of(st.binary(max_size=80), st.binary(max_size=80).map(lambda b: b"\x81\xc8\0\x0c" + b))))
def test_anything_may_come(datagrams: list[bytes]) -> None:
    exchange, one, _two = two_ends()
    for datagram in datagrams:
        one.control.receive(datagram, ("10.0.0.1", 4001), exchange.now)
    one.control.report(exchange.now, NOTHING)
