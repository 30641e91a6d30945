"""One set of holdings ready to be shown: what there is to choose from, pictures, and two readers apart."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.dataset.dataset import Dataset
from dashboard.export import images
from dashboard.params.chart_params import ChartParams
from dashboard.params.rate_choices import has_rates
from etl import registry
from etl.store.files import Store
from tests.dashboard import made
from tests.dashboard.made import MONTH, YEAR, figure, view

QUARTER = "apparent-opioid-deaths-quarter"
ALBERTA = {"source": "ca-ab-asuss", "measure": "ab-opioid-deaths-month", "place": "CA-AB"}


def test_measures_are_offered_by_place_the_usual_one_first(site):
    assert site.availability.measures["CA-BC"][:2] == (MONTH, YEAR)
    assert site.availability.edition == site.snapshot.edition > 1
    over = made.site([figure("2020", "2021-01-01", 5, measure=YEAR, place="CA-AB"), figure("2020-01", "2021-01-01", 5)])
    assert dict(over.availability.measures) == {"CA-AB": (YEAR,), "CA-BC": (MONTH,)}
    assert default_params(over.availability, "CA-AB").measure == YEAR


@pytest.mark.parametrize(
    ("place", "usual"),
    [
        ("CA", "apparent-opioid-deaths-quarter"),
        ("CA-BC", MONTH),
        ("CA-AB", "apparent-opioid-deaths-quarter"),  # of Alberta's own months, some are held
        ("GB-SCT", "sct-suspected-drug-deaths-quarter"),
        ("US", "overdose-deaths-12m-reported"),
        ("US-OH", "overdose-deaths-12m-reported"),
        ("US-CA", "overdose-deaths-12m-reported"),
        ("US-CA-SF", "sf-overdose-deaths-year"),  # of its months, less than half are held
        ("US-CT", "overdose-deaths-12m-reported"),  # its own months end with 2022
        ("US-ME", "me-drug-deaths-year"),  # its own total of 2025 is newer than the CDC's April 2025
        ("US-NY", "overdose-deaths-month-ucd"),  # the other measure of the same months ends with 2019
        ("CA-PE", "apparent-opioid-deaths-year"),  # most of its quarters are withheld
        ("CA-BC-fraser", "unregulated-deaths-year"),  # of its months, half are held
        ("US-NH", "overdose-deaths-12m-reported"),
        ("US-VT", "overdose-deaths-12m-reported"),
    ],
)
def test_the_usual_measure_of_a_place_is_no_fragment(site, place, usual):
    assert default_params(site.availability.of_edition(13), place).measure == usual


def test_counts_of_deaths_come_before_everything_else(site):
    for offered in site.availability.measures.values():
        of_deaths = [registry.measure(measure).counts_deaths for measure in offered]
        assert of_deaths == sorted(of_deaths, reverse=True)


def months(count, *, missing=()):
    """Months of Alberta from 2020 on, without some of them."""
    return [
        figure(f"{2020 + number // 12}-{number % 12 + 1:02}", "2024-01-01", 5, **ALBERTA)
        for number in range(count)
        if number not in missing
    ]


@pytest.mark.parametrize(
    ("own", "first"),
    [
        (months(24), "own"),
        (months(23), "own"),
        (months(20), "the country's"),
        (months(24, missing=range(13)), "the country's"),
        (months(40, missing=range(1, 5)), "own"),
        (months(40, missing=range(1, 6)), "the country's"),
        ([figure("2021", "2024-01-01", 5, **(ALBERTA | {"measure": "ab-opioid-deaths-year"}))], "the country's"),
    ],
)
def test_a_places_own_publisher_comes_first_with_a_record_nine_tenths_whole_and_as_current(own, first):
    """The country's quarters go to the end of 2021, or as far as the own months; its releases come every 91 days."""
    last = max(pd.Timestamp("2021-12-31"), own[-1]["period_end"])
    quarters = [
        figure(f"{year}-Q{number}", "2024-01-01", 5, **(ALBERTA | {"source": "ca-phac", "measure": QUARTER}))
        for year in range(2020, 2024)
        for number in range(1, 5)
    ]
    country = [quarter for quarter in quarters if quarter["period_end"] <= last]
    offered = made.site([*own, *country]).availability.measures["CA-AB"]
    assert (offered[0] == own[0]["measure"]) == (first == "own")
    assert made.site(own).availability.measures["CA-AB"] == (own[0]["measure"],)


