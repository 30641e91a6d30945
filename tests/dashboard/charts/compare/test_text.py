"""A comparison in words: what it is of, each place before March 2020 and now, and what has to be said beside it."""

import csv
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.compare import text as compare
from dashboard.charts.compare.before_after import before_after, last_month
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.text import labels
from tests.dashboard import made
from tests.dashboard.made import figure, population
from tests.examples import examples

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
FOUR = ("CA-BC", "CA-AB", "US-OH", "US-ME")
NINE = ("CA-BC", "CA-AB", "CA-ON", "CA-QC", "CA-MB", "CA-SK", "CA-NS", "CA-PE", "US-OH")
MONTHS = "overdose-deaths-month-ucd"
OWN = "unregulated-deaths-month,apparent-opioid-deaths-quarter,overdose-deaths-12m-reported"
OPIOIDS_BY_YEAR = "apparent-opioid-deaths-year"


def shown(site, *places, **chosen):
    """A view that never changes, whatever is learned later."""
    return made.chart(site, "compare", *places, **({"as_of": "2026-06-30", "edition": 13} | chosen))


def tell(site, *places, locale=ENGLISH, **chosen):
    return compare.write_text(shown(site, *places, **chosen), locale)


# -- title, unit, finding ----------------------------------------------------------------------------------------------


def test_a_pinned_comparison_in_english(site):
    told = tell(site, "CA-BC", "CA-AB")
    assert told.title == "Apparent opioid toxicity deaths in 12 months: British Columbia, Alberta"
    assert told.unit == "Deaths in the 12 months ending with each quarter, per 100,000 people"
    assert told.summary == (
        "Deaths per 100,000 people in the 12 months to March 2020, then in the 12 months to September 2025: "
        "British Columbia 16.4, then 33.4\u00a0≠; Alberta 14.3, then 23.5; from figures public on or before 31 "
        "March 2026."
    )
    assert told.alt_text.startswith(
        "Line chart. Apparent opioid toxicity deaths in 12 months: British Columbia, Alberta. Deaths in the 12 months "
        "ending with each quarter, per 100,000 people. Last months of the periods: December 2016 to September 2025. "
        "Highest: British Columbia 41.1 (December 2024); Alberta 39.9 (December 2023). Deaths per 100,000 people in"
    )
    assert told.alt_text.endswith(
        "As published by 30 June 2026 (latest release in this archive: on or before 31 March 2026)."
    )
    assert told.empty_message == ""


def test_a_pinned_comparison_in_french(site):
    told = tell(site, "CA-BC", "US-OH", locale=FRENCH)
    assert told.title == "Décès selon la définition de chaque organisme\u00a0: Colombie-Britannique, Ohio"
    assert told.unit == "Décès par période mobile de 12\u00a0mois, pour 100\u00a0000\u00a0habitants"
    assert told.summary == (
        "Décès pour 100\u00a0000\u00a0habitants au cours des 12\u00a0mois se terminant en mars 2020, puis au cours des "
        "12\u00a0derniers mois recueillis\u00a0: Colombie-Britannique 18,8, puis 31,1 (jusqu’en décembre 2025); Ohio "
        "37,2, puis 23,8 (jusqu’en avril 2025); d’après les chiffres publiés jusqu’au 19 février 2026."
    )


def test_of_many_places_it_says_in_how_many_the_newer_figures_are_higher(site):
    selection = shown(site, *NINE)
    told = compare.write_text(selection, ENGLISH)
    assert told.title == "Deaths as each publisher counts them: 9 places"
    assert told.unit.endswith("per 100,000 people. In figures: March 2020 and the newest")
    both = [two for view in selection.views if (two := before_after(view))]
    assert len(both) == 8, "Prince Edward Island's quarters are withheld"
    compared = [one for one in both if one.is_compared]
    assert {one.view.place.code for one in both if not one.is_compared} == {"CA-BC", "CA-QC"}, (
        "counted differently since"
    )
    above = sum(one.view.value_in_unit(one.after) > one.view.value_in_unit(one.before) for one in compared)
    assert (
        f" are above those in the 12 months to March 2020 in {above} of the 6 places that have both, counted alike; "
        in told.summary
    )
    french = compare.write_text(selection, FRENCH).summary
    assert (
        f"\u00a0: plus nombreux qu’au cours des 12\u00a0mois se terminant en mars 2020 dans {above} des 6 régions qui "
        "ont les deux selon une même définition;" in french
    )


