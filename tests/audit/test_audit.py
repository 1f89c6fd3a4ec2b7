"""The auditor as a whole: what its report says, what it refuses, and that every check is tested."""

import pytest
import test_agents
import test_conditions
import test_limits
import test_lines
import test_ringing
import test_shifts
import test_talks
import test_waiting
from small_floor import Floor

from acd.errors import HuawuError
from metrics.audit import audit
from metrics.audit.auditor import AFTER_INSTANT, AT_EVENT
from metrics.audit.times import ticks
from metrics.ledger.header import Header

STORIES = (
    test_agents,
    test_conditions,
    test_limits,
    test_lines,
    test_ringing,
    test_shifts,
    test_talks,
    test_waiting,
)


def test_every_check_has_a_story_that_breaks_it() -> None:
    checks = {judge.__name__ for judges in AT_EVENT.values() for judge in judges}
    checks |= {judge.__name__ for judge in AFTER_INSTANT}
    broken = {rule for module in STORIES for rule, _story in module.BROKEN}
    assert checks - broken == set()


def test_a_ledger_of_another_centre_is_refused() -> None:
    with pytest.raises(HuawuError, match="another centre"):
        list(audit(Header(groups=["other"]), [], Floor().centre))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("20s", 20), ("1h30min", 5400), ("08:30", 30600), (0.5, 0.5), (3600, 3600), ("7d", 604800), ("2.5min", 150)],
)
def test_times_as_scenarios_write_them(text: str | float, seconds: float) -> None:
    assert ticks(text) == seconds * 1_000_000


def test_a_time_that_is_none_is_told() -> None:
    with pytest.raises(HuawuError, match="no duration"):
        ticks("soon")
