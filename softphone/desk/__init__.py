"""The model behind the screen: pure, folded from what centre and phone tell and from the time."""

from softphone.desk.cleaning import clean, cut
from softphone.desk.desk import Desk, facts
from softphone.desk.folding import Happening, answered, hear_centre, hear_phone
from softphone.desk.situation import HAS_CALL, IN_CALL, ON_DUTY, Situation
from softphone.desk.views import Connection, Figure, Notice, PhoneCall, Quality

__all__ = [
    "HAS_CALL",
    "IN_CALL",
    "ON_DUTY",
    "Connection",
    "Desk",
    "Figure",
    "Happening",
    "Notice",
    "PhoneCall",
    "Quality",
    "Situation",
    "answered",
    "clean",
    "cut",
    "facts",
    "hear_centre",
    "hear_phone",
]
