"""Why a call did not come about, by its SIP status: what happened and what to do, in words."""

from acd.language import _


def words(status: int) -> str:
    """For whoever dialled."""
    match status:
        case 486 | 600:
            return _("busy; try again later")
        case 603:
            return _("declined by the other side")
        case 480:
            return _("not reachable now; try again later")
        case 404 | 484 | 604:
            return _("there is no such number; check it")
        case 401 | 407:
            return _("the server does not accept this user's secret for calls; ask for a new one")
        case 403:
            return _("the server does not allow this call")
        case 408:
            return _("no answer from the network; check the server and the line")
        case 487:
            return _("called off")
        case 488 | 606 | 415:
            return _("the other side has no sound format in common with this phone")
    return _("it failed with status {status}; try again, or report it").format(status=status)
