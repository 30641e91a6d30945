"""Both languages: how they write numbers and days, and that the French catalogue is whole and well set."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

import dashboard
from dashboard.app import create_app
from dashboard.charts import CHARTS
from dashboard.config import Config
from dashboard.i18n import NAMES, Locale, get_locale
from etl.model import Period

ROOT = Path(dashboard.__file__).parent
KEYWORDS = {"text": None, "t": None, "count": (1, 2)}
METHODS = [("**.py", "python"), ("pages/templates/**.html", "jinja2")]
SAME_IN_BOTH = {"CSV", "JSON", "Notes", "Pause", "Source", "Sources"}
AVOIDED = {
    "en": r"addicts?|abusers?|clean|junkies?|killers?|victims?|successful(?:ly)?",
    "fr": r"toxicomanes?|toxicomanies?|drogué(?:e|s|es)?|junkies?|tueurs?|tueuses?|victimes?|abuseurs?",
}
QUOTATIONS = re.compile(r"“[^”]*”|«[^»]*»")

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")


def said(text):
    """Expected French, with ``~`` for a no-break space."""
    return text.replace("~", "\u00a0")


# -- numbers, days and periods -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "digits", "english", "french"),
    [
        (0, 0, "0", "0"),
        (175.0, 0, "175", "175"),
        (1768, 0, "1,768", "1~768"),
        (1200000, 0, "1,200,000", "1~200~000"),
        (2.41, 1, "2.4", "2,4"),
        (1, 1, "1.0", "1,0"),
        (-279, 0, "−279", "−279"),
    ],
)
def test_numbers(value, digits, english, french):
    assert ENGLISH.number(value, digits) == english
    assert FRENCH.number(value, digits) == said(french)


@pytest.mark.parametrize(
    ("share", "digits", "english", "french"),
    [(0.1, 0, "10%", "10~%"), (0, 0, "0%", "0~%"), (-0.087, 1, "−8.7%", "−8,7~%"), (11.6, 0, "1,160%", "1~160~%")],
)
def test_percent(share, digits, english, french):
    assert ENGLISH.percent(share, digits) == english
    assert FRENCH.percent(share, digits) == said(french)


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (date(2020, 8, 25), "25 August 2020", "25 août 2020"),
        (date(2026, 8, 1), "1 August 2026", "1er août 2026"),
        (date(2023, 2, 11), "11 February 2023", "11 février 2023"),
    ],
)
def test_days(day, english, french):
    assert (ENGLISH.day(day), FRENCH.day(day)) == (english, french)


def test_months():
    day = date(2020, 7, 1)
    assert (ENGLISH.month(day), FRENCH.month(day)) == ("July 2020", "juillet 2020")
    assert (ENGLISH.month(day, short=True), FRENCH.month(day, short=True)) == ("Jul 2020", "juill. 2020")


@pytest.mark.parametrize(
    ("label", "english", "french"),
    [
        ("2020-07", "July 2020", "juillet 2020"),
        ("2020", "2020", "2020"),
        ("2020-Q1", "January to March 2020", "janvier à mars 2020"),
        ("2020-01/2020-07", "January to July 2020", "janvier à juillet 2020"),
        ("2018-08/2019-07", "August 2018 to July 2019", "août 2018 à juillet 2019"),
    ],
)
def test_periods(label, english, french):
    period = Period.parse(label)
    assert (ENGLISH.period(period), FRENCH.period(period)) == (english, french)


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [(0, "0 many", "0 one"), (1, "1 one", "1 one"), (2, "2 many", "2 many"), (1768, "1,768 many", "1~768 many")],
)
def test_counting(number, english, french):
    french_words = Locale("fr", {})
    assert ENGLISH.count("{n} one", "{n} many", number) == english
    assert french_words.count("{n} one", "{n} many", number) == said(french)


@pytest.mark.parametrize(
    ("name", "french"), [("août 2020", "d’août 2020"), ("Écosse", "d’Écosse"), ("juin", "de juin"), ("2020", "de 2020")]
)
def test_a_french_message_elides(name, french):
    assert Locale("fr", {"of {name}": "{name:de}"}).text("of {name}", name=name) == french


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_every_month_reads_well_after_de(day):
    phrase = Locale("fr", {}).text("{month:de}", month=FRENCH.month(day))
    assert re.fullmatch(r"(d’[aâàéio]|de [^aâàéio])\S+ \d{4}", phrase)


# -- the catalogue -----------------------------------------------------------------------------------------------------


def messages():
    """Every message of the code and the templates, with the file it stands in."""
    options = {pattern: {"silent": "false", "trim_blocks": "true"} for pattern, method in METHODS if method == "jinja2"}
    found = {}
    for file, _, message, _, _ in extract_from_dir(ROOT, METHODS, options_map=options, keywords=KEYWORDS):
        found |= dict.fromkeys([message] if isinstance(message, str) else message, file)
    return found


@pytest.fixture(scope="module")
def catalogue():
    with (ROOT / "locale" / "fr.po").open("rb") as file:
        return read_po(file, locale="fr_CA")


@pytest.fixture(scope="module")
def translated(catalogue):
    return {entry.id: entry.string for entry in catalogue if entry.id}


def names(message):
    return sorted({name for _, name, _, _ in Formatter().parse(message) if name is not None})


def test_messages_are_found_in_code_and_templates():
    files = set(messages().values())
    assert {"words.py", "pages/front.py"} <= files
    assert {path.name for path in (ROOT / "pages" / "templates").iterdir()} - {"scripts.html", "chart.html"} <= {
        Path(file).name for file in files
    }


def test_every_message_is_in_french_and_no_other(catalogue, translated):
    assert sorted(set(messages()) - {message for message, string in translated.items() if string}) == []
    assert sorted(set(translated) - set(messages())) == []
    assert list(catalogue.obsolete) == []
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []


def test_placeholders_are_the_same(translated):
    assert [message for message, string in translated.items() if names(message) != names(string)] == []


def test_what_has_words_is_translated(translated):
    same = {message for message, string in translated.items() if message == string}
    assert {message for message in same if re.search(r"\w", re.sub(r"\{.*?\}", "", message))} == SAME_IN_BOTH


def test_french_punctuation(translated):
    """No-break spaces before a colon, a per cent sign and in numbers; the spaces of guillemets never break."""
    for string in translated.values():
        text = re.sub(r"\{(\w+)(?::de)?\}", r"\1", string)
        assert not re.search(r" [:;!»%]| \?(?!\w)|« ", text), string
        assert not re.search(r"[^\u00a0]:", text), string
        assert not re.search(r"\d \d{3}", text), string
        assert "'" not in text, string


def test_wording_is_neutral(translated):
    templates = {path.name: path.read_text("utf-8") for path in (ROOT / "pages" / "templates").iterdir()}
    for tongue, texts in {"en": [*messages(), *templates.values()], "fr": translated.values()}.items():
        avoided = re.compile(rf"\b(?:{AVOIDED[tongue]})\b", re.IGNORECASE)
        assert [found for text in texts if (found := avoided.findall(QUOTATIONS.sub("", text)))] == []


# -- the pages ---------------------------------------------------------------------------------------------------------


class Said(HTMLParser):
    """All that a page says: its texts and the attributes that are read or shown."""

    SPOKEN = ("alt", "aria-label", "content", "data-failed", "data-slow", "placeholder", "title")

    def __init__(self):
        super().__init__()
        self.texts = set()

    def handle_data(self, data):
        self.texts.add(" ".join(data.split()))

    def handle_starttag(self, _tag, attrs):
        self.texts |= {value for name, value in attrs if name in self.SPOKEN and value}


@pytest.fixture(scope="module")
def client():
    return create_app(Config()).server.test_client()


def page(client, address):
    reader = Said()
    reader.feed(client.get(address).text)
    return reader.texts


@pytest.mark.parametrize(
    "address",
    [
        "/?lang=fr",
        "/chart/trend?lang=fr",
        "/chart/trend?lang=fr&as_of=2020-08-25",
        "/chart/trend?lang=fr&window=12&as_of=2020-08-25",
        "/chart/trend?lang=fr&unit=rate",
        "/chart/trend?lang=fr&kinds=none",
        "/chart/trend?lang=fr&as_of=2010-01-01",
        *(f"/chart/{slug}?lang=fr" for slug in CHARTS),
        *(f"/chart/{slug}?lang=fr&as_of=2022-12-31" for slug in CHARTS),
        "/commentary?lang=fr",
        "/sources?lang=fr",
        "/nowhere?lang=fr",
        "/chart/trend?lang=fr&unit=kilos",
    ],
)
def test_a_french_page_says_nothing_in_english(client, translated, address):
    texts = page(client, address)
    assert {message for message, string in translated.items() if message != string} & texts == set()
    assert "Statistiques sur les surdoses" in texts


def test_each_language_names_the_other(client):
    assert NAMES["fr"] in page(client, "/")
    assert NAMES["en"] in page(client, "/?lang=fr")


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/nowhere", 404, "There is no such page"),
        ("/nowhere?lang=fr", 404, "Cette page n’existe pas"),
        ("/?lang=de", 400, "That choice cannot be shown"),
        ("/?lang=fr&unit=kilos", 400, "Ce choix ne peut être affiché"),
    ],
)
def test_an_error_page_is_headed_in_the_language_asked_for(client, address, status, heading):
    response = client.get(address)
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.text


@pytest.mark.parametrize(
    ("share", "en", "fr"),
    [
        (0.104, "+10%", "+10\u00a0%"),
        (-0.107, "−11%", "−11\u00a0%"),
        (0.004, "0%", "0\u00a0%"),
        (-0.004, "0%", "0\u00a0%"),
        (0.0, "0%", "0\u00a0%"),
    ],
)
def test_a_change_has_its_sign_unless_it_rounds_to_nothing(share, en, fr):
    assert (get_locale("en").change(share), get_locale("fr").change(share)) == (en, fr)
