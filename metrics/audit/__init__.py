"""The auditor: judges a ledger by the contract alone, without the rules that wrote it."""

from metrics.audit.auditor import audit
from metrics.audit.expectations import Expectations
from metrics.audit.reading import expect
from metrics.audit.violation import Violation

__all__ = ["Expectations", "Violation", "audit", "expect"]
