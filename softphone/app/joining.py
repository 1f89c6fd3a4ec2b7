"""How an agent comes in: links made from what was entered, secrets kept where that is wished, the phone started.

Knows settings and the two ends. Refuses to know screens.
"""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from acd.errors import HuawuError
from acd.language import _
from softphone.links import CentreLink, Link
from softphone.settings import ALONE, EXTERNAL, Settings, keep_secret, read_secret, settings_file, write_settings
from softphone.workplace import Workplace

Connect = Callable[[str, str, str], Link]
StartPhone = Callable[[str, str, str], Awaitable[None]]


async def _no_phone(_server: str, _name: str, _secret: str) -> None:
    """A desk telephone needs no start."""


class Joining:
    """``connect`` gets address, name and secret, ``start_phone`` registrar for address; ``file`` has the settings."""

    def __init__(
        self,
        settings: Settings,
        connect: Connect = CentreLink,
        start_phone: StartPhone = _no_phone,
        file: Path | None = None,
    ) -> None:
        self._settings = settings
        self._file = file or settings_file()
        self._connect = connect
        self._start_phone = start_phone
        self._entering: dict[str, str] = {}
        self.first_time = not settings.centre

    async def begin(self, workplace: Workplace) -> bool:
        """Attach as before, where agent and secret are known, without signing in; whether they are."""
        settings = self._settings
        secret = read_secret(settings.name) if settings.name and settings.centre else ""
        if secret:
            workplace.desk.seat = settings.seat
            await self._attach(workplace, settings.phone, settings.name, secret)
            await self._reach(workplace, settings.centre, settings.name, secret, None)
        return bool(secret)

    async def enter(self, workplace: Workplace, given: Mapping[str, str]) -> None:
        """Come in with what was entered. Raises :class:`HuawuError` where that cannot be an address."""
        centre, phone = given.get("centre") or self._settings.centre, given.get("phone") or self._settings.phone
        if not centre.startswith(("ws://", "wss://", ALONE)):
            words = _("{address}: the centre's address begins with ws:// or wss://")
            raise HuawuError(words.format(address=centre[:60]))
        name, secret, seat = given["name"], given["secret"] or read_secret(given["name"]), given.get("seat", "")
        workplace.desk.seat, workplace.desk.has_centre = seat, centre != ALONE
        self._entering = dict(given) | {"secret": secret}
        await self._attach(workplace, phone, name, secret)
        await self._reach(workplace, centre, name, secret, {"seat": seat} if seat else {})

    async def _attach(self, workplace: Workplace, phone: str, name: str, secret: str) -> None:
        """A phone that does not start is told; the agent may work with a desk telephone, or mend it."""
        workplace.desk.name = name
        workplace.desk.has_phone = workplace.desk.has_phone and phone != EXTERNAL
        if workplace.desk.has_phone:
            try:
                await self._start_phone(phone, name, secret)
            except HuawuError as error:
                workplace.desk.say(str(error), workplace.clock())

    async def _reach(
        self, workplace: Workplace, centre: str, name: str, secret: str, sign_in: Mapping[str, str] | None
    ) -> None:
        if centre != ALONE:
            await workplace.enter(self._connect(centre, name, secret), sign_in)

    def entered(self) -> None:
        """Whoever came in is in: keep what was entered for the next time; what the command line said is for once."""
        if not self._entering:
            return
        kept, self._entering = self._entering, {}
        wanted = ("centre", "phone", "name", "seat")
        write_settings(self._file, **{each: kept[each] for each in wanted if kept.get(each)})
        if kept.get("keep", "").lower() in ("y", "yes", "1", "是"):
            keep_secret(kept["name"], kept["secret"])
