"""Makes the soak's parts importable, and those of other subjects that it stands on."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.extend(str(folder) for folder in (HERE, HERE.parent / "live", HERE.parent / "rules"))
