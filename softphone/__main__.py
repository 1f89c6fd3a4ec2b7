"""``python -m softphone``."""

from softphone.cli import main

main()
