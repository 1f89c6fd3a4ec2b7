"""Scenarios: the YAML files that ship, what may stand in one, and how one is read."""

from scenarios.errors import Problem, ScenarioError
from scenarios.loader import json_schema, live_needs, load
from scenarios.schema.scenario import Scenario

__all__ = ["Problem", "Scenario", "ScenarioError", "json_schema", "live_needs", "load"]
