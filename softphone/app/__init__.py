"""The screen in Textual."""

from softphone.app.app import SoftphoneApp

__all__ = ["SoftphoneApp"]
