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
    found = list(_of_groups(header, document, limits))
    lacking = {each.scope["group"] for each in found if each.rule == "D-2a"}
    found += [*_of_agents(header, document, limits), *_of_teams(header, document, limits, lacking)]
    order = list(RULES)
    return sorted(found, key=lambda each: order.index(each.rule))


def _of_groups(header: Header, document: Document, limits: Thresholds) -> Iterator[Advice]:
    intervals = document.get("intervals", ())
    starts = [each["start"] for each in intervals]
    sources = sorted(document["groups"], key=lambda name: -amount(document["groups"][name], "overflowed_out"))
    for name, day in document["groups"].items():
        places = [each["groups"][name] for each in intervals]
        queue = Queue(name, called(header, name), day, starts, places, limits)
        others = [called(header, each) for each in sources
                  if each != name and amount(document["groups"][each], "overflowed_out")]  # fmt: skip
        yield from chain(add_people(queue), no_need_to_add(queue), peaks(queue), leaning(queue, others))


def _of_agents(header: Header, document: Document, limits: Thresholds) -> Iterator[Advice]:
    alike: dict[Any, dict[str, Figures]] = defaultdict(dict)
    for person in header.people:
        if person.name in document["agents"]:
            skills = tuple(sorted(person.skills.items()))
            alike[person.team, skills][person.name] = document["agents"][person.name]
    for (team, _skills), agents in alike.items():
        yield from of_agents(team, agents, _days(document), limits)


def _of_teams(header: Header, document: Document, limits: Thresholds, lacking: Set[str]) -> Iterator[Advice]:
    """``lacking``: groups in need of people, from which none are to be taken."""
    teams: Mapping[str, Figures] = document["teams"]
    missing = lacking | {name for name, figures in document["groups"].items() if _misses(header, name, figures)}
    for team, figures in teams.items():
        own = load_of([figures])
        others = load_of(each for name, each in teams.items() if name != team)
        if own and others:
            found = of_team(team, own, others, _days(document), limits)
            yield from (each for each in found if each.rule != "D-1c" or _can_spare(header, team, missing))


def _can_spare(header: Header, team: str, missing: Set[str]) -> bool:
    """Whether a team is more than one, and serves no group that is short of people."""
    people = [person for person in header.people if person.team == team]
    return len(people) > 1 and not any(missing & set(person.skills) for person in people)


def _misses(header: Header, group: str, figures: Figures) -> bool:
    wanted, level = asked(header, group), value(figures, "service_level")
    return wanted is not None and level is not None and level < wanted.share


def _days(document: Document) -> int:
    days: int = document.get("replications", 1)
    return days
