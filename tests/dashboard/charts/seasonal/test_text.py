"""The words of months and years: the same in both languages for ever where the view is pinned."""

import pytest

from dashboard.charts.seasonal import text
from dashboard.i18n import get_locale
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
PINNED = {"as_of": "2020-08-25", "edition": 1}


def told(site, locale=ENGLISH, **chosen):
    return text.write_text(made.chart(site, "seasonal", "CA-BC", lang=locale.code, **chosen), locale)


def test_a_pinned_view_in_english(site):
    said = told(site, **PINNED)
    assert said.title == "Unregulated drug deaths by month, British Columbia"
    assert said.unit == "Deaths in each month; at the right, in the whole year"
    assert said.summary == (
        "July 2020: 175 deaths, published 25 August 2020. As known in edition 1: 186 (published 11 August 2026)."
    )
    assert said.publication_note == "As published 25 August 2020"
    assert " | ".join(said.sentences) == (
        "Figures for August 2019 to July 2020 are preliminary and subject to change. For 11 earlier months, the "
        "figure published within 60 days of their end had changed by +10% (median) a year or more later "
        "(interquartile range: +8% to +17%). | 56 of the 103 figures published by then are not in this archive as "
        "they stood. Their cells are hollow, with the earliest later figures in grey. | 4 of the 47 figures shown "
        "were published by the latest release (25 August 2020); the others by earlier ones."
    )
    assert said.alt_text == (
        "Calendar of cells, a row for each year and a column for each month. Unregulated drug deaths by month, British "
        "Columbia. Deaths in each month, January 2012 to July 2020. Lowest 49 (August 2016), highest 177 (June 2020). "
        f"{said.summary} {' '.join(said.sentences)} As published 25 August 2020."
    )
    assert [(key.css_class, key.label) for key in said.legend] == [
        ("heat-1", "under 80"),
        ("heat-2", "80 to 119"),
        ("heat-3", "120 to 159"),
        ("heat-4", "160 to 199"),
        ("heat-5", "200 to 239"),
        ("heat-6", "240 or more"),
        ("outlined", "preliminary"),
        ("box", "not in this archive"),
    ]
    assert said.empty_message == ""


def test_a_pinned_view_in_french(site):
    said = told(site, FRENCH, **PINNED)
    assert said.title == "Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique"
    assert said.unit == "Décès par mois; à droite, total annuel"
    assert said.sentences[1] == (
        "Des 103 chiffres déjà publiés à cette date, 56 n’ont pas été recueillis tels qu’ils étaient alors. Leurs "
        "cases n’ont qu’un contour et montrent en gris les premiers chiffres recueillis par la suite."
    )
    assert said.alt_text.startswith(
        "Calendrier de cases, une ligne par année et une colonne par mois. Décès attribuables"
    )
    assert [key.label for key in said.legend] == [
        *("moins de 80", "80 à 119", "120 à 159", "160 à 199", "200 à 239", "240 ou plus"),
        *("données préliminaires", "non recueilli"),
    ]


def test_the_table_has_a_row_for_each_year_and_says_what_is_missing_and_why(site):
    table = text.build_table(made.chart(site, "seasonal", "CA-BC", **PINNED), ENGLISH)
    assert table.header == (
        *("Year", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        *("Whole year", "Remark"),
    )
    assert table.rows[0] == (
        *("2020", "–", "–", "112", "118", "174", "177", "175", "", "", "", "", "", ""),
        "published, not in this archive: Jan, Feb; preliminary: Mar, Apr, May, Jun, Jul",
    )
    assert [row[0] for row in table.rows] == [str(year) for year in range(2020, 2011, -1)]
    assert table.rows[3][13] == "1,377"
    assert table.numeric_columns == set(range(1, 14))


def test_months_in_french(site):
    table = text.build_table(made.chart(site, "seasonal", "CA-BC", lang="fr", **PINNED), FRENCH)
    assert table.header[:8] == ("Année", "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.")
    assert table.rows[0][-1].startswith("publié, non recueilli ici\u00a0: janv., févr.; ")


def test_zero_withheld_and_not_yet_published_are_told_apart():
    over = made.site([figure("2020-01", "2020-12-01", 0), figure("2020-02", "2020-12-01", None)])
    shown = made.chart(over, "seasonal", "CA-BC")
    (row,) = text.build_table(shown, ENGLISH).rows
    assert row[1:4] == ("0", "×", "")
    assert row[-1] == "preliminary: Jan; suppressed by the publisher: Feb"
    assert [(key.css_class, key.label) for key in told(over).legend] == [
        ("zero", "no death"),
        ("outlined", "preliminary"),
        ("cross", "withheld or not available"),
    ]


def test_one_month_not_held_is_one():
    over = made.site([figure("2020-01", "2021-12-01", 5), figure("2020-02", "2020-12-01", 6)])
    assert told(over, as_of="2020-12-01").sentences[-1] == (
        "1 of the 2 figures published by then is not in this archive as it stood. Its cell is hollow, with the "
        "earliest later figure in grey."
    )


# -- nothing to draw -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        (
            {"as_of": "1999-01-01"},
            "This archive has nothing that was published by that day. Its first release: 28 January 2016.",
        ),
        ({"start": "2050-01-01"}, "This archive has no figure for this choice."),
    ],
)
def test_why_there_is_nothing(site, chosen, why):
    shown = made.chart(site, "seasonal", "CA-BC", **chosen)
    first = shown.releases[0]
    said = text.write_text(shown, ENGLISH)
    assert shown.is_empty
    assert said.empty_message == why.replace("28 January 2016", ENGLISH.day(first))
    assert said.alt_text == f"{said.title}: this archive has no figure for this choice."
    assert text.build_table(shown, ENGLISH).rows == ()


def test_an_empty_store_has_no_figure_for_the_place():
    shown = made.chart_data(made.site([]), slug="seasonal")
    assert text.write_text(shown, ENGLISH).empty_message == "This archive has no monthly figure for this place yet."
    assert text.build_table(shown, ENGLISH).header == ()
