"""Planners' spreadsheets: volumes, recorded reports, rosters and recorded calls (`tables.md`)."""
