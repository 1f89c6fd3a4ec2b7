"""A screen of ours as a picture: ``python docs/pictured.py IN.svg OUT.png [WIDTH]``; Textual gives such files.

Rich takes a text to be as wide as it has characters; Chinese ones take two cells. Needs Chromium, and a font that has
both kinds of letters.
"""

import html
import re
import subprocess
import sys
import tempfile
from itertools import accumulate
from pathlib import Path

from rich.cells import cell_len

FONT = "Noto Sans Mono CJK SC"
_TEXT = re.compile(r'x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+"([^>]*)>([^<]*)</text>')
_CELL = re.compile(r'textLength="([\d.]+)"[^>]*>([\w:]+)</text>', re.ASCII)
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def mended(svg: str) -> str:
    """The picture with each character in its cell, in a font that has them all."""
    width, text = next((float(found[1]), found[2]) for found in _CELL.finditer(svg))
    cell = width / len(text)

    def placed(found: re.Match[str]) -> str:
        sizes = [cell * cell_len(letter) for letter in html.unescape(found[4])]
        places = " ".join(f"{x:.1f}" for x in accumulate(sizes[:-1], initial=float(found[1])))
        return f'x="{places}" y="{found[2]}"{found[3]}>{found[4]}</text>'

    return _TEXT.sub(placed, svg).replace("Fira Code", FONT)


def draw(svg: str, picture: Path, width: int) -> None:
    """Write it as PNG, so many pixels wide."""
    box = _BOX.search(svg)
    assert box is not None
    height = round(float(box[2]) / float(box[1]) * width)
    page = mended(svg).replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(f"<style>*{{margin:0}}</style>{page}", "utf-8")
        window, shot = f"--window-size={width},{height}", f"--screenshot={picture.absolute()}"
        browser = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", window, shot, file.as_uri()]
        subprocess.run(browser, check=True, capture_output=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]).read_text("utf-8"), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 900)
