"""Beside the call: the groups' queues, and the day so far.

Knows which figures matter at every glance. Counts nothing.
"""

from typing import Final

from rich.text import Text

from acd.language import _
from softphone.desk import Desk, Figure
from softphone.looks.lines import Piece, columns, line, stacked
from softphone.looks.words import BAD, DIM, GOOD, duration, figure_name, met_text, target_text, value_text

AT_A_GLANCE: Final = (
    "answered",
    "answer_rate",
    "mean_talk",
    "hold_rate",
    "mean_wrap_up",
    "work_efficiency",
    "longest_shift_wrap_up_and_not_ready",
)


def side(desk: Desk, _now: float, width: int, height: int) -> Text:
    """Queues above, figures below; where there is room for all figures, all."""
    if not desk.has_centre:
        return Text("")
    rows = _queues(desk, width)
    figures = [each for each in desk.own if each.name in AT_A_GLANCE] if height < 40 else list(desk.own)
    if figures:
        rows += [line(width), columns(width, [(_("Today"), DIM), ("", ""), (_("target"), DIM)], [0, -6, -10])]
        rows += [_figure(each, width) for each in figures]
    return stacked(rows, height)


def _queues(desk: Desk, width: int) -> list[Text]:
    widths = [0, -4, -6, -5]
    heads: list[Piece | str] = [(each, DIM) for each in (_("Queue"), _("wait"), _("oldest"), _("ready"))]
    widths = [0, -7, -8, -7] if width >= 38 else widths
    rows = [columns(width, heads, widths)]
    for queue in desk.queues:
        style = "bold" if queue.waiting else ""
        longest = duration(queue.longest) if queue.waiting else "-"
        ready = f"{queue.ready}/{queue.signed_in}"
        rows.append(
            columns(width, [(queue.group, style), (str(queue.waiting), style), (longest, style), ready], widths)
        )
    return rows


def _figure(figure: Figure, width: int) -> Text:
    """Name, value, target with a sign: + met, ! missed."""
    sign, style = {True: ("+", GOOD), False: ("!", BAD), None: (" ", "")}[figure.met]
    cells: list[Piece | str] = [
        figure_name(figure),
        (value_text(figure.value, figure.unit), style),
        (f"{target_text(figure)} {sign}", style),
    ]
    return columns(width, cells, [0, -6, -10])


def figures(desk: Desk, width: int) -> list[Text]:
    """All figures, for the sheet of figures."""
    widths = [0, -10, -16, 10]
    class_ = {"novice": _("novice"), "experienced": _("experienced")}.get(desk.experience, desk.experience)
    head: list[Piece | str] = [
        (_("Today"), DIM),
        (_("value"), DIM),
        (_("target") + (f" ({class_})" if class_ else ""), DIM),
        ("", ""),
    ]
    rows = [columns(width, head, widths)]
    for each in desk.own:
        style = {True: GOOD, False: BAD, None: ""}[each.met]
        cells: list[Piece | str] = [
            figure_name(each),
            (value_text(each.value, each.unit), style),
            target_text(each),
            ("  " + met_text(each), style),
        ]
        rows.append(columns(width, cells, widths))
    return rows if desk.own else [line(width, _("The centre has told no figures yet."))]
