"""How the screen looks, as reviewed by eye: ``pytest tests/softphone/test_snapshots.py --snapshot-update`` takes anew.

The clock is virtual and stands, so nothing in a picture changes by itself.
"""

from collections.abc import Callable
from typing import Any

import pytest
from screen_acted import acted, other

from acd.language import speak
from softphone.settings import Script

NARROW, WIDE = (80, 24), (160, 48)
LOOKS = {
    "ready_zh": ("zh", "ready", (), NARROW),
    "not_ready_zh": ("zh", "not_ready", (), NARROW),
    "ringing_zh": ("zh", "ringing", (), NARROW),
    "talking_zh": ("zh", "talking", (), NARROW),
    "holding_zh": ("zh", "holding", (), NARROW),
    "wrap_up_codes_zh": ("zh", "wrap_up", ("f9", "1"), NARROW),
    "ringing_en": ("en", "ringing", (), NARROW),
    "consulting_en": ("en", "consulting", (), NARROW),
    "sign_in_en": ("en", "signed_out", ("ctrl+o",), NARROW),
    "talking_zh_wide": ("zh", "talking", (), WIDE),
    "help_zh_wide": ("zh", "ready", ("f1",), WIDE),
    "figures_en_wide": ("en", "ready", ("ctrl+d",), WIDE),
}
SAID = {
    "default": Script("您好，工号{agent}为您服务，请问有什么可以帮您？", "感谢您的来电，请稍后为本次服务评分，再见。")
}


@pytest.mark.parametrize("name", LOOKS)
def test_the_screen_looks_as_reviewed(name: str, snap_compare: Callable[..., bool]) -> None:
    language, state, keys, size = LOOKS[name]
    speak("zh" if language == "zh" else "en")
    desk = acted(other(scripts=SAID))

    async def before(pilot: Any) -> None:
        desk.pilot = pilot
        await desk.settled()
        await desk.act(state)
        await desk.at(7)
        await desk.press(*keys)

    assert snap_compare(desk.app, terminal_size=size, run_before=before)
