"""Makes the line of these tests importable; one SIP side at a time, since sippy's loop is one a process."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

sys.path.append(str(Path(__file__).parent))

from line import Line


@pytest_asyncio.fixture
async def line() -> AsyncIterator[Line]:
    """The embedded telephony on a free port, with phones of A-01 and A-02 and a trunk known by its address."""
    opened = await Line.open()
    yield opened
    await opened.close()
