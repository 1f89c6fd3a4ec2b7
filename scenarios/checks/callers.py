"""Whether call types fit together: shares of one type, where volumes are counted, transfers that lead elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.schema.callers import SIMULATED, Arrivals
from scenarios.schema.scenario import Scenario


def check_callers(scenario: Scenario) -> Iterator[Finding]:
    """Every call type, and those that share the calls of one."""
    yield from _shares(scenario)
    for name, call_type in scenario.call_types.items():
        said = "arrivals" in call_type.model_fields_set
        if said and call_type.share is None and scenario.menu(call_type) is not None:
            yield from _counted_where(name, call_type.arrivals)
        if call_type.transfer is not None and call_type.transfer.to == call_type.group:
            message = _("calls of group `{group}` cannot be transferred to it")
            yield Finding(("call_types", name, "transfer", "to"), message.format(group=call_type.group))


def check_simulated(scenario: Scenario, but: Collection[int | str]) -> Iterator[Finding]:
    """What only a simulation asks of every call type: how many come, and how long they talk.

    ``but``: types that something else is wrong with.
    """
    for name, call_type in scenario.call_types.items():
        for key in SIMULATED:
            if name not in but and key not in call_type.model_fields_set:
                message = _("is missing; a simulation needs it (a live centre does not)")
                yield Finding(("call_types", name, key), message)


def _counted_where(name: str, arrivals: Arrivals) -> Iterator[Finding]:
    """With a menu, calls at the lines are not those that ask for a person."""
    path = ("call_types", name, "arrivals", "at")
    if "at" not in arrivals.model_fields_set:
        yield Finding(path, _("with an `ivr`, say whether volumes count calls `at: offered` (after it) or `at: lines`"))
    elif arrivals.at == "offered" and arrivals.trace is not None:
        message = _("recorded calls that ask for a person do not pass the `ivr` again: `ivr: none`, or `at: lines`")
        yield Finding(path, message)


def _shares(scenario: Scenario) -> Iterator[Finding]:
    taken: dict[str, float] = defaultdict(float)
    for name, call_type in scenario.call_types.items():
        if call_type.like is None or call_type.share is None:
            continue
        taken[call_type.like] += call_type.share
        if taken[call_type.like] >= 1:
            message = _("the shares of `{name}` add up to {shares:.0%}: nothing is left of it")
            shares = taken[call_type.like]
            yield Finding(("call_types", name, "share"), message.format(name=call_type.like, shares=shares))
