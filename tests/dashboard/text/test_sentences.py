"""Every sentence about a view, in both languages, for what is shipped: read them aloud before changing them here."""

import re
from dataclasses import replace

import pytest

from dashboard.dataset.dataset import Dataset
from dashboard.i18n import get_locale
from dashboard.text import caveats, labels, missing_values, release_dates, sentences, summaries
from etl import registry
from etl.core.model import Period, PeriodKind, Unit, VintageBasis
from tests.dashboard import made
from tests.dashboard.text.views import CHOSEN, alt, spaced

PARTS = {
    "unit_phrase": sentences.unit_phrase,
    "publication_note": sentences.publication_note,
    "summary": summaries.summary,
    "preliminary_values": lambda view, locale: caveats.preliminary_values([view], locale),
    "values_not_held": lambda view, locale: missing_values.values_not_held([view], locale),
}
"""The sentences about a view by the name of what writes them."""
CERTAIN = (VintageBasis.PUBLISHER, VintageBasis.PRESS, VintageBasis.FETCH)
GOLDEN = {
    ("now", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "Newest in this archive (11 August 2026)",
        "summary": "June 2026: 138 deaths, published 11 August 2026.",
        "preliminary_values": (
            "Figures for August 2025 to June 2026 are preliminary and subject to change. For 85 earlier months, "
            "the figure published within 60 days of their end had changed by +9% (median) a year or more later "
            "(interquartile range: +6% to +14%)."
        ),
        "values_not_held": "",
    },
    ("now", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Dernier chiffre recueilli (11 août 2026)",
        "summary": "Juin 2026~: 138~décès, selon la publication du 11 août 2026.",
        "preliminary_values": (
            "Les chiffres d’août 2025 à juin 2026 sont préliminaires et susceptibles de changer. Pour 85~mois "
            "antérieurs, les chiffres publiés dans les 60~jours suivant la fin de la période avaient changé de "
            "+9~% (médiane) un an ou plus tard (intervalle interquartile~: +6~% à +14~%)."
        ),
        "values_not_held": "",
    },
    ("2020-08-25", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published 25 August 2020",
        "summary": (
            "July 2020: 175 deaths, published 25 August 2020. Newest in this archive: 186 (published 11 August 2026)."
        ),
        "preliminary_values": (
            "Figures for August 2019 to July 2020 are preliminary and subject to change. For 11 earlier months, "
            "the figure published within 60 days of their end had changed by +10% (median) a year or more later "
            "(interquartile range: +8% to +17%)."
        ),
        "values_not_held": (
            "56 of the 103 figures published by then are not in this archive as they stood. The chart shows hollow "
            "grey points at the earliest later figures in this archive."
        ),
    },
    ("2020-08-25", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Situation publiée le 25 août 2020",
        "summary": (
            "Juillet 2020~: 175~décès, selon la publication du 25 août 2020. Dernier chiffre recueilli~: 186 "
            "(publication du 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2019 à juillet 2020 sont préliminaires et susceptibles de changer. Pour 11~mois "
            "antérieurs, les chiffres publiés dans les 60~jours suivant la fin de la période avaient changé de "
            "+10~% (médiane) un an ou plus tard (intervalle interquartile~: +8~% à +17~%)."
        ),
        "values_not_held": (
            "Des 103 chiffres déjà publiés à cette date, 56 n’ont pas été recueillis tels qu’ils étaient alors. Le "
            "graphique présente des cercles gris vides à la hauteur des premiers chiffres recueillis par la suite."
        ),
    },
    ("between releases", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published by 21 September 2020 (latest release in this archive: 25 August 2020)",
        "summary": (
            "July 2020: 175 deaths, published 25 August 2020. Newest in this archive: 186 (published 11 August 2026)."
        ),
        "preliminary_values": (
            "Figures for August 2019 to July 2020 are preliminary and subject to change. For 11 earlier months, "
            "the figure published within 60 days of their end had changed by +10% (median) a year or more later "
            "(interquartile range: +8% to +17%)."
        ),
        "values_not_held": (
            "56 of the 103 figures published by then are not in this archive as they stood. The chart shows hollow "
            "grey points at the earliest later figures in this archive."
        ),
    },
    ("between releases", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Situation publiée au 21 septembre 2020 (dernière publication recueillie~: 25 août 2020)",
        "summary": (
            "Juillet 2020~: 175~décès, selon la publication du 25 août 2020. Dernier chiffre recueilli~: 186 "
            "(publication du 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2019 à juillet 2020 sont préliminaires et susceptibles de changer. Pour 11~mois "
            "antérieurs, les chiffres publiés dans les 60~jours suivant la fin de la période avaient changé de "
            "+10~% (médiane) un an ou plus tard (intervalle interquartile~: +8~% à +17~%)."
        ),
        "values_not_held": (
            "Des 103 chiffres déjà publiés à cette date, 56 n’ont pas été recueillis tels qu’ils étaient alors. Le "
            "graphique présente des cercles gris vides à la hauteur des premiers chiffres recueillis par la suite."
        ),
    },
    ("rate", "en"): {
        "unit_phrase": "Deaths in each month, per 100,000 people",
        "publication_note": "Newest in this archive (11 August 2026)",
        "summary": ("June 2026: 2.4 deaths per 100,000 people, computed from counts published up to 11 August 2026."),
        "preliminary_values": (
            "Figures for August 2025 to June 2026 are preliminary and subject to change. For 85 earlier months, "
            "the figure published within 60 days of their end had changed by +9% (median) a year or more later "
            "(interquartile range: +6% to +14%)."
        ),
        "values_not_held": "",
    },
    ("rate", "fr"): {
        "unit_phrase": "Décès par mois, pour 100~000~habitants",
        "publication_note": "Dernier chiffre recueilli (11 août 2026)",
        "summary": ("Juin 2026~: 2,4~décès pour 100~000~habitants, d’après les nombres publiés jusqu’au 11 août 2026."),
        "preliminary_values": (
            "Les chiffres d’août 2025 à juin 2026 sont préliminaires et susceptibles de changer. Pour 85~mois "
            "antérieurs, les chiffres publiés dans les 60~jours suivant la fin de la période avaient changé de "
            "+9~% (médiane) un an ou plus tard (intervalle interquartile~: +6~% à +14~%)."
        ),
        "values_not_held": "",
    },
    ("12 months", "en"): {
        "unit_phrase": "Deaths in the 12 months ending with each month",
        "publication_note": "Newest in this archive (11 August 2026)",
        "summary": "12 months to June 2026: 1,678 deaths, computed from counts published up to 11 August 2026.",
        "preliminary_values": (
            "Figures for August 2025 to June 2026 are preliminary and subject to change, and so are the sums that "
            "include them. For 85 earlier months, the figure published within 60 days of their end had changed by "
            "+9% (median) a year or more later (interquartile range: +6% to +14%)."
        ),
        "values_not_held": "",
    },
    ("12 months", "fr"): {
        "unit_phrase": "Décès par période mobile de 12~mois",
        "publication_note": "Dernier chiffre recueilli (11 août 2026)",
        "summary": (
            "12~mois se terminant en juin 2026~: 1~678~décès, d’après les nombres publiés jusqu’au 11 août 2026."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2025 à juin 2026 sont préliminaires et susceptibles de changer, tout comme les "
            "totaux qui les comprennent. Pour 85~mois antérieurs, les chiffres publiés dans les 60~jours suivant "
            "la fin de la période avaient changé de +9~% (médiane) un an ou plus tard (intervalle interquartile~: "
            "+6~% à +14~%)."
        ),
        "values_not_held": "",
    },
    ("12 months, 2020-08-25", "en"): {
        "unit_phrase": "Deaths in the 12 months ending with each month",
        "publication_note": "As published 25 August 2020",
        "summary": (
            "The sum of the 12 months to July 2020 cannot be formed: a month in it is not in this archive as "
            "published then. 12 months to November 2018: 1,478 deaths, computed from counts published up to 16 "
            "October 2019. Newest in this archive: 1,543 (counts published up to 11 August 2026)."
        ),
        "preliminary_values": "",
        "values_not_held": (
            "73 of 92 twelve-month sums cannot be formed: a month in them is not in this archive as published then."
        ),
    },
    ("12 months, 2020-08-25", "fr"): {
        "unit_phrase": "Décès par période mobile de 12~mois",
        "publication_note": "Situation publiée le 25 août 2020",
        "summary": (
            "Le total des 12~mois se terminant en juillet 2020 ne peut être calculé~: un de ces mois n’a pas été "
            "recueilli tel que publié alors. 12~mois se terminant en novembre 2018~: 1~478~décès, d’après les "
            "nombres publiés jusqu’au 16 octobre 2019. Dernier chiffre recueilli~: 1~543 (nombres publiés "
            "jusqu’au 11 août 2026)."
        ),
        "preliminary_values": "",
        "values_not_held": (
            "Des 92 totaux sur douze mois, 73 ne peuvent être calculés~: un de leurs mois n’a pas été recueilli "
            "tel que publié alors."
        ),
    },
    ("few", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published by 31 January 2017",
        "summary": (
            "December 2016: 142 deaths, published on or before 31 January 2017. Newest in this archive: 162 "
            "(published 11 August 2026)."
        ),
        "preliminary_values": (
            "Figures for June to December 2016 are preliminary and subject to change. Too few earlier figures are "
            "in this archive to say by how much they change."
        ),
        "values_not_held": (
            "52 of the 60 figures published by then are not in this archive as they stood. The chart shows hollow "
            "grey points at the earliest later figures in this archive."
        ),
    },
    ("few", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Situation publiée au 31 janvier 2017",
        "summary": (
            "Décembre 2016~: 142~décès, selon la publication parue au plus tard le 31 janvier 2017. Dernier "
            "chiffre recueilli~: 162 (publication du 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres de juin à décembre 2016 sont préliminaires et susceptibles de changer. Les chiffres "
            "antérieurs recueillis sont trop peu nombreux pour préciser l’ampleur de ces changements."
        ),
        "values_not_held": (
            "Des 60 chiffres déjà publiés à cette date, 52 n’ont pas été recueillis tels qu’ils étaient alors. Le "
            "graphique présente des cercles gris vides à la hauteur des premiers chiffres recueillis par la suite."
        ),
    },
    ("before", "en"): {
        "unit_phrase": "Deaths in each month",
        "publication_note": "As published by 1 January 2010",
        "summary": "This archive has no figure for this choice.",
        "preliminary_values": "",
        "values_not_held": "",
    },
    ("before", "fr"): {
        "unit_phrase": "Décès par mois",
        "publication_note": "Situation publiée au 1er janvier 2010",
        "summary": "Aucun chiffre n’a été recueilli pour ce choix.",
        "preliminary_values": "",
        "values_not_held": "",
    },
    ("rate, 2020-08-25", "en"): {
        "unit_phrase": "Deaths in each month, per 100,000 people",
        "publication_note": "As published 25 August 2020",
        "summary": (
            "July 2020: 3.4 deaths per 100,000 people, computed from counts published up to 25 August 2020. Newest "
            "in this archive: 3.6 (counts published up to 11 August 2026)."
        ),
        "preliminary_values": (
            "Figures for August 2019 to July 2020 are preliminary and subject to change. For 11 earlier months, "
            "the figure published within 60 days of their end had changed by +10% (median) a year or more later "
            "(interquartile range: +8% to +17%)."
        ),
        "values_not_held": (
            "56 of the 103 figures published by then are not in this archive as they stood. The chart shows hollow "
            "grey points at the earliest later figures in this archive."
        ),
    },
    ("rate, 2020-08-25", "fr"): {
        "unit_phrase": "Décès par mois, pour 100~000~habitants",
        "publication_note": "Situation publiée le 25 août 2020",
        "summary": (
            "Juillet 2020~: 3,4~décès pour 100~000~habitants, d’après les nombres publiés jusqu’au 25 août "
            "2020. Dernier chiffre recueilli~: 3,6 (nombres publiés jusqu’au 11 août 2026)."
        ),
        "preliminary_values": (
            "Les chiffres d’août 2019 à juillet 2020 sont préliminaires et susceptibles de changer. Pour 11~mois "
            "antérieurs, les chiffres publiés dans les 60~jours suivant la fin de la période avaient changé de "
            "+10~% (médiane) un an ou plus tard (intervalle interquartile~: +8~% à +17~%)."
        ),
        "values_not_held": (
            "Des 103 chiffres déjà publiés à cette date, 56 n’ont pas été recueillis tels qu’ils étaient alors. Le "
            "graphique présente des cercles gris vides à la hauteur des premiers chiffres recueillis par la suite."
        ),
    },
    ("years", "en"): {
        "unit_phrase": "Deaths in each year",
        "publication_note": "Newest in this archive (11 August 2026)",
        "summary": "2025: 1,828 deaths, published 11 August 2026.",
        "preliminary_values": (
            "Figures for 2025 are preliminary and subject to change. For 8 earlier periods, the figure published "
            "121 to 364 days after their end had changed by +1% (median) a year or more later (interquartile "
            "range: +1% to +2%)."
        ),
        "values_not_held": "",
    },
    ("years", "fr"): {
        "unit_phrase": "Décès par année",
        "publication_note": "Dernier chiffre recueilli (11 août 2026)",
        "summary": "2025~: 1~828~décès, selon la publication du 11 août 2026.",
        "preliminary_values": (
            "Les chiffres de 2025 sont préliminaires et susceptibles de changer. Pour 8~périodes antérieures, les "
            "chiffres publiés de 121 à 364~jours après la fin de la période avaient changé de +1~% (médiane) un an "
            "ou plus tard (intervalle interquartile~: +1~% à +2~%)."
        ),
        "values_not_held": "",
    },
    ("to date", "en"): {
        "unit_phrase": "Deaths since 1 January",
        "publication_note": "Newest in this archive (11 August 2026)",
        "summary": "January to June 2026: 776 deaths, published 11 August 2026.",
        "preliminary_values": (
            "Figures for the year to date ending September 2025 to June 2026 are preliminary and subject to "
            "change. For 5 earlier periods, the figure published within 60 days of their end had changed by +3% "
            "(median) a year or more later (interquartile range: +3% to +5%)."
        ),
        "values_not_held": "",
    },
    ("to date", "fr"): {
        "unit_phrase": "Décès depuis le 1er~janvier",
        "publication_note": "Dernier chiffre recueilli (11 août 2026)",
        "summary": "De janvier à juin 2026~: 776~décès, selon la publication du 11 août 2026.",
        "preliminary_values": (
            "Les cumuls annuels de septembre 2025 à juin 2026 sont préliminaires et susceptibles de changer. Pour "
            "5~périodes antérieures, les chiffres publiés dans les 60~jours suivant la fin de la période avaient "
            "changé de +3~% (médiane) un an ou plus tard (intervalle interquartile~: +3~% à +5~%)."
        ),
        "values_not_held": "",
    },
}


