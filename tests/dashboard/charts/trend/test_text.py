"""The words and the table of one place over time."""

from dashboard.charts.trend import text
from dashboard.i18n import get_locale
from tests.dashboard import made
from tests.dashboard.made import figure, population

ENGLISH = get_locale("en")


def months(*values):
    return [figure(f"2020-{month:02}", "2021-06-01", value) for month, value in enumerate(values, start=1)]


def test_a_sum_over_a_month_that_is_not_given_is_not_called_withheld():
    selection = made.chart_data(made.site(months(*[5] * 11, None)), window=12)
    keys = [key.label for key in text.write_text(selection, ENGLISH).legend if key.css_class == "cross"]
    assert keys == ["no sum: a month in it is withheld"]
    (row,) = text.build_table(selection, ENGLISH).rows
    assert row == ("2020", "", "", "no sum: a month in it is withheld", "")


def test_a_month_that_is_not_given_is_withheld():
    selection = made.chart_data(made.site(months(5, None)))
    keys = [key.label for key in text.write_text(selection, ENGLISH).legend if key.css_class == "cross"]
    assert keys == ["withheld or not available"]
    assert text.build_table(selection, ENGLISH).rows[0][:4] == (
        *("February 2020", "", "1 June 2021", "suppressed by the publisher"),
    )


def test_a_figure_without_a_population_says_so_in_the_table():
    over = made.site(months(5, 6), [population("2020-Q2", 1_000_000)])
    rows = text.build_table(made.chart_data(over, unit="rate"), ENGLISH).rows
    assert {row[3].split("; ")[0] for row in rows} == {"no population in this archive"}


def test_the_table_of_a_day_has_the_newest_value_beside_it():
    figures = [figure("2020-01", "2020-06-01", 5), figure("2020-01", "2021-06-01", 6)]
    table = text.build_table(made.chart_data(made.site(figures), as_of="2020-06-01"), ENGLISH)
    assert table.header == (
        "Period",
        "Figure",
        "Newest in this archive",
        "Unchanged since",
        "Remark",
        "First in this archive",
    )
    assert table.rows == (("January 2020", "5", "6", "1 June 2020", "preliminary", ""),)
    assert table.numeric_columns == {1, 2, 5}


def test_nothing_held_has_neither_title_nor_rows():
    selection = made.chart_data(made.site([]))
    assert text.write_text(selection, ENGLISH).empty_message == "This archive has no figure for this place yet."
    assert text.build_table(selection, ENGLISH).header == ()


def test_two_values_are_a_table_and_many_are_not(site):
    few = made.text_of(site, made.chart(site, "trend", "US-CA-SF", measure="sf-overdose-deaths-range").params)
    assert few.summary_table.header == ("Period", "Figure", "Unchanged since")
    assert [row[:2] for row in few.summary_table.rows] == [
        ("January 2020 to June 2026", "4,346"),
        ("January 2024 to December 2025", "1,261"),
    ]
    assert made.text_of(site, made.state(site)).summary_table is None