def test_years_are_named_by_their_numbers(site):
    told = tell(site, "CA-ON", "CA-PE", measure=OPIOIDS_BY_YEAR, unit="count")
    assert told.unit == "Deaths in each year"
    assert told.summary.startswith(
        "Deaths in 2019, then in 2024: Ontario 1,565, then 2,262; Prince Edward Island 5, then"
    )


def test_single_months_are_called_so(site):
    told = tell(site, "US-OH", "US-ME", measure=MONTHS, window=1)
    assert told.title == "Drug overdose deaths by month (underlying cause): Ohio, Maine"
    assert told.unit == "Deaths in each month, per 100,000 people"
    assert told.summary.startswith(
        "Deaths per 100,000 people in March 2020, then in December 2023: Ohio 3.2, then 2.7;"
    )


def test_one_place_beside_itself_is_called_by_what_is_counted(site):
    told = tell(site, "US-ME", measure="me-drug-deaths-year,overdose-deaths-12m-reported,overdose-deaths-month-mcd")
    assert told.title == "Deaths as each publisher counts them, Maine"
    assert (
        "Drug overdose deaths by month (any listed cause) 28.3 (to December 2019), then no newer figure" in told.summary
    )


def ending(*last, **chosen):
    """Places with figures of single months: of one before March 2020, and of March 2021."""
    places = ("US-AL", "US-AZ", "US-CA", "US-CO", "US-FL", "US-GA", "US-IL")[: len(last)]
    over = made.site([
        figure(month, "2023-06-01", value, place=place, source="us-cdc-wonder", measure=MONTHS)
        for place, before in zip(places, last, strict=True)
        for month, value in ((before, 20), ("2021-03", 30))
    ])  # fmt: skip
    return made.chart(over, "compare", *places, measure=MONTHS, unit="count", **({"window": 1} | chosen))


@pytest.mark.parametrize(
    ("last", "english", "french"),
    [
        (["2020-03"] * 7, "those in March 2020 in", "plus nombreux qu’en mars 2020 dans"),
        (["2019-12"] * 7, "those in December 2019 in", "plus nombreux qu’en décembre 2019 dans"),
        (
            ["2020-03"] * 6 + ["2019-12"],
            "those in the last month in this archive up to March 2020 in",
            "plus nombreux qu’au cours du dernier mois recueilli jusqu’en mars 2020 dans",
        ),
    ],
)
def test_earlier_figures_are_said_to_be_of_march_2020_only_where_all_are(last, english, french):
    selection = ending(*last)
    assert f"Deaths in March 2021 are above {english} 7 of 7 places" in compare.write_text(selection, ENGLISH).summary
    assert f"{french} 7 des 7 régions" in compare.write_text(selection, FRENCH).summary.replace("\u00a0", " ")


def test_earlier_figures_of_a_few_lines_have_their_months_where_those_differ():
    assert compare.write_text(ending("2020-03", "2019-12"), ENGLISH).summary == (
        "Deaths in the last month in this archive up to March 2020, then in March 2021: Alabama 20 (March 2020), "
        "then 30; Arizona 20 (December 2019), then 30; from figures published up to 1 June 2023."
    )


def test_earlier_sums_of_twelve_months_that_end_with_several_months(site):
    told = tell(site, "US-ME")
    assert told.summary.startswith(
        "Deaths per 100,000 people in the last 12 months in this archive up to March 2020, then in the newest 12 "
        "months in this archive: "
    )


