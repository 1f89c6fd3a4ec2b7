"""rfcvoip prints and warns to the terminal; here it does neither.

What it would say holds messages whole, secrets' digests among them, hence goes nowhere at all.
"""

import logging

import rfcvoip
import rfcvoip.RTP
import rfcvoip.SIP
import rfcvoip.VoIP.VoIP


def be_quiet() -> None:
    """From now on, in this process."""
    for module in (rfcvoip, rfcvoip.SIP, rfcvoip.RTP, rfcvoip.VoIP.VoIP):
        module.debug = _nothing
    logging.captureWarnings(True)
    warned = logging.getLogger("py.warnings")
    warned.addHandler(logging.NullHandler())
    warned.propagate = False


def _nothing(_short: object, _long: object = None) -> None:
    pass
