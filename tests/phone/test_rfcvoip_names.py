"""Every name of rfcvoip that our extension touches beyond its documentation; another version must have them all."""

import importlib.metadata
import inspect
from typing import Any

import pytest
from rfcvoip import RTP, SIP
from rfcvoip.VoIP import VoIP

NAMES: dict[Any, str] = {
    SIP.SIPClient: (
        "_build_digest_auth_header _close_sockets _contact_header _recv_message_before _message_from_raw "
        "_registrar_uri "
        "_normalize_request_target _send_request_response _sip_target_from_uri _via_header gen_answer gen_call_id "
        "gen_cancel gen_first_response gen_invite gen_response parse_message response_target send_raw send_response "
        "signal_target signal_transport"
    ),
    VoIP.VoIPCall: (
        "_finalize_ended_call _rtp_clients_snapshot _rtp_media_answer_map _set_state _stop_rtp_clients answer bye "
        "create_rtp_clients deny dtmf_callback read_audio renegotiate send_dtmf write_audio"
    ),
    VoIP.VoIPPhone: (
        "_callback_MSG_Cancel _create_Call _default_audio_offer _get_call _run_call_callback _send_ack _set_call "
        "callback request_port request_ports"
    ),
    VoIP: "CallState InvalidStateError NoPortsAvailableError",
    RTP: "PayloadType TransmitType debug",
    RTP.RTPClient: "_build_rtp_packet parse_packet",
    SIP: "Counter SIPConnection SIPMessage SIPMessageType SIPParseError SIPStatus SIPTransport debug",
}


def test_the_version_is_the_one_we_extend() -> None:
    assert importlib.metadata.version("rfcvoip") == "2.10.3"


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner, names in NAMES.items() for name in names.split()])
def test_the_name_is_there(owner: Any, name: str) -> None:
    assert hasattr(owner, name)


def test_what_is_overridden_is_called_as_we_call_it() -> None:
    assert list(inspect.signature(VoIP.VoIPPhone._create_Call).parameters) == ["self", "request", "sess_id"]
    assert list(inspect.signature(VoIP.VoIPPhone._run_call_callback).parameters) == ["callback", "call", "delay"]
    assert "self._create_Call(request, sess_id)" in inspect.getsource(VoIP.VoIPPhone._callback_MSG_Invite)
    assert "self._run_call_callback" in inspect.getsource(VoIP.VoIPPhone._callback_MSG_Invite)
    assert "self._build_rtp_packet(" in inspect.getsource(RTP.RTPClient._send_rtp_packet)
    assert "self.parse_packet(packet)" in inspect.getsource(RTP.RTPClient.recv)
    assert "self.sip = SIP.SIPClient(" in inspect.getsource(VoIP.VoIPPhone.__init__)