def test_before_march_2020_only_the_newest_figures_are_told(site):
    told = tell(site, *FOUR, measure=OWN, as_of="2019-08-01")
    assert "March 2020" not in told.summary
    assert told.summary == (
        "Deaths per 100,000 people in the 12 months to November 2018: British Columbia 28.9; Ohio 34.2; Maine "
        "27.3; from figures public on or before 31 July 2019."
    )
    many = tell(site, *NINE, end="2019-06-01")
    assert re.search(r"in the 12 months to \w+ 2019: from [\d.]+ to [\d.]+ in 8 places; ", many.summary) or re.search(
        r"in the newest 12 months in this archive: from [\d.]+ to [\d.]+ in 8 places; ", many.summary
    )


# -- what has to be said -----------------------------------------------------------------------------------------------


def test_two_definitions_never_share_an_axis_in_silence(site):
    for locale, words in (
        (ENGLISH, "Different things are counted here: "),
        (FRENCH, "Les définitions diffèrent"),
    ):
        told = tell(site, *FOUR, locale=locale)
        assert told.sentences[0].startswith(words)
        assert "Ohio, Maine)" in told.sentences[0]
        assert told.sentences[0] in told.alt_text
    assert not any("Different things" in one for one in tell(site, "CA-BC", "CA-AB").sentences)


@pytest.mark.parametrize(
    ("county", "state"), [("US-AZ-PIMA", "US-AZ"), ("US-OH-CUYAHOGA", "US-OH"), ("US-WI-MILWAUKEE", "US-WI")]
)
def test_a_county_never_stands_beside_its_state_in_silence(site, county, state):
    """Its name says what it is and where; another thing is counted, and its deaths have no rate beside the state's."""
    names = {place: site.snapshot.places[place].name["en"] for place in (county, state)}
    assert names[county].endswith(f" County ({names[state]})")
    told = tell(site, county, state, edition=37, unit="count")
    assert told.sentences[0].startswith("Different things are counted here: Accidental ")
    assert f" by month ({names[county]}); " in told.sentences[0]
    rates = tell(site, county, state, edition=37, unit="rate").sentences
    assert any(one.endswith(f"no population of {names[county]}: no rate can be shown.") for one in rates)


def test_where_what_is_counted_changed_the_newest_figure_has_a_sign_and_a_sentence(site):
    told = tell(site, "CA-BC", "CA-AB", "CA-ON", "CA-QC")
    assert told.sentences[0].startswith("≠ British Columbia, Quebec: what is counted there changed")
    signs = {row[0]: [cell.endswith("≠") for cell in row[1:]] for row in told.summary_table.rows}
    assert signs == {
        "British Columbia": [False, True],
        "Alberta": [False, False],
        "Ontario": [False, False],
        "Quebec": [False, True],
    }
    assert not any("≠" in line for line in tell(site, "CA-AB", "CA-ON").sentences)


def test_publishers_of_one_place_are_not_named_twice(site):
    said = tell(site, "US-ME").sentences[0]
    assert said.count("Reported drug overdose deaths in 12 months") == 1


def test_a_place_that_cannot_be_shown_is_named(site):
    told = tell(site, "CA-BC", "US-OH", measure="unregulated-deaths-month")
    assert "No figure can be shown for Ohio." in told.sentences
    assert told.title == "Unregulated drug deaths in 12 months: British Columbia, Ohio"
    assert "British Columbia 18.8, then 31.1" in told.summary
    french = tell(site, "CA-BC", "US-OH", measure="unregulated-deaths-month", locale=FRENCH)
    assert "Aucun chiffre ne peut être présenté pour\u00a0: Ohio." in french.sentences


def test_a_place_without_a_population_is_named_once(site):
    said = tell(site, "CA-BC", "GB-SCT", unit="rate").sentences
    assert [one for one in said if "Scotland" in one and "Different" not in one] == [
        next(one for one in said if one.endswith("This archive has no population of Scotland: no rate can be shown."))
    ]


def looks(told):
    return [key.css_class for key in told.legend]


