"""A reader's choices and the same as a query string: each way back, and what is refused."""

from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.registry import CHARTS, default_params, parse_query
from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter
from dashboard.params.availability import Availability
from dashboard.params.carry_over import carry_over
from dashboard.params.chart_params import OPTION_NAMES, ChartParams
from dashboard.params.options import KINDS, WINDOWS
from dashboard.params.query_string import format_query
from dashboard.params.rate_choices import has_rates, is_rate_possible
from etl.store.files import Store
from tests.dashboard import made
from tests.examples import examples

MONTH, YEAR = "unregulated-deaths-month", "unregulated-deaths-year"
PLACES = Store().load().places
CHOICES = Availability(
    places=PLACES,
    close_matches=PLACES.close_matches,
    measures={"CA-BC": (MONTH, "unregulated-deaths-ytd", YEAR), "CA-AB": (YEAR, MONTH)},
    default_place="CA-BC",
    edition=7,
    with_population=frozenset({"CA-BC", "CA-AB"}),
    languages=("en", "fr"),
    note_places={"post-2020-09-21": frozenset({"CA-BC"}), "2016-04-14-emergency": frozenset({"CA-BC", "CA-AB"})},
)
DAYS = st.none() | st.dates()
MONTHS = st.none() | st.dates().map(lambda day: day.replace(day=1))


@st.composite
def states(draw):
    start, end = draw(MONTHS), draw(MONTHS)
    if start and end and end < start:
        start, end = end, start
    window = draw(st.sampled_from(WINDOWS))
    place = draw(st.sampled_from(["CA-BC", "CA-AB"]))
    return ChartParams(
        options=CHARTS["trend"].options,
        places=(place,),
        measure=MONTH if window == 12 else draw(st.sampled_from(CHOICES.measures[place])),
        unit=draw(st.sampled_from(CHARTS["trend"].options.units)),
        window=window,
        start=start,
        end=end,
        as_of=draw(DAYS),
        edition=draw(st.none() | st.integers(1, CHOICES.edition)),
        notes=draw(st.booleans()),
        kinds=tuple(kind for kind in KINDS if draw(st.booleans())),
        note=draw(st.sampled_from(["", *(note for note, codes in CHOICES.note_places.items() if place in codes)])),
        lang=draw(st.sampled_from(CHOICES.languages)),
    )


def read(text):
    return parse_query(parse_qs(text, keep_blank_values=True), CHOICES)


@examples(300)
@given(states())
def test_a_state_survives_its_query(state):
    written = format_query(state, CHOICES)
    assert read(written) == state
    assert format_query(read(written), CHOICES) == written


@examples(300)
@given(states(), st.randoms())
def test_the_order_of_the_options_does_not_matter_and_is_fixed_when_written(state, random):
    written = format_query(state, CHOICES)
    options = written.split("&")
    random.shuffle(options)
    assert format_query(read("&".join(options)), CHOICES) == written
    names = [option.partition("=")[0] for option in written.split("&") if option]
    order = list(OPTION_NAMES)
    assert names == sorted(names, key=order.index)


@examples(100)
@given(states())
def test_defaults_are_left_out(state):
    usual = default_params(CHOICES, state.place)
    names = {option.partition("=")[0] for option in format_query(state, CHOICES).split("&") if option}
    changed = {option for option in OPTION_NAMES if getattr(state, option) != getattr(usual, option)}
    if state.is_pinned:
        changed.add("measure")
    assert names - {"places"} == changed - {"places"}
    assert ("places" in names) == (state.place != "CA-BC")


def test_the_default_view_has_an_empty_query():
    assert format_query(default_params(CHOICES), CHOICES) == ""
    assert (
        read("")
        == default_params(CHOICES)
        == ChartParams(options=CHARTS["trend"].options, places=("CA-BC",), measure=MONTH)
    )


def test_each_place_has_its_own_default_measure():
    assert read("places=CA-AB").measure == YEAR
    assert format_query(read("places=CA-AB"), CHOICES) == "places=CA-AB"
    assert format_query(read("places=CA-AB&measure=" + MONTH), CHOICES) == "places=CA-AB&measure=" + MONTH


def test_a_whole_query_is_written_plainly():
    state = replace(
        default_params(CHOICES, "CA-AB"),
        measure=MONTH,
        unit="rate",
        window=12,
        start=date(2015, 1, 1),
        end=date(2020, 7, 1),
        as_of=date(2020, 8, 25),
        edition=3,
        notes=False,
        kinds=("blog", "news"),
        lang="fr",
    )
    assert format_query(state, CHOICES) == (
        "places=CA-AB&measure=unregulated-deaths-month&unit=rate&window=12&start=2015-01&end=2020-07"
        "&as_of=2020-08-25&edition=3&notes=0&kinds=blog,news&lang=fr"
    )


