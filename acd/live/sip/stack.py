"""The SIP side whole, in its thread: transactions, registrar, dialogs, and who may do what.

Knows requests and to whom they belong. Refuses to know calls and audio. Lives in the SIP thread only.
"""

import hashlib
import itertools
import secrets
from time import monotonic
from typing import Any, Final
from urllib.parse import unquote

from sippy.SipConf import SipConf
from sippy.SipTransactionManager import SipTransactionManager
from sippy.UA import UA

from acd.live.sip.authentication import Doorkeeper
from acd.live.sip.dialog import Dialog, Told
from acd.live.sip.quirks import end_transaction, end_transactions
from acd.live.sip.registrar import Registrar
from acd.live.sip.settings import Secrets, SipSettings, TrunkPeer

_AGENT: Final = "Huawu"
_UNKNOWN: Final = (481, "Call Leg/Transaction Does Not Exist")


class _Silent:
    """Messages have numbers and secrets in them: none is kept."""

    def write(self, *_parts: object, **_named: object) -> None:
        """Nothing."""


class Stack:
    """``told`` hands over to the event loop."""

    def __init__(self, settings: SipSettings, known: Secrets, told: "StackTold") -> None:
        SipConf.my_uaname, SipConf.my_address, SipConf.my_port = _AGENT, settings.address, settings.port
        self._settings = settings
        self._told = told
        self._secrets = known
        self._doorkeeper = Doorkeeper(settings.realm, known)
        self._dialogs: dict[str, Dialog] = {}
        self._key = secrets.token_bytes(16)
        self._names = (f"in.{n}" for n in itertools.count(1))
        self._config: dict[str, Any] = {
            "_sip_address": settings.address,
            "_sip_port": settings.port,
            "_sip_logger": _Silent(),
        }
        self.registrar = Registrar(settings, told.phone_came, told.phone_gone)
        self._config["_sip_tm"] = SipTransactionManager(self._config, self._received)

    def stop(self) -> None:
        """Hang up everything and close the port."""
        for dialog in [*self._dialogs.values()]:
            dialog.hang_up()
        self.registrar.stop()
        end_transactions(self._config["_sip_tm"])
        self._config["_sip_tm"].shutdown()

    def over(self, dialog: Dialog) -> None:
        """A leg is gone."""
        self._dialogs.pop(dialog.name, None)

    # what is asked; a leg that is gone is none any more

    def ring(self, name: str, user: str, shown: str, port: int, headers: list[tuple[str, str]]) -> None:
        """Let a registered phone ring."""
        binding = self.registrar.of(user)
        if binding is None:
            self._told.refused(name, 480)
            return
        dialog = self._dial(name, binding.address)
        dialog.invite(user, shown, port, headers, binding.target)

    def call(self, name: str, number: str, trunk: str, shown: str, port: int) -> None:
        """Call out over a trunk."""
        peer = self._peer(trunk)
        if peer is None or peer.address is None:
            self._told.refused(name, 404)
            return
        self._dial(name, (peer.address, peer.port)).invite(number, shown, port, [], None)

    def ask(self, name: str, what: str, *arguments: object) -> None:
        """``answer``, ``turn_away``, ``hang_up`` or ``progress`` of a dialog."""
        dialog = self._dialogs.get(name)
        if dialog is not None:
            getattr(dialog, what)(*arguments)

    def _dial(self, name: str, address: tuple[str, int]) -> Dialog:
        dialog = Dialog(name, True, self._settings.address, self._told)
        dialog.ua = UA(self._config, event_cb=dialog.event, nh_address=address)
        dialog.ua.no_reply_time = self._settings.no_reply
        self._own(dialog)
        return dialog

    def _own(self, dialog: Dialog) -> None:
        dialog.ua.referred = self._referred
        self._dialogs[dialog.name] = dialog

    def _peer(self, trunk: str) -> TrunkPeer | None:
        peers = (*self._settings.by_address.values(), *self._settings.by_digest.values())
        return next((peer for peer in peers if peer.name == trunk), None)

    # what comes

    def _received(self, request: Any, transaction: Any) -> Any:
        if request.getHFBody("to").getTag() is not None:
            return request.genResponse(*_UNKNOWN), None, None
        match request.getMethod():
            case "REGISTER":
                return self._registers(request), None, None
            case "INVITE":
                return self._invites(request, transaction)
            case "OPTIONS":
                return request.genResponse(200, "OK"), None, None
            case _:
                return request.genResponse(501, "Not Implemented"), None, None

    def _registers(self, request: Any) -> Any:
        source = request.getSource()[0]
        if self._doorkeeper.is_shut_out(source, monotonic()):
            return request.genResponse(403, "Forbidden")
        user = self._doorkeeper.user(request, source, monotonic())
        if user is None:
            return self._doorkeeper.challenge(request)
        if user != request.getHFBody("to").getUrl().username:
            return request.genResponse(403, "Forbidden")
        return self.registrar.register(request, user)

    def _invites(self, request: Any, transaction: Any) -> Any:
        source = request.getSource()[0]
        trunk, user = self._settings.by_address.get(str(source)), None
        if trunk is None or self._is_user(request.getHFBody("from").getUrl().username):
            if self._doorkeeper.is_shut_out(source, monotonic()):
                return self._refuse(transaction, request.genResponse(403, "Forbidden"))
            user = self._doorkeeper.user(request, source, monotonic())
            if user is None:
                return self._refuse(transaction, self._doorkeeper.challenge(request))
            trunk = self._settings.by_digest.get(user)

        dialog = Dialog(next(self._names), False, self._settings.address, self._told)
        dialog.trunk, dialog.user = (trunk.name, "") if trunk is not None else ("", user or "")
        dialog.ua = UA(self._config, event_cb=dialog.event)
        self._own(dialog)
        return dialog.ua.recvRequest(request, transaction)

    def _refuse(self, transaction: Any, response: Any) -> None:
        """Answer an INVITE of nobody we know once and forget it (RFC 3261 §8.2.7): a transaction would repeat the
        answer for 32 seconds, to wherever the sender says, and a flood would fill memory with them."""
        response.getHFBody("to").setTag(self._tag(response))
        self._config["_sip_tm"].transmitMsg(transaction.userv, response, response.getHFBody("via").getTAddr(), None)
        end_transaction(transaction)

    def _tag(self, response: Any) -> str:
        """The same for the same request, and nobody else's guess."""
        said = f"{response.getHFBody('call-id')} {response.getHFBody('via')}"
        return hashlib.blake2b(said.encode(), key=self._key, digest_size=8).hexdigest()

    def _is_user(self, name: str | None) -> bool:
        """Whether somebody of this name has a secret: phones may stand where a trunk's calls come from."""
        return name is not None and self._secrets.ha1(name, "SHA-256") is not None

    def _referred(self, ua: Any, request: Any) -> None:
        """REFER: to whom, and in place of which other dialog (RFC 3891)."""
        dialog = next((each for each in self._dialogs.values() if each.ua is ua), None)
        if dialog is None:
            return
        url = request.getHFBody("refer-to").getUrl()
        replaces = {name.lower(): value for name, value in (url.headers or {}).items()}.get("replaces", "")
        other = unquote(replaces).partition(";")[0]
        named = next((each.name for each in self._dialogs.values() if other and each.call_id == other), "")
        self._told.transfer_asked(dialog.name, url.username or "", named)


class StackTold(Told):
    """What is told besides what dialogs tell."""

    def phone_came(self, user: str) -> None: ...

    def phone_gone(self, user: str) -> None: ...

    def transfer_asked(self, name: str, to: str, replaces: str) -> None: ...
