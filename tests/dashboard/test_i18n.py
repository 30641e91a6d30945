"""The languages: how they write numbers and days, and that the French catalogue is whole and well set."""

import ast
import csv
import io
import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

import dashboard
from dashboard import i18n
from dashboard.app import create_app
from dashboard.charts.registry import CHARTS
from dashboard.config import Config
from dashboard.dataset.series_view import ChartData
from dashboard.export.tables import COLUMNS_BY_UNIT, LABEL_COLUMNS
from dashboard.i18n import get_locale, languages, read_catalogue
from dashboard.text.glossary import TERMS
from etl.core import groups
from etl.core.columns import COLUMN_MEANINGS
from etl.core.model import Period, Unit
from etl.store import ledger, shapes
from etl.store.files import PROJECT_DATA_DIR

ROOT = Path(dashboard.__file__).parent
KEYWORDS = {
    "text": None,
    "t": None,
    "count": (1, 2),
    "text_in_context": ((1, "c"), 2),
    "gettext_noop": None,
    "_": None,
}
COLUMNS_OF_CHARTS = [*COLUMNS_BY_UNIT.values(), *(data.extra_columns for data in ChartData.__subclasses__())]
COLUMNS_OF_TABLES = [COLUMN_MEANINGS, LABEL_COLUMNS, ledger.COLUMN_MEANINGS, shapes.FIRST_MEANINGS]
COLUMNS_OF_TABLES += [shapes.CHANGE_MEANINGS, shapes.TRIANGLE_MEANINGS]
DATA = {
    "group": set(groups.GROUPS.values()),
    "unit": {unit.value for unit in Unit},
    "column": {name for names in (*COLUMNS_OF_CHARTS, *COLUMNS_OF_TABLES) for name in names},
}
"""Messages that are data, by their context."""
ELISION, ARTICLE = "before a vowel", "with its article"
RULES = {ELISION, ARTICLE}
PROSE = ("core/measures.py", "claims/drafts")
"""Of ``etl``: what names the languages of the words of sources and measures, and what reads texts in both languages."""
METHODS = [("**.py", "python"), ("web/templates/**.html", "jinja2")]
SAME_IN_BOTH = {"Notes", "Publication", "Source", "Sources", "d MMMM y", "projection"}
SAME_IN_BOTH |= {"source", "population", "note", "Document", "Articles"}
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


@pytest.mark.parametrize("locale", [ENGLISH, FRENCH])
@given(value=st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9), digits=st.integers(0, 4))
def test_numbers_are_those_that_babel_writes(locale, value, digits):
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    written = format_decimal(value, pattern, locale.formats).replace("-", "−")
    assert locale.number(value, digits) == (written if written.strip("−0,.") else written.lstrip("−"))


def test_minus_nothing_is_nothing():
    assert [ENGLISH.number(value, 1) for value in (-0.0, 0, -0.04, 0.04)] == ["0.0"] * 4


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
    [(0, "0 deaths", "0~décès"), (1, "1 death", "1~décès"), (1768, "1,768 deaths", "1~768~décès")],
)
def test_counting(number, english, french):
    assert ENGLISH.count("{n} death", "{n} deaths", number) == english
    assert FRENCH.count("{n} death", "{n} deaths", number) == said(french)


def made(folder, code, header, *entries):
    """The locale of a catalogue made by hand."""
    path = folder / f"{code}.po"
    lines = [
        'msgid ""',
        'msgstr ""',
        r'"Content-Type: text/plain; charset=utf-8\n"',
        *(f'"{line}\\n"' for line in header),
    ]
    path.write_text("\n".join([*lines, *entries]) + "\n", "utf-8")
    return read_catalogue(path)


def test_a_catalogue_says_how_its_language_counts(tmp_path):
    plurals = "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"
    forms = ['msgid "{n} day"', 'msgid_plural "{n} days"', 'msgstr[0] "{n} den"', 'msgstr[1] "{n} dny"']
    czech = made(tmp_path, "cs", ["Language: cs", plurals], *forms, 'msgstr[2] "{n} dní"')
    assert [czech.count("{n} day", "{n} days", number) for number in (1, 3, 5)] == ["1 den", "3 dny", "5 dní"]
    assert (czech.name, czech.tag, czech.text("not in it")) == ("Čeština", "cs", "not in it")


