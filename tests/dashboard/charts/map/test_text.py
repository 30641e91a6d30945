"""The words of a map of tiles: the same in both languages for ever where the view is pinned."""

import pytest

from dashboard.charts.map import text
from dashboard.i18n import get_locale
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
PINNED = {"as_of": "2019-09-30", "edition": 13}
YEARLY = "apparent-opioid-deaths-year"


def told(site, *places, locale=ENGLISH, **chosen):
    return text.write_text(made.chart(site, "map", *places, lang=locale.code, **chosen), locale)


def provinces(**counts):
    """Provinces with figures of 2020, published on one day."""
    return made.site([
        figure("2020", "2021-06-01", count, place=f"CA-{code}", measure=YEARLY) for code, count in counts.items()
    ])  # fmt: skip


def test_a_pinned_view_in_english(site):
    said = told(site, "US", **PINNED)
    assert said.title == "Reported drug overdose deaths in 12 months, United States: map"
    assert said.unit == "Deaths in twelve months, per 100,000 people"
    assert said.summary == (
        "March 2018 to February 2019: figures of 50 of 52 parts, from 7.2 to 47.2 deaths per 100,000 people, "
        "computed from counts public on or before 30 September 2019. 29 of these figures have been revised since."
    )
    assert said.publication_note == "As published by 30 September 2019"
    assert " | ".join(said.sentences) == (
        "14 of the figures are preliminary and subject to change (dotted outline). | NY: New York (without New "
        "York City). | Population: U.S. Census Bureau, Annual Estimates of the Resident Population: April 1, 2010 "
        "to July 1, 2019 (NST-EST2019), published on or before 31 December 2019. This archive has no population of "
        "New York (without New York City), New York City: no rate can be shown."
    )
    assert said.alt_text == (
        "Map of tiles, one for each part. Reported drug overdose deaths in 12 months, United States: map. "
        f"Deaths in twelve months, per 100,000 people. {said.summary} Lowest 7.2 (South Dakota), highest 47.2 (West "
        f"Virginia). {' '.join(said.sentences)} As published by 30 September 2019."
    )
    assert [(key.css_class, key.label) for key in said.legend] == [
        ("heat-1", "under 15"),
        ("heat-2", "15 to 19.9"),
        ("heat-3", "20 to 24.9"),
        ("heat-4", "25 to 29.9"),
        ("heat-5", "30 to 34.9"),
        ("heat-6", "35 or more"),
        ("outlined", "preliminary"),
        ("plain", "no figure"),
    ]
    assert said.empty_message == ""


def test_a_pinned_view_in_french(site):
    said = told(site, "US", locale=FRENCH, **PINNED)
    assert said.title == "Décès par surdose de drogue déclarés sur 12 mois, États-Unis\u00a0: carte"
    assert said.unit == "Décès en douze mois, pour 100\u00a0000\u00a0habitants"
    assert said.summary == (
        "Mars 2018 à février 2019\u00a0: chiffres pour 50 des 52 régions, de 7,2 à 47,2 décès pour 100"
        "\u00a0000\u00a0habitants, d’après les nombres publiés au plus tard le 30 septembre 2019. 29 de ces chiffres "
        "ont été révisés depuis."
    )
    assert said.sentences[0] == "Chiffres préliminaires et susceptibles de changer (contour pointillé)\u00a0: 14."
    assert said.alt_text.startswith("Carte en mosaïque, une tuile par région. Décès par surdose de drogue déclarés")


def test_the_table_has_a_row_for_each_part_in_the_order_of_their_names(site):
    shown = made.chart(site, "map", "US", **PINNED)
    table = text.build_table(shown, ENGLISH)
    assert table.header == (
        "Place",
        "Figure",
        "As known in edition 13",
        "Unchanged since",
        "Remark",
        "First in this archive",
    )
    assert [row[0] for row in table.rows] == sorted(view.place.name["en"] for view in shown.views)
    rows = {row[0]: row for row in table.rows}
    assert rows["Alabama"] == ("Alabama", "14.3", "14.4", "on or before 30 September 2019", "", "")
    assert rows["New York City"][1:3] == ("", "")
    assert rows["New York City"][4] == "no population in this archive"
    assert "preliminary" in {row[4] for row in table.rows}


