"""What screens may ask of the phone, by name.

Knows the names and what each must be given. Refuses to know sockets and what comes of it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from acd.language import _
from softphone.phone.phone import Phone
from softphone.phone.port import Account, PhoneError, Sound

Given = Mapping[str, Any]


class Requests:
    """``quit`` and ``meters`` are the connection's own; all else is answered here."""

    def __init__(self, phone: Phone, sound: Sound) -> None:
        self._sound = sound
        self._known: dict[str, Callable[[Given], Awaitable[None]]] = {
            "answer": lambda given: phone.answer(_leg(given)),
            "reject": lambda given: phone.reject(_leg(given)),
            "hang_up": lambda given: phone.hang_up(_leg(given)),
            "hold": lambda given: phone.hold(_leg(given)),
            "retrieve": lambda given: phone.retrieve(_leg(given)),
            "mute": lambda given: phone.mute(_leg(given), _flag(given, "muted")),
            "dial": lambda given: phone.dial(_text(given, "to")),
            "press": lambda given: phone.press(_leg(given), _text(given, "digits")),
            "transfer": lambda given: phone.transfer(_leg(given), _text(given, "to")),
            "consult": lambda given: phone.consult(_leg(given), _text(given, "to")),
            "complete": lambda _given: phone.complete(),
            "undo": lambda _given: phone.undo(),
            "register": lambda given: phone.register(account(given)),
            "auto_answer": lambda given: _at_once(phone.auto_answer, _flag(given, "on")),
            "echo_test": lambda given: _at_once(sound.hear_yourself, _flag(given, "on")),
        }

    async def do(self, name: str, given: Given) -> dict[str, Any]:
        """Raises :class:`PhoneError` (or another error in words) for what is not done."""
        if name == "devices":
            return dict(await asyncio.to_thread(self._sound.devices))
        if name == "use":
            await asyncio.to_thread(self._sound.use, _text(given, "input"), _text(given, "output"))
            return {}
        if name not in self._known:
            known = ", ".join((*self._known, "devices", "use", "meters", "quit"))
            words = _("there is no request {name}; known: {known}")
            raise PhoneError("unknown", words.format(name=name[:40], known=known))
        await self._known[name](given)
        return {}


def account(given: Given) -> Account:
    """Of a request; ``server`` is HOST, HOST:PORT, or the same behind ``tls:``, ``tls+rtp:`` or ``tcp:``."""
    return account_of(_text(given, "server"), _text(given, "user"), _text(given, "secret"))


def account_of(server: str, user: str, secret: str, authority: str = "") -> Account:
    """Raises :class:`PhoneError` for what is no address."""
    transport, _colon, rest = server.partition(":")
    srtp = transport == "tls"
    transport = "tls" if transport == "tls+rtp" else transport
    if transport not in ("udp", "tcp", "tls"):
        transport, rest = "udp", server
    host, _colon, port = rest.rpartition(":") if rest.rpartition(":")[2].isdigit() else (rest, "", "")
    number = int(port or (5061 if transport == "tls" else 5060))
    if not host or not user or not 0 < number < 65536:
        words = _("{server} is no telephone server; give HOST, HOST:PORT or tls:HOST:PORT, and a user")
        raise PhoneError("malformed", words.format(server=server[:80] or '""'))
    return Account(host, user, secret, number, transport, authority, srtp)


async def _at_once(do: Callable[[bool], None], on: bool) -> None:
    do(on)


def _leg(given: Given) -> str:
    return _text(given, "leg") if given.get("leg") is not None else ""


def _text(given: Given, name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > 200 or any(ord(letter) < 32 for letter in value):
        raise PhoneError("malformed", _("{name} must be a text in one line").format(name=name))
    return value


def _flag(given: Given, name: str) -> bool:
    value = given.get(name)
    if not isinstance(value, bool):
        raise PhoneError("malformed", _("{name} must be true or false").format(name=name))
    return value
