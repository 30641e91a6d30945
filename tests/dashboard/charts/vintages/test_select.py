"""Which releases and which period the chart of one figure through the releases selects, and its rows in the CSV."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.vintages.select import releases_stating_period
from dashboard.export import tables
from dashboard.i18n import get_locale
from etl.core.model import Period
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH = get_locale("en")


def vintages(*figures, **chosen):
    """The chart over figures made by hand."""
    return made.chart(made.site(figures), "vintages", "CA-BC", **chosen)


@pytest.mark.parametrize(
    ("place", "chosen"),
    [
        ("CA-BC", {"end": "2020-07-01"}),
        ("CA-BC", {"as_of": "2020-10-20"}),
        ("US-OH", {}),
        ("US-ME", {"measure": "me-drug-deaths-year"}),
    ],
)
def test_each_view_is_the_one_of_its_day_and_releases_without_one_state_nothing_of_it(site, place, chosen):
    """The quick way through the releases gives what asking for each day gives."""
    shown = made.chart(site, "vintages", place, **chosen)
    around = shown.first_view.params
    days = [day for day in shown.first_view.releases if day <= shown.params.cutoff]
    views = {day: site.series_view(replace(around, as_of=day)) for day in days}
    assert {view.params.as_of: view.observations for view in shown.views} == {
        day: view.observations
        for day, view in views.items()
        if any(point.last_published == day for point in view.observations)
    }
    assert all(view.current == views[view.params.as_of].current for view in shown.views)


def test_those_that_stated_the_period_are_told_even_where_they_withheld_or_repeated_it(site):
    told = releases_stating_period(made.chart(site, "vintages", "CA-BC", end="2020-07-01"))
    days = [str(view.params.as_of) for view, _ in told]
    assert len(days) == 13
    assert days[:3] == ["2020-08-25", "2020-09-23", "2020-10-20"]
    withheld = vintages(figure("2020-07", "2020-08-25", None), figure("2020-06", "2020-09-25", 3), end="2020-07-01")
    assert [str(view.params.as_of) for view, _ in releases_stating_period(withheld)] == ["2020-08-25"]
    assert [str(view.params.as_of) for view in withheld.views] == ["2020-08-25", "2020-09-25"]


def test_twelve_periods_are_shown_on_each_side(site):
    (newest,) = made.chart(site, "vintages", "CA-BC", end="2020-07-01").views[-1:]
    assert [newest.observations[at].period.label for at in (0, 12, 24)] == ["2019-07", "2020-07", "2021-07"]
    (newest,) = made.chart(site, "vintages", "US-OH", end="2018-09-01").views[-1:]
    assert [newest.observations[at].period.label for at in (0, 12, 24)] == [
        "2016-10/2017-09",
        "2017-10/2018-09",
        "2018-10/2019-09",
    ]


def test_the_usual_period_is_the_one_revised_most_often_by_the_day():
    history = (
        figure("2020-05", "2020-08-01", 10),
        figure("2020-05", "2020-09-01", 11),
        figure("2020-06", "2020-08-01", 20),
        figure("2020-06", "2020-09-01", 20, status="final"),
        figure("2020-06", "2020-10-01", 21),
        figure("2020-06", "2020-11-01", 22),
    )
    assert vintages(*history).period == Period.month(2020, 6)
    assert vintages(*history, as_of="2020-10-31").period == Period.month(2020, 6)
    assert vintages(*history, as_of="2020-09-30").period == Period.month(2020, 5)
    late = figure("2020-05", "2020-08-15", 12, edition=2)
    assert vintages(*history, late, as_of="2020-10-31").period == Period.month(2020, 5)
    assert vintages(*history, late, as_of="2020-10-31", edition=1).period == Period.month(2020, 6)


def test_periods_not_held_by_the_day_are_not_offered():
    shown = vintages(
        figure("2020-05", "2020-08-01", 10), figure("2020-07", "2020-08-01", None), figure("2020-06", "2020-09-01", 11)
    )
    assert [period.label for period in shown.periods] == ["2020-05", "2020-06", "2020-07"]
    then = vintages(
        figure("2020-05", "2020-08-01", 10),
        figure("2020-07", "2020-08-01", None),
        figure("2020-06", "2020-09-01", 11),
        as_of="2020-08-01",
    )
    assert [period.label for period in then.periods] == ["2020-05", "2020-07"]


def test_every_row_of_the_csv_names_the_release_as_of_which_it_stands(site):
    shown = made.chart(site, "vintages", "CA-BC", end="2020-07-01")
    text = tables.to_csv(tables.to_frame(shown, ENGLISH))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == sum(len(view.observations) for view in shown.views)
    assert sorted({date.fromisoformat(row["as_published"]) for row in rows}) == [v.params.as_of for v in shown.views]
    july = {row["as_published"]: row["value"] for row in rows if row["period"] == "2020-07"}
    assert (july["2020-08-25"], july["2020-11-25"], july["2026-08-11"]) == ("175", "178", "186")


def test_no_other_chart_has_that_column(site):
    assert "as_published" not in tables.to_frame(made.chart_data(site), ENGLISH)


def test_a_row_tells_restated_unchanged_from_not_in_the_release(site):
    shown = made.chart(site, "vintages", "CA-BC", end="2020-05-01")
    rows = csv.DictReader(io.StringIO(tables.to_csv(tables.to_frame(shown, ENGLISH)), newline=""))
    may = {row["as_published"]: row["stated_by_release"] for row in rows if row["period"] == "2020-05"}
    assert (may["2022-06-09"], may["2020-11-25"]) == ("yes", "no")
