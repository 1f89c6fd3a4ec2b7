"""Words, times and numbers as an agent reads them.

Knows the catalogue and units. Only characters whose width every terminal agrees on: "ambiguous" ones (East Asian Width
A: bullets, box lines, the ellipsis) are two columns wide on some Chinese terminals, and shift what stands behind them.
"""

from collections.abc import Callable, Mapping
from typing import Final

from acd.language import _, spoken
from softphone.desk import Desk, Figure, Situation

_SITUATIONS: Final[Mapping[Situation, Callable[[], str]]] = {
    Situation.CONNECTING: lambda: _("connecting"),
    Situation.SIGNED_OUT: lambda: _("signed_out"),
    Situation.NOT_READY: lambda: _("not_ready"),
    Situation.READY: lambda: _("ready"),
    Situation.IDLE: lambda: _("idle"),
    Situation.RINGING: lambda: _("ringing"),
    Situation.DIALLING: lambda: _("dialling"),
    Situation.TALKING: lambda: _("talking"),
    Situation.HOLDING: lambda: _("holding"),
    Situation.CONSULTING: lambda: _("consulting"),
    Situation.WRAP_UP: lambda: _("wrap_up"),
}

COLOURS: Final[Mapping[Situation, str]] = {
    Situation.CONNECTING: "black on white",
    Situation.SIGNED_OUT: "black on white",
    Situation.NOT_READY: "black on yellow",
    Situation.READY: "white on dark_green",
    Situation.IDLE: "white on dark_green",
    Situation.RINGING: "white on dark_magenta",
    Situation.DIALLING: "white on dark_magenta",
    Situation.TALKING: "white on dark_blue",
    Situation.HOLDING: "black on dark_orange",
    Situation.CONSULTING: "black on dark_orange",
    Situation.WRAP_UP: "black on cyan",
}
"""Beside the word, never instead of it."""

GOOD: Final = "green"
BAD: Final = "bold red"
DIM: Final = "bright_black"


def situation_word(desk: Desk) -> str:
    """The state, as English sentences begin: ``Not ready``."""
    word = _SITUATIONS[desk.situation]()
    return word.replace("_", " ").capitalize() if spoken() == "en" else word


def segment_word(segment: str) -> str:
    """Who is calling; empty for everybody."""
    return {"vip": "VIP", "complaint": _("complaint")}.get(segment, "" if segment == "normal" else segment)


def reason_word(reason: str) -> str:
    """A reason of the scenario as it stands; one of the centre's own in words."""
    return {
        "no_answer": _("a call was not answered"),
        "rejected": _("a call was rejected"),
        "unreachable": _("the phone is out of reach"),
        "shift_end": _("end of shift"),
        "briefing": _("briefing"),
        "consult": _("asked by a colleague"),
    }.get(reason, reason)


def result_word(result: str) -> str:
    """What came of a call that was dialled."""
    return {
        "no_answer": _("no answer"),
        "busy": _("busy"),
        "invalid": _("wrong number"),
        "cancelled": _("cancelled"),
        "fault": _("line fault"),
        "refused": _("refused"),
        "interviewed": _("interviewed"),
        "handled": _("handled"),
        "confirmed": _("confirmed"),
    }.get(result, result)


def grade_word(grade: str) -> str:
    """How a line sounds."""
    return {
        "excellent": _("excellent"),
        "very good": _("very good"),
        "good": _("good"),
        "fair": _("fair"),
        "poor": _("poor"),
    }.get(grade, _("unknown"))


def duration(seconds: float) -> str:
    """``02:13``, from an hour on ``1:02:13``; what is overdrawn has a minus."""
    sign, whole = ("-" if seconds <= -1 else ""), int(abs(seconds))
    hours, rest = divmod(whole, 3600)
    short = f"{rest // 60:02}:{rest % 60:02}"
    return f"{sign}{hours}:{short}" if hours else sign + short


def clock_time(seconds: float) -> str:
    """Seconds since midnight as ``14:03:22``."""
    whole = int(seconds) % 86400
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def figure_name(figure: Figure) -> str:
    """What the site calls it."""
    return figure.chinese if spoken() == "zh" else figure.english


def value_text(value: float | None, unit: str) -> str:
    """A value in its unit; nothing to tell is a dash."""
    if value is None:
        return "-"
    if unit == "share":
        return f"{100 * value:.0f}%" if value == round(value, 2) else f"{100 * value:.1f}%"
    if unit == "seconds":
        return f"{value:.0f}s" if abs(value) < 100 else duration(value)
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"


def target_text(figure: Figure) -> str:
    """What is asked: ``>=95%``, ``<=20s``, ``15s~20s``; empty where nothing is."""
    low = None if figure.low is None else value_text(figure.low, figure.unit)
    high = None if figure.high is None else value_text(figure.high, figure.unit)
    if low is not None and high is not None:
        return low if low == high else f"{low}~{high}"
    return f">={low}" if low is not None else f"<={high}" if high is not None else ""


def met_text(figure: Figure) -> str:
    """Whether it is met, in a word."""
    return "" if figure.met is None else _("met") if figure.met else _("not met")


def key_text(key: str) -> str:
    """``ctrl+r`` as ``^R`` and ``f4`` as ``F4``: short enough for a footer."""
    return key.replace("ctrl+", "^").replace("shift+", "S-").upper()
