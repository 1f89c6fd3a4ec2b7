"""A live centre whole: floor, telephones, journal, figures and doors to people, started and stopped in order.

Knows which part needs which. Refuses to know what any of them does.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog

from acd.config import CentreLayout, Routing, lay_out_centre, routing
from acd.driven import Driven
from acd.events import Event, Kind
from acd.language import _
from acd.live.board import DaysBoard
from acd.live.channel import ChannelSettings, make_app, serve
from acd.live.day import caller_key, header_of, ledger_to_go_on, today, write_local_token
from acd.live.days import Days
from acd.live.floor.calls import LiveCall
from acd.live.floor.clock import WallClock
from acd.live.floor.explain import Explain
from acd.live.floor.journal import OnDisk
from acd.live.floor.opened import Opened, open_floor
from acd.live.floor.recordings import Recordings
from acd.live.floor.recovery import Recovered, lose_calls, recover
from acd.live.floor.volumes import Volumes
from acd.live.media import Media
from acd.live.operations import Operations
from acd.live.privacy import CallerNumbers
from acd.live.sip import EmbeddedTelephony, SipSettings, TrunkPeer
from acd.live.sounds import SpokenSounds
from acd.live.told import told
from acd.live.users import Users
from acd.model import DAY
from metrics.ledger import Header, read
from metrics.ledger.growing import GrowingLedger
from scenarios import Scenario, load

_log: Final = structlog.get_logger("acd.centre")


@dataclass(frozen=True, slots=True)
class Served:
    """What is served, and where its ledgers are kept."""

    file: Path
    overrides: tuple[str, ...]
    ledgers: Path


class LiveCentre:
    """``await start()``, then :attr:`over` is done when it has been drained, stopped, or the disk takes no more."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self.scenario: Scenario = self._load()
        self.layout: CentreLayout = lay_out_centre(self.scenario)
        self.routing: Routing = routing(self.scenario)
        self.midnight: datetime = today(self.scenario.timezone)
        self.header: Header = header_of(self.layout, self.routing, self.midnight)
        self.ledger, self._broken_off = ledger_to_go_on(served.ledgers, self.scenario.scenario, self.midnight)
        self.users = Users()
        self.over: asyncio.Future[None]
        self._resources = contextlib.AsyncExitStack()

    def _load(self) -> Scenario:
        return load(self._served.file, self._served.overrides, live=True)

    async def start(self) -> None:
        """Open for calls; whatever was started is stopped again where a later part cannot be."""
        self.over = asyncio.get_running_loop().create_future()
        async with contextlib.AsyncExitStack() as resources:
            await self._open(resources)
            self._resources = resources.pop_all()

    async def stop(self) -> None:
        """Hang up what is up, write the end of the ledger, close."""
        await self._resources.aclose()

    def asked_to_stop(self) -> None:
        """Drain; asked once more, end at once."""
        if self.opened.floor.draining:
            self._finish()
        else:
            left = self.operations.drain()
            _log.info("takes no more calls", up=left)

    @property
    def said(self) -> str:
        """What is served and where, in a line or two."""
        listen = self.scenario.listen
        return _(
            "{name} takes calls: SIP {address}:{sip}/udp, agents and boards {address}:{channel}, policy {policy}\n"
            "ledger {ledger}; SIP and RTP of the embedded server are in the clear (TLS and SRTP come with a PBX)"
        ).format(
            name=self.scenario.label or self.scenario.scenario,
            address=listen.address,
            sip=self.telephony.settings.port,
            channel=self.running.port,
            policy=self.routing,
            ledger=self.ledger,
        )

    async def _open(self, resources: contextlib.AsyncExitStack) -> None:
        recovered = self._recovered()
        self.clock = WallClock(self.midnight)
        self.board = DaysBoard(self.header)
        self._served.ledgers.mkdir(parents=True, exist_ok=True)
        self.journal = OnDisk(Volumes(GrowingLedger(self.ledger, self.header)), self._disk_failed)
        resources.push_async_callback(self.journal.close)
        self.media = Media()
        rtp = self.scenario.listen.rtp
        await self.media.start(self.scenario.listen.address, None if rtp.last == 0 else (rtp.first, rtp.last))
        resources.push_async_callback(self.media.stop)
        self.telephony = EmbeddedTelephony(self._sip(), self.users, self.media)
        self.opened = await self._floor(recovered)
        self._tell_of_before()
        self.operations = Operations(
            self.layout, self.opened, self.midnight, self._load, self._finish, self._decides_by
        )
        self.days = Days(
            self._served.ledgers, self.midnight, self.header, self.opened, self.board, self.journal, self._day_began
        )
        self.opened.door.begin_days(DAY, self.days.begin)
        await self.telephony.start(self.opened.floor.happened)
        resources.push_async_callback(self._end)
        if recovered is not None:
            lose_calls(self.opened.door)
            self._missing_phones()
            if recovered.decided_by != str(self.routing):
                self.operations.reload()
        explain = Explain(self.layout, self.opened.door, self.opened.calls)
        channel = self._channel()
        app = make_app(self.opened.desk, self.users, self.board, explain, self.operations, channel)
        self.running = await serve(app, channel)
        resources.push_async_callback(self.running.stop)
        resources.callback(write_local_token(self.running.port, channel.local_token))

    def _recovered(self) -> Recovered | None:
        """Today's ledger, if one was broken off: the rules as it left them."""
        if not self._broken_off:
            return None
        found = recover(read(self.ledger), self.layout)
        _log.info("goes on", ledger=self.ledger.name, calls=found.first)
        return found

    def _tell_of_before(self) -> None:
        """Figures and agents' views go on too: a screen that comes back must see the state the rules are in."""
        if self._broken_off:
            for block in read(self.ledger).blocks():
                events = [Event(*row) for row in block.tolist()]
                for event in events:
                    self.board.note(event)
                    self.opened.door.lately.note(event)
                self.opened.desk.note(events)

    async def _floor(self, recovered: Recovered | None) -> Opened:
        said = self.scenario.announcements
        music = self.scenario.folder / said.hold_music.file if said.hold_music else None
        sounds = SpokenSounds(said.language, music)
        driven = recovered.driven if recovered else Driven(self.layout, self.routing.policy)
        opened = open_floor(
            driven,
            self.clock,
            self.journal,
            self.telephony,
            sounds,
            CallerNumbers(self.scenario.caller_number, caller_key()),
            self._tell,
            self._kept,
            closed=self._closed,
            connected=self._connected,
            first=recovered.first if recovered else 0,
            last=recovered.last if recovered else 0,
        )
        await sounds.prepare(opened.texts.known())
        self._recordings = self._recorder(opened)
        self._drop_old_recordings()
        return opened

    def _drop_old_recordings(self) -> None:
        """Beside everything else: there may be many."""
        if self._recordings is not None:
            dropping = asyncio.get_running_loop().run_in_executor(None, list, self._recordings.drop_old())
            dropping.add_done_callback(_told_of_dropped)

    def _day_began(self, midnight: datetime) -> None:
        if self._recordings is not None:
            self._recordings.day = f"{midnight:%Y-%m-%d}"
        self._drop_old_recordings()

    def _decides_by(self, found: Routing, scenario: Scenario) -> None:
        self.days.reroute(str(found), scenario.resolved())

    def _closed(self, now: int) -> str:
        return self.operations.closed(now)

    def _recorder(self, opened: Opened) -> Recordings | None:
        wanted = self.scenario.recording
        if wanted is None:
            return None
        folder = self.scenario.folder / wanted.folder

        def say(why: str) -> None:
            _log.warning("not recorded", why=why)

        recordings = Recordings(wanted, folder, f"{self.midnight:%Y-%m-%d}", opened.door, self.telephony, say)
        opened.floor.recorded = recordings.ended
        return recordings

    def _connected(self, call: LiveCall) -> None:
        if self._recordings is not None:
            self._recordings.begin(call)

    def _tell(self, events: Sequence[Event]) -> None:
        """Events that are on disk: to the figures and to whoever watches."""
        for event in events:
            self.board.note(event)
        self.opened.desk.note(events)
        self.operations.call_left()

    def _kept(self) -> "asyncio.Future[None]":
        done = asyncio.get_running_loop().create_future()
        self.journal.keep((), lambda: done.set_result(None))
        return done

    def _missing_phones(self) -> None:
        """Whoever was signed in when the machine went has no phone until it registers again."""
        for a, person in enumerate(self.layout.header.people):
            if not self.telephony.is_registered(person.name):
                self.opened.desk.phone_is_missing(a)

    async def _end(self) -> None:
        """Calls still up are lost with their telephones; the ledger says that the run ended."""
        lose_calls(self.opened.door)
        await self.telephony.stop()
        self.journal.keep([(Event(t=self.opened.door.now(), kind=Kind.RUN_ENDED), None)], _nothing)

    def _disk_failed(self, why: Exception) -> None:
        _log.error("the ledger cannot be written; no more calls are taken", why=str(why))
        self.opened.floor.draining = True
        if not self.over.done():
            self.over.set_exception(why)

    def _finish(self) -> None:
        if not self.over.done():
            self.over.set_result(None)

    def _sip(self) -> SipSettings:
        listen, trunks = self.scenario.listen, self.scenario.trunks
        peers = {name: TrunkPeer(name, trunk.address, trunk.port) for name, trunk in trunks.items()}
        return SipSettings(
            address=listen.address,
            port=listen.sip,
            by_address={peer.address: peer for name, peer in peers.items() if peer.address and not trunks[name].digest},
            by_digest={name: peer for name, peer in peers.items() if trunks[name].digest},
        )

    def _channel(self) -> ChannelSettings:
        listen, folder = self.scenario.listen, self.scenario.folder
        tls = None if listen.tls is None else (str(folder / listen.tls.certificate), str(folder / listen.tls.key))
        return ChannelSettings(
            address=listen.address,
            port=listen.channel,
            tls=tls,
            now=self.clock.now,
            told=told(self.scenario),
            unwell=self._unwell,
        )

    def _unwell(self) -> list[str]:
        """Why no calls are taken; nothing where they are."""
        reasons = {"draining": self.opened.floor.draining, "no audio": self.media.pid is None}
        return [why for why, holds in reasons.items() if holds]


def _told_of_dropped(dropping: "asyncio.Future[list[Path]]") -> None:
    if dropping.cancelled():
        return
    if (wrong := dropping.exception()) is not None:
        _log.warning("old recordings cannot be dropped", why=str(wrong))
    elif dropping.result():
        _log.info("recordings kept long enough are gone", count=len(dropping.result()))


def _nothing() -> None:
    """The end of a ledger has no effect."""
