"""Makes the generator of random centres and the engines' days importable here too."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(TESTS / "engines"), str(TESTS / "audit")]
