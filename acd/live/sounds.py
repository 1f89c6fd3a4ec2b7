"""What is played to whom, as files: spoken texts, music, tones.

Knows which texts have been spoken already and lets new ones be spoken off the event loop. Refuses to know calls.
"""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

import structlog

from acd.language import Language
from acd.live.port import Sound

_log: Final = structlog.get_logger("acd.sounds")


class Sounds(Protocol):
    """Sounds by what they are for."""

    music: Sound
    zip_tone: Sound
    ring_back: Sound

    def said(self, text: str) -> list[Sound]:
        """The text as sound; nothing where it has not been spoken yet: it will be by the next time."""


class SpokenSounds:
    """Texts spoken by the machine or recorded in files."""

    def __init__(self, language: Language, music: Path | None = None) -> None:
        from acd.live.media.tones import hold_music, ring_back_tone, zip_tone
        from acd.live.media.wav import prepared

        self.language: Language = language
        self.music = str(prepared(music) if music else hold_music())
        self.zip_tone = str(zip_tone())
        self.ring_back = str(ring_back_tone())
        self._spoken: dict[str, Sound] = {}
        self._speaking: set[str] = set()

    async def prepare(self, texts: Iterable[str]) -> None:
        """Speak what is known beforehand, so that no caller has to wait for it."""
        for text in texts:
            await self._speak(text)

    def said(self, text: str) -> list[Sound]:
        found = self._spoken.get(text)
        if found is not None:
            return [found]
        if text not in self._speaking:
            self._speaking.add(text)
            asyncio.get_running_loop().create_task(self._speak(text))
        return []

    async def _speak(self, text: str) -> None:
        from acd.live.media.errors import SoundError
        from acd.live.media.speech import speak

        try:
            if text not in self._spoken:
                path = await asyncio.get_running_loop().run_in_executor(None, speak, text, self.language)
                self._spoken[text] = str(path)
        except SoundError as wrong:
            _log.warning("cannot be spoken", why=str(wrong))
        finally:
            self._speaking.discard(text)
