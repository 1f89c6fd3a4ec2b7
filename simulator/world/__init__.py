"""Callers and agents who behave: what was drawn for them, turned into inputs for the rules."""

from acd.model import CallType
from simulator.world.behaviour import obey
from simulator.world.happening import call_comes, happens, moment_comes
from simulator.world.rows import (
    ATTEMPTS,
    FOREVER,
    GRID,
    Caller,
    Course,
    Draw,
    Happening,
    Hold,
    MenuEnd,
    Moment,
    Person,
    Progress,
    World,
)

__all__ = [
    "ATTEMPTS",
    "FOREVER",
    "GRID",
    "CallType",
    "Caller",
    "Course",
    "Draw",
    "Happening",
    "Hold",
    "MenuEnd",
    "Moment",
    "Person",
    "Progress",
    "World",
    "call_comes",
    "happens",
    "moment_comes",
    "obey",
]
