"""The directory: what each number that people dial, or transfer to, reaches."""

from typing import Self

from pydantic import StrictBool, StrictStr, model_validator

from acd.language import _
from scenarios.schema.base import Part
from scenarios.schema.live.notation import DialledNumber, Said

REACHED = ("call_type", "group", "agent", "outside")


class Entry(Part):
    """What a number reaches: a call type (callers), a group, an agent, or a number ``outside`` over a ``trunk``.

    Callers of a call type go through the centre's menu, unless ``menu`` is false.
    """

    label: Said | None = None
    call_type: StrictStr | None = None
    menu: StrictBool = True
    group: StrictStr | None = None
    agent: StrictStr | None = None
    outside: DialledNumber | None = None
    trunk: StrictStr | None = None

    @model_validator(mode="after")
    def _one_destination(self) -> Self:
        if sum(getattr(self, key) is not None for key in REACHED) != 1:
            names = ", ".join(f"`{key}`" for key in REACHED)
            raise ValueError(_("a number reaches one of {names}").format(names=names))
        if (self.outside is None) != (self.trunk is None):
            raise ValueError(_("`outside` and `trunk` go together: a number and over whom it is called"))
        if not self.menu and self.call_type is None:
            raise ValueError(_("`menu` needs `call_type`: only callers hear a menu"))
        return self
