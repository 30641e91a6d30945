"""What can be chosen: charts by place, measures that several places have, dimensions, windows; from what is shipped."""

import itertools

import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.params.availability import DIMENSIONS
from dashboard.params.options import ANNUALIZABLE
from etl import registry


@pytest.fixture(scope="module")
def choices(site):
    return site.availability


@pytest.mark.parametrize("slug", CHARTS)
def test_every_measure_offered_can_be_shown(choices, slug):
    drawable = choices.drawable_places(CHARTS[slug].options)
    assert drawable
    for place in drawable:
        offered = choices.measures_for_chart(CHARTS[slug].options, place)
        assert offered
        assert len(set(offered)) == len(offered)
        assert all(CHARTS[slug].options.accepts_measure(registry.measure(measure)) for measure in offered)


def test_the_usual_places_can_be_drawn(choices):
    for slug, offer in ((name, chart.options) for name, chart in CHARTS.items()):
        assert set(offer.default_places or (choices.default_place,)) <= set(
            choices.drawable_places(CHARTS[slug].options)
        )


def test_places_that_share_a_measure_are_compared_by_it(choices):
    assert choices.default_measure(CHARTS["compare"].options, ("CA-BC", "CA-AB")) == "apparent-opioid-deaths-quarter"
    assert choices.default_measure(CHARTS["compare"].options, ("US-OH", "US-ME")) == "overdose-deaths-12m-reported"


@pytest.mark.parametrize("places", list(itertools.permutations(("CA-BC", "US-OH", "CA-AB"))))
def test_places_that_share_none_are_compared_by_as_few_as_there_can_be(choices, places):
    assert (
        choices.default_measure(CHARTS["compare"].options, places)
        == "apparent-opioid-deaths-quarter,overdose-deaths-12m-reported"
    )
    assert choices.default_measure(CHARTS["compare"].options, ("CA-BC", "US-OH")) == (
        "overdose-deaths-12m-reported,unregulated-deaths-month"
    )


def test_a_place_that_lacks_the_measure_does_not_take_the_others_back_by_years(choices):
    """New York has no twelve-month figures of its own: WONDER's end in 2023, and the other states keep theirs."""
    measures = choices.default_measure(CHARTS["compare"].options, ("US-WA", "US-OR", "US-CA", "US-NY"))
    assert measures == "overdose-deaths-12m-reported,overdose-deaths-month-ucd"


def test_what_has_too_many_gaps_for_a_course_comes_last(choices):
    assert choices.measures_for_chart(CHARTS["compare"].options, "US-CA-SF")[0] == "sf-overdose-deaths-year"
    assert choices.measures_for_chart(CHARTS["seasonal"].options, "US-CA-SF")[0] == "sf-overdose-deaths-month"
    assert choices.default_measure(CHARTS["change"].options, ("CA-BC",)) == "unregulated-deaths-year"
    assert choices.default_measure(CHARTS["breakdown"].options, ("CA-BC",)) == "unregulated-deaths-year"


def test_one_place_is_compared_across_its_publishers(choices):
    measures = choices.default_measure(CHARTS["compare"].options, ("CA-BC",)).split(",")
    assert measures == ["unregulated-deaths-month", "apparent-opioid-deaths-quarter"]
    assert len({registry.source_of(measure).id for measure in measures}) == len(measures)


def test_parts_and_dimensions(choices):
    assert choices.parts("CA-BC", "unregulated-deaths-month") == (
        *("CA-BC-fraser", "CA-BC-interior", "CA-BC-island", "CA-BC-northern", "CA-BC-vancouver-coastal"),
    )
    assert choices.dimensions("CA-BC", "unregulated-deaths-month") == ("place",)
    assert choices.dimensions("CA-BC", "unregulated-deaths-year") == ("place", "sex", "age")
    assert choices.dimensions("US-OH", "overdose-deaths-12m-reported") == ("drug",)
    assert choices.dimensions("GB-SCT", "sct-suspected-drug-deaths-quarter") == ("sex",)
    assert choices.dimensions("US-VT", "vt-opioid-deaths-year") == ()


def test_a_breakdown_asked_for_by_age_is_of_a_measure_that_has_ages(choices):
    assert choices.default_measure(CHARTS["breakdown"].options, ("CA-BC",), "place") == "unregulated-deaths-year"
    assert choices.default_measure(CHARTS["breakdown"].options, ("CA-BC",), "age") == "unregulated-deaths-year"


@pytest.mark.parametrize(
    ("slug", "measures", "windows"),
    [
        ("trend", ["unregulated-deaths-month"], (1, 12)),
        ("trend", ["apparent-opioid-deaths-quarter"], (1, 12)),
        ("trend", ["unregulated-deaths-year"], (1,)),
        ("trend", ["overdose-deaths-12m-percent-pending"], (1,)),
        ("compare", ["unregulated-deaths-month"], (12, 1)),
        ("compare", ["unregulated-deaths-month", "overdose-deaths-12m-reported"], (12,)),
        ("compare", ["apparent-opioid-deaths-quarter"], (12,)),
        ("breakdown", ["unregulated-deaths-month"], (12, 1)),
        ("breakdown", ["unregulated-deaths-year"], (1,)),
        ("map", ["overdose-deaths-12m-reported"], (12,)),
        ("seasonal", ["unregulated-deaths-month"], (1,)),
    ],
)
def test_a_month_never_stands_beside_twelve(choices, slug, measures, windows):
    assert choices.windows(CHARTS[slug].options, measures) == windows


def test_percentages_are_never_compared_nor_broken_down(choices):
    for slug in ("compare", "breakdown", "map", "change", "seasonal"):
        offered = {
            measure
            for place in choices.drawable_places(CHARTS[slug].options)
            for measure in choices.measures_for_chart(CHARTS[slug].options, place)
        }
        assert not [measure for measure in offered if registry.measure(measure).is_percentage]
        if slug != "seasonal":
            assert {registry.measure(measure).period for measure in offered} <= ANNUALIZABLE


def test_dimensions_are_of_groups_that_have_words(choices):
    from etl.core.groups import GROUPS

    found = {group for held in choices.groups.values() for group in held}
    assert found < set(GROUPS)
    assert {group.partition(":")[0] for group in found} < set(DIMENSIONS)


def test_a_part_that_is_counted_in_parts_only_stands_as_those(choices):
    by_cdc = choices.parts("US", "overdose-deaths-12m-reported")
    assert {"US-NY-NYC", "US-NY-REST"} < set(by_cdc)
    assert "US-NY" not in by_cdc
    assert "US-NY" in choices.parts("US", "overdose-deaths-month-mcd")
    assert choices.parts("US-NY", "overdose-deaths-12m-reported") == ("US-NY-NYC", "US-NY-REST")


def test_a_map_is_usually_of_the_measure_that_most_parts_have(choices):
    assert choices.default_measure(CHARTS["map"].options, ("US",)) == "overdose-deaths-12m-reported"


@pytest.mark.parametrize(
    ("slug", "places", "unit"),
    [
        ("map", ("US",), "rate"),
        ("map", ("CA",), "rate"),
        ("map", ("CA-BC",), "count"),
        ("map", ("US-NY",), "count"),
        ("compare", ("CA-BC", "CA-AB"), "rate"),
        ("compare", ("US-CA-SF",), "count"),
        ("trend", ("CA-BC",), "count"),
    ],
)
def test_rates_are_usual_only_where_a_population_is_held(choices, slug, places, unit):
    assert default_params(choices, *places, slug=slug).unit == unit
