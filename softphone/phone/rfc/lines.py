"""rfcvoip's phone with our client and our calls: dialling, ports that are free, a caller who gives up."""

import socket
from collections.abc import Callable
from typing import Any

from rfcvoip import RTP, SIP
from rfcvoip.VoIP import VoIP

from acd.language import _
from softphone.phone.port import Happening, Over
from softphone.phone.rfc import text as sip
from softphone.phone.rfc.call import Call
from softphone.phone.rfc.client import Client
from softphone.phone.rfc.srtp import Keys


def is_free(address: str, port: int) -> bool:
    """Whether a UDP port can be had."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


class Lines(VoIP.VoIPPhone):  # type: ignore[misc]
    """rfcvoip's phone with our client and our calls."""

    sip: Client

    def start_call(self, number: str, leg: str, tell: Callable[[Happening], None]) -> Call:
        """Dial; what becomes of it is told. Does not wait."""
        port = self.request_port()
        media = {port: self._default_audio_offer()}
        session, call_id = self.sip.sessID.next(), self.sip.gen_call_id()
        if self.sip.srtp:
            self.sip.keys[call_id] = Keys()
        text = self.sip.gen_invite(number, str(session), media, RTP.TransmitType.SENDRECV, sip.branch(), call_id)
        call = Call(self, VoIP.CallState.DIALING, SIP.SIPMessage(text.encode()), session, self.myIP, ms=media,
                    sendmode=self.sendmode)  # fmt: skip
        call.leg, call.tell, call.mine = leg, tell, True
        self._set_call(call_id, call)

        def resent(again: str) -> None:
            call.request = SIP.SIPMessage(again.encode())

        self.sip.ask(text, self.sip.signal_target(), self.sip.inviteCounter.next, call.heard_answer, resent)
        return call

    def request_ports(self, count: int, blocking: bool = True) -> list[int]:
        """Ports that no other program has either."""
        while True:
            ports: list[int] = super().request_ports(count, blocking)
            if all(is_free(self.myIP, port) for port in ports):
                return ports

    def _create_Call(self, request: Any, sess_id: int) -> None:  # noqa: N802 - rfcvoip's name
        call = Call(self, VoIP.CallState.RINGING, request, sess_id, self.myIP, sendmode=self.recvmode)
        call.tell = lambda _happening: None
        self._set_call(request.headers["Call-ID"], call)

    @staticmethod
    def _run_call_callback(callback: Callable[[Any], None], call: Any, delay: float = 0.0) -> None:
        """rfcvoip's own waits a second."""
        VoIP.VoIPPhone._run_call_callback(callback, call, delay)

    def _callback_MSG_Cancel(self, request: Any) -> None:  # noqa: N802 - rfcvoip's name
        call = self._get_call(request.headers["Call-ID"])
        was_ringing = call is not None and call.state == VoIP.CallState.RINGING
        super()._callback_MSG_Cancel(request)
        if was_ringing and call is not None:
            reason = sip.header(sip.decoded(request.raw), "Reason").lower()
            elsewhere = "cause=200" in reason or "completed elsewhere" in reason
            call.tell(Over(call.leg, _("answered elsewhere") if elsewhere else _("the caller gave up")))

    def _send_ack(self, request: Any) -> None:
        """Failures are acknowledged by their transaction already."""
        call = self._get_call(request.headers.get("Call-ID"))
        if call is not None and call.dialog is not None and 200 <= int(request.status) < 300:
            self.sip.acknowledge(call.dialog, sip.decoded(request.raw))
