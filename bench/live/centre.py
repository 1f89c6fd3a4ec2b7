"""``python -m bench.live.centre FOLDER``: a live centre, everybody signed in; prints its ports and its ledger.

What a channel client would ask is asked here, so that only calls are measured. Ends when its input is closed.
"""

import asyncio
import logging
import sys
from pathlib import Path

from acd.live.centre import LiveCentre, Served
from acd.live.log import set_up

SCENARIO = Path(__file__).with_name("centre.yaml")


async def run(folder: Path) -> None:
    """Serve until nobody holds our input any more."""
    centre = LiveCentre(Served(SCENARIO, (), folder))
    await centre.start()
    for person in centre.header.people:
        await centre.opened.desk.sign_in(person.name)
    print(centre.telephony.settings.port, centre.running.port, centre.ledger, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await centre.stop()


if __name__ == "__main__":
    set_up(json=False)
    logging.disable(logging.INFO)
    asyncio.run(run(Path(sys.argv[1])))
