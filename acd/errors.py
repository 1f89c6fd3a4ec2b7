"""The root of every error that Huawu says in words rather than with a traceback."""


class HuawuError(Exception):
    """Something asked for cannot be; the message says what was asked, what is so and what to do (exit status 2)."""


class PolicyError(HuawuError):
    """A routing policy that cannot be found, does not compile, or chose what may not be chosen."""


class ExtensionError(HuawuError):
    """A modeller's own process that cannot be found, or failed; the message names file and line."""
