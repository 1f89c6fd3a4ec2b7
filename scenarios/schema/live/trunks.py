"""Trunks: who may bring calls in, and over whom calls go out."""

from typing import Self

from pydantic import StrictBool, model_validator

from acd.language import _
from scenarios.schema.base import Part
from scenarios.schema.live.notation import Address, Port, Said


class Trunk(Part):
    """A carrier or PBX, known by its address, or (``digest``) by the trunk's name and a secret of ``acd users``.

    Calls out need ``address``. The secret stands in no scenario.
    """

    label: Said | None = None
    address: Address | None = None
    port: Port = 5060
    digest: StrictBool = False

    @model_validator(mode="after")
    def _known_somehow(self) -> Self:
        if self.address is None and not self.digest:
            raise ValueError(_("a trunk is known by its `address`, or by a secret: `digest: true`"))
        return self
