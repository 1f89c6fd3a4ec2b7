"""A mean opinion score out of what can be measured: the E-model (ITU-T G.107) for G.711, simplified.

R = 93.2 − Id − Ie,eff, the other impairments at their defaults. Id for delay alone as Cole and Rosenbluth fitted it
("Voice over IP performance monitoring", ACM CCR 31(2), 2001). Ie,eff by G.107 eq. 7-29 with random loss, Ie = 0 and
Bpl = 25.1: G.711 with loss concealment (G.113 Table I.2), which telephones have. MOS by G.107 Annex B.
"""

from typing import Final

_BASE: Final = 93.2
_ROBUSTNESS: Final = 25.1
_PACKET_MS: Final = 20.0


def mean_opinion_score(loss: float, jitter_ms: float, rtt_ms: float | None) -> float:
    """From 1 to 4.4. ``loss`` is a share; an unknown round trip counts as none."""
    delay = (rtt_ms or 0.0) / 2 + 2 * jitter_ms + _PACKET_MS  # a jitter buffer of twice the jitter
    delayed = 0.024 * delay + (0.11 * (delay - 177.3) if delay > 177.3 else 0.0)
    percent = 100 * loss
    lossy = 95 * percent / (percent + _ROBUSTNESS)
    return _opinion(_BASE - delayed - lossy)


def _opinion(rating: float) -> float:
    if rating <= 0:
        return 1.0
    rating = min(rating, 100.0)
    return max(1.0, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6)
