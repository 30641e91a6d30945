"""The sentence that leads a chart, and the chart in words, in both languages."""

import re
from dataclasses import replace

import pytest

from dashboard.i18n import get_locale
from dashboard.text import summaries
from etl.core.model import Status
from tests.dashboard import made
from tests.dashboard.text.views import CHOSEN, alt, spaced

ALT = {
    ("2020-08-25", "en"): (
        "Line chart. Unregulated drug deaths by month, British Columbia. Deaths in each month, January 2012 to "
        "July 2020. Lowest 49 (August 2016), highest 177 (June 2020). July 2020: 175 deaths, published 25 August "
        "2020. Newest in this archive: 186 (published 11 August 2026). Figures for August 2019 to July 2020 are "
        "preliminary and subject to change. For 11 earlier months, the figure published within 60 days of their "
        "end had changed by +10% (median) a year or more later (interquartile range: +8% to +17%). 56 of the 103 "
        "figures published by then are not in this archive as they stood. The chart shows hollow grey points at "
        "the earliest later figures in this archive. 4 of the 47 figures shown were published by the latest "
        "release (25 August 2020); the others by earlier ones. As published 25 August 2020."
    ),
    ("years", "en"): (
        "Line chart. Unregulated drug deaths by year, British Columbia. Deaths in each year, 1996 to 2025. Lowest "
        "172 (2002), highest 2,591 (2023). 2025: 1,828 deaths, published 11 August 2026. Figures for 2025 are "
        "preliminary and subject to change. For 8 earlier periods, the figure published 121 to 364 days after "
        "their end had changed by +1% (median) a year or more later (interquartile range: +1% to +2%). 11 of the "
        "30 figures shown were published by the latest release (11 August 2026); the others by earlier ones. "
        "Newest in this archive (11 August 2026)."
    ),
    ("2020-08-25", "fr"): (
        "Graphique linéaire. Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique. "
        "Décès par mois, janvier 2012 à juillet 2020. Minimum~: 49 (août 2016), maximum~: 177 (juin 2020). Juillet "
        "2020~: 175~décès, selon la publication du 25 août 2020. Dernier chiffre recueilli~: 186 "
        "(publication du 11 août 2026). Les chiffres d’août 2019 à juillet 2020 sont préliminaires et susceptibles "
        "de changer. Pour 11~mois antérieurs, les chiffres publiés dans les 60~jours suivant la fin de la période "
        "avaient changé de +10~% (médiane) un an ou plus tard (intervalle interquartile~: +8~% à +17~%). Des 103 "
        "chiffres déjà publiés à cette date, 56 n’ont pas été recueillis tels qu’ils étaient alors. Le graphique "
        "présente des cercles gris vides à la hauteur des premiers chiffres recueillis par la suite. 4 des 47 "
        "chiffres présentés proviennent de la dernière publication (25 août 2020), les autres de publications "
        "antérieures. Situation publiée le 25 août 2020."
    ),
    ("years", "fr"): (
        "Graphique linéaire. Décès attribuables aux drogues non réglementées, par année, Colombie-Britannique. "
        "Décès par année, 1996 à 2025. Minimum~: 172 (2002), maximum~: 2~591 (2023). 2025~: 1~828~décès, selon la "
        "publication du 11 août 2026. Les chiffres de 2025 sont préliminaires et susceptibles de changer. Pour "
        "8~périodes antérieures, les chiffres publiés de 121 à 364~jours après la fin de la période avaient changé "
        "de +1~% (médiane) un an ou plus tard (intervalle interquartile~: +1~% à +2~%). 11 des 30 chiffres "
        "présentés proviennent de la dernière publication (11 août 2026), les autres de publications antérieures. "
        "Dernier chiffre recueilli (11 août 2026)."
    ),
}


# -- the chart in words ------------------------------------------------------------------------------------------------


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
    ("lang", "title"),
    [
        ("en", "Unregulated drug deaths by month, British Columbia: this archive has no figure for this choice."),
        (
            "fr",
            (
                "Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique~: aucun chiffre "
                "n’a été recueilli pour ce choix."
            ),
        ),
    ],
)
def test_alternative_text_of_nothing(view, lang, title):
    assert spaced(alt(view("before"), get_locale(lang))) == title


# -- the newest value --------------------------------------------------------------------------------------------------


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
        ([1] * 11, "This archive has no figure for this choice."),
        (
            [*[1] * 6, Status.SUPPRESSED, *[1] * 6],
            "No sum of twelve months can be formed from the figures in this archive.",
        ),
    ],
)
def test_sums_that_cannot_be_formed(values, expected):
    assert summaries.summary(made.view(made.site(year_of(*values)), window=12), get_locale("en")) == expected
