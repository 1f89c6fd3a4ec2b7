"""What is mended of sippy is there to be mended: a new version of it must be looked at."""

import subprocess
import sys

TOUCHED = """
import sippy.UaStateConnected as connected, sippy.UasStateUpdating as updating
from sippy.SipURL import SipURL
from sippy.SipTransactionManager import SipTransactionManager, SipTransaction
from sippy.CCEvents import CCEventTry
from importlib.metadata import version
assert version("sippy") == "2.5.0"
assert "REFER" in connected.UaStateConnected.recv_request_handlers
assert "REFER" in updating.UasStateUpdating.recv_request_handlers
assert callable(SipURL.getTAddr) and callable(CCEventTry.onUacSetupComplete)
url = SipURL("sip:x@127.0.0.1;transport=UDP")
assert url.getTAddr()[1] == "UDP", "in capitals, which newTransaction does not know"
from acd.live.sip.quirks import mend
mend()
assert SipURL("sip:x@127.0.0.1;transport=UDP").getTAddr()[1] == "udp"
"""


def test_the_places_that_are_touched_are_as_they_were():
    done = subprocess.run([sys.executable, "-c", TOUCHED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
