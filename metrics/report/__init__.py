"""Figures for reading: documents and tables."""

from metrics.report.document import document, figures, tallied

__all__ = ["document", "figures", "tallied"]