# -- the sentences under a chart ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "lang"), list(GOLDEN))
def test_sentences(view, name, lang):
    shown, locale = view(name), get_locale(lang)
    written = {part: spaced(PARTS[part](shown, locale)) for part in GOLDEN[name, lang]}
    assert written == GOLDEN[name, lang]


def test_every_state_is_read_in_both_languages():
    assert set(GOLDEN) == {(name, lang) for name in CHOSEN for lang in ("en", "fr")}


@pytest.mark.parametrize(
    ("lang", "title", "source", "first"),
    [
        (
            "en",
            "Unregulated drug deaths by month, British Columbia",
            "Source: BC Coroners Service",
            "This archive has nothing that was published by that day. Its first release: 9 June 2016.",
        ),
        (
            "fr",
            "Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique",
            "Source~: Service des coroners de la Colombie-Britannique",
            (
                "Aucun chiffre publié à cette date ou avant n’a été recueilli. Première publication recueillie"
                "\u00a0: 9 juin 2016."
            ),
        ),
    ],
)
def test_title_source_and_a_day_before_the_first_release(site, view, lang, title, source, first):
    shown, locale = view("before"), get_locale(lang)
    assert sentences.chart_title(shown, locale) == title
    assert spaced(sentences.sources_sentence(made.chart_data(site, **CHOSEN["now"], lang=lang), locale)) == source
    assert sentences.before_first_release_message(shown, locale) == first


