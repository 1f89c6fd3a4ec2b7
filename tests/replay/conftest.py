"""The generated centres of the other tests."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path += [str(Path(__file__).parent), *(str(TESTS / name) for name in ("audit", "engines", "live"))]
