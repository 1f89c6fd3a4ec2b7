"""Pages that need nothing but themselves to be read or printed, in one look.

Knows where their templates lie. Refuses to know what a page says.
"""

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from acd.language import _, spoken


def page(package: str, template: str, **content: Any) -> str:
    """A page in the language spoken, of a template in the folder ``page`` of a package; all share those here."""
    code = "zh-CN" if spoken() == "zh" else "en"
    return _environment(package).get_template(template).render(_=_, language=code, **content)


@cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=ChoiceLoader([PackageLoader(each, "page") for each in dict.fromkeys([package, "metrics.report"])]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