def test_a_catalogue_of_another_language_than_its_name_says_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r'es\.po: found the language pt; expected a header "Language: es_…"'):
        made(tmp_path, "es", ["Language: pt"])
    with pytest.raises(ValueError, match=r"es\.po: found the language None"):
        made(tmp_path, "es", [])


def elided(folder, message):
    """French with one message, and what it says of elision."""
    rule = f'msgctxt "{ELISION}"\nmsgid "de"\nmsgstr "d’"\n'
    article = f'msgctxt "{ARTICLE}"\nmsgid "de les"\nmsgstr "des"\n'
    return made(folder, "fr", ["Language: fr_CA"], rule, article, f'msgid "of {{name}}"\nmsgstr "{message}"')


@pytest.mark.parametrize(
    ("name", "french"),
    [
        ("août 2020", "d’août 2020"),
        ("Écosse", "d’Écosse"),
        ("juin", "de juin"),
        ("2020", "de 2020"),
        ("les 12 mois", "des 12 mois"),
        ("lest", "de lest"),
    ],
)
def test_a_french_message_elides(tmp_path, name, french):
    assert elided(tmp_path, "{name:de}").text("of {name}", name=name) == french


def test_what_the_catalogue_does_not_elide_is_a_format_of_python(tmp_path):
    assert elided(tmp_path, "{name:>5}").text("of {name}", name="ab") == "   ab"


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_every_month_reads_well_after_de(day):
    phrase = FRENCH._filler.format("{month:de}", month=FRENCH.month(day))
    assert re.fullmatch(r"(d’[aâàéio]|de [^aâàéio])\S+ \d{4}", phrase)


def test_what_is_not_given_in_a_language_is_in_english():
    assert FRENCH.localize({"en": "Quebec", "fr": "Québec"}) == "Québec"
    assert FRENCH.localize({"en": "Quebec"}) == FRENCH.localize({"en": "Quebec", "fr": ""}) == "Quebec"


# -- the catalogue -----------------------------------------------------------------------------------------------------


def messages():
    """Every message of the code and the templates as ``(context, message)``, with the file it stands in.

    One that has a plural is the pair of its forms.
    """
    options = {pattern: {"silent": "false", "trim_blocks": "true"} for pattern, method in METHODS if method == "jinja2"}
    found = {(context, message): "etl" for context, texts in DATA.items() for message in texts}
    for file, _, message, _, context in extract_from_dir(ROOT, METHODS, options_map=options, keywords=KEYWORDS):
        found[context, message] = file
    return found


def forms(message):
    """The texts of a message or of its translation: one, or each of its plural forms."""
    return [message] if isinstance(message, str) else list(message)


def french_catalogue():
    """The French catalogue as it is shipped."""
    with (ROOT / "locale" / "fr.po").open("rb") as file:
        return read_po(file)


def in_french():
    """Each form of each message with its French; a French message has as many forms as an English one."""
    return {
        english: french
        for entry in french_catalogue()
        if entry.id and entry.context not in RULES
        for english, french in zip(forms(entry.id), forms(entry.string), strict=True)
    }


@pytest.fixture(scope="module")
def catalogue():
    return french_catalogue()


@pytest.fixture(scope="module")
def translated():
    return in_french()


def names(message):
    return sorted({name for _, name, _, _ in Formatter().parse(message) if name is not None})


def test_messages_are_found_in_code_and_templates():
    files = set(messages().values())
    assert {"text/sentences.py", "web/pages/home.py", "text/glossary.py", "i18n.py"} <= files
    assert {path.name for path in (ROOT / "web" / "templates").iterdir()} - {
        "scripts.html",
        "snippets.html",
        "chart.html",
        "oembed_links.html",
        "font_faces.html",
        "no_file.html",
    } <= {Path(file).name for file in files}
    assert {message for _, message in messages()} >= {
        text for term in TERMS.values() for text in (term.word, term.meaning)
    }


def po_entry(key):
    """A message of the code as an entry to be filled in."""
    context, message = key
    singular, *plural = [message] if isinstance(message, str) else message
    lines = [f'msgctxt "{context}"'] * bool(context) + [f'msgid "{singular}"']
    lines += [f'msgid_plural "{text}"\nmsgstr[0] ""\nmsgstr[1] ""' for text in plural] or ['msgstr ""']
    return "\n".join([*lines, ""])


