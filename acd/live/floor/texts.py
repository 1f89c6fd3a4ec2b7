"""What this centre says to its callers, as sounds: the scenario's own announcements, ours where it has none.

Knows which words an occasion has. Refuses to know when it comes.
"""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import cast

from acd.live.port import Sound
from acd.live.sounds import Sounds
from acd.live.welcome.farewell import Occasion, farewell
from acd.live.welcome.phrases import MINUTE, PHRASES, agent_number, position, wait
from scenarios import Scenario
from scenarios.checks.live_needs import prompts
from scenarios.schema.live.prompts import Prompt

_FORESEEN = 10
"""Positions that are spoken before anybody waits there."""
_LONGEST = 60 * MINUTE
"""A wait that is told (assumed)."""


class Texts:
    """One centre's announcements."""

    def __init__(self, scenario: Scenario, sounds: Sounds) -> None:
        self._scenario = scenario
        self._said = scenario.announcements
        self._folder: Path = scenario.folder
        self._sounds = sounds
        self.words = PHRASES[self._said.language]

    def known(self) -> list[str]:
        """Every text that is known before anybody calls."""
        own = [prompt.text for _path, prompt in prompts(self._scenario) if prompt.text]
        numbers = self._scenario.staff_numbers().values() if self._said.agent_number else ()
        called = [agent_number(number, self._said.language) for number in numbers if number]
        told = [*(position(n, self._said.language) for n in range(_FORESEEN))] if self._said.position else []
        told += [wait(0, n * MINUTE, self._said.language) for n in range(1, _FORESEEN)] if self._said.wait else []
        ours = [words for words in astuple(self.words) if "{" not in words]
        return [*own, *ours, *called, *told]

    def of(self, prompt: Prompt | None, otherwise: str = "") -> list[Sound]:
        """A prompt, or other words where there is none."""
        if prompt is not None and prompt.file is not None:
            return [str(self._folder / prompt.file)]
        text = prompt.text if prompt is not None and prompt.text is not None else otherwise
        return self._sounds.said(text) if text else []

    def welcome(self) -> Sequence[Sound]:
        return self.of(self._said.welcome)

    def goodbye(self, why: str) -> Sequence[Sound]:
        """What is told before a caller is let go: ``closed``, ``holiday``, ``emergency``, ``full``, ``fault``."""
        occasion = cast(Occasion, why)
        return [sound for prompt in farewell(self._scenario, occasion) for sound in self.of(prompt)]

    def comfort(self) -> Sequence[Sound]:
        return self.of(self._said.comfort.say) if self._said.comfort else []

    def position(self, ahead: int) -> Sequence[Sound]:
        """How many are before the caller."""
        return self._sounds.said(position(ahead, self._said.language))

    def wait(self, low: int, high: int) -> Sequence[Sound]:
        """How long it may take yet, a range in µs; nothing where the end is further off than anybody should be told."""
        return self._sounds.said(wait(low, high, self._said.language)) if high <= _LONGEST else []

    def agent_number(self, number: str) -> Sequence[Sound]:
        """报工号, digit by digit; nothing where the site does not want it."""
        if not self._said.agent_number or not number:
            return []
        return self._sounds.said(agent_number(number, self._said.language))

    def zip_tone(self) -> Sequence[Sound]:
        return [self._sounds.zip_tone] if self._said.zip_tone else []

    @property
    def every(self) -> dict[str, int]:
        """How often (microseconds) who waits is told what."""
        told = {"comfort": self._said.comfort, "position": self._said.position, "wait": self._said.wait}
        return {what: each.every for what, each in told.items() if each is not None}
