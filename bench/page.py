"""Tables in Markdown, and the place in a page where they stand: between two markers that name who writes there."""

from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]


def markdown(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the first column to the left, the others to the right."""
    lines = [heading, ["---", *["---:"] * (len(heading) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write_between(page: Path, marker: str, text: str) -> None:
    """Put ``text`` between ``<!-- marker -->`` and ``<!-- /marker -->`` of a page, in place of what stands there."""
    start, end = f"<!-- {marker} -->", f"<!-- /{marker} -->"
    before, found, rest = page.read_text("utf-8").partition(start)
    _old, closed, after = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"{page}: the markers {start} … {end} are not there")
    new = page.with_suffix(".new")
    new.write_text(f"{before}{start}\n{text}\n{end}{after}", "utf-8")
    new.replace(page)