def test_blank_options_are_as_if_they_were_not_there():
    assert read("as_of=&start=&end=&unit=&places=&measure=&kinds=") == default_params(CHOICES)


def test_kinds_are_none_or_some_in_any_order():
    assert read("kinds=none").kinds == ()
    assert read("kinds=event,blog").kinds == ("blog", "event")
    assert read("kinds=" + ",".join(reversed(KINDS))) == default_params(CHOICES)


def test_a_view_is_pinned_by_both_its_times():
    pinned = {
        text: read(text).is_pinned for text in ("", "as_of=2020-08-25", "edition=1", "as_of=2020-08-25&edition=1")
    }
    assert list(pinned.values()) == [False, False, False, True]


def test_the_state_must_be_usable_without_anything_held():
    nothing = Availability(PLACES, PLACES.close_matches, {}, "CA-BC", 0)
    assert parse_query({}, nothing) == ChartParams(options=CHARTS["trend"].options, places=("CA-BC",), measure="")
    assert parse_query({"measure": [YEAR]}, nothing).measure == YEAR


SHARE = "overdose-deaths-12m-percent-complete"


@pytest.mark.parametrize(
    ("place", "measure", "offered"),
    [("CA-BC", MONTH, True), ("US-OH", SHARE, False), ("GB-SCT", "sct-suspected-drug-deaths-year", False)],
)
def test_rates_are_of_deaths_where_a_population_is_held(place, measure, offered):
    measures = {"CA-BC": (MONTH,), "US-OH": (SHARE,), "GB-SCT": ("sct-suspected-drug-deaths-year",)}
    choices = replace(CHOICES, measures=measures, with_population=frozenset({"CA-BC", "US-OH"}))
    assert has_rates(choices, place, measure) == offered
    asked = {"places": [place], "unit": ["rate"]}
    if offered:
        assert parse_query(asked, choices).unit == "rate"
    else:
        with pytest.raises(InvalidParameter, match=r"^unit=rate: expected count; rates are of deaths, .* has"):
            parse_query(asked, choices)
    assert parse_query(asked | {"unit": ["count"]}, choices).unit == "count"


def test_nothing_is_asked_of_the_unit_where_nothing_is_held():
    assert read("places=CA-QC&unit=rate").unit == "rate"


BAD = {
    "as_off=2020-08-25": ("as_off", "as_of"),
    "colour=red": ("colour", "an option such as places, measure"),
    "as_of=2020-08-25&as_of=2020-07-16": ("as_of", "one value"),
    "places=CA-BC&places=CA-BC": ("places", "one value"),
    "as_of=yesterday": ("as_of", "a day such as 2020-08-25"),
    "as_of=20200825": ("as_of", "a day such as 2020-08-25"),
    "as_of=2020-W35-2": ("as_of", "a day such as 2020-08-25"),
    "as_of=2020-8-25": ("as_of", "a day such as 2020-08-25"),
    "as_of=2020-02-30": ("as_of", "a day such as 2020-08-25"),
    "as_of=٢٠٢٠-٠٨-٢٥": ("as_of", "a day such as 2020-08-25"),
    "as_of=2020-08-25T00:00:00": ("as_of", "a day such as 2020-08-25"),
    "start=2020": ("start", "a month such as 2020-07"),
    "start=2020-Q3": ("start", "a month such as 2020-07"),
    "start=2020-13": ("start", "a month such as 2020-07"),
    "end=2020-07-01": ("end", "a month such as 2020-07"),
    "end=0000-01": ("end", "a month such as 2020-07"),
    "start=2020-07&end=2020-06": ("end", "not before start=2020-07"),
    "edition=0": ("edition", "from 1 to 7"),
    "edition=9999": ("edition", "from 1 to 7"),
    "edition=-1": ("edition", "a number"),
    "edition=1.0": ("edition", "a number"),
    "edition=²": ("edition", "a number"),
    "edition=" + "9" * 5000: ("edition", "a number"),
    "unit=rates": ("unit", "count or rate. Did you mean rate?"),
    "window=6": ("window", "1 or 12"),
    "window=12&measure=" + YEAR: ("window", f"expected 1 with measure={YEAR}"),
    "notes=yes": ("notes", "0 or 1"),
    "kinds=blog,gossip": ("kinds", "some of blog, news"),
    "kinds=blogs": ("kinds", "Did you mean blog?"),
    "note=post-2020-09-22": ("note", "the id of an article or an event. Did you mean post-2020-09-21?"),
    "places=CA-AB&note=post-2020-09-21": ("note", "the id of an article or an event about CA-AB"),
    "note=post-2020-09-21&note=post-2020-09-21": ("note", "one value"),
    "lang=de": ("lang", "en or fr"),
    "places=CA-BZ": ("places", "CA-BC"),
    "places=British+Columbia": ("places", "Did you mean CA-BC"),
    "places=Colombie-Britannique": ("places", "Did you mean CA-BC"),
    "places=ca-bc": ("places", "Did you mean CA-BC"),
    "places=CA-BC,CA-XX": ("places", "a place code"),
    "places=CA-BC,CA-AB": ("places", "one place"),
    "measure=unregulated-deaths-week": ("measure", "Did you mean"),
    "measure=deaths": ("measure", f"a measure in this archive for CA-BC: {MONTH}, unregulated-deaths-ytd, {YEAR}"),
    "places=CA-AB&measure=unregulated-deaths-ytd": ("measure", f"in this archive for CA-AB: {YEAR}, {MONTH}"),
    "places=CA-QC&measure=deaths": ("measure", "a measure that this chart can show"),
    "places=CA-QC&measure=deaths&window=12": ("measure", "a measure that this chart can show"),
    "group=sex:male": ("group", "expected all"),
}