def test_every_message_is_in_french_and_no_other(catalogue):
    entries = {(entry.context, entry.id): entry.string for entry in catalogue if entry.id}
    whole = {key for key, string in entries.items() if all(forms(string))}
    missing = sorted(set(messages()) - whole, key=str)
    assert not missing, "add to dashboard/locale/fr.po:\n\n" + "\n".join(map(po_entry, missing))
    assert sorted({key for key in set(entries) - set(messages()) if key[0] not in RULES}, key=str) == []
    assert list(catalogue.obsolete) == []
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []


def test_every_word_that_is_elided_is_used_in_the_catalogue(catalogue, translated):
    words = {entry.id for entry in catalogue if entry.context == ELISION}
    used = {spec for text in translated.values() for _, _, spec, _ in Formatter().parse(text) if spec}
    assert used == words
    assert {entry.id.split()[0] for entry in catalogue if entry.context == ARTICLE} <= words


@pytest.mark.parametrize("places", ["CA-QC,CA-ON", "US-OH,US-ME"])
def test_no_french_sentence_has_a_word_beside_its_article(client, places):
    assert re.findall(r"chiffres de les? [^<]*", client.get(f"/chart/compare?places={places}&lang=fr").text) == []


def test_a_plural_is_one_message():
    """Two messages for one number would follow the English rule of what is one."""
    pairs = {message for _, message in messages() if not isinstance(message, str)}
    alone = {message for _, message in messages() if isinstance(message, str)}
    assert len(pairs) > 15
    assert not {form for pair in pairs for form in pair} & alone
    assert len({singular for singular, _ in pairs}) == len(pairs)


def test_placeholders_are_the_same(translated):
    assert [message for message, string in translated.items() if names(message) != names(string)] == []


def test_what_has_words_is_translated(translated):
    same = {message for message, string in translated.items() if message == string}
    same = {message for message in same if re.search(r"\w", re.sub(r"\{.*?\}", "", message))}
    assert same <= SAME_IN_BOTH, "not translated; where French has the same word, add it to SAME_IN_BOTH of this file"


def test_french_punctuation(catalogue):
    """No-break spaces before a colon, a per cent sign and in numbers; the spaces of guillemets never break."""
    entries = [entry for entry in catalogue if entry.id and not str(entry.context).startswith("date format")]
    for string in (string for entry in entries for string in forms(entry.string)):
        text = re.sub(r"\{(\w+)(?::de)?\}", r"\1", string)
        assert not re.search(r" [:;!»%]| \?(?!\w)|« ", text), string
        assert not re.search(r"[^\u00a0]:", text), string
        assert not re.search(r"\d \d{3}", text), string
        assert "'" not in text, string


@pytest.mark.parametrize(
    "path", [*(ROOT / "web" / "templates").iterdir(), *ROOT.glob("text/*.py")], ids=lambda p: p.name
)
def test_no_values_are_joined_by_an_english_colon(path):
    joined = re.findall(r"""\}\}: \{\{|f"[^"]*\}: \{""", re.sub('style="[^"]*"', "", path.read_text("utf-8")))
    assert joined == [], "a message says which space its language has there"


def test_wording_is_neutral(translated):
    templates = {path.name: path.read_text("utf-8") for path in (ROOT / "web" / "templates").iterdir()}
    for tongue, texts in {"en": [*translated, *templates.values()], "fr": translated.values()}.items():
        avoided = re.compile(rf"\b(?:{AVOIDED[tongue]})\b", re.IGNORECASE)
        assert [found for text in texts if (found := avoided.findall(QUOTATIONS.sub("", text)))] == []


def test_nothing_held_is_called_published_now(translated):
    """The newest release held may be months older than what its publisher shows."""
    motto = "as published then, as published now"
    now = re.compile(r"published now|published today|publiée?s? (?:à ce jour|aujourd’hui)", re.IGNORECASE)
    pairs = translated.items()
    assert [english for english, french in pairs if now.search(english) or now.search(french)] == [motto]


