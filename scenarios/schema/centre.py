"""What holds for the centre as a whole: ringing, how wrong its forecast may be, what an hour costs."""

import re
from collections.abc import Callable
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictStr

from acd.language import _
from scenarios.distributions import Delay, Exponential
from scenarios.errors import clauses, nearest
from scenarios.schema.base import Part
from scenarios.values import Duration, Fraction, Number, PositiveDuration, Share, Whole

CHOOSE_AGENT: Final = ("longest_idle", "least_occupied", "fewest_calls", "round_robin", "in_order", "random")
CHOOSE_CALL: Final = ("longest_waiting", "skill_level")

_OWN_POLICY: Final = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


def _policy(known: tuple[str, ...]) -> Callable[[str], str]:
    def check(name: str) -> str:
        if name in known or _OWN_POLICY.fullmatch(name):
            return name
        may = _("may be {may}").format(may=", ".join((*known, "my_module:my_policy")))
        raise ValueError(clauses(may, nearest(name, known)))

    return check


def _currency(code: str) -> str:
    if re.fullmatch("[A-Z]{3}", code):
        return code
    raise ValueError(_("a currency is written as its three letters: CNY, EUR, USD"))


Currency = Annotated[StrictStr, AfterValidator(_currency)]
ChooseAgent = Annotated[StrictStr, AfterValidator(_policy(CHOOSE_AGENT))]
ChooseCall = Annotated[StrictStr, AfterValidator(_policy(CHOOSE_CALL))]


class Ring(Part):
    """How a call rings at an agent, and what follows when nobody answers."""

    cycle: PositiveDuration = 5_000_000
    no_answer_after: PositiveDuration = 20_000_000
    then: Literal["not_ready", "ready"] = "not_ready"
    back_after: Delay = Exponential(mean=180.0)


class ForecastError(Part):
    """How wrong the day's volumes may be: a gamma factor of mean 1 + bias; part of its variance is common to all."""

    sd: Annotated[Fraction, Field(ge=0)]
    bias: Annotated[Fraction, Field(gt=-1)] = 0.0
    shared: Share = 0.0


class NotReadyReason(Part):
    """A reason for being not ready: the time allowed for it, and whether it counts as authorised.

    ``consent``: a leader must agree before an agent of a live centre takes it.
    """

    budget: Duration | None = None
    authorised: StrictBool = False
    consent: StrictBool = False


class NotReady(Part):
    """The reasons that agents may give (未就绪原因)."""

    reasons: dict[str, NotReadyReason] = Field(default_factory=dict)


class Absence(Part):
    """The share of rostered people who do not come, with a day factor common to all."""

    mean: Share
    sd: Share = 0.0


class WrapUpLimit(Part):
    """The longest that wrap-up may take, and what the agent is then.

    ``extensions``: how often an agent of a live centre may ask for as long again.
    """

    after: PositiveDuration
    then: Literal["ready"] = "ready"
    extensions: Whole = 0


class Costs(Part):
    """What an agent's hour and a minute of a line cost."""

    agent_hour: Number = 0.0
    line_minute: Number = 0.0
    currency: Currency = "CNY"


class UnplannedNotReady(Part):
    """Not ready outside planned breaks, as a share of signed-in time."""

    share: Share
    each: Delay
    reason: StrictStr = ""
