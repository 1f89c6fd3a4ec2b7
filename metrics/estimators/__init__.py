"""What many days say: means with intervals, what a day may be like, the chance of meeting the targets."""

from metrics.estimators.chance import Chance, GroupTarget
from metrics.estimators.estimates import DAYS_KEPT, Estimates
from metrics.estimators.interval import Moments, wilson

__all__ = ["DAYS_KEPT", "Chance", "Estimates", "GroupTarget", "Moments", "wilson"]
