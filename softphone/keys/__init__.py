"""The keys: one registry, what is possible when, what each asks of whom, and how people change them."""

from softphone.keys.asking import Request, requests
from softphone.keys.possible import is_offered, why_not
from softphone.keys.registry import BY_INTENT, DOINGS, Doing, is_on, label_now
from softphone.keys.remap import Keys, defaults, remapped

__all__ = [
    "BY_INTENT",
    "DOINGS",
    "Doing",
    "Keys",
    "Request",
    "defaults",
    "is_offered",
    "is_on",
    "label_now",
    "remapped",
    "requests",
    "why_not",
]
