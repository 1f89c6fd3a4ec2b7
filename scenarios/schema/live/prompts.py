"""What callers hear: a text that is spoken, or a WAV file beside the scenario."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, PlainSerializer, StrictBool, model_validator

from acd.language import _
from scenarios.schema.base import Part
from scenarios.schema.live.notation import Said
from scenarios.values import PositiveDuration


class Prompt(Part):
    """A text to be spoken (also written without ``text:``), or a ``file``: WAV, 8 kHz, mono, 16 bit."""

    text: Said | None = None
    file: Said | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.file is None):
            raise ValueError(_("an announcement has one of `text` and `file`"))
        return self


def _bare_text(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _written(prompt: Prompt) -> Any:
    return prompt.text if prompt.text is not None else {"file": prompt.file}


WrittenPrompt = Annotated[
    Prompt,
    BeforeValidator(_bare_text, json_schema_input_type=Prompt | str),
    PlainSerializer(_written, when_used="json"),
]
"""``您好`` or ``{file: welcome.wav}``."""


class Sound(Part):
    """A WAV file (8 kHz, mono, 16 bit) beside the scenario."""

    file: Said


class Comfort(Part):
    """What is said again and again to who waits."""

    say: WrittenPrompt
    every: PositiveDuration = 30_000_000


class Told(Part):
    """How often it is told to who waits."""

    every: PositiveDuration


class Announcements(Part):
    """What callers hear besides the menu; where one is absent, a text of our own is said, or nothing in its place.

    ``position``: how many are before the caller; ``wait``: how long it may take, as a range. ``agent_number``: the
    agent's number is said to the caller on answer (报工号); ``zip_tone``: a short tone to the agent. ``full`` is said
    where a queue is full or a wait too long, ``holiday`` on a holiday (else ``closed``).
    """

    language: Literal["zh", "en"] = "zh"
    welcome: WrittenPrompt | None = None
    hold_music: Sound | None = None
    comfort: Comfort | None = None
    position: Told | None = None
    wait: Told | None = None
    closed: WrittenPrompt | None = None
    holiday: WrittenPrompt | None = None
    emergency: WrittenPrompt | None = None
    full: WrittenPrompt | None = None
    agent_number: StrictBool = False
    zip_tone: StrictBool = False

    def prompts(self) -> dict[str, Prompt]:
        """Every announcement that is given once, by its key."""
        named = {key: getattr(self, key) for key in ("welcome", "closed", "holiday", "emergency", "full")}
        return {key: prompt for key, prompt in named.items() if prompt is not None}
