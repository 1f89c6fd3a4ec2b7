"""What the figures of a day advise: the rules that the sources attach to KPIs seen together (`kpi.md` 1.M)."""

from metrics.report.advice.advising import advise
from metrics.report.advice.rules import RULES, Advice, Rule, by_rule, conclusion
from metrics.report.advice.thresholds import Thresholds, meanings, thresholds_of

__all__ = ["RULES", "Advice", "Rule", "Thresholds", "advise", "by_rule", "conclusion", "meanings", "thresholds_of"]
