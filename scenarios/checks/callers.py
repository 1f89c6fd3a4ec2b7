"""Whether call types fit together: shares of one type, where volumes are counted, transfers that lead elsewhere."""

from collections import defaultdict
from collections.abc import Iterator

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.schema.scenario import Scenario


def check_callers(scenario: Scenario) -> Iterator[Finding]:
    """Every call type, and those that share the calls of one."""
    yield from _shares(scenario)
    for name, call_type in scenario.call_types.items():
        unsaid = call_type.share is None and "at" not in call_type.arrivals.model_fields_set
        if unsaid and scenario.menu(call_type) is not None:
            message = _("with an `ivr`, say whether volumes count calls `at: offered` (after it) or `at: lines`")
            yield Finding(("call_types", name, "arrivals", "at"), message)
        if call_type.transfer is not None and call_type.transfer.to == call_type.group:
            message = _("calls of group `{group}` cannot be transferred to it")
            yield Finding(("call_types", name, "transfer", "to"), message.format(group=call_type.group))


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
