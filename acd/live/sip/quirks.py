"""What of sippy 2.5.0 does not do as we need: mended here, in one place, and nowhere else.

Touches ``SipURL.getTAddr`` (a Contact with ``transport=UDP`` in capitals raises), ``UaStateConnected`` and
``UasStateUpdating`` (a REFER is answered 202 and the call hung up at once), ``dump_exception`` (tracebacks on standard
output), ``print``, and ``Udp_server_opts`` (several threads at one socket put messages in another order). The version
is pinned, and a test fails where one of these is no more. Imported in the SIP thread only.
"""

import logging
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any, Final

import sippy.UasStateUpdating
import sippy.UaStateConnected
from sippy.SipURL import SipURL
from sippy.Udp_server import Udp_server_opts

_log: Final = logging.getLogger("acd.sip")
_REFERRED: Final = "referred"
"""The attribute of a ``UA`` that takes its REFERs: ``referred(ua, request)``."""


def mend() -> None:
    """Once a process."""
    SipURL.getTAddr = _lower_cased(SipURL.getTAddr)
    Udp_server_opts.nworkers = 1
    for state in (sippy.UaStateConnected.UaStateConnected, sippy.UasStateUpdating.UasStateUpdating):
        state.recv_request_handlers = {**state.recv_request_handlers, "REFER": _hand_over_refer}
    for module in [module for name, module in sys.modules.items() if name.startswith("sippy.")]:
        _quieten(module)


def _lower_cased(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def address(url: Any) -> Any:
        if isinstance(url.transport, str):
            url.transport = url.transport.lower()
        return original(url)

    return address


def _hand_over_refer(state: Any, request: Any) -> None:
    """RFC 3515: whoever owns the call answers, and tells how it went."""
    if request.countHFs("refer-to") == 0:
        request.sendResponse(400, "Bad Request")
        return
    referred = getattr(state.ua, _REFERRED, None)
    if referred is None:
        request.sendResponse(603, "Decline")
    else:
        request.sendResponse(202, "Accepted")
        referred(state.ua, request)


def _quieten(module: ModuleType) -> None:
    """Messages go to the log, and without what was received: there may be secrets and numbers in it."""
    if hasattr(module, "dump_exception"):
        module.dump_exception = _told  # type: ignore[attr-defined]
    module.print = _printed  # type: ignore[attr-defined]


def _told(message: str, *_arguments: object, **_named: object) -> None:
    wrong = sys.exc_info()[1]
    _log.warning("%s: %s", message.partition(" from ")[0], type(wrong).__name__)


def _printed(*parts: object, **_named: object) -> None:
    _log.debug("sippy says something of %d parts", len(parts))


def end_transactions(manager: Any) -> None:
    """Timers of transactions outlive the shutdown of their manager, and then find nothing: they are called off."""
    for transaction in (*manager.tclient.values(), *manager.tserver.values()):
        end_transaction(transaction)


def end_transaction(transaction: Any) -> None:
    """Call its timers off; sippy forgets a transaction that has none."""
    for name in ("teA", "teB", "teC", "teD", "teE", "teF", "teG"):
        timer = getattr(transaction, name, None)
        if timer is not None:
            timer.cancel()
            setattr(transaction, name, None)
