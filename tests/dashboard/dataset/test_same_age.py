"""A change on a year before beside the same between values of one age: where it is formed, where it has to be said."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.dataset.observations import period_a_year_before
from dashboard.dataset.same_age import LikeForLike, LikeForLikeNote, like_for_like
from etl.core.model import Period
from etl.store.same_age import MAX_AGE_DIFFERENCE, AgedValue, SameAgeChange
from tests.dashboard import made
from tests.examples import examples

QUARTERS = "apparent-opioid-deaths-quarter"
JULY, JULY_BEFORE = Period.month(2024, 7), Period.month(2023, 7)


def of_period(site, label, **chosen):
    """The change of a period of a site's series, like for like."""
    view = made.view(site, **chosen)
    by_period = {point.period: point for point in view.observations}
    period = Period.parse(label)
    return like_for_like(site, view, by_period[period], by_period.get(period_a_year_before(period)))


# -- what is shipped ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "as_of", "change", "counts", "ages", "differs"),
    [
        ("2024-07", "2024-08-30", -0.1504, (192, 198), (30, 29), False),
        ("2023-09", "2023-11-01", -0.0979, (175, 171), (32, 38), True),
        ("2020-10", "2020-11-25", 1.16, (162, 69), (25, 35), False),
        ("2026-06", "2026-09-30", -0.0861, (138, 147), (42, 31), False),
    ],
)
def test_months_of_british_columbia(site, month, as_of, change, counts, ages, differs):
    like = of_period(site, month, as_of=as_of)
    assert like.change == pytest.approx(change, abs=1e-4)
    assert (like.same_age.value, like.same_age.base_value) == counts
    assert (like.same_age.newest.age.days, like.same_age.base_newest.age.days) == ages
    assert (like.direction_differs, like.is_telling, like.is_preliminary) == (differs, True, True)
    assert like.note == (LikeForLikeNote.DIRECTION_DIFFERS if differs else LikeForLikeNote.NONE)


def test_a_past_day_knows_nothing_later(site):
    """On 30 July 2024 the newest month was June, and July was not there to be compared."""
    assert of_period(site, "2024-06", as_of="2024-08-29").same_age.newest.vintage == date(2024, 7, 30)
    first = of_period(site, "2024-07", as_of="2024-08-30").same_age
    assert of_period(site, "2024-07", as_of="2024-09-29").same_age == first


def test_an_edition_knows_nothing_learned_later():
    figures = [
        made.figure("2023-07", "2023-08-29", 198, edition=2),
        made.figure("2023-07", "2024-08-30", 226),
        made.figure("2024-07", "2024-08-30", 192),
    ]
    site = made.site(figures)
    assert of_period(site, "2024-07", as_of="2024-09-30").same_age.base_value == 198
    assert of_period(site, "2024-07", as_of="2024-09-30", edition=1).note is LikeForLikeNote.NOT_HELD


# -- where none is formed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["CA-QC", "CA-BC"])
def test_across_the_break_of_january_2024_there_is_no_change_at_all(site, place):
    def change(period):
        view = made.data_of(site, made.state(site, places=(place,), measure=QUARTERS)).first_view
        by_period = {point.period.label: point for point in view.observations}
        return like_for_like(site, view, by_period[period], by_period[f"{int(period[:4]) - 1}{period[4:]}"])

    assert [change(f"2024-Q{quarter}") for quarter in range(1, 5)] == [None] * 4
    assert change("2025-Q3").note is LikeForLikeNote.NOT_HELD
    assert change("2023-Q4") is not None


QUEBEC = {"source": "ca-phac", "measure": QUARTERS, "place": "CA-QC"}


def moved_break(*figures):
    """Quebec's quarters: all drugs were counted from 2021 on, then from 2023 on, since 2025-09-23 from 2024 on."""
    rows = [made.figure(*figure, **QUEBEC) for figure in figures]
    return made.Dataset(replace(made.holdings(rows), notes=made.shipped().notes))


@pytest.mark.parametrize(
    ("first", "change"),
    [
        ([("2022-Q3", "2023-06-01", 150), ("2023-Q3", "2024-06-01", 120)], 0.125),
        ([("2020-Q3", "2021-06-01", 70), ("2021-Q3", "2022-06-01", 120)], 0.125),
    ],
    ids=["all drugs then, opioids now", "all drugs of one of them"],
)
def test_values_that_count_something_else_than_the_change_are_not_compared(first, change):
    """Both were recounted: 80 and 90 opioid deaths now, where the first figures have all drugs of one or both."""
    now = [(period, "2025-12-31", value) for (period, *_), value in zip(first, (80, 90), strict=True)]
    like = of_period(moved_break(*first, *now), first[1][0], places=("CA-QC",), measure=QUARTERS)
    assert like.change == pytest.approx(change)
    assert (like.same_age, like.is_across_break, like.note) == (None, True, LikeForLikeNote.BREAK)


