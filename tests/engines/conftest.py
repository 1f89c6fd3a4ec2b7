"""Makes the generator of random centres, which stands with the auditor's tests, importable here too."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "audit")]
