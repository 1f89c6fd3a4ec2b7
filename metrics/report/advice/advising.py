"""Every rule asked of every group, team and agent of a document (`cli.md`: JSON of ``metrics report``, ``sim run``).

Knows who is compared with whom. Refuses to know what any rule says.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import chain
from typing import Any

from metrics.ledger.header import Header
from metrics.report.advice.people import load_of, of_agents, of_team
from metrics.report.advice.queues import Queue, add_people, leaning, no_need_to_add, peaks
from metrics.report.advice.rules import RULES, Advice
from metrics.report.advice.thresholds import Thresholds
from metrics.report.reading import Figures, amount, value
from metrics.report.stated import asked, called

Document = Mapping[str, Any]


def advise(header: Header, document: Document, limits: Thresholds | None = None) -> list[Advice]:
    """What the figures advise, in the language spoken; of one ledger or of many days."""
    limits = limits or Thresholds()
    queues = _queues(header, document, limits)
    found = list(chain.from_iterable(map(add_people, queues)))
    short = {each.scope["group"] for each in found} | _missing(header, document)
    for queue in queues:
        found += [*leaning(queue, _sources(header, document, queue), queue.group not in short)]
        found += [*no_need_to_add(queue), *peaks(queue)]
    found += [*_of_agents(header, document, limits), *_of_teams(header, document, limits, short)]
    order = list(RULES)
    return sorted(found, key=lambda each: order.index(each.rule))


def _queues(header: Header, document: Document, limits: Thresholds) -> list[Queue]:
    intervals = document.get("intervals", ())
    starts = [each["start"] for each in intervals]
    return [
        Queue(name, called(header, name), day, starts, [each["groups"][name] for each in intervals], limits)
        for name, day in document["groups"].items()
    ]


def _sources(header: Header, document: Document, queue: Queue) -> list[str]:
    """Other groups whose calls overflow, those with most of them first."""
    over = {name: amount(day, "overflowed_out") for name, day in document["groups"].items() if name != queue.group}
    return [called(header, name) for name in sorted(over, key=lambda name: -over[name]) if over[name]]


def _missing(header: Header, document: Document) -> Set[str]:
    """Groups that miss the service level asked of them."""
    missing = set()
    for name, figures in document["groups"].items():
        wanted, level = asked(header, name), value(figures, "service_level")
        if wanted is not None and level is not None and level < wanted.share:
            missing.add(name)
    return missing


def _of_agents(header: Header, document: Document, limits: Thresholds) -> Iterator[Advice]:
    alike: dict[Any, dict[str, Figures]] = defaultdict(dict)
    for person in header.people:
        if person.name in document["agents"]:
            kind = person.team, person.experience, *sorted(person.skills.items())
            alike[kind][person.name] = document["agents"][person.name]
    for (team, *_others), agents in alike.items():
        yield from of_agents(team, agents, _days(document), limits)


def _of_teams(header: Header, document: Document, limits: Thresholds, short: Set[str]) -> Iterator[Advice]:
    """``short``: groups in need of people, from which none are to be taken."""
    teams: Mapping[str, Figures] = document["teams"]
    through = (value(document["centre"], "busy_rate") or 0.0) <= limits.busy_tone
    for team, figures in teams.items():
        own = load_of([figures])
        others = load_of(each for name, each in teams.items() if name != team)
        if own and others:
            found = of_team(team, own, others, _days(document), limits)
            yield from (each for each in found if each.rule != "D-1c" or (through and _can_spare(header, team, short)))


def _can_spare(header: Header, team: str, short: Set[str]) -> bool:
    """Whether a team is more than one, and serves no group that is short of people."""
    people = [person for person in header.people if person.team == team]
    return len(people) > 1 and not any(short & set(person.skills) for person in people)


def _days(document: Document) -> int:
    days: int = document.get("replications", 1)
    return days
