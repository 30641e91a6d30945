"""Help lines at the foot of a page: the name, the number to dial, what is offered, and where the number was read."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import dashboard
from dashboard.i18n import get_locale
from etl.reference.helplines import HelpLine

TEMPLATES = Path(dashboard.__file__).parent / "web" / "templates"
LINE = HelpLine(
    place="CA",
    name={"en": "A <line>", "fr": "Une <ligne>"},
    number="1-888-688-6677",
    url="https://line.example/",
    offers={"en": "someone who listens", "fr": "une écoute"},
    source="https://www.health.example/card?page=1&part=2",
    read_on=date(2026, 11, 24),
    seen="a card, 2023",
)


class Shown(HTMLParser):
    """The texts and the addresses of links."""

    def __init__(self):
        super().__init__()
        self.texts, self.links = [], []

    def handle_data(self, data):
        self.texts += [data.strip()] if data.strip() else []

    def handle_starttag(self, tag, attrs):
        self.links += [dict(attrs)["href"]] if tag == "a" else []


def shown(lines, code):
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    locale = get_locale(code)
    page = Shown()
    page.feed(str(templates.get_template("helplines.html").module.helplines(lines, locale.text, locale)))
    return page


def test_a_line_is_shown_in_english():
    assert shown([LINE], "en").texts == [
        "If you want to talk to someone",
        "A <line>",
        "1-888-688-6677",
        "someone who listens",
        "read in health.example",
    ]


def test_a_line_is_shown_in_french():
    assert shown([LINE], "fr").texts == [
        "Si vous voulez parler à quelqu’un",
        "Une <ligne>",
        "1-888-688-6677",
        "une écoute",
        "source\u00a0: health.example",
    ]


def test_the_number_can_be_dialled_and_its_source_opened():
    assert shown([LINE], "en").links == [LINE.url, "tel:18886886677", LINE.source]


def test_a_service_without_a_page_has_no_link_for_it():
    assert shown([replace(LINE, url="")], "fr").links == ["tel:18886886677", LINE.source]


def test_lines_stand_in_the_order_given():
    near, far = replace(LINE, number="8-1-1", url=""), replace(LINE, number="9-8-8", url="")
    assert [link for link in shown([near, far], "en").links if link.startswith("tel:")] == ["tel:811", "tel:988"]


def test_nothing_is_shown_where_there_are_no_lines():
    assert shown([], "en").texts == []
