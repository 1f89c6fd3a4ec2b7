"""What remains of a call: a score (满意度), a recording, and how much of the caller's number."""

from typing import Annotated, Literal

from pydantic import Field

from scenarios.schema.base import Part
from scenarios.schema.live.notation import Bytes, Said, TelephoneKey
from scenarios.schema.live.prompts import WrittenPrompt
from scenarios.values import DAY, PositiveDuration, Share

CallerNumber = Literal["full", "masked", "hashed"]
"""How a caller's number is kept and shown: as it is, all but the ends, or as a keyed hash that only tells equals."""


class Survey(Part):
    """满意度评分: asked after every call; the score is the key, and what it stands for is for reports.

    ``satisfied`` are the keys that count as satisfied (T01); absent: the first half of them.
    """

    say: WrittenPrompt
    keys: Annotated[dict[TelephoneKey, Said], Field(min_length=1)]
    timeout: PositiveDuration = 8_000_000
    thanks: WrittenPrompt | None = None
    satisfied: list[TelephoneKey] | None = None

    @property
    def pleased(self) -> list[str]:
        """The keys of satisfied callers."""
        return [*self.keys][: max(1, len(self.keys) // 2)] if self.satisfied is None else self.satisfied


class Recording(Part):
    """How many calls are recorded, where, for how long they are kept, and below which free space none is begun.

    ``folder`` is beside the scenario unless it is absolute.
    """

    share: Share = 1.0
    folder: Said = "recordings"
    keep: PositiveDuration = 90 * DAY
    minimum_free: Bytes = 1_000_000_000


class LastAgent(Part):
    """上次服务人员优先: a caller who calls again ``within`` this time is held so long for who served last."""

    within: PositiveDuration = 7 * DAY
    hold_for: PositiveDuration = 15_000_000
