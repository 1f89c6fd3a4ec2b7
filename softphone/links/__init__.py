"""The two ends a screen is attached to: the centre and the phone; both come back by themselves."""

from softphone.links.centre import CentreLink
from softphone.links.link import Hear, Link
from softphone.links.phone import PhoneLink, phone_file

__all__ = ["CentreLink", "Hear", "Link", "PhoneLink", "phone_file"]