def test_the_key_has_what_is_drawn_and_nothing_else(site):
    assert looks(tell(site, "US-OH", "US-ME", measure=MONTHS, window=1, as_of="2025-06-30")) == [
        "line",
        "ghost",
        "upright",
    ]
    assert looks(tell(site, *NINE)) == ["line", "others", "upright", "broken", "dotted", "cross"]
    months = [f"US-{state}" for state in ("AL", "AZ", "CA", "CO", "FL", "GA", "IL", "IN", "KY")]
    assert "others" not in looks(tell(site, *months, measure=MONTHS, window=1))
    assert looks(compare.write_text(made.chart(site, "compare", "US-OH", "US-WA"), ENGLISH)) == ["line", "upright"]


def crosses(told):
    return [key.label for key in told.legend if key.css_class == "cross"]


def test_a_cross_on_a_chart_of_sums_is_a_sum_that_nobody_withheld(site):
    chosen = {"measure": "overdose-deaths-month-mcd"}
    assert crosses(tell(site, "US-VT", "US-WY", window=1, **chosen)) == ["withheld or not available"]
    assert crosses(tell(site, "US-VT", "US-WY", **chosen)) == ["no sum: a month in it is withheld"]
    view = shown(site, "US-VT", "US-WY", **chosen).first_view
    assert labels.hover_label(view, ENGLISH, view.withheld[0]).endswith("<br>no sum: a month in it is withheld")


def test_a_cross_that_stands_for_sums_and_for_figures_says_both():
    months = [
        figure(f"202{year}-{month:02}", "2023-06-01", None if (year, month) == (1, 6) else 5, place="US-VT",
               source="us-cdc-wonder", measure=MONTHS)
        for year in (0, 1) for month in range(1, 13)
    ]  # fmt: skip
    years = [figure("2020", "2023-06-01", None, place="CA-PE", source="ca-phac", measure=OPIOIDS_BY_YEAR)]
    measures = f"{MONTHS},{OPIOIDS_BY_YEAR}"
    selection = made.chart(made.site([*months, *years]), "compare", "US-VT", "CA-PE", measure=measures, unit="count")
    told = compare.write_text(selection, ENGLISH)
    assert crosses(told) == ["no sum: a month in it is withheld; withheld or not available"]
    assert any("withheld by its publisher" in one and "sums cannot be formed" in one for one in told.sentences)


def test_where_every_sum_has_a_gap_the_finding_says_so():
    over = made.site([
        figure(f"2020-{month:02}", "2023-06-01", None if month == 6 else 5, place="US-VT", source="us-cdc-wonder",
               measure=MONTHS)
        for month in range(1, 13)
    ])  # fmt: skip
    told = compare.write_text(made.chart(over, "compare", "US-VT", measure=MONTHS, unit="count", window=12), ENGLISH)
    assert told.summary == "No sum of twelve months can be formed from the figures in this archive."


# -- nothing to draw ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (
            {"as_of": "2001-01-01"},
            "This archive has nothing that was published by that day. Its first release: on or before 30 June 2021.",
        ),
        ({"start": "2030-01-01"}, "This archive has no figure for the months chosen."),
    ],
)
def test_why_there_is_nothing_is_said(site, chosen, said):
    told = tell(site, "CA-AB", "CA-ON", **chosen)
    assert told.empty_message.split(" First")[0] == said.split(" First")[0]
    assert told.title.startswith("Apparent opioid toxicity deaths")
    assert (told.summary, told.alt_text, told.legend) == ("", "", ())


def test_nothing_held_at_all():
    told = compare.write_text(made.chart(made.site([]), "compare", "CA-BC", "CA-AB"), ENGLISH)
    assert told.empty_message == "This archive has no figure for this choice."


def test_rates_of_places_without_a_population_say_so():
    over = made.site([figure("2020-01", "2021-06-01", 5)], [population("2030-Q1", 5)])
    told = compare.write_text(made.chart(over, "compare", "CA-BC", unit="rate", window=1), ENGLISH)
    assert told.empty_message == "This archive has no population of British Columbia: no rate can be shown."


