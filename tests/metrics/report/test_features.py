"""Of a ledger is shown what the centre has, and nothing of what it does not have; the service level in five ways."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len
from rich.console import Console

from acd.events import Blocked, Kind
from acd.language import Language, speak
from metrics.ledger.ledger import Ledger
from metrics.report import document
from metrics.report.advice import advise
from metrics.report.features import FEATURES, OPTIONAL, idle, present
from metrics.report.html import html
from metrics.report.journey import WAY, journey
from metrics.report.levels import WAYS, levels
from metrics.report.terminal import advice_lines, levels_table
from metrics.report.verdicts import verdicts


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak(None)


@pytest.fixture
def plain(make_day: Any) -> Any:
    """Two calls answered, one abandoned."""
    day = make_day()
    day.sign_in(0, 0)
    for call in range(2):
        day.offer(100 * call, call)
        day.ring(100 * call, call)
        day.answer(100 * call + 3, call)
        day.end(100 * call + 50, call)
    day.offer(300, 2)
    day.queue(300, 2)
    day.abandon(330, 2)
    return day


def figures(day: Any) -> dict[str, Any]:
    return document(Ledger.of(day.header, day.events()))


def page(day: Any) -> str:
    return html(day.header, figures(day), ["group"])


FROM_EVENTS = {
    "lines": [(Kind.CALL_ARRIVED, 9, -1, -1, 0), (Kind.CALL_BLOCKED, 9, -1, -1, Blocked.LINES_BUSY)],
    "menu": [(Kind.CALL_ARRIVED, 9, -1, -1, 0), (Kind.IVR_STARTED, 9), (Kind.IVR_COMPLETED, 9)],
    "limits": [(Kind.CALL_ARRIVED, 9, -1, -1, 0), (Kind.CALL_OFFERED, 9, 0), (Kind.CALL_DEFLECTED, 9, 0, -1, 0, 3)],
    "faults": [(Kind.CALL_ARRIVED, 9, -1, -1, 0), (Kind.CALL_OFFERED, 9, 0), (Kind.CALL_LOST, 9, 0)],
}
SAID = {
    "lines": {"lines": 30},
    "menu": {"call_types": {"enquiry": {"ivr": {"self_service": 0.1}}}},
    "retries": {"call_types": {"enquiry": {"retry": {"after_busy": 0.5}}}},
    "overflow": {"groups": {"g0": {"overflow": [{"to": "anyone", "after": 10}]}}},
    "limits": {"groups": {"g0": {"max_wait": 60}}},
    "holds": {"call_types": {"enquiry": {"hold": {"chance": 0.1}}}},
    "transfers": {"call_types": {"enquiry": {"transfer": {"chance": 0.1}}}},
}


def test_a_plain_day_has_no_features(plain: Any) -> None:
    centre = figures(plain)["centre"]
    assert present(None, centre) == set()
    assert idle(None, centre) == OPTIONAL
    for name in ("Busy-tone rate", "Calls blocked", "Transfers", "Overflowed out", "Cost", "Where calls go"):
        assert f">{name}" not in page(plain)
    assert "busy-tone rate" not in {each.about.lower() for each in verdicts(plain.header, figures(plain))}


@pytest.mark.parametrize("feature", FROM_EVENTS)
def test_what_happened_is_shown(plain: Any, feature: str) -> None:
    for event in FROM_EVENTS[feature]:
        plain.at(400, *event)
    assert present(None, figures(plain)["centre"]) == {feature}
    assert "Where calls go" in page(plain)


@pytest.mark.parametrize("feature", SAID)
def test_what_the_scenario_has_is_shown_though_it_was_not_used(plain: Any, feature: str) -> None:
    centre = figures(plain)["centre"]
    assert present(SAID[feature], centre) == {feature}
    assert not idle(SAID[feature], centre) & set(FEATURES[feature].kpis)


@pytest.mark.parametrize(
    "config",
    [{"lines": None}, {"groups": []}, {"groups": {"g0": None}}, {"groups": {"g0": {"overflow": []}}}, {"call_types": 7},
     {"call_types": {"enquiry": {"ivr": "none"}}}],
)  # fmt: skip
def test_what_a_scenario_says_of_nothing_is_no_feature(config: Any) -> None:
    assert present(config, {}) == set()


def test_money_is_shown_in_its_currency(plain: Any) -> None:
    plain.header.config = {"costs": {"agent_hour": 45, "line_minute": 0, "currency": "CNY"}}
    assert "Cost per answered call, CNY" in page(plain)


def test_the_way_of_calls(plain: Any) -> None:
    for event in (event for feature in ("lines", "menu", "limits", "faults") for event in FROM_EVENTS[feature]):
        kind, call, *rest = event
        plain.at(400 + len(plain.rows), kind, call, *rest)
    centre = figures(plain)["centre"]
    steps = {step.kpi: step for step in journey(set(FEATURES), centre)}
    assert list(steps) == list(WAY)
    assert [steps[kpi].depth for kpi in ("arrived", "offered", "answered", "transferred")] == [0, 1, 2, 3]
    assert steps["arrived"].share is None
    assert steps["offered"].share == centre["offered"] / centre["arrived"]
    assert steps["answered"].share == centre["answered"] / centre["offered"]
    parts = sum(centre[kpi] for kpi, (whole, _needs) in WAY.items() if whole == "arrived")
    assert parts == centre["arrived"]


def test_the_promise_comes_first_and_groups_without_calls_are_left_out(make_day: Any) -> None:
    day = make_day(groups=2)
    day.sign_in(0, 0)
    day.offer(0, 1)
    day.ring(0, 1)
    day.answer(3, 1)
    day.end(9, 1)
    day.offer(20, 2)
    day.abandon(21, 2)
    lines = levels(figures(day), str.upper)
    assert [name for name, _cells in lines] == ["G0", "Centre"]
    assert WAYS[0] == "service_level"
    assert lines[0][1] == ["50.0%", "100.0%", "100.0%", "100.0%", "100.0%"]
    root = ElementTree.fromstring(page(day).removeprefix("<!DOCTYPE html>\n"))
    (marked,) = [cell for cell in root.iter("th") if "★" in "".join(cell.itertext())]
    assert marked.find("b") is not None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_holds(random_day: Any, language: Language) -> None:
    day = random_day(3)
    day.header.config = {"groups": {name: {"label": "大客户专席与投诉受理"} for name in day.header.groups}}
    speak(language)
    console = Console(width=80, record=True, file=None)
    told = figures(day)
    with console.capture() as shown:
        console.print(levels_table(told, lambda _group: "大客户专席与投诉受理组"))
        for table in advice_lines(advise(day.header, told)):
            console.print(table)
    assert max(map(cell_len, shown.get().splitlines())) <= 80