# -- the day something was published, with its doubt -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "english", "french", "held"),
    [
        *((known, "published 1 June 2021", "publication du 1er juin 2021", "1 June 2021") for known in CERTAIN),
        *(
            (
                known,
                "published on or before 1 June 2021",
                "publication parue au plus tard le 1er juin 2021",
                "on or before 1 June 2021",
            )
            for known in sorted(release_dates.UPPER_BOUND_BASES)
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
    assert sentences.publication_note(now, get_locale("en")) == f"Newest in this archive ({held})"
    assert (
        sentences.publication_note(later, get_locale("en"))
        == f"As published by 1 July 2021 (latest release in this archive: {held})"
    )
    asked = "As published 1 June 2021" if known in CERTAIN else "As published by 1 June 2021"
    assert sentences.publication_note(then, get_locale("en")) == asked


def test_every_way_of_knowing_a_day_has_its_words():
    assert {*CERTAIN, *release_dates.UPPER_BOUND_BASES, VintageBasis.ASSUMED} == set(VintageBasis)


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


# -- what is counted ---------------------------------------------------------------------------------------------------


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
        of_rates = {"Deaths per 100,000, as published": "Deaths per 100,000"}
        of_rates |= {
            "Décès pour 100\u00a0000\u00a0habitants, selon les données publiées": (
                "Décès pour 100\u00a0000\u00a0habitants"
            )
        }
        expected = ({"Percent": "Percentage"} | of_rates).get(counted, counted)
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
