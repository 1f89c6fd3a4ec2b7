"""Pages: who may ask what, and what is answered."""

from pathlib import Path

import pytest
from aiohttp import encode_basic_auth
from channel_acted import channel

PAGES = [
    ("GET", "/status", None, True),
    ("GET", "/explain/call/7", None, False),
    ("GET", "/explain/agent/A-01", None, False),
    ("POST", "/drain", None, False),
    ("POST", "/emergency", {"on": True}, False),
    ("POST", "/reload", None, False),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("method", "path", "body", "agents_too"), PAGES)
async def test_pages_are_for_leaders(
    method: str, path: str, body: dict[str, bool] | None, agents_too: bool, tmp_path: Path
) -> None:
    async with channel(tmp_path) as acted:
        token = {"Authorization": f"Bearer {acted.settings.local_token}"}
        boss = {"Authorization": f"Bearer boss:{acted.secrets['boss']}"}
        agent = {"Authorization": encode_basic_auth("A-01", acted.secrets["A-01"])}
        wrong = {"Authorization": "Basic !"}
        foreign = boss | {"Origin": "http://elsewhere"}
        expected = ((token, 200), (boss, 200), (agent, 200 if agents_too else 401), (wrong, 401), ({}, 401),
                    (foreign, 403))  # fmt: skip
        for headers, status in expected:
            async with acted.http.request(method, acted.url + path, json=body, headers=headers) as answer:
                assert answer.status == status
        assert len(acted.operations.done) == (2 if method == "POST" else 0)


@pytest.mark.asyncio
async def test_health_metrics_and_what_is_not_there(tmp_path: Path) -> None:
    reasons: list[str] = []
    async with channel(tmp_path, unwell=lambda: reasons) as acted:
        token = {"Authorization": f"Bearer {acted.settings.local_token}"}
        for path, status in (("/health", 200), ("/metrics", 200), ("/explain/call/8", 404), ("/explain/call/x", 404)):
            async with acted.http.get(acted.url + path, headers=token) as answer:
                assert answer.status == status
        async with acted.http.get(acted.url + "/metrics") as answer:
            text = await answer.text()
            assert "acd_waiting 0" in text
            assert "process_cpu_seconds_total" in text
        reasons.append("disk")
        async with acted.http.get(acted.url + "/health") as answer:
            assert (answer.status, await answer.json()) == (503, {"well": False, "reasons": ["disk"]})


@pytest.mark.asyncio
async def test_the_board_is_pushed(tmp_path: Path) -> None:
    async with channel(tmp_path) as acted:
        looker = await acted.socket(acted.hello("boss"), "/board")
        assert "welcome" in await looker.hear()
        acted.hub.full_tick()
        assert (await looker.until("board"))["board"] == {"at": 36_000_000_000, "calls": 0, "share": None}
