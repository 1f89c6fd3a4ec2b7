"""``metrics report``: the figures of one ledger."""

from typing import Annotated, Any

import typer

from acd.errors import HuawuError
from acd.language import _
from metrics.cli.options import Advice, Language, speak_as
from metrics.cli.output import screen, write_json
from metrics.ledger import read
from metrics.ledger.header import Header
from metrics.ledger.whole import STANDARD
from metrics.report import document
from metrics.report.advice import Thresholds, advise, thresholds_of
from metrics.report.html import write_html
from metrics.report.stated import called
from metrics.report.terminal import TITLES, advice_lines, centre_table, levels_table, table_by


def report_ledger(
    ledger: Annotated[str, typer.Argument(help=_("A .jsonl, .jsonl.gz or .db file; - reads standard input."))],
    by: Annotated[
        str, typer.Option(help=_("Tables beside the centre's: group,interval,agent,team,call_type,date."))
    ] = "group",
    as_json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help=_("Write every figure as JSON; - is standard output."))
    ] = None,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help=_("Write the figures as a page to read offline or to print."))
    ] = None,
    advice: Advice = None,
    language: Language = None,
) -> None:
    """Derive every figure of a day from its ledger.

    Examples:

    \b
      metrics report day.jsonl.gz
      metrics report day.db --by interval,agent --json day.json
      metrics report day.db --by group,team --html day.html --language zh
    """
    speak_as(language)
    asked = _asked(by)
    limits = thresholds_of(advice or ())
    run = read(ledger)
    figures = document(run, limits)
    if as_json is not None:
        write_json(figures, as_json)
    if html is not None:
        write_html(run.header, figures, asked, html, limits)
    if STANDARD not in (as_json, html):
        _show(run.header, figures, asked, limits)


def _show(header: Header, figures: dict[str, Any], asked: list[str], limits: Thresholds) -> None:
    console = screen()
    console.print(centre_table(header, figures))
    tables = [
        levels_table(figures, lambda group: called(header, group)),
        *advice_lines(advise(header, figures, limits)),
        *(table_by(figures, dimension) for dimension in asked),
    ]
    for table in tables:
        console.print()
        console.print(table)


def _asked(by: str) -> list[str]:
    asked = [word.strip() for word in by.split(",") if word.strip()]
    for word in asked:
        if word not in TITLES:
            known = ", ".join(TITLES)
            raise HuawuError(_("--by {word}: there is no such table; known: {known}").format(word=word, known=known))
    return asked
