"""Values that only live keys have: ports, addresses, keys of a telephone, names, sizes of files.

Knows their notation. Refuses to know which key may hold which value.
"""

import ipaddress
import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, Field, PlainValidator, StrictStr

from acd.language import _
from scenarios.errors import clauses

TELEPHONE_KEYS: Final = "0123456789*#"

_UNITS: Final = {"kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(kB|MB|GB|TB)")
_NUMBER: Final = re.compile(r"\+?[0-9*#]{1,32}")


def size(value: object) -> int:
    """Bytes of ``1GB``, ``500MB`` (powers of ten, as disks are sold) or a number of bytes."""
    if isinstance(value, str) and (found := _SIZE.fullmatch(value.strip())):
        return int(Decimal(found[1]) * _UNITS[found[2]])
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError(_("a size is written 1GB, 500MB or as a number of bytes"))


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise ValueError(_("an address is written 127.0.0.1; names of machines are not looked up")) from None


def telephone_key(text: str) -> str:
    """One key of a telephone."""
    if len(text) == 1 and text in TELEPHONE_KEYS:
        return text
    raise ValueError(_("a key of a telephone is one of 0 to 9, * and #, in quotes"))


def dialled_number(text: str) -> str:
    """What can be dialled: digits, ``*`` and ``#``, a ``+`` in front."""
    if _NUMBER.fullmatch(text):
        return text
    raise ValueError(_('a number consists of digits, * and #, and is in quotes: "95500"'))


def staff_number(text: str) -> str:
    """An agent's number (工号): digits only, since it is said to callers digit by digit."""
    if text.isascii() and text.isdigit() and len(text) <= 12:
        return text
    raise ValueError(clauses(_("an agent's number consists of at most 12 digits, in quotes"), '"1001"'))


def _something(text: str) -> str:
    if text.strip():
        return text
    raise ValueError(_("a text that is not empty is expected"))


Port = Annotated[int, Field(strict=True, ge=0, le=65_535)]
"""A UDP or TCP port; 0: one that the operating system chooses."""
Address = Annotated[StrictStr, AfterValidator(_address)]
TelephoneKey = Annotated[StrictStr, AfterValidator(telephone_key)]
DialledNumber = Annotated[StrictStr, AfterValidator(dialled_number)]
StaffNumber = Annotated[StrictStr, AfterValidator(staff_number)]
Bytes = Annotated[int, PlainValidator(size, json_schema_input_type=str | int)]
Said = Annotated[StrictStr, AfterValidator(_something)]
"""A text for people's ears or eyes; never blank."""
