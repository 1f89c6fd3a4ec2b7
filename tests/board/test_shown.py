"""What a snapshot looks like: signs where something is amiss, whatever the colours; it fits eighty columns."""

import io

import pytest
from a_board import told
from rich.console import Console

from acd.language import speak
from acd.live.board.shown import ORDERS, agents_table, alarms_lines, clock, groups_table, headline, lasting


@pytest.fixture(params=["zh", "en"])
def _in_both_languages(request):
    speak(request.param)
    yield
    speak(None)


def on_paper(*shown, width=80):
    console = Console(file=io.StringIO(), width=width, markup=False)
    for each in shown:
        console.print(each)
    return console.file.getvalue()


def seen_at(day, share=0.6):
    header, events = day
    board = told(header, events[: round(len(events) * share)])
    return board.snapshot(board.last + 1)


@pytest.mark.usefixtures("_in_both_languages")
def test_all_of_it_fits_eighty_columns(day):
    seen = seen_at(day)
    text = on_paper(headline(seen), groups_table(seen), agents_table(seen, all_of_them=True), *alarms_lines(seen))
    assert "…" not in text
    for place in seen["groups"].values():
        assert f"{place['answered']}/{place['offered']}" in text


def test_what_is_amiss_has_a_sign(day):
    seen = seen_at(day)
    name, group = next(iter(seen["groups"].items()))
    group |= {"waiting": 9, "waiting_limit": 9, "longest_waiting": 100.0, "longest_limit": 120.0}
    group |= {"service_level": 0.5, "target": 0.8, "label": name}
    line = next(line for line in on_paper(groups_table(seen)).splitlines() if line.startswith(name))
    assert ("!9" in line, "▲1:40" in line, "▼50%" in line) == (True, True, True)
    group |= {"waiting": 1, "longest_waiting": 5.0, "service_level": 0.9}
    line = next(line for line in on_paper(groups_table(seen)).splitlines() if line.startswith(name))
    assert not set("!▲▼") & set(line)


def named(table):
    """The agents of a table, in its order, without the signs beside their names."""
    return [cell.plain.rstrip("?✆") for cell in table.columns[0].cells]


def test_agents_in_each_order_and_of_one_team(day):
    seen = seen_at(day)
    present = sorted(name for name, person in seen["agents"].items() if person["state"] != "signed_out")
    assert named(agents_table(seen, "name")) == present
    assert all(sorted(named(agents_table(seen, order))) == present for order in ORDERS)
    team = seen["agents"][present[0]]["team"]
    of_team = [name for name in present if seen["agents"][name]["team"] == team]
    assert named(agents_table(seen, "name", team)) == of_team


def test_whoever_is_over_a_limit_stands_first(day):
    seen = seen_at(day)
    present = [name for name, person in seen["agents"].items() if person["state"] != "signed_out"]
    last = seen["agents"][present[-1]]
    last |= {"state": "ready", "state_limit": 1.0, "since": seen["t"] - 2.0, "help_since": 1.0}
    assert named(agents_table(seen))[0] == present[-1]
    first = on_paper(agents_table(seen)).splitlines()[1]
    assert first.startswith(f"{present[-1]}?")
    assert "!0:02" in first


@pytest.mark.usefixtures("_in_both_languages")
def test_alarms_in_words_and_what_is_known_apart():
    alarm = {
        "rule": "abandon_rate",
        "scope": "groups",
        "subject": "sales",
        "since": 36_000.0,
        "value": 0.07,
        "limit": 0.05,
    }
    seen = {"alarms": [alarm], "groups": {"sales": {"label": "业务"}}}
    (new,), (known,) = [*alarms_lines(seen)], [*alarms_lines(seen, {("abandon_rate", "sales")})]
    assert new.plain.startswith("! 10:00 业务 ")
    assert new.plain.endswith(" 7%/5%")
    assert known.plain.startswith("· 10:00 业务 ")


def test_times():
    assert [lasting(t) for t in (-1, 7.9, 750, 3723)] == ["0:00", "0:07", "12:30", "1:02:03"]
    assert [clock(t) for t in (0, 3_660, 90_000)] == ["00:00", "01:01", "01:00"]