def literals(path):
    """The texts in the code of a file that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in notes)
    return [(node.lineno, node.value) for node in constants if isinstance(node.value, str)]


def modules():
    """The modules of both packages, but those that have to know other languages."""
    etl = ROOT.parent / "etl"
    prose = tuple(etl / name for name in PROSE)
    found = [*ROOT.rglob("*.py"), *etl.rglob("*.py")]
    return [path for path in found if not any(path.is_relative_to(part) for part in prose)]


def test_no_french_stands_in_the_code():
    french = re.compile(r"[àâäçèéêëîïôöùûüÿœæ«»]", re.IGNORECASE)
    others = set(languages()) - {"en"}
    found = [(path.name, *literal) for path in modules() for literal in literals(path)]
    assert len(found) > 1000
    assert [place for place in found if french.search(place[2]) or place[2] in others] == []


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


@pytest.mark.slow
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


def copied_with_a_column(name, folder, code):
    """A file of ``data/`` with a column for a language after each French one: the French text in brackets."""
    rows = list(csv.DictReader(io.StringIO((PROJECT_DATA_DIR / name).read_text("utf-8"))))
    columns = [
        part for column in rows[0] for part in (column, *([column[:-2] + code] if column.endswith("_fr") else []))
    ]
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            added = {column: f"⟦{row[column[:-2] + 'fr']}⟧" for column in columns if column not in row}
            writer.writerow(row | added)


@pytest.fixture
def bracketed(tmp_path, monkeypatch, catalogue):
    """A client of the site in one more language, whose messages are the English ones in brackets."""
    for name in ("places.csv", "helplines.csv"):
        copied_with_a_column(name, tmp_path, "eo")
    for name in ("releases.csv", "vintages"):
        (tmp_path / name).symlink_to(PROJECT_DATA_DIR / name)
    catalogues = tmp_path / "locale"
    shutil.copytree(i18n.CATALOGUES, catalogues)
    made = Catalog("eo", charset="utf-8")
    for entry in (entry for entry in catalogue if entry.id and entry.context not in RULES):
        kept = str(entry.context).startswith("date format")
        texts = [text if kept else f"⟦{text}⟧" for text in forms(entry.id)]
        made.add(entry.id, texts if entry.pluralizable else texts[0], context=entry.context)
    with (catalogues / "eo.po").open("wb") as file:
        write_po(file, made)
    monkeypatch.setattr(i18n, "CATALOGUES", catalogues)
    get_locale.cache_clear()
    yield create_app(Config(data=tmp_path)).server.test_client()
    get_locale.cache_clear()


def outside_brackets(text):
    """What is left of a text without all that stands in brackets, nested ones too."""
    while text != (text := re.sub(r"⟦[^⟦⟧]*⟧", "", text)):
        pass
    return text.strip(" .:;,·()×–")


@pytest.mark.slow
def test_another_language_is_a_catalogue_and_columns_of_two_files(bracketed, translated):
    addresses = ["/", "/commentary", "/sources", "/nowhere", *(f"/chart/{slug}" for slug in CHARTS)]
    addresses += [f"/chart/{slug}?as_of=2022-12-31" for slug in CHARTS]
    assert languages() == ("en", "eo", "fr")
    for address in addresses:
        texts = page(bracketed, address + ("&" if "?" in address else "?") + "lang=eo")
        assert "⟦Overdose statistics⟧" in texts, address
        assert set(translated) & {outside_brackets(text) for text in texts} == set(), address
    assert {"English", "Français"} <= texts
    assert "⟦Colombie-Britannique⟧" in " ".join(page(bracketed, "/?lang=eo"))
    for suffix in ("csv", "json", "svg"):
        assert "⟦" in bracketed.get(f"/chart/trend.{suffix}?lang=eo").text


def test_each_language_names_the_other(client):
    assert languages() == ("en", "fr")
    assert (ENGLISH.name, FRENCH.name) == ("English", "Français")
    assert FRENCH.name in page(client, "/")
    assert ENGLISH.name in page(client, "/?lang=fr")


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


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/chart/trend?places=XX",
            "places=XX n’est pas valide. Valeur attendue~: un code de région tel que CA-BC.",
        ),
        ("/?unit=kilos", "unit=kilos n’est pas valide. Valeur attendue~: l’une de ces valeurs~: count, rate."),
        ("/?end=2020", "end=2020 n’est pas valide. Valeur attendue~: un mois tel que 2020-07."),
        ("/?note=none", "note=none n’est pas valide. Valeur attendue~: l’identifiant d’un article ou d’un événement."),
        ("/nowhere", "La page /nowhere n’existe pas."),
    ],
)
def test_an_error_is_said_in_the_language_of_its_page(client, address, said):
    text = client.get(address + ("&" if "?" in address else "?") + "lang=fr").text
    assert f'<p class="finding" lang="fr">{said.replace("~", chr(0xA0))}' in text
