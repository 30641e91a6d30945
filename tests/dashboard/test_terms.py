"""The terms of the pages: those that readers stumbled over do not come back, and French is set in one way.

The French terms are those of Statistics Canada, the Public Health Agency of Canada and the INSPQ; the spaces are those
of the table of the Office québécois de la langue française (« Espacement avant et après les signes de ponctuation »).
"""

import csv
import re
import tomllib

import pytest

from etl.store.files import PROJECT_DATA_DIR
from tests.dashboard.test_i18n import ROOT, forms, french_catalogue

SPACE = "\u00a0"
NEVER = {
    "en": {
        r"(?<!\{)\bheld\b(?!\})": "in this archive",
        r"\bholds\b": "this archive has",
        r"\bst(?:ands|ood) since\b": "unchanged since",
        r"\bwritings?\b": "article, commentary",
        r"\bwords used\b": "glossary",
        r"\bof whom\b": "group",
        r"\bmiddle half\b": "interquartile range",
        r"\bby a median of\b": "(median)",
        r"\bas early\b": "this fresh",
        r"each place’s own": "the usual one of each place",
        r"(?<!as )\bpublished by \{day\}": "published on or before",
    },
    "fr": {
        r"\bécrits?\b(?! (?:sur|ici|sans))": "article",
        r"(?<!aura )(?<!donner )\blieux?\b": "région (lieu de résidence: only in the words of a source)",
        r"\bmesures?\b(?! où)": "indicateur",
        r"\bdurée\b": "cumul",
        r"\bparties?\b(?! (?:en couleur|grise|la plus|est plus))": "région, groupe",
        r"\bdétenue?s?\b|\bdernier état\b": "recueilli",
        r"\bmoitié centrale\b": "intervalle interquartile",
        r"\bvariation médiane de\b": "avait changé de … (médiane)",
        r"\baussi tôt\b": "dans ce délai",
        r"\ben vigueur\b": "inchangé",
        r"\bprédit(?:e|s|es)?\b": "estimé",
        r"\bchiffres? compte": "représente",
        r"\bpart des décès\b": "proportion des décès",
        r"\bce qui est compté, et\b|\bqui compte(?! autre)\b": "définitions, organisme",
        r"\btermes employés\b": "glossaire",
        r"\badresse qui ne change jamais\b": "adresse permanente",
        r"\bcité dans :|\bcommente ou cite\b": "cité par, fait référence à",
        r"\bdans les 12 mois\b": "au cours des 12 mois",
        r"\bmois de fin\b": "se terminant",
        r"\bà âge égal\b": "à délai égal, which is no rate adjusted for age",
        r"\bdeux sexes\b": "tous sexes confondus",
        r"\bau fil des publications\b": "historique des révisions",
        r"\blu sur\b": "source :",
        r"\bcouleurs\b": "apparence",
        r"\bjours de publication\b": "dates de publication",
        r"\bsommes? de douze mois\b": "total mobile, total sur douze mois",
    },
}
"""What no message says, with what it says instead."""

MEANS = {
    "preliminary": "données préliminaires",
    "provisional": "provisoire, selon l’organisme source",
    "newest in this archive": "dernier chiffre recueilli",
    "not in this archive": "non recueilli",
    "not available from the publisher": "non disponible auprès de l’organisme source",
    "suppressed": "non diffusé par l’organisme source",
    "Place": "Région",
    "Measure": "Indicateur",
    "Articles and events": "Articles et événements",
    "Commentary": "Articles",
    "Through the releases": "Historique des révisions",
    "Months and years": "Calendrier mensuel",
    "Places compared": "Comparaison entre régions",
    "What is counted, and by whom": "Définitions et sources",
    "Glossary": "Glossaire",
    "Unchanged since": "Inchangé depuis",
    "Group (sex, age or drug)": "Sous-groupe (sexe, âge, substance)",
    "Address that never changes": "Adresse permanente",
    "The address that never changes": "Adresse permanente",
    "news": "article de presse",
    "statement": "communiqué",
    "policy": "politique publique",
    "Quoted in:": f"Cité par{SPACE}:",
    "Reports on or quotes:": f"Fait référence à{SPACE}:",
}
"""Pairs that have to stay apart, or the same, on all pages."""