@pytest.mark.parametrize(
    "figures",
    [
        [("2024-07", "2024-08-30", 192)],
        [("2023-07", "2024-08-30", 0), ("2024-07", "2024-08-30", 192)],
        [("2023-07", "2023-08-29", 198), ("2024-07", "2024-08-30", None)],
    ],
    ids=["no year before", "nothing a year before", "withheld"],
)
def test_where_there_is_no_change_there_is_none_like_for_like(figures):
    assert of_period(made.site([made.figure(*figure) for figure in figures]), "2024-07") is None


# -- sums of twelve months ---------------------------------------------------------------------------------------------


def whole_release(year, day, *, each):
    """Twelve months up to June of a year and those before them, in one release."""
    months = Period.range(Period.month(year - 2, 7), Period.month(year, 6))
    return [made.figure(month.label, day, each + at % 7) for at, month in enumerate(months)]


def test_a_sum_stands_beside_the_months_of_a_release_a_year_before():
    figures = [*whole_release(2023, "2023-08-10", each=100), *whole_release(2024, "2024-08-12", each=110)]
    like = of_period(made.site(figures), "2023-07/2024-06", window=12)
    ages = [(later.age.days, earlier.age.days) for later, earlier in like.same_age.parts]
    assert len(ages) == 12
    assert ages[-1] == (43, 41)
    assert ages[0] == (378, 375)
    before = [row["value"] for row in whole_release(2023, "2023-08-10", each=100)][12:]
    assert like.same_age.base_value == sum(before)


def test_a_sum_with_a_month_of_no_such_age_is_not_formed():
    earlier = [row for row in whole_release(2023, "2023-08-10", each=100) if row["period_start"].month != 3]
    figures = [*earlier, *whole_release(2024, "2024-08-12", each=110)]
    assert of_period(made.site(figures), "2023-07/2024-06", window=12).note is LikeForLikeNote.NOT_HELD


# -- when it has to be said --------------------------------------------------------------------------------------------


def like(change, same=None, **is_):
    """A change as published, and the same between 200 and so many deaths."""
    pair = (AgedValue(JULY, JULY.end, 200 * (1 + (same or 0))), AgedValue(JULY_BEFORE, JULY_BEFORE.end, 200))
    given = {"is_across_break": False, "is_preliminary": False, "is_recent": True} | is_
    return LikeForLike(change, None if same is None else SameAgeChange((pair,)), **given)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (like(-0.1, -0.05), True),
        (like(-0.1, -0.102), False),
        (like(-0.1, -0.102, is_preliminary=True), True),
        (like(-0.1, -0.05, is_recent=False), False),
        (like(-0.1), False),
        (like(-0.1, is_preliminary=True), True),
    ],
    ids=["reads otherwise", "reads alike", "preliminary", "settled", "none", "none, preliminary"],
)
def test_it_is_said_of_preliminary_values_and_where_it_reads_otherwise(change, expected):
    assert change.is_telling is expected


@pytest.mark.parametrize(
    ("change", "same", "expected"),
    [(-0.1, 0.02, True), (0.1, -0.02, True), (-0.1, -0.02, False), (-0.1, 0.0, False), (-0.004, 0.1, False)],
)
def test_the_direction_differs_between_a_rise_and_a_fall_as_they_are_written(change, same, expected):
    assert like(change, same).direction_differs is expected


# -- whatever was published --------------------------------------------------------------------------------------------

RELEASES = st.lists(
    st.tuples(st.sampled_from([JULY, JULY_BEFORE]), st.integers(1, 800), st.integers(20, 40), st.integers(1, 2)),
    min_size=1,
    max_size=8,
    unique_by=lambda entry: entry[:2],
)


@examples(60)
@given(RELEASES, st.integers(-380, 800), st.sampled_from([None, 1, 2]))
def test_no_value_is_from_after_the_day_or_edition_and_ages_are_alike(releases, days, edition):
    figures = [
        made.figure(period.label, (period.end + timedelta(days=age)).isoformat(), value, edition=learned)
        for period, age, value, learned in releases
    ]
    site, day = made.site(figures), JULY.end + timedelta(days=days)
    view = made.view(site, as_of=day.isoformat(), edition=edition)
    points = {point.period: point for point in view.observations} if view else {}
    if JULY not in points:
        return
    like = like_for_like(site, view, points[JULY], points.get(JULY_BEFORE))
    if like is None or like.same_age is None:
        return
    known = {
        (period, period.end + timedelta(days=age), value)
        for period, age, value, learned in releases
        if edition is None or learned <= edition
    }
    for value in (like.same_age.newest, like.same_age.base_newest):
        assert value.vintage <= day
        assert (value.period, value.vintage, value.value) in known
    assert abs(like.same_age.newest.age - like.same_age.base_newest.age) <= MAX_AGE_DIFFERENCE
