"""What was simulated, as a report says it: once in a line at the top, once in full in the appendix."""

from collections.abc import Mapping

from acd.language import _
from metrics.report.written import seconds
from scenarios.values import write_time_of_day
from simulator.report.comparison import recorded
from simulator.report.findings import Findings


def heading(findings: Findings) -> str:
    """The day, the hours, and how many days were simulated."""
    scenario, days = findings.scenario, findings.document["replications"]
    if scenario.is_study:
        return _("stationary study · simulated {days} times").format(days=days)
    return _("{date} · {opens}–{closes} · simulated on {days} days").format(
        date=scenario.date,
        opens=write_time_of_day(scenario.opens),
        closes=write_time_of_day(scenario.closes),
        days=days,
    )


def early(findings: Findings) -> str:
    """That fewer days were run than asked for."""
    text = _("The run was stopped early: everything here rests on the {days} days that were done.")
    return text.format(days=findings.document["replications"])


def details(findings: Findings) -> list[tuple[str, str]]:
    """Everything needed to run it again."""
    scenario, document = findings.scenario, findings.document
    file = scenario.source.name if scenario.source else ""
    lines = [
        (_("scenario"), f"{scenario.scenario} ({file})" if file else scenario.scenario),
        (_("replications"), str(document["replications"])),
        (_("seed"), str(document.get("seed", ""))),
        (_("engine"), str(document.get("engine", ""))),
        (_("policy"), str(document.get("policy", ""))),
        (_("version"), str(document.get("version", ""))),
        (_("overrides"), "  ".join(f"--set {each}" for each in findings.overrides)),
        (_("recorded day"), recorded(findings.overlay) if findings.overlay else ""),
        (_("warm-up"), seconds(scenario.warm_up / 1e6)),
        (_("first attempts among volumes with redials"), _first_attempts(document.get("first_attempts", {}))),
        (_("people"), str(sum(entry.people for entry in scenario.agents))),
    ]
    return [(name, value) for name, value in lines if value]


def _first_attempts(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{call_type} {part:.1%}" for call_type, part in parts.items())
