"""What the pages show is what happens: each is made anew and compared, links lead somewhere, code runs."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from cogapp import Cog
from typer.main import get_command

from metrics.cli import app as metrics_app
from scenarios import load
from simulator.cli import app as sim_app
from simulator.day import simulator_for

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
MADE = [page for page in PAGES if "[[[cog" in page.read_text("utf-8")]
GUIDE = ROOT / "docs/guides/policies.md"


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", MADE, ids=name)
def test_what_is_shown_is_what_happens(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(ROOT)
    text = page.read_text("utf-8")
    assert Cog().process_string(text, name(page)) == text, f"make docs makes {name(page)} anew"


def test_every_command_is_in_the_reference() -> None:
    text = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    for command, app in (("sim", sim_app), ("metrics", metrics_app)):
        for own in get_command(app).commands:  # type: ignore[attr-defined]
            assert f"### {command} {own}\n" in text


def anchors(page: Path) -> set[str]:
    """Headings as GitHub names them."""
    found = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def links() -> list[tuple[Path, str]]:
    found = []
    for page in PAGES:
        text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        found += [(page, link) for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    return found


@pytest.mark.parametrize(("page", "link"), links(), ids=lambda part: name(part) if isinstance(part, Path) else part)
def test_links_lead_somewhere(page: Path, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    assert target.exists()
    assert not anchor or anchor in anchors(target)


def python_in(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def beside_a_scenario(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of the policy guide and of the README in files, next to the scenario that it speaks of."""
    folder = tmp_path_factory.mktemp("policies")
    blocks = [block for page in (GUIDE, ROOT / "README.md") for block in python_in(page)]
    for file, block in zip(("my_rules.py", "counting.py", "test_my_rules.py", "readme.py"), blocks, strict=True):
        (folder / file).write_text(block, "utf-8")
    (folder / "helpdesk.yaml").write_bytes((ROOT / "scenarios/helpdesk.yaml").read_bytes())
    return folder


@pytest.mark.parametrize(
    "choices",
    [
        ["groups.accounts.choose_agent=my_rules:longest_idle"],
        ["groups.accounts.choose_agent=my_rules:specialists_first"],
        ["choose_call=my_rules:vip_first"],
        ["groups.accounts.choose_agent=readme:nearest_level"],
    ],
    ids=str,
)
def test_policies_shown_run_on_loop_and_compiled(beside_a_scenario: Path, choices: list[str]) -> None:
    scenario = load(beside_a_scenario / "helpdesk.yaml", choices)
    loop, compiled = (
        np.concatenate([block.copy() for block in simulator_for(scenario, engine).day(1)])
        for engine in ("loop", "compiled")
    )
    assert np.array_equal(loop, compiled)


def test_the_test_of_the_guide_passes(beside_a_scenario: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_my_rules.py"],
        cwd=beside_a_scenario,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout
