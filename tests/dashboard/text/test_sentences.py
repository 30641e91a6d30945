"""Every sentence about a view, in both languages, for what is shipped: read them aloud before changing them here."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.registry import default_params
from dashboard.dataset.dataset import Dataset
from dashboard.i18n import get_locale
from dashboard.text import caveats, claims, labels, missing_values, sentences, summaries
from etl import registry
from etl.core.model import Period, PeriodKind, Status, Unit, VintageBasis
from etl.reference.claims import ClaimComparison, ClaimStatus, VintageValue
from etl.reference.commentary import Claim, Quantity
from etl.store.files import Store
from etl.store.series import PublishedValue
from tests.dashboard import made

THEN = date(2020, 8, 25)
CHOSEN = {
    "now": {},
    "2020-08-25": {"as_of": THEN},
    "between releases": {"as_of": date(2020, 9, 21)},
    "rate": {"unit": "rate"},
    "rate, 2020-08-25": {"unit": "rate", "as_of": THEN},
    "12 months": {"window": 12},
    "12 months, 2020-08-25": {"window": 12, "as_of": THEN},
    "few": {"as_of": date(2017, 1, 31)},
    "before": {"as_of": date(2010, 1, 1)},
    "years": {"measure": "unregulated-deaths-year"},
    "to date": {"measure": "unregulated-deaths-ytd"},
}
PARTS = {
    "unit_phrase": sentences.unit_phrase,
    "publication_note": sentences.publication_note,
    "summary": summaries.summary,
    "preliminary_values": lambda view, locale: caveats.preliminary_values([view], locale),
    "values_not_held": lambda view, locale: missing_values.values_not_held([view], locale),
}
"""The sentences about a view by the name of what writes them."""
CERTAIN = (VintageBasis.PUBLISHER, VintageBasis.PRESS, VintageBasis.FETCH)
JULY = Period.month(2020, 7)
GOLDEN = {
    ("now", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published now (latest release held: 11 August 2026)",
        "summary": "June 2026: 138 deaths, published 11 August 2026.",
        "preliminary_values": (
            "Figures for August 2025 to June 2026 are preliminary and subject to change. For 85 earlier months, the "
            "figure published within 60 days of their end had changed by a median of +9% a year or more later "
            "(middle half of the changes: +6% to +14%)."
        ),
        "values_not_held": "",
    },
    ("now", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Selon les données publiées à ce jour (dernière publication disponible~: 11 août 2026)",
        "summary": "Juin 2026~: 138~décès, selon la publication du 11 août 2026.",
        "preliminary_values": (
            "Les chiffres d’août 2025 à juin 2026 sont provisoires et susceptibles de changer. Pour 85~mois "
            "antérieurs, le chiffre publié dans les 60~jours suivant la fin de la période affichait, un an ou plus "
            "après, une variation médiane de +9~% (moitié centrale des variations~: de +6~% à +14~%)."
        ),
        "values_not_held": "",
    },
    ("2020-08-25", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published 25 August 2020",
        "summary": (
            "July 2020: 175 deaths, published 25 August 2020. As published now: 186 (release of 11 August 2026)."
        ),
        "preliminary_values": (
            "Figures for August 2019 to July 2020 are preliminary and subject to change. For 11 earlier months, the "
            "figure published within 60 days of their end had changed by a median of +10% a year or more later "
            "(middle half of the changes: +8% to +17%)."
        ),
        "values_not_held": (
            "56 of the 103 figures published by then are not held here as they stood. The chart shows hollow grey "
            "points at the earliest figures held since."
        ),
    },
    ("2020-08-25", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Selon la publication du 25 août 2020",
        "summary": (
            "Juillet 2020~: 175~décès, selon la publication du 25 août 2020. Selon les données publiées à ce jour~: "
            "186 (publication du 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2019 à juillet 2020 sont provisoires et susceptibles de changer. Pour 11~mois "
            "antérieurs, le chiffre publié dans les 60~jours suivant la fin de la période affichait, un an ou plus "
            "après, une variation médiane de +10~% (moitié centrale des variations~: de +8~% à +17~%)."
        ),
        "values_not_held": (
            "Des 103~chiffres déjà publiés à cette date, 56 ne sont pas disponibles ici tels qu’ils étaient alors. "
            "Le graphique présente des cercles gris vides aux chiffres disponibles les plus anciens."
        ),
    },
    ("between releases", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published by 21 September 2020 (latest release held: 25 August 2020)",
        "summary": (
            "July 2020: 175 deaths, published 25 August 2020. As published now: 186 (release of 11 August 2026)."
        ),
        "preliminary_values": (
            "Figures for August 2019 to July 2020 are preliminary and subject to change. For 11 earlier months, the "
            "figure published within 60 days of their end had changed by a median of +10% a year or more later "
            "(middle half of the changes: +8% to +17%)."
        ),
        "values_not_held": (
            "56 of the 103 figures published by then are not held here as they stood. The chart shows hollow grey "
            "points at the earliest figures held since."
        ),
    },
    ("between releases", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": (
            "Selon les données publiées au 21 septembre 2020 (dernière publication disponible~: 25 août 2020)"
        ),
        "summary": (
            "Juillet 2020~: 175~décès, selon la publication du 25 août 2020. Selon les données publiées à ce jour~: "
            "186 (publication du 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2019 à juillet 2020 sont provisoires et susceptibles de changer. Pour 11~mois "
            "antérieurs, le chiffre publié dans les 60~jours suivant la fin de la période affichait, un an ou plus "
            "après, une variation médiane de +10~% (moitié centrale des variations~: de +8~% à +17~%)."
        ),
        "values_not_held": (
            "Des 103~chiffres déjà publiés à cette date, 56 ne sont pas disponibles ici tels qu’ils étaient alors. "
            "Le graphique présente des cercles gris vides aux chiffres disponibles les plus anciens."
        ),
    },
    ("rate", "en"): {
        "unit_phrase": "Deaths in each month, per 100,000 people",
        "publication_note": "As published now (latest release held: 11 August 2026)",
        "summary": ("June 2026: 2.4 deaths per 100,000 people, computed from counts published up to 11 August 2026."),
        "preliminary_values": (
            "Figures for August 2025 to June 2026 are preliminary and subject to change. For 85 earlier months, the "
            "figure published within 60 days of their end had changed by a median of +9% a year or more later "
            "(middle half of the changes: +6% to +14%)."
        ),
        "values_not_held": "",
    },
    ("rate", "fr"): {
        "unit_phrase": "Décès par mois, pour 100~000~habitants",
        "publication_note": "Selon les données publiées à ce jour (dernière publication disponible~: 11 août 2026)",
        "summary": ("Juin 2026~: 2,4~décès pour 100~000~habitants, d’après les nombres publiés jusqu’au 11 août 2026."),
        "preliminary_values": (
            "Les chiffres d’août 2025 à juin 2026 sont provisoires et susceptibles de changer. Pour 85~mois "
            "antérieurs, le chiffre publié dans les 60~jours suivant la fin de la période affichait, un an ou plus "
            "après, une variation médiane de +9~% (moitié centrale des variations~: de +6~% à +14~%)."
        ),
        "values_not_held": "",
    },
    ("12 months", "en"): {
        "unit_phrase": "Deaths in the 12 months ending with each month",
        "publication_note": "As published now (latest release held: 11 August 2026)",
        "summary": "12 months to June 2026: 1,678 deaths, computed from counts published up to 11 August 2026.",
        "preliminary_values": (
            "Figures for August 2025 to June 2026 are preliminary and subject to change, and so are the sums that "
            "include them. For 85 earlier months, the figure published within 60 days of their end had changed by a "
            "median of +9% a year or more later (middle half of the changes: +6% to +14%)."
        ),
        "values_not_held": "",
    },
    ("12 months", "fr"): {
        "unit_phrase": "Décès sur 12~mois, selon le mois de fin",
        "publication_note": "Selon les données publiées à ce jour (dernière publication disponible~: 11 août 2026)",
        "summary": (
            "12~mois se terminant en juin 2026~: 1~678~décès, d’après les nombres publiés jusqu’au 11 août 2026."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2025 à juin 2026 sont provisoires et susceptibles de changer, tout comme les sommes "
            "qui les comprennent. Pour 85~mois antérieurs, le chiffre publié dans les 60~jours suivant la fin de la "
            "période affichait, un an ou plus après, une variation médiane de +9~% (moitié centrale des "
            "variations~: de +6~% à +14~%)."
        ),
        "values_not_held": "",
    },
    ("12 months, 2020-08-25", "en"): {
        "unit_phrase": "Deaths in the 12 months ending with each month",
        "publication_note": "As published 25 August 2020",
        "summary": (
            "The sum of the 12 months to July 2020 cannot be formed: a month in it is not held as published then. 12 "
            "months to November 2018: 1,478 deaths, computed from counts published up to 16 October 2019. As "
            "published now: 1,543 (counts published up to 11 August 2026)."
        ),
        "preliminary_values": "",
        "values_not_held": (
            "73 of 92 twelve-month sums cannot be formed: a month in them is not held as published then."
        ),
    },
    ("12 months, 2020-08-25", "fr"): {
        "unit_phrase": "Décès sur 12~mois, selon le mois de fin",
        "publication_note": "Selon la publication du 25 août 2020",
        "summary": (
            "La somme des 12 mois se terminant en juillet 2020 ne peut être calculée~: un de ses mois n’est pas "
            "disponible tel que publié alors. "
            "12~mois se terminant en novembre 2018~: 1~478~décès, d’après les nombres publiés jusqu’au 16 octobre "
            "2019. Selon les données publiées à ce jour~: 1~543 (nombres publiés jusqu’au 11 août 2026)."
        ),
        "preliminary_values": "",
        "values_not_held": (
            "Des 92~sommes de douze mois, 73 ne peuvent être calculées~: un de leurs mois n’est pas disponible tel "
            "que publié alors."
        ),
    },
    ("few", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published by 31 January 2017",
        "summary": (
            "December 2016: 142 deaths, published by 31 January 2017. As published now: 162 (release of 11 August "
            "2026)."
        ),
        "preliminary_values": (
            "Figures for June to December 2016 are preliminary and subject to change. Too few earlier figures are "
            "held to say by how much they change."
        ),
        "values_not_held": (
            "52 of the 60 figures published by then are not held here as they stood. The chart shows hollow grey "
            "points at the earliest figures held since."
        ),
    },
    ("few", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Selon les données publiées au 31 janvier 2017",
        "summary": (
            "Décembre 2016~: 142~décès, selon la publication parue au plus tard le 31 janvier 2017. Selon les données "
            "publiées à ce jour~: 162 (publication du 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres de juin à décembre 2016 sont provisoires et susceptibles de changer. Les chiffres "
            "antérieurs disponibles sont trop peu nombreux pour préciser l’ampleur de ces changements."
        ),
        "values_not_held": (
            "Des 60~chiffres déjà publiés à cette date, 52 ne sont pas disponibles ici tels qu’ils étaient alors. Le "
            "graphique présente des cercles gris vides aux chiffres disponibles les plus anciens."
        ),
    },
    ("before", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published by 1 January 2010",
        "summary": "No figure is held for this choice.",
        "preliminary_values": "",
        "values_not_held": "",
    },
    ("before", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Selon les données publiées au 1er janvier 2010",
        "summary": "Aucun chiffre n’est disponible pour ce choix.",
        "preliminary_values": "",
        "values_not_held": "",
    },
    ("rate, 2020-08-25", "en"): {
        "unit_phrase": "Deaths in each month, per 100,000 people",
        "publication_note": "As published 25 August 2020",
        "summary": (
            "July 2020: 3.4 deaths per 100,000 people, computed from counts published up to 25 August 2020. As "
            "published now: 3.6 (counts published up to 11 August 2026)."
        ),
        "preliminary_values": (
            "Figures for August 2019 to July 2020 are preliminary and subject to change. For 11 earlier months, the "
            "figure published within 60 days of their end had changed by a median of +10% a year or more later "
            "(middle half of the changes: +8% to +17%)."
        ),
        "values_not_held": (
            "56 of the 103 figures published by then are not held here as they stood. The chart shows hollow grey "
            "points at the earliest figures held since."
        ),
    },
    ("rate, 2020-08-25", "fr"): {
        "unit_phrase": "Décès par mois, pour 100~000~habitants",
        "publication_note": "Selon la publication du 25 août 2020",
        "summary": (
            "Juillet 2020~: 3,4~décès pour 100~000~habitants, d’après les nombres publiés jusqu’au 25 août 2020. "
            "Selon les données publiées à ce jour~: 3,6 (nombres publiés jusqu’au 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2019 à juillet 2020 sont provisoires et susceptibles de changer. Pour 11~mois "
            "antérieurs, le chiffre publié dans les 60~jours suivant la fin de la période affichait, un an ou plus "
            "après, une variation médiane de +10~% (moitié centrale des variations~: de +8~% à +17~%)."
        ),
        "values_not_held": (
            "Des 103~chiffres déjà publiés à cette date, 56 ne sont pas disponibles ici tels qu’ils étaient alors. "
            "Le graphique présente des cercles gris vides aux chiffres disponibles les plus anciens."
        ),
    },
    ("years", "en"): {
        "unit_phrase": "Deaths in each year",
        "publication_note": "As published now (latest release held: 11 August 2026)",
        "summary": "2025: 1,828 deaths, published 11 August 2026.",
        "preliminary_values": "",
        "values_not_held": "",
    },
    ("years", "fr"): {
        "unit_phrase": "Décès par année",
        "publication_note": "Selon les données publiées à ce jour (dernière publication disponible~: 11 août 2026)",
        "summary": "2025~: 1~828~décès, selon la publication du 11 août 2026.",
        "preliminary_values": "",
        "values_not_held": "",
    },
    ("to date", "en"): {
        "unit_phrase": "Deaths since 1 January",
        "publication_note": "As published now (latest release held: 11 August 2026)",
        "summary": "January to June 2026: 776 deaths, published 11 August 2026.",
        "preliminary_values": (
            "Figures for the year to date ending September 2025 to June 2026 are preliminary and subject to change. "
            "For 5 earlier periods, the figure published within 60 days of their end had changed by a median of +3% a "
            "year or more later (middle half of the changes: +3% to +5%)."
        ),
        "values_not_held": "",
    },
    ("to date", "fr"): {
        "unit_phrase": "Décès depuis le 1er~janvier",
        "publication_note": "Selon les données publiées à ce jour (dernière publication disponible~: 11 août 2026)",
        "summary": "Janvier à juin 2026~: 776~décès, selon la publication du 11 août 2026.",
        "preliminary_values": (
            "Les cumuls de l’année (mois de fin~: septembre 2025 à juin 2026) sont provisoires et susceptibles de "
            "changer. Pour 5~périodes "
            "antérieures, le chiffre publié dans les 60~jours suivant la fin de la période affichait, un an ou plus "
            "après, une variation médiane de +3~% (moitié centrale des variations~: de +3~% à +5~%)."
        ),
        "values_not_held": "",
    },
}

ALT = {
    ("2020-08-25", "en"): (
        "Line chart. Unregulated drug deaths by month, British Columbia. Deaths in each month, January 2012 to July "
        "2020. Lowest 49 (August 2016), highest 177 (June 2020). July 2020: 175 deaths, published 25 August 2020. As "
        "published now: 186 (release of 11 August 2026). Figures for August 2019 to July 2020 are preliminary and "
        "subject to change. For 11 earlier months, the figure published within 60 days of their end had changed by a "
        "median of +10% a year or more later (middle half of the changes: +8% to +17%). 56 of the 103 figures "
        "published by then are not held here as they stood. The chart shows hollow grey points at the earliest "
        "figures held since. 4 of the 47 figures shown were published by the release of 25 August 2020; the others by "
        "earlier ones. As published 25 August 2020."
    ),
    ("years", "en"): (
        "Line chart. Unregulated drug deaths by year, British Columbia. Deaths in each year, 1996 to 2025. Lowest "
        "172 (2002), highest 2,591 (2023). 2025: 1,828 deaths, published 11 August 2026. 11 of the 30 figures shown "
        "were published by the release of 11 August 2026; the others by earlier ones. As published now (latest "
        "release held: 11 August 2026)."
    ),
    ("2020-08-25", "fr"): (
        "Graphique linéaire. Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique. Décès "
        "par mois, janvier 2012 à juillet 2020. Minimum~: 49 (août 2016), maximum~: 177 (juin 2020). Juillet 2020~: "
        "175~décès, selon la publication du 25 août 2020. Selon les données publiées à ce jour~: 186 (publication du "
        "11 août 2026). Les chiffres d’août 2019 à juillet 2020 sont provisoires et susceptibles de changer. Pour "
        "11~mois antérieurs, le chiffre publié dans les 60~jours suivant la fin de la période affichait, un an ou "
        "plus après, une variation médiane de +10~% (moitié centrale des variations~: de +8~% à +17~%). Des "
        "103~chiffres déjà publiés à cette date, 56 ne sont pas disponibles ici tels qu’ils étaient alors. Le "
        "graphique présente des cercles gris vides aux chiffres disponibles les plus anciens. "
        "4 des 47 chiffres présentés proviennent de la publication du 25 août 2020, les autres de publications "
        "antérieures. Selon la publication du 25 août 2020."
    ),
    ("years", "fr"): (
        "Graphique linéaire. Décès attribuables aux drogues non réglementées, par année, Colombie-Britannique. Décès "
        "par année, 1996 à 2025. Minimum~: 172 (2002), maximum~: 2~591 (2023). 2025~: 1~828~décès, selon la "
        "publication du 11 août 2026. 11 des 30 chiffres présentés proviennent de la publication du 11 août 2026, les "
        "autres de publications antérieures. Selon les données publiées à ce jour (dernière publication disponible~: "
        "11 août 2026)."
    ),
}


@pytest.fixture(scope="module")
def site():
    return Dataset(Store().load())


@pytest.fixture
def view(site):
    return lambda name: made.data_of(site, replace(default_params(site.availability), **CHOSEN[name])).first_view


def spaced(text):
    """What was said, with ``~`` for a no-break space."""
    return text.replace("\u00a0", "~")


def alt(shown, locale):
    return summaries.alt_text(shown, locale, caveats.all_caveats([shown], locale))


# -- the sentences under a chart ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lang"), list(GOLDEN))
def test_sentences(view, name, lang):
    shown, locale = view(name), get_locale(lang)
    written = {part: spaced(PARTS[part](shown, locale)) for part in GOLDEN[name, lang]}
    assert written == GOLDEN[name, lang]


def test_every_state_is_read_in_both_languages():
    assert set(GOLDEN) == {(name, lang) for name in CHOSEN for lang in ("en", "fr")}


@pytest.mark.parametrize(("name", "lang"), list(ALT))
def test_alternative_text(view, name, lang):
    assert spaced(alt(view(name), get_locale(lang))) == ALT[name, lang]


@pytest.mark.parametrize("name", list(CHOSEN))
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_alternative_text_is_whole_sentences(view, name, lang):
    said = alt(view(name), get_locale(lang))
    assert said.endswith(".")
    assert not re.search(r"[{}]|  |\.\.|None", said)


@pytest.mark.parametrize(
    ("lang", "title", "source", "first"),
    [
        (
            "en",
            "Unregulated drug deaths by month, British Columbia",
            "Source: BC Coroners Service",
            "Nothing is held as published by that day. The first release held is that of 9 June 2016.",
        ),
        (
            "fr",
            "Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique",
            "Source~: Service des coroners de la Colombie-Britannique",
            (
                "Aucun chiffre publié à cette date ou avant n’est disponible. La première publication disponible "
                "est celle du 9 juin 2016."
            ),
        ),
    ],
)
def test_title_source_and_a_day_before_the_first_release(site, view, lang, title, source, first):
    shown, locale = view("before"), get_locale(lang)
    assert sentences.chart_title(shown, locale) == title
    assert spaced(sentences.sources_sentence(made.chart_data(site, **CHOSEN["now"], lang=lang), locale)) == source
    assert sentences.before_first_release_message(shown, locale) == first


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Unregulated drug deaths by month, British Columbia: no figure is held for this choice."),
        (
            "fr",
            (
                "Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique~: aucun chiffre "
                "n’est disponible pour ce choix."
            ),
        ),
    ],
)
def test_alternative_text_of_nothing(view, lang, title):
    assert spaced(alt(view("before"), get_locale(lang))) == title


# -- one of a kind, and what the shipped data have no case of ----------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [(0, "0 deaths", "0~décès"), (1, "1 death", "1~décès"), (1768, "1,768 deaths", "1~768~décès")],
)
def test_small_and_large_counts(view, count, english, french):
    shown = view("now")
    point = replace(shown.observations[-1], value=float(count), preliminary=None)
    only = replace(shown, observations=(point,))
    assert summaries.summary(only, get_locale("en")) == f"June 2026: {english}, published 11 August 2026."
    sentence = summaries.summary(only, get_locale("fr"))
    assert spaced(sentence) == f"Juin 2026~: {french}, selon la publication du 11 août 2026."


# -- the day something was published, with its doubt ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "english", "french", "held"),
    [
        *((known, "published 1 June 2021", "publication du 1er juin 2021", "1 June 2021") for known in CERTAIN),
        *(
            (known, "published by 1 June 2021", "publication parue au plus tard le 1er juin 2021", "by 1 June 2021")
            for known in sorted(sentences.UPPER_BOUND_BASES)
        ),
        (
            VintageBasis.ASSUMED,
            "published about 1 June 2021",
            "publication parue vers le 1er juin 2021",
            "about 1 June 2021",
        ),
    ],
)
def test_a_day_in_doubt_is_said_so_in_finding_label_and_key(known, english, french, held):
    over = made.site([made.figure("2021-03", "2021-06-01", 12)], known=known)
    now, later, then = (
        made.view(over, **({"as_of": day} if day else {})) for day in (None, "2021-07-01", "2021-06-01")
    )
    assert summaries.summary(now, get_locale("en")) == f"March 2021: 12 deaths, {english}."
    assert summaries.summary(now, get_locale("fr")) == f"Mars 2021\u00a0: 12\u00a0décès, selon la {french}."
    assert english in labels.hover_label(now, get_locale("en"), now.latest).split("<br>")
    assert sentences.publication_note(now, get_locale("en")) == f"As published now (latest release held: {held})"
    assert (
        sentences.publication_note(later, get_locale("en"))
        == f"As published by 1 July 2021 (latest release held: {held})"
    )
    asked = "As published 1 June 2021" if known in CERTAIN else "As published by 1 June 2021"
    assert sentences.publication_note(then, get_locale("en")) == asked


def test_every_way_of_knowing_a_day_has_its_words():
    assert {*CERTAIN, *sentences.UPPER_BOUND_BASES, VintageBasis.ASSUMED} == set(VintageBasis)


def test_how_a_day_is_known_is_that_of_the_edition():
    """What is learned later of a day never changes a pinned address."""
    rows = [made.figure("2021-03", "2021-06-01", 12), made.figure("2021-03", "2021-06-01", 13, edition=2)]
    held = made.holdings(rows, known=VintageBasis.ASSUMED)
    over = Dataset(
        replace(held, ledger=held.ledger.assign(known=[VintageBasis.ASSUMED.value, VintageBasis.PUBLISHER.value]))
    )
    first, newest = made.view(over, edition=1), made.view(over)
    assert summaries.summary(first, get_locale("en")) == "March 2021: 12 deaths, published about 1 June 2021."
    assert summaries.summary(newest, get_locale("en")) == "March 2021: 13 deaths, published 1 June 2021."


# -- the newest periods without a figure -------------------------------------------------------------------------------


def year_of(*values, start=2020, **stated):
    """Months from January of a year: numbers, or statuses in the place of a number."""
    for number, value in enumerate(values):
        absent = {"status": str(value)} if isinstance(value, Status) else {}
        period = f"{start + number // 12}-{number % 12 + 1:02}"
        yield made.figure(period, "2023-01-01", None if absent else value, **absent, **stated)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                "February to March 2020: withheld by the publisher or not available from it. January 2020: 0 deaths, "
                "published 1 January 2023."
            ),
        ),
        (
            "fr",
            (
                "Février à mars 2020~: chiffres non diffusés par l’organisme source ou non disponibles auprès de lui. "
                "Janvier 2020~: 0~décès, selon la publication du 1er janvier 2023."
            ),
        ),
    ],
)
def test_newest_periods_without_a_figure_are_named_first(lang, expected):
    over = made.site(year_of(0, Status.NOT_AVAILABLE, Status.SUPPRESSED))
    assert spaced(summaries.summary(made.view(over, lang=lang), get_locale(lang))) == expected


def test_older_periods_without_a_figure_are_not_news():
    over = made.site(year_of(3, Status.SUPPRESSED, 5))
    assert summaries.summary(made.view(over), get_locale("en")) == "March 2020: 5 deaths, published 1 January 2023."


def test_a_place_whose_every_figure_is_withheld_says_so():
    over = made.site(year_of(Status.SUPPRESSED, Status.SUPPRESSED))
    expected = "January to February 2020: withheld by the publisher or not available from it."
    assert summaries.summary(made.view(over), get_locale("en")) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            [*[1] * 12, Status.SUPPRESSED],
            (
                "The sum of the 12 months to January 2021 cannot be formed: a month in it is withheld by the publisher "
                "or not available from it. 12 months to December 2020: 12 deaths, computed from counts published up "
                "to 1 January 2023."
            ),
        ),
        ([1] * 11, "No figure is held for this choice."),
        ([*[1] * 6, Status.SUPPRESSED, *[1] * 6], "No sum of twelve months can be formed from the figures held."),
    ],
)
def test_sums_that_cannot_be_formed(values, expected):
    assert summaries.summary(made.view(made.site(year_of(*values)), window=12), get_locale("en")) == expected


# -- what is counted ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "lang", "unit", "said"),
    [
        (14, "en", "Cases in each year", "2020: 14 cases, published 1 June 2021."),
        (1, "en", "Cases in each year", "2020: 1 case, published 1 June 2021."),
        (14, "fr", "Cas par année", "2020~: 14~cas, selon la publication du 1er juin 2021."),
    ],
)
def test_cases_are_not_called_deaths(value, lang, unit, said):
    over = made.site([made.figure("2020", "2021-06-01", value, measure="nh-pending-toxicology-year")])
    shown, locale = made.view(over, lang=lang), get_locale(lang)
    assert sentences.unit_phrase(shown, locale) == unit
    assert spaced(summaries.summary(shown, locale)) == said


@pytest.mark.parametrize("measure", registry.MEASURES.values(), ids=lambda one: one.id)
def test_every_measure_that_is_charted_has_words_for_what_it_counts(measure):
    if measure.is_population:
        return
    months = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR_TO_DATE: 6, PeriodKind.SEVERAL_MONTHS: 7}
    period = Period.months(2020, 1, 2020, months.get(measure.period, 12)).label
    shown = made.view(made.site([made.figure(period, "2021-06-01", 84, measure=measure.id)]))
    for code in ("en", "fr"):
        counted = sentences.capitalize(sentences.unit_name(measure, get_locale(code)))
        expected = {"Percent": "Percentage"}.get(counted, counted)
        assert sentences.unit_phrase(shown, get_locale(code)).startswith(expected + " ")
        assert "84" in summaries.summary(shown, get_locale(code))


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_words_whatever_is_counted_in_it(unit):
    shown = made.view(made.site([made.figure("2020-07", "2020-08-25", 84)]))
    shown = replace(shown, measure=replace(shown.measure, unit=unit))
    for code in ("en", "fr"):
        assert sentences.unit_name(shown.measure, get_locale(code)).strip()
        assert sentences.unit_phrase(shown, get_locale(code))
        assert "84" in sentences.value_with_unit(shown, get_locale(code), shown.observations[0], 84.0)


# -- what a pointer reads off one period -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lang", "label", "lines"),
    [
        (
            "2020-08-25",
            "en",
            "2020-07",
            ["July 2020", "175", "published 25 August 2020", "as published now: 186", "preliminary"],
        ),
        (
            "2020-08-25",
            "fr",
            "2020-07",
            [
                "Juillet 2020",
                "175",
                "publication du 25 août 2020",
                "selon les données publiées à ce jour~: 186",
                "données provisoires",
            ],
        ),
        (
            "2020-08-25",
            "fr",
            "2012-01",
            [
                "Janvier 2012",
                "publié, non disponible ici",
                "chiffre disponible le plus ancien~: 20 (3 mai 2022)",
            ],
        ),
        (
            "12 months, 2020-08-25",
            "en",
            "2019-08/2020-07",
            ["12 months to July 2020", "no sum: a month in it is not held as published then"],
        ),
        (
            "12 months",
            "fr",
            "2012",
            ["12~mois se terminant en décembre 2012", "270", "d’après les nombres publiés jusqu’au 3 mai 2022"],
        ),
        (
            "years",
            "fr",
            "2025",
            ["2025", "1~828", "publication du 11 août 2026", "premier chiffre disponible~: 1~826 (19 février 2026)"],
        ),
    ],
)
def test_hover(view, name, lang, label, lines):
    shown = view(name)
    point = next(point for point in shown.observations if point.period == Period.parse(label))
    period, *rest = spaced(labels.hover_label(shown, get_locale(lang), point)).split("<br>")
    assert [period.removeprefix("<b>").removesuffix("</b>"), *rest] == lines


def test_a_rate_is_set_beside_a_rate(view):
    shown = view("rate")
    first = PublishedValue(date(2026, 7, 1), 1, 276.0, Status.PROVISIONAL, "r")
    point = replace(shown.observations[-1], first_published=first)
    assert labels.first_published_phrase(shown, get_locale("en"), point) == sentences.format_value(
        shown, get_locale("en"), 2 * (shown.value_in_unit(shown.observations[-1]) or 0)
    )


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words(status):
    assert labels.status_label(get_locale("en"), status) != labels.status_label(get_locale("fr"), status)


# -- figures as a writing quotes them ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "value", "label", "english", "french"),
    [
        ("deaths_in_month", 175, "2020-07", "175 deaths in July 2020", "175~décès en juillet 2020"),
        ("deaths_in_year", 26000, "2008", "26,000 deaths in 2008", "26~000~décès en 2008"),
        (
            "deaths_ytd",
            909,
            "2020-01/2020-07",
            "909 deaths from January to July 2020",
            "909~décès de janvier à juillet 2020",
        ),
        (
            "deaths_since_emergency",
            11195,
            "2016-04/2023-01",
            "11,195 deaths from April 2016 to January 2023",
            "11~195~décès d’avril 2016 à janvier 2023",
        ),
        (
            "deaths_12_month",
            69100,
            "2017-12/2018-11",
            "69,100 deaths in the 12 months to November 2018",
            "69~100~décès au cours des 12~mois se terminant en novembre 2018",
        ),
        (
            "deaths_in_month_initial",
            175,
            "2020-06",
            "175 deaths in June 2020, as first reported",
            "175~décès en juin 2020, selon le premier chiffre publié",
        ),
        (
            "opioid_deaths_in_month",
            179,
            "2023-04",
            "179 opioid deaths in April 2023",
            "179~décès liés aux opioïdes en avril 2023",
        ),
        ("projected_deaths", 1100, "2018", "projection: 1,100 deaths in 2018", "projection~: 1~100~décès en 2018"),
        ("change_in_deaths", -279, "2022", "change: −279 deaths in 2022", "variation~: −279~décès en 2022"),
        (
            "rate_per_100k_year",
            30.1,
            "2017",
            "30.1 deaths per 100,000 people in 2017",
            "30,1~décès pour 100~000~habitants en 2017",
        ),
        (
            "rate_per_million_year",
            295,
            "2020",
            "295 deaths per million people in 2020",
            "295~décès par million d’habitants en 2020",
        ),
        ("deaths_per_day", 5.6, "2020-07", "5.6 deaths a day in July 2020", "5,6~décès par jour en juillet 2020"),
        (
            "pct_change_year",
            11.7,
            "2017",
            "+11.7% in 2017 compared with the year before",
            "+11,7~% en 2017 par rapport à l’année précédente",
        ),
        (
            "pct_change_ytd",
            -38,
            "2024-01/2024-09",
            "−38% from January to September 2024 compared with the same months a year before",
            "−38~% de janvier à septembre 2024 par rapport aux mêmes mois de l’année précédente",
        ),
        (
            "pct_change_hospitalizations",
            33,
            "2020-03/2023-12",
            "hospitalizations: +33% from March 2020 to December 2023",
            "hospitalisations~: +33~% de mars 2020 à décembre 2023",
        ),
        ("estimated_effect_pct", 23, "2021", "estimated effect: +23% in 2021", "effet estimé~: +23~% en 2021"),
    ],
)
def test_quoted(quantity, value, label, english, french):
    period = Period.parse(label)
    claim = Claim("CA-BC", period, float(value), quantity, "", "high", period)
    assert claims.quoted_value(get_locale("en"), claim) == english
    assert spaced(claims.quoted_value(get_locale("fr"), claim)) == french


@pytest.mark.parametrize("quantity", Quantity)
def test_every_quantity_has_words_of_its_own_kind(quantity):
    """None is printed as a number of deaths for want of words."""
    period = Period.month(2020, 7)
    for code in ("en", "fr"):
        written = claims.quoted_value(get_locale(code), Claim("CA-BC", period, 12.0, quantity, "", "high", period))
        assert "12" in written
        assert ("%" in written) == ("pct" in quantity)


def test_a_quantity_that_is_not_known_is_not_printed_as_deaths():
    period = Period.month(2020, 7)
    for quantity in ("hospitalizations_in_year", None):
        with pytest.raises((KeyError, ValueError)):
            claims.quoted_value(get_locale("en"), Claim("CA-BC", period, 12.0, quantity, "", "high", period))


def test_every_figure_quoted_in_the_commentary_keeps_its_digits(site):
    """What a writing said is repeated as it said it: no rounding, whatever the quantity."""
    for item in site.snapshot.commentary.articles:
        for claim in item.claims:
            if claim.value is not None:
                written = claims.quoted_value(get_locale("en"), claim)
                assert f"{abs(claim.value):,.1f}".removesuffix(".0") in written


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("code", ["blog", "news", "statement", "policy", "research", "event"])
def test_every_kind_has_words(lang, code):
    assert claims.kind_label(get_locale(lang), code)


@pytest.mark.parametrize(("lang", "expected"), [("en", "1,768 (1 August 2026)"), ("fr", "1~768 (1er août 2026)")])
def test_a_figure_with_its_day(lang, expected):
    assert spaced(claims.published_value(get_locale(lang), VintageValue(1768, date(2026, 8, 1)))) == expected


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        (175, "matches_then", "as published then: 175 (25 August 2020)"),
        (171, "superseded_when_written", "as published earlier. Latest figure held from before the writing: 175 (25"),
        (180, "matches_neither", "in no release held here. Latest figure held from before the writing: 175 (25"),
    ],
)
def test_no_author_is_called_wrong(value, status, expected):
    claim = Claim("CA-BC", JULY, value, "deaths_in_month", "", "high", JULY)
    reading = ClaimComparison(VintageValue(175, date(2020, 8, 25)), None, ClaimStatus(status))
    assert claims.value_at_writing(get_locale("en"), claim, reading).startswith(expected)


@pytest.mark.parametrize(
    ("now", "seen", "expected"),
    [
        (VintageValue(186, date(2026, 8, 11)), date(2026, 8, 11), "as published now: 186 (11 August 2026)"),
        (VintageValue(175, date(2020, 8, 25)), date(2026, 8, 11), "as published now: unchanged"),
        (VintageValue(175, date(2020, 8, 25)), date(2020, 8, 25), "no later figure is held"),
        (None, None, ""),
    ],
)
def test_what_is_published_now_is_said_only_where_it_was_published_later(now, seen, expected):
    reading = ClaimComparison(VintageValue(175, date(2020, 8, 25)), now, ClaimStatus.MATCHES_THEN)
    assert claims.current_value(get_locale("en"), reading, seen, date(2020, 9, 21)) == expected


@pytest.mark.parametrize(
    ("code", "unit", "finding", "whole"),
    [
        ("en", "Percentage in each year", "2020: 84.5%, published 1 June 2021.", "84%"),
        ("fr", "Pourcentage par année", "2020\u00a0: 84,5\u00a0%, selon la publication du 1er juin 2021.", "84\u00a0%"),
    ],
)
def test_a_percentage_is_never_called_deaths(code, unit, finding, whole):
    share = {"measure": "bc-fentanyl-detected-year"}
    over = made.site([made.figure("2019", "2021-06-01", 84, **share), made.figure("2020", "2021-06-01", 84.5, **share)])
    shown, locale = made.view(over, lang=code), get_locale(code)
    assert (sentences.unit_phrase(shown, locale), summaries.summary(shown, locale)) == (unit, finding)
    assert sentences.format_value(shown, locale, 84.0) == whole
    said = " ".join([alt(shown, locale), *(labels.hover_label(shown, locale, point) for point in shown.observations)])
    assert not re.search(r"\d deaths|\d décès|Deaths in|Décès par", said)
