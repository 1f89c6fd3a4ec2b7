"""rfcvoip's call with what it lacks: a dialog, hold and resume from both ends, transfers, encrypted sound."""

import random
import re
import time
from collections.abc import Callable
from typing import Any, Final

from rfcvoip import RTP, SIP
from rfcvoip.VoIP import VoIP

from acd.language import _
from softphone.phone.port import (
    Happening,
    HeldByPeer,
    Over,
    PhoneError,
    Pressed,
    Quality,
    Rings,
    Talks,
    Transferring,
)  # fmt: skip
from softphone.phone.rfc import text as sip
from softphone.phone.rfc.dialog import Dialog, dialed, taken
from softphone.phone.rfc.endings import words
from softphone.phone.rfc.quality import Meter
from softphone.phone.rfc.srtp import Keys

_GLARES: Final = 3
_PORT: Final = re.compile(r"(?m)^m=audio (\d{1,5}) ")
_HOST: Final = re.compile(r"(?m)^c=IN IP4 ([0-9.]{7,15})")
_MODE: Final = re.compile(r"(?m)^a=(sendrecv|sendonly|recvonly|inactive)")


class Call(VoIP.VoIPCall):  # type: ignore[misc]
    """``tell`` is what happens to it; ``leg`` its name on this phone."""

    leg = ""
    tell: Callable[[Happening], None]
    dialog: Dialog | None = None
    mine = False
    """We called, hence own the Call-ID (whose back-off after a glare is the longer one)."""
    held = False
    abandoned = False
    """Hung up before the other end answered."""
    negotiating = False
    _rings = False
    _version = 2
    _meters: tuple[Meter, ...] = ()

    def create_rtp_clients(self, *given: Any, **named: Any) -> None:
        super().create_rtp_clients(*given, **named)
        self._meters = ()
        keys = self.keys
        for client in self._rtp_clients_snapshot():
            client.parse_packet = meter = Meter(client.parse_packet)
            self._meters += (meter,)
            if keys is not None:
                client.parse_packet = _opening(keys, meter)
                client._build_rtp_packet = _closing(keys, client._build_rtp_packet)

    @property
    def keys(self) -> Keys | None:
        """What its sound is encrypted with."""
        found: Keys | None = self.sip.keys.get(self.call_id)
        return found

    @property
    def is_secure(self) -> bool:
        """Whether nobody on the way hears it: keys that went in the clear are nobody's secret."""
        return self.keys is not None and bool(self.sip.srtp)

    def _finalize_ended_call(self) -> None:
        super()._finalize_ended_call()
        self.sip.keys.pop(self.call_id, None)

    def quality(self) -> Quality | None:
        return self._meters[0].quality() if self._meters else None

    def dtmf_callback(self, code: str) -> None:
        self.tell(Pressed(self.leg, code))

    @property
    def codec(self) -> str:
        clients = self._rtp_clients_snapshot()
        return str(clients[0].preference) if clients else ""

    def answer(self) -> None:
        super().answer()
        self.dialog = taken(sip.decoded(self.request.raw), self.sip.tagLibrary[self.call_id])
        self.tell(Talks(self.leg, self.codec, self.is_secure))

    def bye(self) -> None:
        """The other end hung up."""
        super().bye()
        self.tell(Over(self.leg))

    def heard_answer(self, text: str) -> None:
        """What became of our INVITE."""
        status = sip.status(text)
        if status < 200:
            if self.abandoned:
                self._call_off()
            elif status in (180, 183):
                self.tell(Rings(self.leg))
            self._rings = True
        elif status < 300:
            self._taken_up(text)
        else:
            self.give_up(words(status))

    def give_up(self, why: str) -> None:
        """Over, whatever it was doing."""
        self._stop_rtp_clients()
        self._set_state(VoIP.CallState.ENDED)
        self._finalize_ended_call()
        self.tell(Over(self.leg, why))

    def hang_up(self) -> None:
        """BYE, or CANCEL as soon as it is allowed (RFC 3261, section 9.1)."""
        if self.dialog is not None:
            self.sip.leave(self.dialog)
            self.give_up("")
            return
        first, self.abandoned = not self.abandoned, True
        if first and self._rings:
            self._call_off()

    def hold(self) -> None:
        self._renegotiate_to("sendonly")
        self.held = True

    def resume(self) -> None:
        self._renegotiate_to("sendrecv")
        self.held = False

    def refer(self, to: str) -> None:
        """Ask the other end to call ``to`` instead; what becomes of that is told."""
        uri = self.sip._normalize_request_target(to)
        by = f"Referred-By: <{self.sip._registrar_uri(user=self.sip.username)}>\r\n"
        status = sip.status(self.sip.within(self._up(), "REFER", f"Refer-To: <{uri}>\r\n{by}"))
        if status >= 300:
            why = _("the transfer was refused ({status}): {words}; the caller is still here")
            raise PhoneError("refused", why.format(status=status, words=words(status)))

    def heard_progress(self, status: int) -> None:
        """Of a transfer: once it is done, we leave."""
        self.tell(Transferring(self.leg, status))
        if 200 <= status < 300 and self.dialog is not None and self.state == VoIP.CallState.ANSWERED:
            self.sip.leave(self.dialog)
            self.give_up(_("transferred"))

    def renegotiate(self, request: Any) -> None:
        """The other end holds, resumes, or moves its media; 491 while we ask the same of it."""
        if self.negotiating:
            self.sip.send_response(request, self.sip.gen_response(request, SIP.SIPStatus(491)))
            return
        self.sendmode = "sendonly" if self.held else "sendrecv"
        if not request.body.get("m"):
            self._offer(request)
            return
        super().renegotiate(request)
        if not self.held:
            self.tell(HeldByPeer(self.leg, str(self.sendmode) in ("recvonly", "inactive")))

    def _offer(self, request: Any) -> None:
        """A re-INVITE without an offer is answered with ours; the ACK brings the other end's (RFC 3261 §14.2)."""
        media = self._rtp_media_answer_map()
        answer = self.sip.gen_answer(request, str(int(self.session_id)), media, self.sendmode)
        self.sip.send_response(request, answer)

    def acknowledged(self, text: str) -> None:
        """What the ACK of such a re-INVITE says: where they hear now, and whether they hold."""
        port, host = _PORT.search(text), _HOST.search(text)
        if port is None or host is None or self.state != VoIP.CallState.ANSWERED:
            return
        for client in self._rtp_clients_snapshot():
            client.outIP, client.outPort = host[1], int(port[1])
        mode = _MODE.search(text)
        if not self.held:
            self.tell(HeldByPeer(self.leg, mode is not None and mode[1] in ("sendonly", "inactive")))

    def _taken_up(self, text: str) -> None:
        self.dialog = dialed(sip.decoded(self.request.raw), text)
        if self.abandoned:
            self.sip.acknowledge(self.dialog, text)
            self.sip.leave(self.dialog)
            self.give_up("")
            return
        if self.keys is not None and not self.keys.is_agreed:
            self.sip.acknowledge(self.dialog, text)
            self.sip.leave(self.dialog)
            self.give_up(_("the other end does not encrypt the sound; tls+rtp: allows that"))
            return
        try:
            self.phone.callback(self.sip._message_from_raw(text.encode()))
        except OSError as error:
            self.sip.acknowledge(self.dialog, text)
            self.sip.leave(self.dialog)
            self.give_up(_("there is no way for the sound: {why}; dial again").format(why=error))
            return
        if self.state == VoIP.CallState.ANSWERED:
            self.tell(Talks(self.leg, self.codec, self.is_secure))
        else:
            self.tell(Over(self.leg, words(488)))

    def _call_off(self) -> None:
        text = self.sip.gen_cancel(self.request)
        self.sip.ask(text, self.sip.signal_target(), lambda: 1, lambda _answer: None)

    def _up(self) -> Dialog:
        if self.dialog is None or self.state != VoIP.CallState.ANSWERED:
            raise PhoneError("no_call", _("the call is not up"))
        return self.dialog

    def _renegotiate_to(self, mode: str) -> None:
        for _try in range(_GLARES):
            answer = self._reinvited(mode)
            if sip.status(answer) != 491:
                break
            time.sleep(random.uniform(2.1, 4.0) if self.mine else random.uniform(0.0, 2.0))
        status = sip.status(answer)
        if status in (408, 481):
            self.give_up(_("the other end is gone"))
        if status >= 300:
            why = _("the other end does not agree ({status}); try again").format(status=status)
            raise PhoneError("refused", why)
        for client in self._rtp_clients_snapshot():
            client.sendrecv = RTP.TransmitType(mode)

    def _reinvited(self, mode: str) -> str:
        self.negotiating = True
        try:
            dialog = self._up()
            answer: str = self.sip.within(dialog, "INVITE", body=self._description(mode))
            if sip.status(answer) < 300:
                self.sip.acknowledge(dialog, answer)
            return answer
        finally:
            self.negotiating = False

    def _description(self, mode: str) -> str:
        answer = self.sip.gen_answer(self.request, str(int(self.session_id)), self._rtp_media_answer_map(), mode)
        self._version += 1
        body = answer.partition("\r\n\r\n")[2]
        return re.sub(r"(?m)^(o=\S+ \S+) \S+", rf"\g<1> {int(self.session_id) + self._version}", body, count=1)


def _opening(keys: Keys, read: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def opened(packet: bytes) -> None:
        if clear := keys.opened(packet):
            read(clear)

    return opened


def _closing(keys: Keys, build: Callable[..., bytes]) -> Callable[..., bytes]:
    return lambda *given, **named: keys.closed(build(*given, **named))
