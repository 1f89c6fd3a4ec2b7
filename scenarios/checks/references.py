"""Whether every name that is used exists, nobody is named twice, and every group with calls is served."""

from collections.abc import Collection, Iterator

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.errors import Path, no_such
from scenarios.schema.groups import ANYONE
from scenarios.schema.scenario import Scenario


def check_references(
    scenario: Scenario, groups: Collection[str], shifts: Collection[str], call_types: Collection[str]
) -> Iterator[Finding]:
    """Groups, shifts and call types that are named but not described; given are those that the file describes."""
    for path, name in _groups_named(scenario):
        if name not in groups:
            yield Finding(path, no_such(_("there is no group `{name}`"), name, groups))
    for place, entry in enumerate(scenario.agents):
        if entry.shift is not None and entry.shift not in shifts:
            yield Finding(("agents", place, "shift"), no_such(_("there is no shift `{name}`"), entry.shift, shifts))
    for place, incident in enumerate(scenario.incidents):
        for name in incident.multiply_arrivals or {}:
            if name not in call_types:
                where: Path = ("incidents", place, "multiply_arrivals", name)
                yield Finding(where, no_such(_("there is no call type `{name}`"), name, call_types))


def _groups_named(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for name, group in scenario.groups.items():
        for place, step in enumerate(group.overflow):
            if step.to != ANYONE:
                yield ("groups", name, "overflow", place, "to"), step.to
    yield from _groups_called(scenario)
    for place, entry in enumerate(scenario.agents):
        for skill in entry.skills:
            yield ("agents", place, "skills", skill), skill


def check_group_names(scenario: Scenario) -> Iterator[Finding]:
    """A group may not be called ``anyone`` and does not overflow to itself."""
    if ANYONE in scenario.groups:
        yield Finding(("groups", ANYONE), _("`anyone` means every agent signed in; name the group otherwise"))
    for name, group in scenario.groups.items():
        for place, step in enumerate(group.overflow):
            if step.to == name:
                yield Finding(("groups", name, "overflow", place, "to"), _("a group cannot overflow to itself"))


def check_agent_names(scenario: Scenario) -> Iterator[Finding]:
    """Nobody is named twice."""
    first: dict[str, int] = {}
    for place, names in enumerate(scenario.names()):
        for name in names:
            if name in first:
                message = _("an agent `{name}` exists already, in entry {first}").format(name=name, first=first[name])
                yield Finding(("agents", place, *(["name"] if scenario.agents[place].name else [])), message)
                break
            first[name] = place


def check_served(scenario: Scenario) -> Iterator[Finding]:
    """Every group that calls come to has somebody who may take them: by skill, or through a step of overflow."""
    skilled = {group for entry in scenario.agents for group in entry.skills}
    message = _("nobody serves group `{group}`: no agent has this skill and no overflow reaches one")
    for path, name in _groups_called(scenario):
        group = scenario.groups.get(name)
        if group is None:
            continue
        helpers = {step.to for step in group.overflow}
        if name not in skilled and not helpers & (skilled | {ANYONE}):
            yield Finding(path, message.format(group=name))


def _groups_called(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for name, call_type in scenario.call_types.items():
        yield ("call_types", name, "group"), call_type.group
        if call_type.transfer is not None:
            yield ("call_types", name, "transfer", "to"), call_type.transfer.to
