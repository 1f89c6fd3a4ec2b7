"""What a planner sees after ``sim run``: on the terminal, as ``report.html``, as a workbook."""

from simulator.report.findings import Findings
from simulator.report.html import write_html

__all__ = ["Findings", "write_html"]
