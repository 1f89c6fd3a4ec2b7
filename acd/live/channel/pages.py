"""What is asked over HTTP: figures, explanations, health, and the switches of leaders.

Knows addresses, who may ask what and the statuses of answers. Refuses to know what the switches do.
"""

import base64
import binascii
import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Collection
from typing import Final

from aiohttp import web

from acd.errors import HuawuError
from acd.language import _
from acd.live.channel.figures import Figures
from acd.live.channel.gate import Gate
from acd.live.channel.parts import Parts
from acd.live.channel.settings import ChannelSettings
from acd.live.channel.wording import RefusedError, read, refused, written
from acd.live.desk import DeskError
from acd.live.users import REALM, UserKind

_STATUS: Final = {"wrong": 401, "too_many": 429, "users": 503, "malformed": 400, "unknown": 404}
_CONFLICT: Final = 409
_ANYBODY: Final = (UserKind.AGENT, UserKind.LEADER)
_LEADERS: Final = (UserKind.LEADER,)
_TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Pages:
    """``routes`` are all of them."""

    def __init__(self, parts: Parts, gate: Gate, figures: Figures, settings: ChannelSettings) -> None:
        self._parts = parts
        self._gate = gate
        self._figures = figures
        self._settings = settings

    def routes(self) -> list[web.RouteDef]:
        """Addresses and what answers them."""
        return [
            web.get("/status", self._status),
            web.get("/explain/call/{number}", self._explain_call),
            web.get("/explain/agent/{name}", self._explain_agent),
            web.post("/drain", self._drain),
            web.post("/emergency", self._emergency),
            web.post("/reload", self._reload),
            web.get("/health", self._health),
            web.get("/metrics", self._metrics),
        ]

    async def _status(self, request: web.Request) -> web.Response:
        self._admit(request, _ANYBODY)
        return _json(self._parts.board.snapshot(self._settings.now()))

    async def _explain_call(self, request: web.Request) -> web.Response:
        self._admit(request, _LEADERS)
        number = request.match_info["number"]
        if not (number.isascii() and number.isdigit() and len(number) < 16):
            raise DeskError("unknown", _("{text} is no number of a call").format(text=number[:40]))
        return _json(self._parts.explain.call(int(number)))

    async def _explain_agent(self, request: web.Request) -> web.Response:
        self._admit(request, _LEADERS)
        return _json(self._parts.explain.agent(request.match_info["name"]))

    async def _drain(self, request: web.Request) -> web.Response:
        self._admit(request, _LEADERS)
        return _json({"left": self._parts.operations.drain()})

    async def _emergency(self, request: web.Request) -> web.Response:
        self._admit(request, _LEADERS)
        on = read(await request.text()).get("on")
        if not isinstance(on, bool):
            raise RefusedError("malformed", _("say whether it is on: true or false"))
        self._parts.operations.close(on)
        return _json({"on": on})

    async def _reload(self, request: web.Request) -> web.Response:
        self._admit(request, _LEADERS)
        return _json({"policy": self._parts.operations.reload()})

    async def _health(self, _request: web.Request) -> web.Response:
        reasons = [*self._settings.unwell()]
        return _json({"well": not reasons, "reasons": reasons}, 503 if reasons else 200)

    async def _metrics(self, request: web.Request) -> web.Response:
        if not _is_near(request):
            self._admit(request, _ANYBODY)
        text = self._figures.exposition()
        if (exposition := getattr(self._parts.board, "exposition", None)) is not None:
            text += exposition()
        return web.Response(text=text, headers={"Content-Type": _TEXT})

    def _admit(self, request: web.Request, kinds: Collection[UserKind]) -> None:
        """Raises :class:`RefusedError` unless the request has a secret of such a user, or this machine's token."""
        scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _is_near(request) and self._is_token(given):
            return
        name, secret = _name_and_secret(scheme.lower(), given.strip())
        self._gate.admit(request.remote or "", name, secret, kinds)

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(
            given.strip().encode("utf-8", "surrogateescape"), self._settings.local_token.encode()
        )


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors of ours as JSON with a fitting status; pages of other sites may not ask in a visitor's name."""
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != request.host:
        return _json(refused(RefusedError("origin", _("a page of another site asks"))), 403)
    try:
        return await handler(request)
    except HuawuError as error:
        status = _STATUS.get(getattr(error, "code", ""), _CONFLICT)
        answer = _json(refused(error), status)
        if status == _STATUS["wrong"]:
            answer.headers["WWW-Authenticate"] = f'Basic realm="{REALM}", charset="UTF-8"'
        if status == _STATUS["too_many"]:
            answer.headers["Retry-After"] = "60"
        return answer


def _name_and_secret(scheme: str, given: str) -> tuple[str, str]:
    """Of ``Basic`` (RFC 7617) or ``Bearer name:secret``; empty ones where there are none."""
    if scheme == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode()
        except (binascii.Error, ValueError):
            given = ""
    name, _colon, secret = given.partition(":")
    return (name, secret) if name.isascii() and secret.isascii() else ("", "")


def _is_near(request: web.Request) -> bool:
    try:
        return ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False


def _json(what: object, status: int = 200) -> web.Response:
    return web.Response(text=written(what), status=status, content_type="application/json")
