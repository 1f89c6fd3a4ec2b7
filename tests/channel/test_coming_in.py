"""Who comes in and who does not; what is borne, and what ends a connection."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from channel_acted import Channel, channel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acd.live.channel import ChannelError, ChannelSettings, serve
from acd.live.channel.limits import Limit
from acd.live.channel.outbox import Outbox

BAD_HELLO: list[tuple[Any, str]] = [
    ("{", "malformed"),
    ("[]", "malformed"),
    ('{"a": NaN}', "malformed"),
    ("[" * 9000, "malformed"),
    ({"id": 1, "do": "ready"}, "no_hello"),
    ({"hello": {"name": "A-01"}}, "no_hello"),
    ({"hello": {"name": "A-01", "secret": 7, "version": 1}}, "no_hello"),
    ({"hello": {"name": "A-01", "secret": "x", "version": 2}}, "version"),
    ({"hello": {"name": "A-01", "secret": "x", "version": 1}}, "wrong"),
    ({"hello": {"name": "nobody", "secret": "x", "version": 1}}, "wrong"),
    ({"hello": {"name": "A-01", "secret": "x" * 20_000, "version": 1}}, "too_long"),
]


@pytest.mark.parametrize(("hello", "code"), BAD_HELLO)
@pytest.mark.asyncio
async def test_a_bad_hello_is_refused_and_closed(hello: Any, code: str, tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        stranger = await acted.socket(hello)
        refused = (await stranger.hear())["refused"]
        assert refused["code"] == code
        assert refused["words"]
        assert await stranger.is_closed() == 1008


@pytest.mark.parametrize(("name", "code"), [("boss", "wrong"), ("carrier", "wrong"), ("A-99", "unknown")])
@pytest.mark.asyncio
async def test_the_channel_is_for_agents_of_this_centre(name: str, code: str, tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        assert (await (await acted.socket(acted.hello(name))).hear())["refused"]["code"] == code


@pytest.mark.asyncio
async def test_whoever_says_nothing_is_refused(tmp_path: Path) -> None:
    async with channel(tmp_path, hello_within=0.01) as acted:
        stranger = await acted.socket()
        assert (await stranger.hear())["refused"]["code"] == "no_hello"


@pytest.mark.asyncio
async def test_a_welcome_says_what_is_so(tmp_path: Path) -> None:
    async with channel(tmp_path, told={"reasons": ["tea"]}) as acted:
        welcome = (await acted.agent()).welcome
        assert welcome["view"]["agent"] == welcome["agent"] == "A-01"
        assert welcome["now"] == 36_000.0
        assert welcome["reasons"] == ["tea"]
        assert welcome["directory"] == {"8001": "help"}


@pytest.mark.asyncio
async def test_an_unreadable_file_of_users_lets_nobody_in(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        acted.users.file.chmod(0o644)
        assert (await (await acted.socket(acted.hello())).hear())["refused"]["code"] == "users"
        async with acted.http.get(acted.url + "/status", auth=None) as answer:
            assert answer.status == 503


@pytest.mark.asyncio
async def test_wrong_secrets_are_limited_by_time_and_keep_nobody_else_out(tmp_path: Path) -> None:
    async with channel(tmp_path, tries=3) as acted:
        agent = await acted.agent()
        codes = []
        for _n in range(5):
            stranger = await acted.socket(acted.hello(secret="wrong"))
            codes.append((await stranger.hear())["refused"]["code"])
        assert codes == ["wrong"] * 3 + ["too_many"] * 2
        assert (await acted.agent("A-02")).welcome["agent"] == "A-02"
        assert (await (await acted.socket(acted.hello())).hear())["refused"]["code"] == "too_many"
        back = await acted.agent(session=agent.welcome["session"])  # who was in before comes back
        assert back.welcome["session"] == agent.welcome["session"]
        acted.clock.t += 20.0
        assert (await acted.agent()).welcome["agent"] == "A-01"


@pytest.mark.asyncio
async def test_strangers_are_limited(tmp_path: Path) -> None:
    async with channel(tmp_path, strangers=2) as acted:
        strangers = [await acted.socket() for _n in range(2)]
        async with acted.http.get(acted.url + "/agent", headers={"Connection": "Upgrade", "Upgrade": "websocket",
                "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}) as third:  # fmt: skip
            assert third.status == 503
        await strangers[0].say(acted.hello())
        assert "welcome" in await strangers[0].hear()
        assert (await acted.agent("A-02")).welcome["agent"] == "A-02"


@pytest.mark.asyncio
async def test_a_new_connection_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        old, new = await acted.agent(), await acted.agent()
        assert await old.until("bye") == {"bye": {"why": "replaced"}}
        await old.is_closed()
        acted.desk.shows("A-01", state="ready")
        assert (await new.until("view"))["view"]["state"] == "ready"
        assert old.welcome["session"] != new.welcome["session"]


@pytest.mark.asyncio
async def test_nonsense_is_borne_for_a_while(tmp_path: Path) -> None:
    async with channel(tmp_path, strikes=3) as acted:
        agent = await acted.agent()
        await agent.opened.send_bytes(b"\0")
        assert (await agent.hear())["refused"]["code"] == "malformed"
        await agent.say("x" * 20_000)
        assert (await agent.hear())["refused"]["code"] == "too_long"
        assert "done" in await agent.ask(1, "ready")
        await agent.say({"id": True, "do": "ready"})
        assert (await agent.hear())["refused"]["code"] == "malformed"
        assert await agent.hear() == {"bye": {"why": "abuse"}}
        await agent.is_closed()
        assert "welcome" in await (await acted.socket(acted.hello())).hear()


@pytest.mark.asyncio
async def test_a_message_beyond_all_measure_closes(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        agent = await acted.agent()
        await agent.say("x" * 200_000)
        assert await agent.is_closed() == 1009


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "do", "hello", "x"]), inner),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(garbage=st.lists(st.text(max_size=40) | JSON, max_size=12), welcome=st.booleans())
def test_garbage_harms_nobody(garbage: list[Any], welcome: bool, tmp_path: Path) -> None:
    async def throw() -> None:
        folder = tmp_path / str(len([*tmp_path.iterdir()]))
        async with channel(folder) as acted:
            good = await acted.agent("A-02")
            thrower = await (acted.agent() if welcome else acted.socket())
            for piece in garbage:
                if not thrower.opened.closed:
                    try:
                        await thrower.say(piece)
                    except (ConnectionError, ValueError):
                        break
            assert "done" in await good.ask(1, "ready")

    asyncio.run(throw())


class Stuck:
    """A reader that takes a text when it is let."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.let = asyncio.Semaphore(0)

    async def send_str(self, data: str, /) -> None:
        await self.let.acquire()
        self.heard.append(data)


