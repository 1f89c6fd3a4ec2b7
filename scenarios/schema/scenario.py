"""The whole scenario: the keys at the top of the file, and what follows from several of them."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, PrivateAttr, StrictStr, WrapValidator, model_validator

from scenarios.schema.base import Part
from scenarios.schema.callers import SIMULATED, CallType
from scenarios.schema.centre import (
    Absence,
    ChooseCall,
    Costs,
    ForecastError,
    NotReady,
    Ring,
    UnplannedNotReady,
    WrapUpLimit,
)
from scenarios.schema.groups import Group
from scenarios.schema.incidents import Incident
from scenarios.schema.journeys import Menu
from scenarios.schema.likeness import filled_in
from scenarios.schema.live.after import CallerNumber, Recording, Survey
from scenarios.schema.live.calendar import Calendar
from scenarios.schema.live.codes import CodeTree
from scenarios.schema.live.directory import Entry
from scenarios.schema.live.listen import Listen
from scenarios.schema.live.menus import PhoneMenu
from scenarios.schema.live.notation import DialledNumber
from scenarios.schema.live.outbound import Outbound
from scenarios.schema.live.prompts import Announcements
from scenarios.schema.live.trunks import Trunk
from scenarios.schema.people import Agents
from scenarios.schema.shifts import Shift
from scenarios.values import Count, Date, Duration, PositiveDuration, TimeOfDay, Whole, Zone, time_zone

_THE_DAY = ("date", "opens", "closes")

_LIVE: Final = {"listen", "trunks", "directory", "announcements", "calendar", "codes", "caller_number"}
"""Keys that only a live centre reads; where the file says nothing of them, neither do its results."""


class Scenario(Part):
    """A centre, its callers, its people and its routing (`scenario.md`). Durations are integer microseconds."""

    scenario: StrictStr
    label: StrictStr | None = None
    date: Date = date(1970, 1, 1)
    timezone: Zone = "+00:00"
    opens: TimeOfDay = 0
    closes: TimeOfDay = 0
    duration: PositiveDuration | None = None
    at_close: Literal["serve", "dismiss"] = "serve"
    at_close_limit: Duration = 1_800_000_000
    interval: PositiveDuration = 1_800_000_000
    replications: Count = 30
    seed: Whole = 1
    warm_up: Duration = 0
    lines: Count | None = None
    ring: Ring = Ring()
    choose_call: ChooseCall = "longest_waiting"
    forecast_error: ForecastError | None = None
    ivr: Menu | None = None
    groups: Annotated[dict[str, Group], Field(min_length=1)]
    call_types: Annotated[dict[str, CallType], Field(min_length=1), WrapValidator(filled_in)]
    agents: Annotated[list[Agents], Field(min_length=1)]
    shifts: dict[str, Shift] = Field(default_factory=dict)
    absence: Absence | None = None
    unplanned_not_ready: UnplannedNotReady | None = None
    wrap_up_limit: WrapUpLimit | None = None
    not_ready: NotReady = NotReady()
    costs: Costs | None = None
    incidents: list[Incident] = Field(default_factory=list)
    targets: Literal["sources"] | dict[str, Any] | None = None
    listen: Listen = Listen()
    trunks: dict[str, Trunk] = Field(default_factory=dict)
    directory: dict[DialledNumber, Entry] = Field(default_factory=dict)
    outbound: Outbound | None = None
    announcements: Announcements = Announcements()
    phone_menu: PhoneMenu | None = Field(default=None, alias="menu")
    calendar: Calendar = Calendar()
    codes: CodeTree = Field(default_factory=dict)
    survey: Survey | None = None
    recording: Recording | None = None
    caller_number: CallerNumber = "hashed"
    _source: Path | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _close_after_duration(self) -> Self:
        if self.duration is not None:
            object.__setattr__(self, "closes", self.duration)
        return self

    @property
    def source(self) -> Path | None:
        """The file it was read from; tables, traces and policies are found beside it."""
        return self._source

    @property
    def folder(self) -> Path:
        """Where relative paths of the file start."""
        return self._source.parent if self._source else Path()

    @property
    def is_study(self) -> bool:
        """A stationary study from t = 0 (``duration``) rather than a day."""
        return self.duration is not None

    @property
    def interval_count(self) -> int:
        """Intervals from ``opens`` to ``closes``; none in a study that names no ``interval``."""
        if self.is_study and "interval" not in self.model_fields_set:
            return 0
        return max(0, self.closes - self.opens) // self.interval

    @property
    def midnight(self) -> datetime:
        """The moment t = 0 (``run.started.epoch``)."""
        return datetime(self.date.year, self.date.month, self.date.day, tzinfo=time_zone(self.timezone))

    def menu(self, call_type: CallType) -> Menu | None:
        """The menu that calls of this type go through before they are offered."""
        own = call_type.ivr or self.ivr
        return None if own == "none" else own

    def names(self) -> list[list[str]]:
        """Who each entry of ``agents`` stands for: TEAM-01 …, numbered on through all entries of one team."""
        counted: Counter[str] = Counter()
        people = []
        for entry in self.agents:
            team, first = entry.team or "", counted[entry.team or ""] + 1
            people.append(
                [entry.name] if entry.name else [f"{team}-{n:02}" for n in range(first, first + entry.people)]
            )
            counted[team] += 0 if entry.name else entry.people
        return people

    def staff_numbers(self) -> dict[str, str]:
        """Each agent's number (工号): the one given, else the digits of the name; empty where it has none."""
        numbers: dict[str, str] = {}
        for entry, names in zip(self.agents, self.names(), strict=True):
            for place, name in enumerate(names):
                given = str(int(entry.number) + place).zfill(len(entry.number)) if entry.number else None
                numbers[name] = given or "".join(letter for letter in name if letter in "0123456789")
        return numbers

    def resolved(self) -> dict[str, Any]:
        """Everything, defaults included, as a file could say it (JSON-able); loading it gives the same scenario."""
        written = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        for name, call_type in written["call_types"].items():
            if "share" in call_type:
                del call_type["arrivals"]  # those of the other type
            for key in {*SIMULATED} - self.call_types[name].model_fields_set:
                call_type.pop(key, None)
        absent = _LIVE - self.model_fields_set
        if self.is_study:
            absent |= {*_THE_DAY} | ({"interval"} - self.model_fields_set)
        return {key: value for key, value in written.items() if key not in absent}
