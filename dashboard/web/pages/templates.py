"""The templates of the pages, and the macros that write one part of a page."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dashboard.i18n import Locale
from dashboard.text.glossary import TERMS
from etl.reference.helplines import HelpLine


@cache
def template_environment() -> Environment:
    """Return the environment of the templates: escaping on, and an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {"TERMS": TERMS, "zip": zip}
    environment.filters["mark_english"] = mark_english
    return environment


def mark_english(text: str, title: str) -> Markup:
    """Return a text in which a title that is quoted says that it is in English, for those who hear it read."""
    before, quoted, after = text.partition(title) if title else (text, "", "")
    return Markup('{}<span lang="en">{}</span>{}').format(before, quoted, after) if quoted else escape(text)


def render_section(name: str, content: object, locale: Locale) -> str:
    """Return one part of a chart's page: the macro of that name in ``chart_parts.html``."""
    macros = template_environment().get_template("chart_parts.html").module
    return str(getattr(macros, name)(content, locale.text)).strip()


def render_home_section(name: str, content: object, locale: Locale) -> str:
    """Return one part of the front page: the macro of that name in ``home_parts.html``."""
    macros = template_environment().get_template("home_parts.html").module
    return str(getattr(macros, name)(content, locale.text)).strip()


def render_help_lines(lines: tuple[HelpLine, ...], locale: Locale) -> str:
    """Return the help lines at the foot of a page."""
    macros: Any = template_environment().get_template("helplines.html").module
    return str(macros.helplines(lines, locale.text, locale)).strip()
