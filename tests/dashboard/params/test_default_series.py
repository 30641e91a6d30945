"""Which series a place opens on: the newest that is whole, its own publisher's where that is as current."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.registry import CHARTS, default_params, parse_query
from dashboard.params.default_series import SeriesRecord, rank_measures
from etl import registry
from etl.core.model import Period, PeriodKind

OWN_YEAR, OWN_MONTH, CDC, PREDICTED = (
    *("me-drug-deaths-year", "me-drug-deaths-month"),
    *("overdose-deaths-12m-reported", "overdose-deaths-12m-predicted"),
)
LENGTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.YEAR: 12,
    PeriodKind.TWELVE_MONTHS: 12,
    PeriodKind.YEAR_TO_DATE: 6,
    PeriodKind.SEVERAL_MONTHS: 30,
}


def record(measure, end, count=60, *, values=None, missing=0, gap=1):
    """The record of a measure in Maine whose newest period ends with a month such as ``2025-04``."""
    length = LENGTHS[registry.measure(measure).period]
    last = Period(Period.parse(end).shift(1 - length).start, Period.parse(end).end)
    step = length if registry.measure(measure).period is not PeriodKind.TWELVE_MONTHS else 1
    return SeriesRecord(
        measure_id=measure,
        first=last.shift(-step * (count - 1)),
        last=last,
        period_count=count - missing,
        value_count=count - missing if values is None else values,
        newest=last,
        is_own=measure.startswith("me-"),
        usual_gap_months=gap,
    )


def first_of(*records):
    return rank_measures([each.measure_id for each in records], {each.measure_id: each for each in records})[0]


@pytest.mark.parametrize(
    ("cdc_end", "expected"),
    [("2025-04", OWN_YEAR), ("2025-12", OWN_YEAR), ("2026-01", OWN_YEAR), ("2026-02", CDC), ("2027-06", CDC)],
)
def test_the_own_publisher_comes_first_until_it_is_more_than_one_usual_gap_behind(cdc_end, expected):
    assert first_of(record(CDC, cdc_end), record(OWN_YEAR, "2025-12", 6)) == expected


def test_where_the_countrys_releases_are_rarer_its_own_may_be_as_much_older():
    own = record(OWN_YEAR, "2025-12", 6)
    assert first_of(record(CDC, "2026-03", gap=3), own) == OWN_YEAR
    assert first_of(record(CDC, "2026-04", gap=3), own) == CDC


def test_months_come_before_years_only_where_as_current():
    year = record(OWN_YEAR, "2025-12", 6)
    assert first_of(record(OWN_MONTH, "2025-12"), year) == OWN_MONTH
    assert first_of(record(OWN_MONTH, "2026-03"), year) == OWN_MONTH
    assert first_of(record(OWN_MONTH, "2025-11"), year) == OWN_YEAR


def test_predicted_counts_come_first_only_where_they_are_newer():
    assert first_of(record(CDC, "2025-09"), record(PREDICTED, "2025-09")) == CDC
    assert first_of(record(CDC, "2025-09"), record(PREDICTED, "2025-10")) == PREDICTED


@pytest.mark.parametrize(
    "fragment",
    [
        record(OWN_MONTH, "2025-12", 11),
        record(OWN_MONTH, "2025-12", 60, missing=7),
        record(OWN_MONTH, "2025-12", 60, values=29),
        record(OWN_YEAR, "2025-12", 4),
        record(OWN_YEAR, "2025-12", 8, missing=2),
    ],
)
def test_a_fragment_gives_way_to_what_is_whole_and_ends_less_than_a_year_before(fragment):
    assert first_of(fragment, record(CDC, "2025-04")) == CDC
    assert first_of(fragment, record(CDC, "2024-12")) == fragment.measure_id


def test_one_missing_year_is_no_gap():
    assert not record(OWN_YEAR, "2025-12", 7, missing=1).has_gaps
    assert record(OWN_YEAR, "2025-12", 7, missing=2).has_gaps


def test_totals_of_unlike_lengths_and_percentages_are_never_first_beside_a_course():
    course = record(CDC, "2024-02")
    for other in ("me-drug-deaths-ytd", "me-drug-deaths-range", "overdose-deaths-12m-percent-pending"):
        assert first_of(record(other, "2026-06"), course) == CDC
    assert first_of(record("all-deaths-12m-reported", "2026-06"), course) == CDC


MEASURES = [name for name in registry.MEASURES if name not in registry.POPULATIONS]
RECORDS = st.builds(
    record,
    st.sampled_from(MEASURES),
    st.sampled_from([f"{year}-{month:02}" for year in range(2018, 2026) for month in range(1, 13)]),
    st.integers(1, 80),
    gap=st.integers(1, 12),
)


@given(st.lists(RECORDS, unique_by=lambda each: each.measure_id, max_size=8))
def test_a_ranking_leaves_nothing_out_and_its_first_is_never_a_year_behind(records):
    names = [each.measure_id for each in records]
    ranked = rank_measures(names, {each.measure_id: each for each in records})
    assert sorted(ranked) == sorted(names)
    courses = [each for each in records if each.is_course]
    if courses:
        first = next(each for each in records if each.measure_id == ranked[0])
        assert first in courses
        assert first.end_index > max(each.end_index for each in courses) - 12


@given(st.lists(RECORDS, unique_by=lambda each: each.measure_id, min_size=1, max_size=8))
def test_a_place_whose_own_publisher_has_the_newest_whole_series_opens_on_one_of_its_own(records):
    whole = [each for each in records if each.is_course and each.is_whole]
    newest = max((each.end_index for each in whole), default=0)
    if any(each.is_own and each.end_index == newest for each in whole):
        ranked = rank_measures([each.measure_id for each in records], {each.measure_id: each for each in records})
        fragments = [each for each in records if each.is_course and each.end_index - 12 >= newest]
        assert fragments or ranked[0].startswith("me-")


@pytest.mark.parametrize("slug", CHARTS)
def test_a_default_is_one_of_those_offered(site, slug):
    options = CHARTS[slug].options
    for place in site.availability.drawable_places(options):
        offered = site.availability.measures_for_chart(options, place)
        assert set(default_params(site.availability, place, slug=slug).measures) <= set(offered)


def test_as_of_a_day_the_usual_measure_counts_as_whole():
    months, years = record(OWN_MONTH, "2021-06", 18, missing=15), record(OWN_YEAR, "2020-12", 4)
    records = {each.measure_id: each for each in (months, years)}
    assert rank_measures(records, records)[0] == OWN_MONTH
    assert rank_measures(records, records, usual=OWN_YEAR)[0] == OWN_YEAR
    later = records | {OWN_MONTH: record(OWN_MONTH, "2021-12", 24, missing=15)}
    assert rank_measures(later, later, usual=OWN_YEAR)[0] == OWN_MONTH


def test_on_the_last_day_all_goes_as_far_as_now(site):
    choices = site.availability
    for place, records in choices.records.items():
        with_values = {name: each for name, each in records.items() if each.newest}
        assert choices.records_of_day(records, place, date.max, choices.edition) == with_values


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-07-16", CDC),
        ("2020-08-25", "me-report-drug-deaths-quarter"),
        ("2021-09-20", OWN_MONTH),
        ("2021-10-20", CDC),
        ("2022-08-05", CDC),
        ("2023-06-30", OWN_YEAR),
        ("2026-06-30", OWN_YEAR),
    ],
)
def test_what_was_held_close_before_a_day_comes_before_what_ended_years_earlier(site, day, expected):
    """The CDC's release of September 2019, to February of that year, is the newest of it held until October 2021."""
    as_then = default_params(site.availability, "US-ME", day=date.fromisoformat(day))
    assert as_then.measure == expected


