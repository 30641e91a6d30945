"""The mean of twelve months is a twelfth of what was published of them, and is left out where one is missing."""

import pytest

from dashboard.charts.trend.figure import draw_figure
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting import trace_names
from tests.dashboard import made
from tests.dashboard.made import YEAR, figure

ENGLISH = get_locale("en")


def months(*values):
    """The figures of months from January 2019 on, all published on one day; None is withheld."""
    return [
        figure(f"{2019 + index // 12}-{index % 12 + 1:02d}", "2026-01-31", value) for index, value in enumerate(values)
    ]


def means(values, **chosen):
    return {period.label: mean for period, mean in made.chart_data(made.site(months(*values)), **chosen).means.items()}


def test_it_is_a_twelfth_of_the_sum_and_begins_with_the_twelfth_month():
    values = [*range(10, 34), 40]
    assert means(values) == {
        f"{2019 + end // 12}-{end % 12 + 1:02d}": round(sum(values[end - 11 : end + 1]) / 12, 1)
        for end in range(11, len(values))
    }


def test_months_withheld_or_missing_leave_a_gap_and_the_range_chosen_does_not():
    values = [10] * 20 + [None] + [10] * 24
    assert [*means(values)] == [f"2019-{month:02d}" for month in [12]] + [
        f"{2020 + month // 12}-{month % 12 + 1:02d}" for month in (*range(8), *range(20, 33))
    ]
    assert min(means([10] * 40, start="2021-01-01")) == "2021-01"


def test_few_means_are_no_line_and_sums_and_years_have_none(site):
    assert means([10] * 22) == {}
    assert made.chart_data(site, window=12).means == made.chart_data(site, measure=YEAR).means == {}


@pytest.mark.parametrize(("unit", "mean"), [("count", 139.8), ("rate", 2.45)])
def test_it_is_drawn_behind_the_months_named_in_words_and_a_column(site, unit, mean):
    data = made.chart_data(site, unit=unit)
    traces = {trace["name"]: trace for trace in draw_figure(data, ENGLISH)["data"]}
    names = [*traces]
    assert names.index(trace_names.MEAN) < names.index(trace_names.SETTLED)
    assert traces[trace_names.MEAN]["y"][-1] == tables.to_frame(data, ENGLISH)["mean_12_months"].iloc[-1] == mean
    text = made.text_of(site, data.params)
    assert f"to June 2026 it is {mean}." in " ".join(text.sentences)
    assert f"to June 2026 it is {mean}." in text.alt_text
    assert "mean" in {item.css_class for item in text.legend}


@pytest.mark.parametrize(
    ("place", "measure", "words"),
    [
        ("CA-BC", "unregulated-deaths-month", "Highest figure shown: December 2023, 241 deaths. 2025, the last full"),
        ("US-OH", "overdose-deaths-12m-reported", "2024, the last full year: "),
        (
            "CA-QC",
            "apparent-opioid-deaths-quarter",
            "2024, the last full year: 645 deaths, computed from its parts. From",
        ),
        ("CA-BC", YEAR, "Highest figure shown: 2023, "),
    ],
)
def test_the_highest_and_the_last_full_year_are_named(site, place, measure, words):
    text = made.text_of(site, made.chart(site, "trend", place, measure=measure).params)
    assert words in " ".join(text.sentences)
    assert text.alt_text.count("ighest") == 1