def test_a_group_alone_is_not_offered_as_all():
    over = made.site([figure("2020-01", "2021-01-01", 5, group="sex:male")])
    assert dict(over.availability.measures) == {}


def test_a_population_is_held_and_not_offered():
    people = [made.population("2020-Q1", 5_000_000), made.population("2020-Q1", 4_000_000, place="CA-AB")]
    over = made.site([figure("2020-01", "2021-01-01", 5), figure("2020-01", "2021-01-01", 6, place="CA-ON")], people)
    assert dict(over.availability.measures) == {"CA-BC": (MONTH,), "CA-ON": (MONTH,)}
    assert over.availability.with_population == {"CA-BC", "CA-AB"}
    assert set(over.snapshot.table["measure"]) == {MONTH, made.POPULATION}
    assert has_rates(over.availability, "CA-BC", MONTH)
    assert not has_rates(over.availability, "CA-ON", MONTH)
    assert made.site([]).availability.with_population == frozenset()


def test_a_view_is_made_once_and_never_mixed_up(site, usual):
    then = replace(usual, as_of=date(2020, 8, 25))
    assert made.data_of(site, usual).first_view is made.data_of(site, replace(usual)).first_view
    assert made.data_of(site, then).first_view.latest.value == 175
    assert made.data_of(site, usual).first_view.latest.value != 175


def test_two_sites_have_nothing_in_common(usual):
    one, other = made.site([figure("2020-01", "2020-02-01", 5)]), made.site([figure("2020-01", "2020-02-01", 6)])
    assert [made.data_of(s, usual).first_view.latest.value for s in (one, other, one)] == [5, 6, 5]


def test_a_picture_can_stand_alone(site):
    picture = made.picture_of(site, made.state(site, as_of="2020-08-25"), "https://example.org/chart/trend")
    words = " ".join([picture.title, picture.subtitle, *picture.notes])
    for part in ("British Columbia", "25 August 2020", "BC Coroners Service", "https://example.org/chart/trend"):
        assert part in words
    assert "175" in picture.alt_text
    assert (picture.width, picture.height) == (1000, 560)
    drawn = images.render_svg(picture).decode()
    assert "https://example.org/chart/trend" in drawn
    assert "25 August 2020" in drawn


def test_a_picture_is_the_same_bytes_each_time(site, usual):
    one, other = (images.render_png(made.picture_of(Dataset(site.snapshot), usual, "/")) for _ in range(2))
    assert one == other


def test_nothing_held_makes_no_picture(site):
    assert made.picture_of(site, made.state(site, as_of="2010-01-01"), "/") is None
    assert made.picture_of(site, made.state(site, places=("CA-AB",)), "/") is None


def test_sums_that_cannot_be_formed_make_no_picture():
    over = made.site([figure(f"2020-{month:02}", "2022-01-01", 5) for month in range(1, 13) if month != 6])
    assert view(over, window=12).observations
    assert made.picture_of(over, made.state(over, window=12), "/") is None


def test_a_picture_says_all_caveats(site):
    shown = made.state(site, places=("CA-PE",), measure="apparent-opioid-deaths-quarter")
    assert any(
        "withheld by the publisher or not available from it (×)" in line
        for line in made.picture_of(site, shown, "/").notes
    )


def test_an_empty_store_is_a_site(tmp_path):
    site = Dataset(Store(tmp_path).load())
    assert (dict(site.availability.measures), site.availability.edition) == ({}, 0)
    assert default_params(site.availability) == ChartParams(
        options=CHARTS["trend"].options, places=("CA-BC",), measure=""
    )
    assert made.data_of(site, default_params(site.availability)).first_view is None
    assert site.place(default_params(site.availability)).name["en"] == "British Columbia"
