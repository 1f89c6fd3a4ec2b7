"""The phone process is started where none runs, left to itself, and told of where it does not come up."""

import json
import sys

import pytest

from softphone.links import phone_file
from softphone.links.starting import PhoneError, start_phone

PHONE = """
import asyncio, json, pathlib, sys
from aiohttp import web

async def attached(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        asked = json.loads(message.data)
        await socket.send_json({"welcome": {}} if "hello" in asked else {"id": 1, "done": {}})
        if asked.get("do") == "quit":
            loop.stop()
    return socket

secret = sys.stdin.readline().strip()
user = sys.argv[sys.argv.index("--user") + 1]
loop = asyncio.new_event_loop()
app = web.Application()
app.add_routes([web.get("/", attached)])
runner = web.AppRunner(app)
loop.run_until_complete(runner.setup())
loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
told = {"port": runner.addresses[0][1], "token": "t", "user": user, "secret": secret, "argv": sys.argv[2:]}
pathlib.Path(sys.argv[1]).write_text(json.dumps(told))
loop.run_forever()
"""


def command(program: str = PHONE) -> tuple[str, ...]:
    phone_file().parent.mkdir(parents=True, exist_ok=True)
    return (sys.executable, "-c", program, str(phone_file()))


def told() -> dict[str, object]:
    return dict(json.loads(phone_file().read_text()))


@pytest.mark.asyncio
async def test_it_is_started_once_and_makes_room_for_another_agents() -> None:
    await start_phone("127.0.0.1:5060", "A-01", "hush", command())
    first = told()
    assert first["argv"] == ["--server", "127.0.0.1:5060", "--user", "A-01", "--secret-stdin", "--language", "en"]
    assert first["secret"] == "hush"
    await start_phone("127.0.0.1:5060", "A-01", "hush", command("raise SystemExit('not again')"))
    assert told() == first
    await start_phone("127.0.0.1:5060", "A-02", "hush2", command())
    assert told()["user"] == "A-02"
    with pytest.raises(PhoneError):  # and the last one ends
        await start_phone("x", "A-03", "", command("raise SystemExit('no')"))


@pytest.mark.asyncio
async def test_one_that_does_not_start_says_why() -> None:
    with pytest.raises(PhoneError, match="no such server"):
        await start_phone("x", "A-01", "s", command("import sys; sys.exit('error: no such server')"))


@pytest.mark.asyncio
async def test_a_desk_telephone_needs_none() -> None:
    await start_phone("external", "A-01", "s", ("no-such-program",))
    assert not phone_file().exists()
