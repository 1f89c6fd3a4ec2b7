"""Where a live centre listens: one address, its ports, and the certificate of the agents' channel."""

from typing import Self

from pydantic import Field, StrictStr, model_validator

from acd.language import _
from scenarios.schema.base import Part
from scenarios.schema.live.notation import Address, Port


class RtpPorts(Part):
    """The UDP ports of the conversations' audio; ``{from: 0, to: 0}``: any that are free."""

    first: Port = Field(default=10_000, alias="from")
    last: Port = Field(default=19_999, alias="to")

    @model_validator(mode="after")
    def _a_range(self) -> Self:
        if (self.first, self.last) != (0, 0) and not 1024 <= self.first < self.last:
            raise ValueError(_("audio ports run `from` one above 1023 `to` a higher one, or from 0 to 0: any"))
        return self


class Tls(Part):
    """The certificate (chain) and private key, PEM files beside the scenario, with which the channel is ``wss``."""

    certificate: StrictStr
    key: StrictStr


class Listen(Part):
    """Address and ports of SIP (UDP), the agents' channel (TCP) and audio; port 0: one that is free."""

    address: Address = "127.0.0.1"
    sip: Port = 5060
    channel: Port = 8060
    rtp: RtpPorts = RtpPorts()
    tls: Tls | None = None
