"""SIP of the embedded live centre: registrar, callers and phones, on sippy in a thread of its own.

Knows signalling and session descriptions. Refuses to know calls, queues and who is rung. UDP only, and in the clear:
TLS and SRTP come with a PBX.
"""

from acd.live.sip.embedded import EmbeddedTelephony
from acd.live.sip.settings import SipSettings, TrunkPeer

__all__ = ["EmbeddedTelephony", "SipSettings", "TrunkPeer"]
