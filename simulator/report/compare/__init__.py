"""What a planner sees after ``sim compare``: on the terminal, as ``report.html``, as a workbook."""

from simulator.report.compare.html import write_html
from simulator.report.compare.sentences import early
from simulator.report.compare.terminal import show
from simulator.report.compare.workbook import write_xlsx

__all__ = ["early", "show", "write_html", "write_xlsx"]