@pytest.mark.parametrize(("text", "said"), BAD.items(), ids=[text[:60] for text in BAD])
def test_a_bad_option_is_named_with_what_was_expected(text, said):
    option, expected = said
    with pytest.raises(InvalidParameter) as refused:
        read(text)
    assert refused.value.option == option
    assert refused.value.message.startswith(f"{option}=")
    assert expected in refused.value.message


@examples(300)
@given(st.sampled_from(OPTION_NAMES), st.text(max_size=30))
def test_any_value_is_read_or_refused_by_its_name(option, value):
    try:
        state = parse_query({option: [value]}, CHOICES)
    except InvalidParameter as error:
        named = error.option
    else:
        named = option
        assert read(format_query(state, CHOICES)) == state
    assert named == option


# -- the other charts, over what is shipped --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "measure", "unit"),
    [
        (("CA-BC", "CA-AB"), "", "rate"),
        (("US-OH-CUYAHOGA", "US-OH"), "", "count"),  # of the county no population is held
        (("US-AZ-PIMA", "US-OH-CUYAHOGA"), "", "count"),
        (("US-OH-CUYAHOGA", "US-OH"), "cuyahoga-accidental-overdose-deaths-month", "count"),
    ],
)
def test_places_beside_each_other_are_shown_as_rates_where_all_have_them(places, measure, unit):
    assert default_params(shipped().availability, *places, slug="compare", measure=measure).unit == unit


def test_rates_of_a_place_that_a_measure_is_not_of_are_refused():
    query = {"places": ["US-OH-CUYAHOGA,US-OH"], "measure": ["cuyahoga-accidental-overdose-deaths-month"]}
    with pytest.raises(InvalidParameter, match="rates are of deaths"):
        parse_query(query | {"unit": ["rate"]}, shipped().availability, "compare")


def test_a_measure_that_a_chart_cannot_show_is_refused_of_a_place_without_any_other():
    """The years of Saskatchewan stood in the column of January."""
    query = {"places": ["CA-SK"], "measure": ["sk-confirmed-drug-deaths-year"]}
    with pytest.raises(InvalidParameter, match="a measure that this chart can show"):
        parse_query(query, shipped().availability, "seasonal")
    assert parse_query({"places": ["CA-SK"]}, shipped().availability, "seasonal").measure == ""


@st.composite
def charted(draw):
    """Any state that any chart has, over what is shipped."""
    choices = shipped().availability
    slug = draw(st.sampled_from(list(CHARTS)))
    offer, drawable = CHARTS[slug].options, choices.drawable_places(CHARTS[slug].options)
    places = tuple(
        draw(st.lists(st.sampled_from(drawable), min_size=1, max_size=min(offer.max_places, 5), unique=True))
    )
    usual = default_params(choices, *places, slug=slug)
    offered = {measure for place in places for measure in choices.measures_for_chart(CHARTS[slug].options, place)}
    measure = draw(st.sampled_from([usual.measure, *sorted(offered)]))
    usual = default_params(choices, *places, slug=slug, measure=measure)
    group = usual.group
    if offer.group_is_dimension:
        group = draw(st.sampled_from(choices.dimensions(places[0], measure)))
    elif "group" not in offer.disabled_options:
        group = draw(st.sampled_from(["all", *choices.groups.get((places[0], measure), ())]))
    rated = is_rate_possible(choices, CHARTS[slug].options, places, usual.measures, group)
    return replace(
        usual,
        group=group,
        unit=draw(st.sampled_from([unit for unit in offer.units if unit != "rate" or rated])),
        window=draw(st.sampled_from(choices.windows(CHARTS[slug].options, usual.measures))),
        start=None
        if "start" in offer.disabled_options
        else draw(MONTHS.filter(lambda day: day is None or day.year < 2015)),
        end=draw(MONTHS.filter(lambda day: day is None or day.year >= 2015)),
        as_of=draw(DAYS),
        edition=draw(st.none() | st.integers(1, choices.edition)),
        lang=draw(st.sampled_from(CHOICES.languages)),
    )


