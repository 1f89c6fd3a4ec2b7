"""Planners' spreadsheets: volumes, recorded reports, rosters and recorded calls (`tables.md`)."""

from scenarios.tables.arrivals import expected_calls
from scenarios.tables.calls import read_calls
from scenarios.tables.days import mean_day, select_days
from scenarios.tables.errors import TableError
from scenarios.tables.mapping import read_mapping
from scenarios.tables.overlay import overlay
from scenarios.tables.roster import read_roster
from scenarios.tables.to_scenario import scenario_text
from scenarios.tables.volumes import read_actuals, read_volumes

__all__ = [
    "TableError",
    "expected_calls",
    "mean_day",
    "overlay",
    "read_actuals",
    "read_calls",
    "read_mapping",
    "read_roster",
    "read_volumes",
    "scenario_text",
    "select_days",
]
