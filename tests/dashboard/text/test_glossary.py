"""The meanings of words: whole in both languages, plainly said, the pages' own words, and each on a page once."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import dashboard
from dashboard.i18n import get_locale, languages
from dashboard.text import labels
from dashboard.text.glossary import TERMS
from dashboard.web.pages.templates import template_environment
from etl.core.model import Status
from tests.dashboard.test_i18n import AVOIDED, QUOTATIONS

TEMPLATES = Path(dashboard.__file__).parent / "web" / "templates"
MARKED = re.compile(r"\bterm\(\s*[\"']([^\"']*)[\"']")
LONGEST = 320
"""Letters that a meaning may have: what a small screen shows at a glance."""


def texts(lang):
    return [get_locale(lang).text(message) for term in TERMS.values() for message in (term.word, term.meaning)]


class Meanings(HTMLParser):
    """The ids of a page, what its words are described by, and the terms and meanings of its list."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.described, self.listed = [], [], []
        self.inside = self.open = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids += [given["id"]] if "id" in given else []
        if tag == "dfn":
            self.described.append(given["aria-describedby"])
        if given.get("id") == "glossary":
            self.inside = tag
        if self.inside and tag in {"dt", "dd"}:
            self.open = tag
            self.listed.append("")

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = None
        if tag == self.open:
            self.open = None

    def handle_data(self, data):
        if self.open:
            self.listed[-1] += data


# -- the words ---------------------------------------------------------------------------------------------------------


def test_every_term_is_whole_in_both_languages():
    for name, one in TERMS.items():
        assert name == one.id
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        for message in (one.word, one.meaning):
            translations = [get_locale(lang).text(message) for lang in languages()]
            assert all(text and text == text.strip() for text in translations), name
            assert len(set(translations)) == len(languages()), name


@pytest.mark.parametrize("lang", languages())
def test_nothing_is_said_twice(lang):
    assert len({text.casefold() for text in texts(lang)}) == 2 * len(TERMS)


@pytest.mark.parametrize("lang", languages())
def test_a_meaning_is_one_or_two_short_sentences(lang):
    for one in TERMS.values():
        said = get_locale(lang).text(one.meaning)
        assert said[0].isupper(), one.id
        assert said.endswith("."), one.id
        assert len(re.findall(r"[.!?](?=\s|$)", said)) <= 2, one.id
        assert len(said) <= LONGEST, one.id


@pytest.mark.parametrize("lang", languages())
def test_wording_is_neutral(lang):
    avoided = re.compile(rf"\b(?:{AVOIDED[lang]})\b", re.IGNORECASE)
    assert [found for text in texts(lang) if (found := avoided.findall(QUOTATIONS.sub("", text)))] == []
    assert not [text for text in texts(lang) if "'" in text or "!" in text]


def test_french_is_set_as_french():
    """No-break spaces before a colon, inside guillemets and in numbers."""
    for text in texts("fr"):
        assert not re.search(r" [:;!?»%]|« |[^\u00a0]:|\d \d{3}|[“”]", text), text


@pytest.mark.parametrize("lang", languages())
def test_a_term_is_the_word_that_the_pages_use(lang):
    locale = get_locale(lang)
    term = {name: locale.text(one.word) for name, one in TERMS.items()}
    assert term["preliminary"] == locale.text("preliminary")
    assert term["withheld"] == locale.text("withheld or not available")
    assert term["suppressed"] in labels.status_label(locale, Status.SUPPRESSED)
    assert term["not-held"] in labels.status_label(locale, Status.NOT_HELD)
    assert term["as-published"] in locale.text("As published by {day}", day="").lower()
    assert term["newest-held"] in locale.text("Newest in this archive ({day})", day="").lower()


# -- the pages ---------------------------------------------------------------------------------------------------------


def test_templates_mark_terms_that_there_are():
    marked = {name for path in TEMPLATES.iterdir() for name in MARKED.findall(path.read_text("utf-8"))}
    assert marked
    assert marked <= set(TERMS)


def test_a_term_that_there_is_not_is_refused():
    macros = template_environment().get_template("glossary.html").module
    with pytest.raises(UndefinedError, match="nonsense"):
        macros.term("nonsense", "words", get_locale("en"))


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("address", ["/", "/chart/trend", "/sources"])
def test_a_marked_word_has_its_meaning_on_the_page_once(client, address, lang):
    found = Meanings(client.get(f"{address}?lang={lang}").text)
    assert [found.ids.count(name) for name in found.described] == [1] * len(found.described)
    assert found.described or address != "/sources"


@pytest.mark.parametrize("lang", languages())
def test_the_list_has_every_term_in_its_order(client, lang):
    listed = Meanings(client.get(f"/sources?lang={lang}").text).listed
    assert listed == texts(lang)