def test_british_columbia_opens_on_its_months_on_every_day_from_the_first_release_of_them_on(site):
    usual = default_params(site.availability, "CA-BC").measure
    first = site.index.find(measure=usual, place="CA-BC").vintages()[0]
    days = {each.date() for each in site.snapshot.ledger["vintage"] if each.date() >= first}
    assert len(days) > 100
    assert {default_params(site.availability, "CA-BC", day=day).measure for day in days} == {usual}


def test_as_of_a_day_a_place_opens_on_what_had_been_published_of_it(site):
    """Of Maine's own totals by year none was published before 2023; of its months, the first in 2021."""

    def opens_on(place, day, slug="trend"):
        params = parse_query({"places": [place], "as_of": [day]}, site.availability, slug)
        assert parse_qs(urlsplit(site.urls.chart(params)).query) == {"places": [place], "as_of": [day]}
        return params.measure

    assert opens_on("US-ME", "2020-06-30") == CDC
    assert opens_on("US-ME", "2024-06-30") == OWN_YEAR
    assert opens_on("US-ME", "2010-01-01") == OWN_YEAR
    assert opens_on("US-NY", "2022-01-01") == "overdose-deaths-month-mcd"
    assert opens_on("US-OH", "2022-01-01", "seasonal") == "overdose-deaths-month-mcd"


def test_stepping_through_the_days_of_a_series_never_changes_the_measure(site):
    """The address names it on the days on which the place would open on another one."""
    for place in site.availability.drawable_places(CHARTS["trend"].options):
        shown = default_params(site.availability, place)
        for day in site.index.find(measure=shown.measure, place=place).vintages():
            address = site.urls.chart(replace(shown, as_of=day))
            assert parse_query(parse_qs(urlsplit(address).query), site.availability).measure == shown.measure


def test_an_address_that_names_an_edition_opens_on_what_that_edition_would_have_shown(site):
    """Maine's own total of 2025 was learned with an edition after the fifth."""
    asked = {"places": ["US-ME"], "as_of": ["2024-06-30"]}
    assert parse_query(asked, site.availability).measure == OWN_YEAR
    pinned = parse_query(asked | {"edition": ["5"]}, site.availability)
    assert pinned.measure == CDC
    assert site.availability.of_edition(None) is site.availability
    assert "measure" in site.urls.chart(pinned)
    assert "measure" not in site.urls.chart(replace(pinned, as_of=None))