@pytest.mark.asyncio
async def test_a_slow_reader_has_the_latest_view_and_every_answer() -> None:
    outbox, reader = Outbox(10), Stuck()
    writing = asyncio.create_task(outbox.write_to(reader, 60.0))
    outbox.latest("view", 0)
    await asyncio.sleep(0)
    for n in range(1, 100):
        outbox.latest("view", n)
    outbox.answer({"id": 1})
    outbox.answer({"id": 2})
    outbox.last({"bye": {}})
    for _n in range(6):
        reader.let.release()
    await writing
    assert reader.heard == ['{"view":0}', '{"view":99}', '{"id":1}', '{"id":2}', '{"bye":{}}']


@pytest.mark.asyncio
async def test_what_a_reader_knows_is_not_said_again() -> None:
    outbox, reader = Outbox(10), Stuck()
    reader.let = asyncio.Semaphore(99)
    writing = asyncio.create_task(outbox.write_to(reader, 60.0))
    outbox.latest("view", 1)
    await asyncio.sleep(0)
    outbox.latest("view", 1)
    outbox.last({})
    await writing
    assert reader.heard == ['{"view":1}', "{}"]


@pytest.mark.asyncio
async def test_a_reader_that_takes_nothing_is_given_up() -> None:
    outbox = Outbox(10)
    outbox.latest("view", 1)
    with pytest.raises(TimeoutError):
        await outbox.write_to(Stuck(), 0.01)
    full = Outbox(2)
    for n in range(3):
        full.answer({"id": n})
    with pytest.raises(TimeoutError):
        await full.write_to(Stuck(), 60.0)


def test_a_limits_memory_is_bounded() -> None:
    t = [0.0]
    limit = Limit(2, 1.0, lambda: t[0], keys=10)
    assert [limit.take("a") for _n in range(3)] == [True, True, False]
    t[0] = 1.0
    assert [limit.take("a") for _n in range(2)] == [True, False]
    for n in range(1000):
        limit.take(n)
    assert len(limit) == 10


@pytest.mark.asyncio
async def test_off_loopback_only_with_tls(tmp_path: Path) -> None:
    acted = Channel(tmp_path)
    with pytest.raises(ChannelError, match=r"0\.0\.0\.0"):
        await serve(acted.app, ChannelSettings(address="0.0.0.0", port=0))
    with pytest.raises(ChannelError, match=r"no\.pem"):
        await serve(acted.app, ChannelSettings(port=0, tls=("no.pem", "no.key")))


@pytest.mark.asyncio
async def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        other = Channel(tmp_path / "other")
        with pytest.raises(ChannelError, match=str(acted.port)):
            await serve(other.app, ChannelSettings(port=acted.port))
