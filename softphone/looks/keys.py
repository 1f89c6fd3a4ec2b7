"""The keys as they are drawn: in the footer, in the help.

Knows the registry. Refuses to know what happens when one is pressed.
"""

from rich.cells import cell_len
from rich.text import Text

from softphone.desk import Desk, Situation
from softphone.keys import BY_INTENT, DOINGS, Doing, Keys, is_offered, label_now
from softphone.looks.lines import Piece, columns, line, stacked
from softphone.looks.words import key_text

_FIRST = {
    Situation.RINGING: ("answer", "reject"),
    Situation.TALKING: ("hold", "mute", "transfer", "consult", "code", "survey", "hang_up"),
    Situation.HOLDING: ("hold", "mute", "transfer", "consult", "hang_up"),
    Situation.CONSULTING: ("complete", "undo", "mute"),
    Situation.WRAP_UP: ("code", "wrapped_up", "extend"),
    Situation.NOT_READY: ("ready",),
    Situation.READY: ("not_ready",),
    Situation.SIGNED_OUT: ("sign_in",),
    Situation.CONNECTING: ("sign_in",),
}
"""What an agent is most likely to want comes first."""


def footer(desk: Desk, keys: Keys, width: int, height: int) -> Text:
    """What can be done now, likeliest first; what does not fit is in the help and the palette."""
    first = _FIRST.get(desk.situation, ())
    if desk.aside is not None:
        first = ("answer", "reject") if desk.rings else ("hang_up", "hold", "mute")
    likely = [BY_INTENT[intent] for intent in first]
    rest = [doing for doing in DOINGS if doing.intent not in first]
    always = [doing for doing in rest if doing.intent in ("help", "palette")]
    rest = [doing for doing in rest if doing not in always]
    offered = [doing for doing in [*always, *likely, *rest] if is_offered(desk, doing) and keys[doing.intent]]
    return stacked(_flow(offered, desk, keys, width), height)


def _flow(offered: list[Doing], desk: Desk, keys: Keys, width: int) -> list[Text]:
    rows: list[list[Piece | str]] = [[]]
    used = 0
    for doing in offered:
        key, label = key_text(keys[doing.intent][0]), label_now(doing, desk)
        size = cell_len(key) + cell_len(label) + 3
        if used + size > width:
            rows.append([])
            used = 0
        rows[-1] += [(f" {key} ", "reverse"), label + " "]
        used += size
    return [line(width, *row) for row in rows]


def help_lines(keys: Keys, width: int) -> list[Text]:
    """Every key with its meaning, two columns where there is room."""
    rows = []
    for doing in DOINGS:
        pressed = " ".join(key_text(key) for key in keys[doing.intent]) or "-"
        rows.append(columns(width, [(pressed, "bold"), (doing.label(), "bold"), doing.meaning()], [8, 12, 0]))
    return rows
