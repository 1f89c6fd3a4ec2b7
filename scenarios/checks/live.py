"""Whether what a scenario says of a live centre fits together: numbers, menus, codes, calendar, ports.

Refuses to read any file that it names (``scenarios.checks.live_needs``): a planner has none of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.errors import Path, no_such
from scenarios.schema.live import codes, menus
from scenarios.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Named:
    """What the file describes, sound or not; ``agents``: ``None`` where some of them cannot be told."""

    groups: Collection[str]
    call_types: Collection[str]
    trunks: Collection[str]
    agents: Collection[str] | None


def check_live(scenario: Scenario, named: Named) -> Iterator[Finding]:
    """Everything that the file alone can tell."""
    call_types = named.call_types
    yield from _directory(scenario, named)
    for path, name in _call_types_named(scenario):
        if name not in call_types:
            yield Finding(path, no_such(_("there is no call type `{name}`"), name, call_types))
    yield from _menu_depth(scenario)
    yield from _codes(scenario)
    yield from _holidays(scenario)
    yield from _ports(scenario)
    yield from _satisfied(scenario)
    yield from _staff_numbers(scenario)


def _directory(scenario: Scenario, named: Named) -> Iterator[Finding]:
    groups, people = named.groups, named.agents
    for number, entry in scenario.directory.items():
        path: Path = ("directory", number)
        if entry.group is not None and entry.group not in groups:
            yield Finding((*path, "group"), no_such(_("there is no group `{name}`"), entry.group, groups))
        if entry.agent is not None and people is not None and entry.agent not in people:
            yield Finding((*path, "agent"), no_such(_("there is no agent `{name}`"), entry.agent, people))
        if entry.trunk is not None:
            yield from _trunk(scenario, named, (*path, "trunk"), entry.trunk)
    if scenario.outbound is not None:
        yield from _trunk(scenario, named, ("outbound", "trunk"), scenario.outbound.trunk)


def _trunk(scenario: Scenario, named: Named, path: Path, name: str) -> Iterator[Finding]:
    trunk = scenario.trunks.get(name)
    if name not in named.trunks:
        yield Finding(path, no_such(_("there is no trunk `{name}`"), name, named.trunks))
    elif trunk is not None and trunk.address is None:
        message = _("trunk `{name}` has no `address`: nothing can be called over it")
        yield Finding(path, message.format(name=name))


def _call_types_named(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    for number, entry in scenario.directory.items():
        if entry.call_type is not None:
            yield ("directory", number, "call_type"), entry.call_type
    for path, menu in scenario.phone_menu.walk() if scenario.phone_menu else ():
        for key, choice in menu.keys.items():
            if choice.call_type is not None:
                yield (*path, "keys", key, "call_type"), choice.call_type
        if menu.otherwise is not None and menu.otherwise.call_type is not None:
            yield (*path, "otherwise", "call_type"), menu.otherwise.call_type


def _menu_depth(scenario: Scenario) -> Iterator[Finding]:
    for path, _menu in scenario.phone_menu.walk() if scenario.phone_menu else ():
        if path.count("menu") == menus.DEPTH + 1:
            yield Finding(path, _("menus lie {depth} deep at most").format(depth=menus.DEPTH))


def _codes(scenario: Scenario) -> Iterator[Finding]:
    for path, _below in codes.walk(scenario.codes):
        name = path[-1]
        if not name.strip() or codes.SEPARATOR in name or name != name.strip():
            yield Finding(("codes", *path), _("a code has a name, without / and without blanks around it"))
        elif len(path) == codes.DEPTH + 1:
            yield Finding(("codes", *path), _("codes lie {depth} deep at most").format(depth=codes.DEPTH))


def _holidays(scenario: Scenario) -> Iterator[Finding]:
    for place, holiday in enumerate(scenario.calendar.holidays):
        path: Path = ("calendar", "holidays", place)
        if holiday.ends < holiday.first:
            message = _("{last} is before `from` {first}")
            yield Finding((*path, "to"), message.format(last=holiday.ends, first=holiday.first))
        earlier = scenario.calendar.holiday(holiday.first)
        if earlier is not None and earlier is not holiday:
            message = _("{day} belongs to an entry above already; put the shorter one first")
            if earlier.ends >= holiday.ends:
                yield Finding((*path, "from"), message.format(day=holiday.first))


def _satisfied(scenario: Scenario) -> Iterator[Finding]:
    survey = scenario.survey
    for place, key in enumerate(survey.satisfied or ()) if survey else ():
        if survey and key not in survey.keys:
            yield Finding(("survey", "satisfied", place), no_such(_("there is no key `{name}`"), key, survey.keys))


def _ports(scenario: Scenario) -> Iterator[Finding]:
    listen = scenario.listen
    if listen.sip and listen.sip == listen.channel:
        yield Finding(("listen", "channel"), _("{port} is the port of `sip` already").format(port=listen.channel))
    if listen.rtp.last and listen.rtp.first <= listen.sip <= listen.rtp.last:
        message = _("{port} lies among the ports of `rtp`, {first} to {last}")
        first, last = listen.rtp.first, listen.rtp.last
        yield Finding(("listen", "sip"), message.format(port=listen.sip, first=first, last=last))


def _staff_numbers(scenario: Scenario) -> Iterator[Finding]:
    """Numbers given are distinct; those made of names need not be."""
    numbers, holders = scenario.staff_numbers(), defaultdict[str, list[str]](list)
    for place, (entry, names) in enumerate(zip(scenario.agents, scenario.names(), strict=True)):
        if entry.number is None:
            continue
        for name in names:
            holders[numbers[name]].append(name)
            if len(holders[numbers[name]]) > 1:
                message = _("agents {names} have the same number {number}")
                names_said = ", ".join(holders[numbers[name]])
                yield Finding(("agents", place, "number"), message.format(names=names_said, number=numbers[name]))
                break