def test_counts_are_as_published_and_not_computed():
    said = told(provinces(BC=20, AB=30), "CA", measure=YEARLY, unit="count")
    assert said.unit == "Deaths in twelve months"
    assert said.summary == "2020: figures of 2 of 2 parts, from 20 to 30 deaths, published up to 1 June 2021."


def test_zero_and_withheld_are_told_apart():
    over = provinces(BC=20, AB=None, MB=0)
    said = told(over, "CA", measure=YEARLY, unit="count")
    assert [key.css_class for key in said.legend] == ["zero", "outlined", "cross"]
    assert "1 of the 3 figures is withheld by its publisher or not available from it (×)." in said.sentences
    rows = {
        row[0]: (row[1], row[3]) for row in text.build_table(made.chart(over, "map", "CA", unit="count"), ENGLISH).rows
    }
    assert rows["Manitoba"] == ("0", "preliminary")
    assert rows["Alberta"] == ("", "suppressed by the publisher")


def test_a_part_whose_sum_cannot_be_formed_is_not_called_withheld():
    quarters = "apparent-opioid-deaths-quarter"
    figures = [
        figure(f"2020-Q{n}", "2021-06-01", value, measure=quarters, place=place)
        for place, values in (("CA-AB", (5, None, 5, 5)), ("CA-BC", (5, 5, 5, 5)))
        for n, value in enumerate(values, start=1)
    ]
    over = made.site(figures)
    said = told(over, "CA", measure=quarters, unit="count")
    assert any(one.startswith("1 of 2 twelve-month sums cannot be formed: a month in it") for one in said.sentences)
    assert [key.label for key in said.legend if key.css_class == "cross"] == ["no sum: a month in it is withheld"]
    shown = made.chart(over, "map", "CA", measure=quarters, unit="count")
    rows = {row[0]: (row[1], row[3]) for row in text.build_table(shown, ENGLISH).rows}
    assert rows["Alberta"] == ("", "no sum: a month in it is withheld")


def test_rates_of_a_population_that_is_carried_on_say_so(site):
    said = told(site, "CA", as_of="2026-06-30", edition=13)
    (sentence,) = (one for one in said.sentences if one.startswith("Population: "))
    assert sentence.endswith("Rates after September 2024 use its last figure.")


def test_no_part_with_a_figure():
    said = told(provinces(BC=None, AB=None), "CA", measure=YEARLY, unit="count", end="2020-12-01")
    assert said.summary == "2020: no part has a figure."
    assert said.empty_message == ""


# -- nothing to draw -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "chosen", "why"),
    [
        ("US", {"as_of": "1999-01-01"}, "This archive has nothing that was published by that day. Its first release:"),
        ("US", {"end": "1999-01-01"}, "This archive has no figure for January 1999."),
        ("CA-BC", {"unit": "rate"}, "No rate can be shown: this archive has no population of these parts."),
    ],
)
def test_why_there_is_nothing(site, place, chosen, why):
    shown = made.chart(site, "map", place, **chosen)
    said = text.write_text(shown, ENGLISH)
    assert shown.is_empty
    assert said.title
    assert said.empty_message.startswith(why)
    assert text.build_table(shown, ENGLISH).rows == ()


def test_an_empty_store_has_no_parts():
    shown = made.chart_data(made.site([]), slug="map")
    assert text.write_text(shown, ENGLISH).empty_message == "This archive has no figures of parts of this place yet."


def test_a_part_left_blank_is_named_with_its_newest_period(site):
    said = text.write_text(made.chart(site, "map", "US", as_of="2026-06-30", edition=13), ENGLISH)
    assert (
        "For some parts this archive has no figure of this period; their newest: New York (without New York City): "
        "December 2022 to November 2023; New York City: December 2022 to November 2023."
    ) in said.sentences
