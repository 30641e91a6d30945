"""One set of holdings ready to be shown: what there is to choose from, pictures, and two readers apart."""

from dataclasses import replace
from datetime import date

from dashboard import images
from dashboard.site import Site
from dashboard.state import ChartState, default
from etl import registry
from etl.store import Store
from tests.dashboard import made
from tests.dashboard.made import MONTH, YEAR, YEAR_TO_DATE, figure


def test_measures_are_offered_by_place_in_the_order_of_the_registry(site):
    assert site.choices.measures["CA-BC"][:3] == (MONTH, YEAR_TO_DATE, YEAR)
    assert registry.measure(site.choices.measures["CA-BC"][-1]) in registry.source("ca-phac").measures
    assert site.choices.measures["US"][0] == "overdose-deaths-12m-reported"
    assert site.choices.measures["US-OH"][0] == "overdose-deaths-12m-reported"
    for source_id in ("us-me-ocme", "us-ct-ocme", "ca-ab-asuss"):  # before the publisher of the whole country
        source = registry.source(source_id)
        assert site.choices.measures[source.place][0] in {measure.id for measure in source.measures}
    assert site.choices.edition == site.held.edition > 1
    over = made.site([figure("2020", "2021-01-01", 5, measure=YEAR, place="CA-AB"), figure("2020-01", "2021-01-01", 5)])
    assert dict(over.choices.measures) == {"CA-AB": (YEAR,), "CA-BC": (MONTH,)}
    assert default(over.choices, "CA-AB").measure == YEAR


def test_a_group_alone_is_not_offered_as_all():
    over = made.site([figure("2020-01", "2021-01-01", 5, group="sex:male")])
    assert dict(over.choices.measures) == {}


def test_a_population_is_held_and_not_offered():
    people = [made.population("2020-Q1", 5_000_000), made.population("2020-Q1", 4_000_000, place="CA-AB")]
    over = made.site([figure("2020-01", "2021-01-01", 5), figure("2020-01", "2021-01-01", 6, place="CA-ON")], people)
    assert dict(over.choices.measures) == {"CA-BC": (MONTH,), "CA-ON": (MONTH,)}
    assert over.choices.populated == {"CA-BC", "CA-AB"}
    assert set(over.held.table["measure"]) == {MONTH, made.POPULATION}
    assert over.choices.has_rates("CA-BC", MONTH)
    assert not over.choices.has_rates("CA-ON", MONTH)
    assert made.site([]).choices.populated == frozenset()


def test_a_view_is_made_once_and_never_mixed_up(site, usual):
    then = replace(usual, as_of=date(2020, 8, 25))
    assert site.view("trend", usual) is site.view("trend", replace(usual))
    assert site.view("trend", then).latest.value == 175
    assert site.view("trend", usual).latest.value != 175


def test_two_sites_have_nothing_in_common(usual):
    one, other = made.site([figure("2020-01", "2020-02-01", 5)]), made.site([figure("2020-01", "2020-02-01", 6)])
    assert [s.view("trend", usual).latest.value for s in (one, other, one)] == [5, 6, 5]


def test_a_picture_can_stand_alone(site):
    picture = site.picture("trend", made.state(site, as_of="2020-08-25"), "https://example.org/chart/trend")
    words = " ".join([picture.title, picture.subtitle, *picture.notes])
    for part in ("British Columbia", "25 August 2020", "BC Coroners Service", "https://example.org/chart/trend"):
        assert part in words
    assert "175" in picture.alt
    assert (picture.width, picture.height) == (1000, 560)
    drawn = images.svg(picture).decode()
    assert "https://example.org/chart/trend" in drawn
    assert "25 August 2020" in drawn


def test_a_picture_is_the_same_bytes_each_time(site, usual):
    one, other = (images.png(Site(site.held).picture("trend", usual, "/")) for _ in range(2))
    assert one == other


def test_nothing_held_makes_no_picture(site):
    assert site.picture("trend", made.state(site, as_of="2010-01-01"), "/") is None
    assert site.picture("trend", made.state(site, places=("CA-AB",)), "/") is None


def test_an_empty_store_is_a_site(tmp_path):
    site = Site(Store(tmp_path).load())
    assert (dict(site.choices.measures), site.choices.edition) == ({}, 0)
    assert default(site.choices) == ChartState(places=("CA-BC",), measure="")
    assert site.view("trend", default(site.choices)) is None
    assert site.place(default(site.choices)).name["en"] == "British Columbia"