def test_no_sum_can_be_formed():
    over = made.site([figure(f"2020-{month:02}", "2021-06-01", 5) for month in range(1, 12)])
    told = compare.write_text(made.chart(over, "compare", "CA-BC", unit="count", window=12), ENGLISH)
    assert told.empty_message == "No sum of twelve months can be formed from the figures in this archive."


# -- the table ---------------------------------------------------------------------------------------------------------


def test_periods_stand_under_each_other_the_newest_first(site):
    table = compare.build_table(shown(site, "CA-BC", "CA-AB"), ENGLISH)
    assert table.header == ("Period", "British Columbia", "Alberta")
    assert table.rows[0] == ("12 months to September 2025", "33.4 (preliminary)", "23.5 (preliminary)")
    assert ("12 months to March 2020", "16.4", "14.3") in table.rows
    assert table.numeric_columns == {1, 2}


def test_many_places_stand_under_each_other(site):
    selection = shown(site, *NINE, measure=OWN)
    table = compare.build_table(selection, ENGLISH)
    assert table.header[:5] == ("Place", "What is counted", "12 months to March 2020", "Newest figure", "Period")
    assert table.header[5:8] == ("12 months to March 2026", "12 months to March 2025", "12 months to March 2024")
    assert "12 months to March 2020" not in table.header[5:]
    assert [row[0] for row in table.rows] == [view.place.name["en"] for view in selection.views]
    found = {row[0]: row for row in table.rows}
    assert found["Alberta"][1:5] == (
        *("Apparent opioid toxicity deaths by quarter", "14.3", "23.5 (preliminary)", "12 months to September 2025"),
    )
    assert found["Prince Edward Island"][2:5] == (*("no sum", "no sum", "12 months to September 2025"),)
    assert table.numeric_columns == set(range(2, len(table.header))) - {4}
    assert {len(row) for row in table.rows} == {len(table.header)}


def test_years_are_not_passed_off_as_twelve_months_to_march(site):
    places = ("CA-BC", "CA-AB", "CA-ON", "CA-QC", "CA-MB", "CA-SK", "CA-NS", "CA-NB", "CA-NL")
    table = compare.build_table(shown(site, *places, measure=OPIOIDS_BY_YEAR, unit="count"), ENGLISH)
    assert table.header[1:4] == ("2020", "Newest figure", "Period") or table.header[1:4] == (
        *("12 months to March 2020", "Newest figure", "Period"),
    )
    assert table.rows[2][:2] == ("Ontario", "1,565 (2019)")


def test_then_and_now_stand_in_one_cell(site):
    rows = compare.build_table(shown(site, *FOUR, as_of="2024-06-30", edition=None), ENGLISH).rows
    assert any("newest in this archive" in cell for row in rows for cell in row[1:])


@pytest.mark.parametrize(
    ("places", "chosen"),
    [
        (FOUR, {}),
        (FOUR, {"unit": "count", "as_of": "2024-06-30"}),
        (("US-OH", "US-ME"), {"measure": MONTHS, "window": 1}),
    ],
)
def test_table_and_csv_have_the_same_numbers(site, places, chosen):
    selection = shown(site, *places, **chosen)
    column, digits = ("rate", 1) if selection.params.unit == "rate" else ("value", 0)
    text = tables.to_csv(tables.to_frame(selection, ENGLISH))
    in_csv = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if row["value"]:
            value = selection.views[[view.place.code for view in selection.views].index(row["place"])]
            point = next(point for point in value.observations if point.period.label == row["period"])
            in_csv[row["place_name"], row["period_end"][:7]] = ENGLISH.number(value.value_in_unit(point), digits)
            assert float(row[column]) == round(value.value_in_unit(point), 2)
    table = compare.build_table(selection, ENGLISH)
    numbers = {
        (name, point.period.end.isoformat()[:7]): cell.split(" (")[0]
        for row in table.rows
        for name, cell, view in zip(table.header[1:], row[1:], selection.views, strict=True)
        for point in view.observations
        if compare.period_heading(selection, last_month(point), ENGLISH) == row[0] and re.match(r"[\d,.]+", cell)
    }
    assert numbers == in_csv
    assert numbers


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=1, max_size=8)


