"""The list of days as of which a chart can be seen: by year, each release with what it brought."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.web.pages.release_days import build_release_days
from tests.dashboard import made
from tests.dashboard.made import figure


def release_days(site, **chosen):
    return build_release_days(made.charts_of(site)(made.state(site, **chosen)))


def history():
    """A first release, one that revises, one that brings an older month, and one of the next year without a change."""
    return made.site(
        [
            figure("2020-06", "2020-08-25", 170),
            figure("2020-07", "2020-08-25", 175),
            figure("2020-07", "2020-10-20", 178),
            figure("2020-08", "2020-10-20", 140),
            figure("2020-09", "2020-10-20", 150),
            figure("2020-05", "2020-11-20", 160),
            figure("2020-09", "2021-01-20", 150),
        ]
    )


def test_days_stand_by_year_with_what_came():
    assert [(year, [day.words for day in options]) for year, options in release_days(history()).years] == [
        ("2021", ["20 January 2021: no change"]),
        (
            "2020",
            [
                "20 November 2020: 1 new to this archive",
                "20 October 2020: 2 new, 1 revised",
                "25 August 2020: 2 new to this archive",
            ],
        ),
    ]


def test_in_french():
    words = [day.words for _, options in release_days(history(), lang="fr").years for day in options]
    assert words == [
        "20 janvier 2021\u00a0: aucun changement",
        "20 novembre 2020\u00a0: 1 recueilli pour la première fois",
        "20 octobre 2020\u00a0: 2 nouveaux, 1 révisé",
        "25 août 2020\u00a0: 2 recueillis pour la première fois",
    ]


def test_a_day_without_a_release_stands_among_them_and_is_none():
    years = dict(release_days(history(), as_of="2020-09-21").years)
    assert [(day.value, day.is_release) for day in years["2020"]] == [
        ("2020-11-20", True),
        ("2020-10-20", True),
        ("2020-09-21", False),
        ("2020-08-25", True),
    ]
    assert years["2020"][2].words == "21 September 2020"


@pytest.mark.parametrize("slug", CHARTS)
def test_every_release_of_a_chart_is_listed_and_stands_on_the_line(site, slug):
    chart = made.charts_of(site)(default_params(site.availability, slug=slug))
    days = build_release_days(chart)
    listed = [date.fromisoformat(day.value) for _, options in days.years for day in options]
    assert tuple(reversed(listed)) == chart.data.releases
    assert len(days.track.ticks) in {len(listed), 0}


def test_a_series_drawn_twice_is_counted_once(site):
    trend, seasonal = (
        build_release_days(made.charts_of(site)(default_params(site.availability, slug=slug)))
        for slug in ("trend", "seasonal")
    )
    assert trend == seasonal


def test_the_day_chosen_changes_no_words_of_the_others(site):
    params = default_params(site.availability)
    charts = made.charts_of(site)
    now, then = (build_release_days(charts(replace(params, as_of=day))) for day in (None, date(2020, 8, 25)))
    assert now == then
