"""What a planner sees after ``sim run``: on the terminal, as ``report.html``, as a workbook."""

from simulator.report.findings import Findings
from simulator.report.html import write_html
from simulator.report.terminal import show
from simulator.report.workbook import write_xlsx

__all__ = ["Findings", "show", "write_html", "write_xlsx"]