def messages():
    """Every message in both languages; neither names of columns nor patterns of dates, which are no sentences."""
    patterns = {"column", "date format", "date format, first day of a month"}
    entries = [entry for entry in french_catalogue() if entry.id and entry.context not in patterns]
    return {
        "en": [text for entry in entries for text in forms(entry.id)],
        "fr": [text for entry in entries for text in forms(entry.string)],
    }


def french(node, key=""):
    """Every French text of a table of TOML: those under the name of the language."""
    if isinstance(node, str):
        return [node] if key == "fr" else []
    return [text for name, value in node.items() for text in french(value, name)] if isinstance(node, dict) else []


def sourced():
    """What measures and sources are called and how they count, in French, with where it stands."""
    etl = ROOT.parent / "etl"
    return {
        (path.parent.name, text): text
        for path in (*etl.glob("core/*.toml"), *etl.glob("sources/*/source.toml"))
        for text in french(tomllib.loads(path.read_text("utf-8")))
    }


def listed():
    """What stands in French in the files of ``data/``."""
    texts = {}
    for path in PROJECT_DATA_DIR.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            columns = [name for name in rows.fieldnames or () if name.endswith("_fr")]
            texts |= {(path.name, row[name]): row[name] for row in rows for name in columns if columns}
    return texts


@pytest.mark.parametrize("lang", NEVER)
def test_no_message_has_a_term_that_readers_stumbled_over(lang):
    for pattern, instead in NEVER[lang].items():
        found = [text for text in messages()[lang] if re.search(pattern, text.replace(SPACE, " "), re.IGNORECASE)]
        assert not found, f"{pattern}: say {instead}"


def test_nor_has_a_measure_or_a_source():
    words = [pattern for pattern in NEVER["fr"] if re.search(r"prédit|part des|deux sexes|moitié|douze mois", pattern)]
    found = {where for where, text in sourced().items() if any(re.search(word, text, re.IGNORECASE) for word in words)}
    assert not found


def test_each_term_has_its_word():
    said = {entry.id: entry.string for entry in french_catalogue() if entry.context is None}
    assert {term: said.get(term) for term in MEANS} == MEANS


def test_provisional_is_the_word_of_publishers_and_preliminary_that_of_this_site():
    for entry in french_catalogue():
        for english, text in zip(forms(entry.id), forms(entry.string), strict=True):
            assert ("provisoire" in text) == bool(re.search("provisional|final by its publisher", english)), text
            assert ("préliminaire" in text) == ("preliminary" in english), text


@pytest.mark.parametrize(
    "address",
    [
        "/?lang=fr",
        "/commentary?lang=fr",
        "/chart/trend?lang=fr&note=rr-harm-reduction-and-recovery-both&as_of=2020-09-21",
    ],
)
def test_titles_that_are_quoted_say_their_language(client, address):
    page = client.get(address).text
    quoted = re.findall(r"<q\b[^>]*>", page)
    assert quoted
    assert set(quoted) == {'<q lang="en">'}
    if "note=" in address:
        title = "Harm reduction AND recovery. We need both."
        said = page[page.index('<p id="key"') : page.index('id="sentences"') + 3000]
        assert len(re.findall(rf'«\u00a0<span lang="en">{title}</span>\u00a0»', said)) == 2


def test_french_has_its_spaces_in_one_way():
    """No space before ; ! ?, a no-break space before : » % and after «, and none of the narrow ones."""
    texts = {("fr.po", text): text for text in messages()["fr"]} | sourced() | listed()
    assert len(texts) > 1000
    for where, text in texts.items():
        plain = re.sub(r"\{(\w+)(?::de)?\}|https?://\S+|\d+:\d+", r"\1", text).replace(f"«{SPACE}?{SPACE}»", "")
        assert not re.search(
            rf"[ {SPACE}][;!?](?!\w)|[^{SPACE}][:»%](?!\w)|«[^{SPACE}]|[\u202f\u2009]|[“”'\"]", plain
        ), where
