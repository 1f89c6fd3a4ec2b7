"""Tables of the reference pages, out of the code that they describe.

Used in cog blocks (``import listed``). Knows how a catalogue becomes a Markdown table. Refuses to add a word of its own
about what stands in it.
"""

from collections.abc import Iterable, Sequence
from enum import EnumType

from acd.events import FIELDS, Field, Kind, Names
from metrics.definitions import Kpi


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars and line breaks in cells are kept from ending them."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(_cell(text) for text in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def code(text: object) -> str:
    """A word of a file or a command; nothing of nothing."""
    return f"`{text}`" if text not in ("", None) else ""


def headings(names: dict[str, tuple[str, ...]]) -> str:
    """Fields of a table with the headings under which they are recognised, Chinese and English apart."""
    return table(
        ("field", "中文", "English"),
        (
            (
                code(field),
                "、".join(name for name in known if not name.isascii()),
                ", ".join(name for name in known if name.isascii()),
            )
            for field, known in names.items()
        ),
    )


def kpis(catalogue: dict[str, Kpi]) -> str:
    """Names in both languages, id, unit, formula, target, source."""
    from metrics.cli.kpi import said

    rows = (
        (code(kpi.name), kpi.english, kpi.chinese, kpi.ids, kpi.unit.value, kpi.formula, said(kpi.target), kpi.source)
        for kpi in catalogue.values()
    )
    return table(("name", "English", "中文", "id", "unit", "formula", "target", "source"), rows)


def rules() -> str:
    """Rules of advice: when each speaks, what follows, where it comes from."""
    from metrics.report.advice import RULES, conclusion

    rows = ((code(rule.id), rule.condition, conclusion(rule.id), rule.source) for rule in RULES.values())
    return table(("rule", "speaks where", "concludes", "source"), rows)


def thresholds() -> str:
    """When a figure is high or low for advice."""
    from metrics.report.advice import Thresholds, meanings

    rows = ((code(name), f"{value:g}", meaning) for name, value, meaning in meanings(Thresholds()))
    return table(("threshold", "value", "meaning"), rows)


def events() -> str:
    """Every type of event with its fields beside the envelope; a field with ``?`` may be absent."""
    rows = []
    for kind in Kind:
        fields = FIELDS.get(kind, ())
        rows.append((code(kind.type), "; ".join(f"`{f.name}`{'?' if f.optional else ''}: {_words(f)}" for f in fields)))
    return table(("type", "fields"), rows)


def _words(field: Field) -> str:
    coding = field.coding
    if isinstance(coding, EnumType):
        return ", ".join(word.name.lower().removesuffix("_") for word in coding)
    if isinstance(coding, Names):
        return f"one of the run's {coding.value.replace('_', ' ')}"
    return {int: "whole number", bool: "true or false"}[coding]


def requests() -> str:
    """What an agent may ask over the channel, with the fields of each request."""
    from acd.live.channel.requests import REQUESTS

    rows = (
        (
            code(request.name),
            "; ".join(f"{code(each.name)}{'?' if each.optional else ''} {each.meaning}" for each in request.fields),
            request.meaning,
        )
        for request in REQUESTS.values()
    )
    return table(("`do`", "fields (`?`: may be left out)", "asks for"), rows)
