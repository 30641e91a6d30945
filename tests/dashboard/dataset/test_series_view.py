"""What a chart shows: as published by a day, what is not held, rates, sums; and that a pinned view never changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.charts.registry import CHARTS
from dashboard.charts.trend import figure as trend_figure
from dashboard.charts.trend.select import TrendData
from dashboard.charts.trend.text import write_text
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.params.options import WINDOWS
from dashboard.plotting.series_lines import split_at_gaps
from dashboard.plotting.theme import FigureOptions
from etl.core.columns import RELEASE_ROW_COLUMNS
from etl.core.model import Period, PeriodKind, Release, RestatedSpan, Status, VintageBasis
from etl.registry import MEASURES
from etl.store import ledger, table
from tests.dashboard import made
from tests.dashboard.made import MONTH, SOURCE, YEAR, YEAR_TO_DATE, figure, holdings, population, values, view
from tests.examples import examples

ENGLISH = get_locale("en")
THEN = "2020-08-25"
YEAR_2019 = [f"2019-{month:02d}" for month in range(1, 13)]


def by_label(points):
    return {point.period.label: point for point in points}


# -- what is shipped -------------------------------------------------------------------------------------------------


def test_the_case_to_keep_in_mind(site):
    points = by_label(view(site, as_of=THEN).observations)
    assert [points[label].value for label in ("2020-05", "2020-06", "2020-07")] == [174, 177, 175]
    assert max(points) == "2020-07"
    now = by_label(view(site).observations)
    assert [now[label].value for label in ("2020-05", "2020-06", "2020-07")] == [175, 189, 186]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2020-06-11", {"2020-05": 170}),
        ("2020-07-16", {"2020-05": 171, "2020-06": 175}),
        ("2020-08-25", {"2020-05": 174, "2020-06": 177, "2020-07": 175}),
        ("2020-09-21", {"2020-05": 174, "2020-06": 177, "2020-07": 175}),
        ("2020-10-20", {"2020-05": 177, "2020-06": 183, "2020-07": 178}),
        ("2023-01-31", {"2020-05": 178, "2020-06": 190, "2020-07": 185}),
        ("2026-08-11", {"2020-05": 175, "2020-06": 189, "2020-07": 186}),
    ],
)
def test_the_table_of_the_design(site, day, told):
    shown = values(view(site, as_of=day).observations)
    assert {label: shown[label] for label in told} == told


def test_every_month_that_was_public_is_there_and_those_not_held_say_what_came_first(site):
    shown = view(site, as_of=THEN)
    held = [point for point in shown.observations if point.has_value]
    assert (len(shown.observations), len(held), len(shown.not_held)) == (103, 47, 56)
    starts = [point.period.start for point in shown.observations]
    assert starts == sorted(set(starts))
    assert (starts[0], starts[-1]) == (date(2012, 1, 1), date(2020, 7, 1))
    for point in shown.not_held:
        assert (point.value, point.vintage, point.first_published, point.preliminary) == (None, None, None, None)
        assert point.first_published_later.vintage > date(2020, 8, 25)
        assert point.first_published_later.value > 0
    assert all(point.first_published_later is None for point in held)


def test_an_older_figure_stands_with_its_own_vintage(site):
    for point in view(site, as_of=THEN).observations:
        if point.has_value:
            assert point.first_published.vintage <= point.vintage <= date(2020, 8, 25)
    assert by_label(view(site, as_of="2020-09-21").observations)["2020-07"].vintage == date(2020, 8, 25)


def test_the_first_figure_is_the_earliest_held(site):
    first = by_label(view(site).observations)["2020-05"].first_published
    assert (first.value, first.vintage) == (170, date(2020, 6, 11))


def test_today_stands_beside_the_past(site):
    then, now = view(site, as_of=THEN), view(site)
    assert then.current == now.observations == now.current
    assert then.newest_release == date(2020, 8, 25)
    assert now.newest_release == now.releases[-1]
    assert then.releases == now.releases
    assert (then.latest.period, then.latest.value) == (Period.month(2020, 7), 175)


@pytest.mark.parametrize("day", ["0001-01-01", "2012-01-01", "2016-06-08"])
def test_before_the_first_release_nothing_is_held(site, day):
    shown = view(site, as_of=day)
    assert (shown.observations, shown.newest_release, shown.latest) == ((), None, None)
    assert len(shown.current) > 100


def test_a_place_with_nothing_held_has_no_view(site):
    assert made.data_of(site, made.state(site, places=("CA-AB",), measure=MONTH)).first_view is None


@pytest.mark.parametrize("day", [None, THEN, "2024-01-01"])
def test_a_sum_of_twelve_months_is_the_sum_of_its_months_or_has_none(site, day):
    chosen = {"as_of": day} if day else {}
    months, sums = view(site, **chosen).observations, view(site, window=12, **chosen).observations
    assert len(sums) == len(months) - 11
    for index, point in enumerate(sums):
        parts = months[index : index + 12]
        assert point.period == Period(parts[0].period.start, parts[-1].period.end)
        assert point.period.length_months == 12
        absent = [part.status for part in parts if not part.has_value]
        if absent:
            assert (point.value, point.status, point.vintage) == (None, absent[0], None)
        else:
            assert point.value == sum(part.value for part in parts)
            assert point.vintage == max(part.vintage for part in parts)
            assert point.status == Status.PROVISIONAL
    assert sum(point.has_value for point in sums) == {None: len(sums), THEN: 19, "2024-01-01": len(sums)}[day]


def test_a_range_chooses_by_the_end_of_the_period(site):
    whole = view(site, as_of=THEN).observations
    some = view(site, as_of=THEN, start="2019-11-01", end="2020-02-01").observations
    assert [point.period.label for point in some] == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert set(some) <= set(whole)
    assert view(site, as_of=THEN, start="2020-08-01").observations == ()
    sums = view(site, window=12, start="2019-12-01", end="2019-12-01").observations
    assert [point.period.label for point in sums] == ["2019"]
    years = view(site, measure=YEAR, start="2019-06-01", end="2020-11-01").observations
    assert [point.period.label for point in years] == ["2019"]


def test_years_are_stated_not_summed(site):
    shown = view(site, measure=YEAR)
    labels = [point.period.label for point in shown.observations]
    assert labels == [str(year) for year in range(int(labels[0]), int(labels[-1]) + 1)]
    rows = table.as_of(site.snapshot.table, date.max)
    of_all = (rows["measure"] == YEAR) & (rows["place"] == "CA-BC") & (rows["group"] == "all")
    stated = rows[of_all].set_index("period_start")["value"]
    assert {point.period.start: point.value for point in shown.observations if point.has_value} == {
        start.date(): value for start, value in stated.items()
    }


def test_years_to_date_are_those_held_and_no_others(site):
    shown = view(site, measure=YEAR_TO_DATE, as_of=THEN)
    assert shown.observations[-1].period.label == "2020-01/2020-07"
    assert shown.observations[-1].value == 909
    assert not shown.not_held
    assert all(point.period.start.month == 1 for point in shown.observations)


def test_totals_of_any_span_are_all_there_by_their_ends():
    """The newest is the one that ends last, whenever it began."""
    spans = {"measure": "sf-overdose-deaths-range"}
    over = made.site(
        [figure("2020-01/2026-06", "2026-07-28", 4346, **spans), figure("2024-01/2025-12", "2026-07-28", 1261, **spans)]
    )
    shown = view(over)
    assert values(shown.observations) == {"2024-01/2025-12": 1261, "2020-01/2026-06": 4346}
    assert shown.latest.value == 4346
    rows = tables.to_frame(made.chart_data(over), ENGLISH)
    assert rows["value"].tolist() == [1261, 4346]


def test_the_newest_months_are_preliminary_and_old_ones_are_not(site):
    shown = view(site)
    assert shown.preliminary[-1] == shown.observations[-1]
    assert all(shown.newest_release - point.period.end < timedelta(days=365) for point in shown.preliminary)
    assert shown.preliminary[-1].preliminary.median == pytest.approx(0.1, abs=0.05)


def test_what_is_called_preliminary_uses_only_what_was_public(site):
    """In 2020 no figure was known to have moved by what came after."""
    then = view(site, as_of=THEN).preliminary[-1].preliminary
    now = view(site).preliminary[-1].preliminary
    assert 0 < then.count < now.count


# -- suppressed, withdrawn, not held, zero ---------------------------------------------------------------------------

FOUR = [
    figure("2020-01", "2020-03-01", 10),
    figure("2020-02", "2020-03-01", None),
    figure("2020-03", "2020-06-01", 30),
    figure("2020-04", "2020-05-01", 40),
    figure("2020-04", "2020-05-15", None, status="withdrawn"),
    figure("2020-05", "2020-05-15", 0),
]


@pytest.fixture(scope="module")
def four():
    """January 10, February suppressed, March not held as of 20 May, April withdrawn, May zero."""
    return made.site(FOUR)


def test_suppressed_withdrawn_not_held_and_zero_are_four_things(four):
    points = view(four, as_of="2020-05-20").observations
    assert values(points) == {
        "2020-01": 10,
        "2020-02": "suppressed",
        "2020-03": "not_held",
        "2020-04": "withdrawn",
        "2020-05": 0,
    }
    assert [point.has_value for point in points] == [True, False, False, False, True]
    assert points[2].first_published_later.value == 30
    assert [point.vintage for point in points] == [
        date(2020, 3, 1),
        date(2020, 3, 1),
        None,
        date(2020, 5, 15),
        date(2020, 5, 15),
    ]


def test_they_are_four_things_in_the_csv(four):
    rows = tables.to_frame(made.chart_data(four, as_of="2020-05-20"), ENGLISH)
    lines = [line.split(",") for line in tables.to_csv(rows).splitlines()]
    at = {name: index for index, name in enumerate(lines[0])}
    columns = ("value", "status", "vintage", "earliest_held_value", "earliest_held_vintage", "preliminary")
    assert [[line[at[name]] for name in columns] for line in lines[1:]] == [
        ["10", "provisional", "2020-03-01", "", "", "yes"],
        ["", "suppressed", "2020-03-01", "", "", "no"],
        ["", "not_held", "", "30", "2020-06-01", "no"],
        ["", "withdrawn", "2020-05-15", "", "", "no"],
        ["0", "provisional", "2020-05-15", "", "", "yes"],
    ]


def test_they_are_four_things_in_the_figure(four):
    figures = trend_figure.draw_figure(made.chart_data(four, as_of="2020-05-20"), ENGLISH)
    traces = {trace["name"]: trace for trace in figures["data"]}
    shown = {name: [(x[:7], y) for x, y in zip(trace["x"], trace["y"], strict=True)] for name, trace in traces.items()}
    assert shown["not held"] == [("2020-03", 30)]
    assert shown["no value"] == [("2020-02", 0), ("2020-04", 0)]
    assert traces["no value"]["marker"]["symbol"] != traces["not held"]["marker"]["symbol"]
    drawn = {x: y for name in ("settled", "alone", "preliminary") for x, y in shown[name] if y is not None}
    assert drawn == {"2020-01": 10, "2020-05": 0}


def test_what_is_withheld_is_told_apart_from_what_is_not_held(four):
    shown = view(four, as_of="2020-05-20")
    assert [point.period.label for point in shown.withheld] == ["2020-02", "2020-04"]
    assert [point.period.label for point in shown.not_held] == ["2020-03"]


@pytest.mark.parametrize(
    ("told", "chosen", "empty"),
    [
        (FOUR, {}, False),
        (FOUR[1:2], {}, False),  # a cross is something to see
        (FOUR[2:4], {"as_of": "2020-05-01", "end": "2020-03-01"}, False),  # so is a hollow point
        (FOUR, {"as_of": "2020-01-01"}, True),
        (FOUR, {"window": 12}, True),
        ([figure(label, "2020-02-01", 5) for label in YEAR_2019 if label != "2019-06"], {"window": 12}, True),
        ([figure(label, "2020-02-01", 5) for label in YEAR_2019], {"window": 12}, False),
    ],
)
def test_there_is_nothing_to_draw_where_no_period_has_a_place(told, chosen, empty):
    assert view(made.site(told), **chosen).is_empty == empty


def test_a_figure_without_neighbours_is_not_lost(four):
    assert [[point.value for point in run] for run in split_at_gaps(view(four, as_of="2020-05-20").observations)] == [
        [10],
        [0],
    ]
    assert [[point.value for point in run] for run in split_at_gaps(view(four).observations)] == [[10], [30], [0]]


def test_a_sum_over_a_month_without_value_says_why():
    told = [figure(label, "2020-02-01", 5) for label in YEAR_2019 if label != "2019-06"]
    for status in ("suppressed", "withdrawn"):
        over = made.site([*told, figure("2019-06", "2020-02-01", None, status=status)])
        assert values(view(over, window=12).observations) == {"2019": status}
    over = made.site([*told, figure("2019-06", "2020-03-01", 7)])
    assert values(view(over, window=12, as_of="2020-02-01").observations) == {"2019": "not_held"}
    assert values(view(over, window=12).observations) == {"2019": 62}


def test_fewer_than_twelve_months_make_no_sum():
    over = made.site([figure(label, "2020-02-01", 5) for label in YEAR_2019[:11]])
    assert view(over, window=12).observations == ()


# -- a day's last word -----------------------------------------------------------------------------------------------


def test_a_correction_of_our_transcription_is_not_a_first_figure():
    told = [
        figure("2020-01", "2020-02-01", 171),
        figure("2020-01", "2020-02-01", 117, edition=2),
        figure("2020-01", "2020-03-01", 120),
    ]
    over = made.site(told)
    point = view(over).observations[0]
    assert (point.value, point.first_published.value, point.first_published.vintage) == (120, 117, date(2020, 2, 1))
    assert view(over, edition=1).observations[0].first_published.value == 171
    assert view(over, as_of="2020-02-15").observations[0].value == 117
    also = made.site([*told, figure("2020-02", "2020-01-15", 1)])
    assert view(also, as_of="2020-01-20").observations[0].first_published_later.value == 117


# -- rates -----------------------------------------------------------------------------------------------------------

STATES = {"source": "us-census", "measure": "us-population-year"}
PEOPLED = ("CA-BC", "US-OH")
PEOPLE = [population("2019-Q4", 4_000_000), population("2020-Q1", 5_000_000), population("2020-Q2", 6_000_000)]


def test_a_rate_is_per_100_000_of_the_quarter_it_names(site):
    shown = view(site, unit="rate", as_of=THEN)
    people = site.snapshot.populations
    quarters = people[people["place"] == "CA-BC"].set_index("period_start")["population"]
    held = [point for point in shown.observations if point.has_value]
    assert len(held) == 47
    for point in held:
        people = point.population
        assert people.period.start <= point.period.start <= people.period.end
        assert people.people == quarters[str(people.period.start)]
        assert people.vintage == date(2024, 11, 21)
        assert people.title.startswith("Statistics Canada")
        assert shown.value_in_unit(point) == pytest.approx(100_000 * point.value / people.people)


def test_past_the_end_of_the_populations_the_last_one_is_used_and_named(site):
    shown = view(site, unit="rate")
    assert shown.observations[-1].population.period.end < shown.observations[-1].period.start
    people = site.snapshot.populations
    assert shown.observations[-1].population.people == people.loc[people["place"] == "CA-BC", "population"].iloc[-1]


def test_a_year_takes_the_population_of_1_july(site):
    shown = by_label(view(site, unit="rate", measure=YEAR).observations)
    assert shown["2019"].population.period.label == "2019-Q3"
    assert by_label(view(site, unit="rate", window=12).observations)["2019"].population.period.label == "2019-Q3"


def test_a_rate_without_a_population_is_empty_and_no_count():
    told = [figure("2019-09", "2020-03-01", 40), figure("2020-02", "2020-03-01", 50)]
    over = made.site(told, PEOPLE)
    shown = view(over, unit="rate")
    rates = {point.period.label: shown.value_in_unit(point) for point in shown.observations}
    assert rates["2019-09"] is None
    assert rates["2020-02"] == 1.0
    assert shown.observations[0].population is None
    assert shown.observations[0].value == 40
    rows = tables.to_frame(made.chart_data(over, unit="rate"), ENGLISH)
    assert rows["rate"].isna().tolist() == [True, *[True] * 4, False]
    drawn = {
        x[:7]: y
        for trace in trend_figure.draw_figure(made.chart_data(over, unit="rate"), ENGLISH)["data"]
        for x, y in zip(trace["x"], trace["y"], strict=True)
    }
    assert drawn["2019-09"] is None
    alone = made.site(told)
    nobody = view(alone, unit="rate")
    assert [nobody.value_in_unit(point) for point in nobody.observations] == [None] * 6
    assert trend_figure.draw_figure(made.chart_data(alone, unit="rate"), ENGLISH)["layout"]["yaxis"]["range"][1] > 0


def test_the_population_is_that_of_the_day_and_edition():
    told = [figure("2020-02", "2020-03-01", 50)]
    series = [
        *PEOPLE,
        population("2020-Q1", 2_500_000, "2021-01-01"),
        population("2020-Q1", 1, "2019-06-01", edition=2),
    ]
    over = made.site(told, series)
    for chosen, people in [
        ({"as_of": "2020-03-01", "edition": 1}, 5_000_000),
        ({"as_of": "2020-03-01"}, 1),
        ({"as_of": "2021-01-01"}, 2_500_000),
        ({}, 2_500_000),
    ]:
        assert view(over, unit="rate", **chosen).observations[0].population.people == people
    # Today's line of a pinned view uses today's populations of that edition.
    assert view(over, unit="rate", as_of="2020-03-01", edition=1).current[0].population.people == 2_500_000


def test_a_state_takes_the_population_of_the_year_and_a_province_that_of_the_quarter():
    people = [
        *PEOPLE,
        *(population(str(year), 1_000_000 + year, place="US-OH", **STATES) for year in (2019, 2020)),
    ]
    told = [figure(month, "2020-04-01", 50, place=place) for month in ("2019-12", "2020-02") for place in PEOPLED]
    over = made.site(told, people)
    used = {
        place: [view(over, unit="rate", places=(place,)).observations[at].population.period.label for at in (0, -1)]
        for place in PEOPLED
    }
    assert used == {"CA-BC": ["2019-Q4", "2020-Q1"], "US-OH": ["2019", "2020"]}


def test_a_row_names_the_release_from_which_its_population_stands():
    revised = [*PEOPLE, population("2020-Q1", 5_100_000, "2020-06-30")]
    told = [figure("2019-12", "2020-04-01", 50), figure("2020-02", "2020-04-01", 50)]
    points = by_label(view(made.site(told, revised), unit="rate").observations)
    titles = [points[label].population.title for label in ("2019-12", "2020-02")]
    assert titles == ["Estimates of 2019-01-01", "Estimates of 2020-06-30"]
    assert points["2020-02"].population.vintage == date(2020, 6, 30)


# -- what is pinned --------------------------------------------------------------------------------------------------


def learn(held, release):
    """The holdings after one more release, as the pipeline learns it."""
    edition = held.edition + 1
    spans = table.empty().iloc[:0].assign(span=[])[["release", "vintage", "span"]]
    added = table.rows_added_by(held.table, spans, release, release_id=f"new:{edition}", edition=edition)
    entry = dict.fromkeys(held.ledger.columns, "") | {
        "id": f"new:{edition}",
        "source": release.source,
        "vintage": release.vintage,
        "edition": edition,
        "bytes": 0,
        "rows": len(release.rows),
        "learned_on": release.vintage,
    }
    return replace(held, table=table.append_rows(held.table, added), ledger=ledger.append(held.ledger, entry))


def release(vintage, months):
    rows = holdings([figure(label, vintage, value) for label, value in months.items()]).table[RELEASE_ROW_COLUMNS]
    return Release(SOURCE, date.fromisoformat(vintage), VintageBasis.PRESS, "t", "u", rows)


def facts(shown):
    """All that a pinned view says, other than the log it was made from."""
    selection = TrendData(shown.params, (shown,))
    return (
        shown.observations,
        shown.current,
        shown.releases,
        shown.edition,
        shown.newest_release,
        tables.to_csv(tables.to_frame(selection, ENGLISH)),
        tables.to_json(selection, ENGLISH, write_text(selection, ENGLISH), "/"),
        trend_figure.draw_figure(selection, ENGLISH, FigureOptions(current_values=True, hover_labels=True))
        if shown.observations
        else None,
    )


def test_a_pinned_view_of_what_is_shipped_never_changes(held):
    """An older release found later, a correction of a transcription, and a newer release."""
    before, edition = made.Dataset(held), held.edition
    after = learn(held, release("2020-06-30", {"2020-05": 999, "2013-01": 20}))
    after = learn(after, release("2020-08-25", {"2020-07": 157}))
    after = learn(after, release("2027-01-01", {"2020-07": 190, "2026-11": 100}))
    changed = made.Dataset(after)
    for unit, window in ((unit, window) for unit in CHARTS["trend"].options.units for window in WINDOWS):
        chosen = {"as_of": THEN, "unit": unit, "window": window}
        assert facts(view(before, edition=edition, **chosen)) == facts(view(changed, edition=edition, **chosen))
    # Without the edition it is another view: what was learned shows.
    unpinned = values(view(changed, as_of=THEN).observations)
    assert unpinned["2020-07"] == 157
    assert unpinned["2013-01"] == 20
    assert view(changed, as_of=THEN).current[-1].period.label == "2026-11"


DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))
STORIES = st.lists(
    st.tuples(st.integers(1, 12), DAYS, st.none() | st.integers(0, 9), st.integers(1, 3)),
    min_size=1,
    max_size=12,
    unique_by=lambda row: (row[0], row[1], row[3]),
)
CROWDS = st.lists(
    st.tuples(st.integers(1, 4), DAYS, st.integers(100, 999), st.integers(1, 3)),
    max_size=4,
    unique_by=lambda row: (row[0], row[1]),
)


@pytest.mark.slow
@examples(60)
@given(
    STORIES, CROWDS, DAYS, st.integers(1, 3), st.sampled_from(CHARTS["trend"].options.units), st.sampled_from(WINDOWS)
)
def test_a_pinned_view_never_changes_whatever_is_learned_later(story, crowds, day, edition, unit, window):
    figures = [figure(f"2019-{month:02d}", str(when), value, edition=learned) for month, when, value, learned in story]
    people = [population(f"2019-Q{quarter}", n, str(when), learned) for quarter, when, n, learned in crowds]
    early = [row for row in figures if row["edition"] <= edition]
    assume(early)
    before = made.site(early, [row for row in people if row["edition"] <= edition])
    after = made.site(figures, people)
    chosen = {"as_of": str(day), "edition": edition, "unit": unit, "window": window}
    assert facts(view(before, **chosen)) == facts(view(after, **chosen))


@examples(60)
@given(STORIES, DAYS, st.none() | st.integers(1, 3))
def test_the_points_are_what_the_table_says(story, day, edition):
    figures = [figure(f"2019-{month:02d}", str(when), value, edition=learned) for month, when, value, learned in story]
    over = made.site(figures)
    chosen = {"as_of": str(day)} | ({"edition": edition} if edition else {})
    said = table.as_of(over.snapshot.table, day, edition)
    shown = {
        point.period.start: point for point in view(over, **chosen).observations if point.status != Status.NOT_HELD
    }
    assert set(shown) == {start.date() for start in said["period_start"]}
    for row in said.to_dict("records"):
        point = shown[row["period_start"].date()]
        assert (point.status, point.vintage, point.edition) == (row["status"], row["vintage"].date(), row["edition"])
        assert (point.value is None) == (row["status"] == "suppressed")
        assert point.value is None or point.value == row["value"]


@pytest.mark.slow
def test_every_series_that_is_held_can_be_shown(site):
    assert len(site.index.keys) >= 3
    for source, measure, place, group in site.index.keys:
        shown = view(site, measure=measure, places=(place,), group=group)
        assert shown.observations, measure
        assert (shown.measure, shown.source.id) == (MEASURES[measure], source)
        assert shown.measure.period in PeriodKind


def test_a_release_that_is_whole_withdraws_what_it_leaves_out():
    stated = release("2020-03-01", {"2020-01": 5, "2020-02": 6})
    whole = replace(stated, restates=(RestatedSpan(MONTH, Period.months(2020, 1, 2020, 2)),))
    first = learn(holdings([]), whole)
    gone = replace(release("2020-04-01", {"2020-01": 5}), restates=whole.restates)
    over = made.Dataset(learn(first, gone))
    assert values(view(over).observations) == {"2020-01": 5, "2020-02": "withdrawn"}
    assert values(view(over, as_of="2020-03-31").observations) == {"2020-01": 5, "2020-02": 6}


def test_what_is_carried_over_from_earlier_releases_is_counted(site):
    view = made.data_of(site, made.state(site, as_of="2020-08-25")).first_view
    published_that_day = [
        point for point in view.observations if point.has_value and point.last_published == date(2020, 8, 25)
    ]
    assert [point.period.label for point in published_that_day] == ["2019-07", "2020-05", "2020-06", "2020-07"]
    assert view.not_in_latest_release == 47 - 4


def test_now_stands_beside_then_only_where_a_later_release_published_it(site):
    months = made.data_of(site, made.state(site, as_of="2020-08-25")).first_view
    assert months.current_observation(months.latest).value == 186
    totals = made.data_of(site, made.state(site, as_of="2020-08-25", measure="unregulated-deaths-ytd")).first_view
    assert totals.latest.value == 909
    assert totals.current_observation(totals.latest) is None
    now = made.data_of(site, made.state(site)).first_view
    assert now.current_observation(now.latest) is None
