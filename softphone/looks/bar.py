"""The two lines that are always there: who and when, and how the two ends are."""

from rich.text import Text

from acd.language import _
from softphone.desk import Connection, Desk
from softphone.desk.times import grade, is_poor
from softphone.looks.lines import Piece, ends
from softphone.looks.words import BAD, DIM, GOOD, clock_time, duration, grade_word


def top(desk: Desk, now: float, width: int, _height: int = 1) -> Text:
    """Agent, seat, connections, quality, the centre's time."""
    left: list[Piece | str] = [(f" {desk.name or '-'} ", "bold reverse")]
    if desk.seat:
        left.append(" " + _("seat {seat}").format(seat=desk.seat))
    if desk.has_centre:
        left += ["  ", *_end(_("centre"), desk.centre, now)]
    if desk.has_phone:
        left += ["  ", *_phone(desk, now)]
    else:
        left.append("  " + _("desk telephone"))
    return ends(width, left + _quality(desk), [clock_time(desk.centre_time(now)) if desk.centre.up else ""])


def _end(name: str, connection: Connection, now: float) -> list[Piece | str]:
    if connection.up:
        return [(f"{name} ", DIM), (_("up"), GOOD)]
    if not connection.why:
        return [(f"{name} ", DIM), (_("not connected"), "")]
    return [(f"{name} ", DIM), (f"{_('DOWN')} {duration(now - connection.since)}", BAD)]


def _phone(desk: Desk, now: float) -> list[Piece | str]:
    if desk.phone.up and desk.line is not None and not desk.line.registered:
        return [(f"{_('phone')} ", DIM), (_("not registered"), BAD)]
    return _end(_("phone"), desk.phone, now)


def _quality(desk: Desk) -> list[Piece | str]:
    """Only while there is a call: how it sounds, in a word and a number."""
    quality = None if desk.line is None or desk.leg is None else desk.line.quality
    if quality is None or quality.mos is None:
        return []
    words = f"  {_('line')} {grade_word(grade(quality))} {quality.mos:.1f}"
    return [(words + (f" {_('check the line')}" if is_poor(quality) else ""), BAD if is_poor(quality) else "")]


def trouble(desk: Desk) -> str:
    """What keeps the agent from working, in words; empty where nothing does."""
    if desk.has_centre and not desk.centre.up and desk.centre.why:
        if desk.centre.final:
            return desk.centre.why
        return _("The centre is out of reach; below is what was so before. {why}").format(why=desk.centre.why)
    if desk.has_phone and not desk.phone.up and desk.phone.why:
        return _("The phone is out of reach: {why}").format(why=desk.phone.why)
    if desk.line is not None and desk.phone.up and not desk.line.registered and desk.line.why:
        return _("The phone is not registered: {why}").format(why=desk.line.why)
    audio = None if desk.line is None else desk.line.audio
    return "" if audio is None else audio.warning or audio.fallback
