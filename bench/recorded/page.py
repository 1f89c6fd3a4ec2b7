"""Tables of the validation page, written between its markers.

Knows Markdown. Refuses to run anything or to judge.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from bench.recorded.compare import FIGURES, Compared
from bench.recorded.run import Results, chosen_gap
from scenarios.tables.overlay import Overlay

BEGIN, END = "<!-- {}: written by python -m bench.recorded -->", "<!-- end {} -->"
NAMES: Final = {
    "mean_wait": "mean wait, s",
    "abandon_rate": "abandoned",
    "served_at_once": "served at once",
    "in_20s": "answered in 20 s",
}
TENTHS: Final = 10


def write_between(page: Path, name: str, text: str) -> None:
    """Replace what stands between the markers of ``name``; everything else stays as it is."""
    before, _begin, rest = page.read_text("utf-8").partition(BEGIN.format(name))
    _old, end, after = rest.partition(END.format(name))
    if not end:
        raise ValueError(f"{page} has no markers for {name}")
    fresh = page.with_suffix(".md.new")
    fresh.write_text(f"{before}{BEGIN.format(name)}\n\n{text}\n\n{END.format(name)}{after}", "utf-8")
    fresh.replace(page)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def treated(counts: Counter[str]) -> str:
    return table(("rows of February 1999", "number"), [(what, f"{count:,}") for what, count in counts.items()])


def days(found: list[Compared]) -> str:
    """A line for each day: recorded against p10–p90, in bold where outside."""
    heads = ("day", *(f"{NAMES[figure]}: recorded (p10–p90)" for figure in FIGURES))
    whole = _by(found, whole=True)
    dates = sorted({each.day for each in found})
    return table(
        heads, [(f"{d:%a %d}", *(_cell(next(e for e in whole[f] if e.day == d)) for f in FIGURES)) for d in dates]
    )


def _cell(each: Compared) -> str:
    low, high = np.quantile(each.simulated, [0.1, 0.9])
    text = f"{_value(each, each.recorded)} ({_value(each, low)}–{_value(each, high)})"
    return text if each.inside else f"**{text}**"


def _value(each: Compared, value: float) -> str:
    return f"{value:.0f}" if each.figure == "mean_wait" else f"{100 * value:.1f} %"


def ranks(found: list[Compared]) -> str:
    """How often the recorded value ranks in each tenth of the simulated days."""
    rows = []
    for scope, of in (("day", _by(found, whole=True)), ("hour", _by(found, whole=False))):
        for figure in FIGURES:
            at = Counter(min(int(each.rank * TENTHS), TENTHS - 1) for each in of[figure])
            rows.append((f"{NAMES[figure].split(',')[0]}, by {scope}", *(str(at[k]) for k in range(TENTHS))))
    return table(("tenth of the simulated days", *map(str, range(1, TENTHS + 1))), rows)


def readings(results: Results, head: list[Compared]) -> str:
    """One line for each reading: inside by day and by hour, bias, and correlation over days."""
    heads = ["reading"]
    for figure in FIGURES:
        heads.append(f"{NAMES[figure]}: days · hours inside; simulated − recorded; r")
    rows = [("**chosen on the other days**", *_summary(head))]
    rows += [(name.replace("_", " "), *_summary(found)) for name, found in results.items()]
    return table(heads, rows)


def _summary(found: list[Compared]) -> list[str]:
    whole, hours = _by(found, whole=True), _by(found, whole=False)
    cells = []
    for figure in FIGURES:
        own = whole[figure]
        actual, median = np.array([e.recorded for e in own]), np.array([e.median for e in own])
        bias = _signed(own[0], float((median - actual).mean()))
        inside = f"{sum(e.inside for e in own)}/{len(own)} · {100 * np.mean([e.inside for e in hours[figure]]):.0f} %"
        cells.append(f"{inside}; {bias}; {np.corrcoef(actual, median)[0, 1]:.2f}")
    return cells


def _signed(each: Compared, value: float) -> str:
    return f"{value:+.0f} s" if each.figure == "mean_wait" else f"{100 * value:+.1f} pt"


def groups(found: list[Compared]) -> str:
    """Means over days, by group."""
    return _places(found, list(dict.fromkeys(e.place for e in found if isinstance(e.place, str))))


def hours(found: list[Compared]) -> str:
    """Means over days, by hour."""
    return _places(found, sorted({e.place for e in found if isinstance(e.place, int)}))


def _places(found: list[Compared], places: Sequence[int | str]) -> str:
    rows = []
    for place in places:
        own = [[e for e in found if e.place == place and e.figure == figure] for figure in FIGURES]
        name = f"{place:02}:00" if isinstance(place, int) else place
        rows.append((name, *map(_means, own)))
    return table(("", *(f"{NAMES[f]}: recorded / simulated (days inside)" for f in FIGURES)), rows)


def _means(of: list[Compared]) -> str:
    actual, median = (float(np.mean([getattr(e, what) for e in of])) for what in ("recorded", "median"))
    return f"{_value(of[0], actual)} / {_value(of[0], median)} ({sum(e.inside for e in of)} of {len(of)})"


def gaps(results: Results, head: list[Compared]) -> str:
    chosen = Counter(chosen_gap(results, day).gap // 60 for day in {e.day for e in head})
    return "; ".join(f"{gap} min for {count} of {chosen.total()} days" for gap, count in sorted(chosen.items()))


def charlotte(found: Mapping[str, Overlay]) -> str:
    """Intervals inside, by KPI and law of patience."""
    kpis = [track.kpi for track in next(iter(found.values())).tracks]
    rows = [
        (name, *(f"{track.inside} of {len(track.points)}" for track in each.tracks)) for name, each in found.items()
    ]
    return table(("patience", *kpis), rows)


def charlotte_outside(found: Mapping[str, Overlay]) -> str:
    """Which intervals lie outside, for waits and abandonment."""
    return "\n".join(
        f"* {name}, {track.kpi}: {track.sentence}"
        for name, each in found.items()
        for track in each.tracks
        if track.kpi in ("mean_answer_wait", "abandon_rate")
    )


def _by(found: list[Compared], *, whole: bool) -> dict[str, list[Compared]]:
    places = [e for e in found if (e.place is None if whole else isinstance(e.place, int))]
    return {figure: [e for e in places if e.figure == figure] for figure in FIGURES}