@cache
def shipped():
    return Dataset(made.shipped())


@examples(300)
@given(charted())
def test_a_state_of_any_chart_survives_its_query(state):
    choices = shipped().availability
    written = format_query(state, choices)
    assert parse_query(parse_qs(written), choices, state.slug) == state
    assert format_query(parse_query(parse_qs(written), choices, state.slug), choices) == written


@examples(200)
@given(charted(), st.sampled_from(list(CHARTS)))
def test_every_other_chart_can_be_gone_to_with_the_day_kept(state, slug):
    choices = shipped().availability
    there = carry_over(state, choices, CHARTS[slug].options)
    assert parse_query(parse_qs(format_query(there, choices)), choices, slug) == there
    assert (there.as_of, there.edition, there.lang) == (state.as_of, state.edition, state.lang)


def test_another_chart_is_of_the_same_place_or_of_what_it_lies_in():
    choices = shipped().availability
    trend = default_params(choices, "CA-BC")
    assert carry_over(trend, choices, CHARTS["breakdown"].options).places == ("CA-BC",)
    assert carry_over(trend, choices, CHARTS["map"].options).places == ("CA",)
    assert carry_over(trend, choices, CHARTS["compare"].options) == default_params(choices, slug="compare")
    usual = default_params(choices, slug="compare").places
    assert carry_over(default_params(choices, "CA-SK"), choices, CHARTS["compare"].options).places == ("CA-SK", *usual)
    assert carry_over(default_params(choices, "US-OH"), choices, CHARTS["compare"].options).places == ("US-OH", "US")
    months = default_params(choices, "CA-BC", measure="unregulated-deaths-month")
    assert carry_over(months, choices, CHARTS["breakdown"].options).measure == "unregulated-deaths-year"
    assert carry_over(default_params(choices, "US-OH"), choices, CHARTS["map"].options).places == ("US",)
    assert carry_over(
        default_params(choices, "US-OH", measure="overdose-deaths-12m-predicted"), choices, CHARTS["vintages"].options
    ).measure == ("overdose-deaths-12m-predicted")


@pytest.mark.parametrize(
    ("slug", "text", "said"),
    [
        ("compare", "notes=0", ("notes", "an option such as places, measure, unit")),
        ("compare", "places=CA-BC,US-OH&window=1", ("window", "expected 12 with measure=")),
        (
            "compare",
            "measure=drugs-specified-12m-percent&places=US-OH,US-ME",
            ("measure", "in this archive for US-OH, US-ME"),
        ),
        ("compare", "places=" + ",".join(["CA"] + [f"US-{n:02}" for n in range(30)]), ("places", "a place code")),
        ("compare", "unit=share", ("unit", "rate or count")),
        ("seasonal", "window=12", ("window", "expected 1 with")),
        (
            "seasonal",
            "measure=unregulated-deaths-year",
            ("measure", "in this archive for CA-BC: unregulated-deaths-month"),
        ),
        ("breakdown", "group=sex&measure=unregulated-deaths-month", ("group", "expected place")),
        ("breakdown", "group=sexx", ("group", "Did you mean sex?")),
        ("breakdown", "group=age&unit=rate", ("unit", "a population of those shown")),
        ("map", "start=2020-01", ("start", "an option such as places")),
        ("map", "places=US,CA", ("places", "one place")),
        ("trend", "group=drug:T40.4", ("group", "expected all")),
    ],
)
def test_a_bad_option_of_another_chart_is_named(slug, text, said):
    with pytest.raises(InvalidParameter) as refused:
        parse_query(parse_qs(text), shipped().availability, slug)
    assert refused.value.option == said[0]
    assert said[1] in refused.value.message


def test_the_boxes_of_a_form_say_places_one_by_one():
    asked = {"places": ["CA-BC", "", "CA-AB"]}
    assert parse_query(asked, shipped().availability, "compare").places == ("CA-BC", "CA-AB")
    with pytest.raises(InvalidParameter, match="one value"):
        parse_query(asked, shipped().availability)


def test_a_unit_is_named_where_it_depends_on_a_group_that_is_named_too():
    choices = shipped().availability
    options = CHARTS["breakdown"].options
    usual = default_params(choices, "US", slug="breakdown", measure="overdose-deaths-12m-predicted", group="drug")
    for unit in options.units:
        chosen = replace(usual, unit=unit)
        assert parse_query(parse_qs(format_query(chosen, choices)), choices, "breakdown") == chosen