@examples(30)
@given(st.lists(VALUES, min_size=1, max_size=10), st.sampled_from([ENGLISH, FRENCH]))
def test_whatever_is_held_every_figure_is_in_the_words(held, locale):
    places = ("US-AL", "US-AZ", "US-CA", "US-CO", "US-FL", "US-GA", "US-IL", "US-IN", "US-KY", "US-LA")[: len(held)]
    over = made.site([
        figure(f"2020-{month:02}", "2023-06-01", value, place=place, source="us-cdc-wonder", measure=MONTHS)
        for place, values in zip(places, held, strict=True)
        for month, value in enumerate(values, start=1)
    ])  # fmt: skip
    selection = made.chart(over, "compare", *places, measure=MONTHS, unit="count", window=1)
    told, table = compare.write_text(selection, locale), compare.build_table(selection, locale)
    assert told.alt_text
    assert told.summary in told.alt_text
    assert len({len(table.header), *(len(row) for row in table.rows)}) == 1
    for view in selection.views:
        newest = [point.value for point in view.observations if point.has_value][-1:]
        name = view.place.name[locale.code]
        if len(places) <= 6 and newest:
            assert name in told.summary
        if not newest:
            assert any(name in sentence for sentence in told.sentences)
    if len(places) <= 8:
        ends = [point.period.end for view in selection.views for point in view.observations]
        assert len(table.rows) == len(set(ends))
    assert all(one != other for one, other in pairwise(told.sentences))


def test_a_place_of_which_nothing_was_published_yet_has_no_column(site):
    selection = shown(site, *FOUR, measure=OWN, as_of="2019-08-01")
    table = compare.build_table(selection, ENGLISH)
    assert table.header == ("Period", "British Columbia", "Ohio", "Maine")
    assert {len(row) for row in table.rows} == {4}
    said = compare.write_text(selection, ENGLISH).sentences
    assert "No figure can be shown for Alberta." in said
    assert not any("no population" in sentence for sentence in said)


def test_a_place_without_an_earlier_value_has_none_whatever_changed_later(site):
    """Suppose what is counted changed in 2024, and nothing is held before 2022: nothing is there to be compared."""
    view = made.view(site, places=("CA-QC",), measure="apparent-opioid-deaths-quarter", as_of="2026-06-30", edition=13)
    both = before_after(view)
    assert (both.before is None, both.is_compared) == (False, False)
    late = replace(view, observations=tuple(each for each in view.observations if each.period.start.year > 2021))
    assert (before_after(late).before, before_after(late).is_compared) == (None, False)


def test_a_few_places_compared_are_a_small_table_of_the_values_in_the_sentence(site):
    told = compare.write_text(
        made.chart(site, "compare", "CA-BC", "CA-AB", "CA-ON", "CA-QC", as_of="2025-12-31"), ENGLISH
    )
    table = told.summary_table
    assert table.header == ("Deaths per 100,000 people", "12 months to March 2020", "12 months to June 2025")
    assert [row[0] for row in table.rows] == ["British Columbia", "Alberta", "Ontario", "Quebec"]
    assert all(f"{name} {before}, then {now}" in told.summary for name, before, now in table.rows)


@pytest.mark.parametrize(
    "places", [["CA-QC"], ["CA-BC", "CA-AB", "CA-SK", "CA-MB", "CA-ON", "CA-QC", "CA-NS", "US-OH"]]
)
def test_neither_one_line_nor_very_many_have_a_small_table(site, places):
    assert compare.write_text(made.chart(site, "compare", *places), ENGLISH).summary_table is None


def test_lines_flat_on_zero_are_named(site):
    flat = "Beside the highest line, these can hardly be told from zero: Pima County (Arizona). "
    told = compare.write_text(made.chart(site, "compare", "US-AZ-PIMA", "US"), ENGLISH)
    (sentence,) = [line for line in told.sentences if "told from zero" in line]
    assert sentence == flat + "Their figures are in the table."
    assert not any("told from zero" in line for line in tell(site, "US-OH", "US-ME").sentences)
