"""``python -m bench.recorded``: run both centres and write the tables of ``docs/background/validation.md``."""

import os
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.recorded import bank_log, charlotte, evidence, page
from bench.recorded.run import headline, run
from bench.recorded.scenario import Month

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "background" / "validation.md"


def main() -> None:
    """The data lies in ``HUAWU_DATA`` or beside the project in ``shared/data``."""
    data = Path(os.environ.get("HUAWU_DATA") or ROOT.parent / "shared" / "data")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        log = bank_log.read_log(data / bank_log.FILE)
        month = Month(log, Path(folder))
        results = run(month, print)
        overlays = charlotte.overlays(data, Path(folder))
    head = headline(results)
    for name, text in {
        "treated": page.treated(log.treated),
        "days": page.days(head),
        "gaps": f"The gap chosen on the other days: {page.gaps(results, head)}.",
        "ranks": page.ranks(head),
        "groups": page.groups(head),
        "hours": page.hours(head),
        "readings": page.readings(results, head),
        "evidence": page.table(("in the log of the 20 weekdays", ""), evidence.rows(month)),
        "charlotte": page.charlotte(overlays),
        "charlotte outside": page.charlotte_outside(overlays),
    }.items():
        page.write_between(PAGE, name, text)
    print(f"{PAGE} written after {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
