"""A quoted figure is set beside those of the day of writing and of today, and nobody is rated."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import registry
from etl.core.model import Period
from etl.reference.claims import (
    MEASURES_BY_QUANTITY,
    ClaimComparison,
    ClaimStatus,
    VintageValue,
    compare_claim,
    matching_measures,
    measures_counting,
    states,
)
from etl.reference.commentary import Claim
from etl.reference.quantities import Quantity
from etl.store.files import Store

SEED, STORY = "rr-harm-reduction-and-recovery-both", "cbc-2020-08-25-july"

# What the BC Coroners Service said of these months: the vintages of DESIGN.md, and for 2012 one that came back.
MONTHS = {
    "2020-05": {"2020-06-11": 170, "2020-07-16": 171, "2020-08-25": 174, "2020-10-20": 177, "2026-08-11": 175},
    "2020-06": {"2020-07-16": 175, "2020-08-25": 177, "2020-10-20": 183, "2026-08-11": 189},
    "2020-07": {"2020-08-25": 175, "2020-10-20": 178, "2026-08-11": 186},
    "2012-01": {"2020-01-01": 20, "2020-02-01": 21, "2020-03-01": 20},
    "2012-02": {"2020-01-01": 20, "2020-02-01": 20},
}


def values(measure: str, place: str, period: Period, day: date) -> tuple[float, date] | None:
    assert (measure, place) == ("unregulated-deaths-month", "CA-BC")
    vintages = {date.fromisoformat(vintage): value for vintage, value in MONTHS.get(period.label, {}).items()}
    newest = max((vintage for vintage in vintages if vintage <= day), default=None)
    return newest and (vintages[newest], newest)


def judged(
    value: float | None, period: str, written: str, quantity: str = "deaths_in_month", **more: date
) -> ClaimComparison:
    months = Period.parse(period)
    claim = Claim("CA-BC", months, value, quantity, "", "high", months)
    return compare_claim(claim, date.fromisoformat(written), values, **more)


class TestJudging:
    @pytest.mark.parametrize(
        ("value", "period", "written", "status"),
        [
            (175, "2020-07", "2020-09-21", ClaimStatus.MATCHES_THEN),
            (177, "2020-06", "2020-08-25", ClaimStatus.MATCHES_THEN),
            (189, "2020-06", "2020-09-21", ClaimStatus.MATCHES_NOW),
            (189, "2020-06", "2026-09-01", ClaimStatus.MATCHES_BOTH),
            (20, "2012-02", "2020-02-01", ClaimStatus.MATCHES_BOTH),
            (180, "2020-06", "2020-09-21", ClaimStatus.MATCHES_NEITHER),
            (175, "2020-06", "2020-08-25", ClaimStatus.SUPERSEDED_WHEN_WRITTEN),
            (170, "2020-05", "2020-07-16", ClaimStatus.SUPERSEDED_WHEN_WRITTEN),
            (170, "2020-05", "2020-09-21", ClaimStatus.SUPERSEDED_WHEN_WRITTEN),
            (20, "2012-01", "2020-02-15", ClaimStatus.SUPERSEDED_WHEN_WRITTEN),
            (183, "2020-06", "2020-09-21", ClaimStatus.MATCHES_NEITHER),
        ],
    )
    def test_status(self, value, period, written, status):
        assert judged(value, period, written).status is status

    def test_the_figures_of_both_days_are_given_with_their_vintages(self):
        assert judged(175, "2020-07", "2020-09-21") == ClaimComparison(
            VintageValue(175, date(2020, 8, 25)), VintageValue(186, date(2026, 8, 11)), ClaimStatus.MATCHES_THEN
        )

    def test_now_may_be_a_day(self):
        reading = judged(175, "2020-07", "2020-09-21", now=date(2020, 10, 31))
        assert reading.now == VintageValue(178, date(2020, 10, 20))

    def test_first_reported_is_set_beside_the_earliest_figure(self):
        reading = judged(175, "2020-06", "2020-09-21", "deaths_in_month_initial")
        assert reading == ClaimComparison(
            VintageValue(175, date(2020, 7, 16)), VintageValue(189, date(2026, 8, 11)), ClaimStatus.MATCHES_THEN
        )

    def test_a_later_figure_is_not_the_one_first_reported(self):
        assert judged(171, "2020-05", "2020-07-16", "deaths_in_month_initial").status is ClaimStatus.MATCHES_NEITHER

    def test_nothing_held_on_the_day_is_said(self):
        assert judged(175, "2020-06", "2020-07-01") == ClaimComparison(
            None, VintageValue(189, date(2026, 8, 11)), ClaimStatus.MATCHES_NEITHER
        )
        assert judged(189, "2020-06", "2020-07-01").status is ClaimStatus.MATCHES_NOW

    @pytest.mark.parametrize(
        "quantity", ["deaths_since_emergency", "pct_change_hospitalizations", "rate_per_100k_year"]
    )
    def test_what_the_table_does_not_count_is_not_comparable(self, quantity):
        assert judged(175, "2020-07", "2020-09-21", quantity) == ClaimComparison(None, None, ClaimStatus.NOT_COMPARABLE)

    def test_a_reference_without_a_number_is_not_comparable(self):
        assert judged(None, "2020-07", "2020-09-21", "").status is ClaimStatus.NOT_COMPARABLE

    def test_the_same_words_of_another_place_are_not_comparable(self):
        month = Period.month(2023, 4)
        for place in ("US", "GB-SCT", "US-OR"):
            claim = Claim(place, month, 179, "deaths_in_month", "", "high", month)
            assert compare_claim(claim, date(2023, 6, 26), values).status is ClaimStatus.NOT_COMPARABLE

    def test_of_two_measures_the_one_held_when_it_was_written_is_taken(self):
        first_days = {"me-drug-deaths-year": date(2026, 2, 24), "me-report-drug-deaths-year": date(2021, 1, 11)}

        def lookup(measure: str, _place: str, _period: Period, day: date) -> tuple[float, date] | None:
            return (380, first_days[measure]) if first_days[measure] <= day else None

        year = Period.year(2019)
        claim = Claim("US-ME", year, 380, "deaths_in_year", "", "high", year)
        for day, measure in (
            (date(2021, 6, 23), "me-report-drug-deaths-year"),
            (date(2026, 3, 1), "me-drug-deaths-year"),
        ):
            assert matching_measures(claim, day, lookup)[0] == measure
            assert compare_claim(claim, day, lookup).then == VintageValue(380, first_days[measure])
        assert matching_measures(claim, date(2020, 1, 1), lookup)[0] == "me-drug-deaths-year"

    @pytest.mark.parametrize(
        ("written", "then", "status"),
        [
            ("2023-02-03", VintageValue(631, date(2022, 12, 31)), ClaimStatus.MATCHES_BOTH),
            ("2023-03-01", VintageValue(631, date(2023, 2, 28)), ClaimStatus.MATCHES_BOTH),
            ("2022-12-01", None, ClaimStatus.MATCHES_NOW),
        ],
    )
    def test_of_two_values_held_when_it_was_written_the_one_that_it_states_is_taken(self, written, then, status):
        """Maine's yearly report of 2021 said 631, a monthly report of February 2023 said 636, and the next one 631."""
        entries = {
            "me-drug-deaths-year": [(636, date(2023, 2, 2)), (631, date(2023, 2, 28))],
            "me-report-drug-deaths-year": [(631, date(2022, 12, 31))],
        }

        def lookup(measure: str, _place: str, _period: Period, day: date) -> tuple[float, date] | None:
            return next((entry for entry in reversed(entries[measure]) if entry[1] <= day), None)

        year = Period.year(2021)
        claim = Claim("US-ME", year, 631, "deaths_in_year", "", "high", year)
        reading = compare_claim(claim, date.fromisoformat(written), lookup)
        assert (reading.then, reading.status) == (then, status)
        assert reading.now == VintageValue(631, date(2023, 2, 28))

    @pytest.mark.parametrize(
        ("period", "expected"),
        [
            ("2020-01/2020-06", ("me-drug-deaths-ytd", "me-report-drug-deaths-ytd", "me-drug-deaths-range")),
            ("2023-09/2023-10", ("me-drug-deaths-range",)),
            ("2020-01/2021-06", ("me-drug-deaths-range",)),
        ],
    )
    def test_a_span_from_january_on_is_a_year_to_date(self, period, expected):
        assert measures_counting("US-ME", Quantity.DEATHS_IN_PERIOD, Period.parse(period)) == expected

    def test_every_counterpart_is_a_measure_of_the_place(self):
        sources = {measure.id: source.place for source in registry.SOURCES.values() for measure in source.measures}
        for (place, _), measures in MEASURES_BY_QUANTITY.items():
            assert {sources[measure] for measure in measures} == {place}

    @pytest.mark.parametrize(
        ("quantity", "period", "measure"),
        [
            ("deaths_in_month", "2020-07", "unregulated-deaths-month"),
            ("deaths_ytd", "2020-01/2020-07", "unregulated-deaths-ytd"),
            ("deaths_in_year", "2020", "unregulated-deaths-year"),
        ],
    )
    def test_the_measure_that_is_asked_for(self, quantity, period, measure):
        asked = []
        months = Period.parse(period)
        claim = Claim("CA-BC", months, 909, quantity, "", "high", months)
        compare_claim(claim, date(2020, 9, 21), lambda *key: asked.append(key))
        assert asked[0] == (measure, "CA-BC", months, date(2020, 9, 21))

    @pytest.mark.parametrize(
        ("value", "published", "expected"),
        [
            (909, 909, True),
            (900, 909, True),
            (900, 950, False),
            (2500, 2511, True),
            (92000, 91694, True),
            (92000, 92500, False),
            (100000, 104999, True),
            (100000, 94000, False),
            (170, 171, False),  # it may be an exact count of another release
            (909, 900, False),
            (0, 3, False),
            (30.5, 30, False),
        ],
    )
    def test_a_rounded_count_states_the_value_that_it_rounds(self, value, published, expected):
        year = Period.year(2020)
        claim = Claim("CA-BC", year, value, Quantity.DEATHS_IN_YEAR, "", "high", year)
        assert states(claim, published) is expected

    def test_a_rounded_value_counts_as_stated_and_the_same_one_before_it(self):
        def lookup(_measure: str, _place: str, _period: Period, day: date) -> tuple[float, date] | None:
            vintages = {date(2020, 1, 1): 2500.0, date(2020, 2, 1): 2511.0}
            newest = max((vintage for vintage in vintages if vintage <= day), default=None)
            return newest and (vintages[newest], newest)

        year = Period.year(2019)

        def status(value: float) -> ClaimStatus:
            claim = Claim("CA-BC", year, value, Quantity.DEATHS_IN_YEAR, "", "high", year)
            return compare_claim(claim, date(2020, 3, 1), lookup).status

        assert status(2511) is ClaimStatus.MATCHES_BOTH
        assert status(2500) is ClaimStatus.SUPERSEDED_WHEN_WRITTEN
        assert status(2510) is ClaimStatus.MATCHES_NEITHER

    def test_a_change_is_set_beside_that_between_the_counts_held(self):
        reading = judged(0, "2020-07", "2020-08-25", "pct_change_previous_month")
        assert reading.then == VintageValue(-1, date(2020, 8, 25), (175, 177))
        assert reading.now == VintageValue(-2, date(2026, 8, 11), (186, 189))
        assert judged(-1, "2020-07", "2020-08-25", "pct_change_previous_month").status is ClaimStatus.MATCHES_THEN
        assert judged(-1.1, "2020-07", "2020-08-25", "pct_change_previous_month").status is ClaimStatus.MATCHES_THEN
        assert judged(100, "2020-07", "2020-08-25", "pct_change_previous_month").status is ClaimStatus.MATCHES_NEITHER

    def test_a_change_from_a_count_that_is_not_held_is_not_comparable(self):
        reading = judged(10, "2020-05", "2020-08-25", "pct_change_previous_month")
        assert reading == ClaimComparison(None, None, ClaimStatus.NOT_COMPARABLE)

    @pytest.mark.parametrize(
        ("value", "measure"),
        [
            (91000, "overdose-deaths-12m-reported"),
            (91694, "overdose-deaths-12m-predicted"),
            (92000, "overdose-deaths-12m-predicted"),
            (98000, None),
        ],
    )
    def test_of_reported_and_predicted_deaths_it_is_those_with_which_a_claim_agrees(self, value, measure):
        counts = {"overdose-deaths-12m-reported": 90950, "overdose-deaths-12m-predicted": 91694}
        year = Period.parse("2023-09/2024-08")
        claim = Claim("US", year, value, Quantity.DEATHS_12_MONTH, "", "high", year)
        day = date(2025, 9, 17)

        def lookup(measure: str, _place: str, _period: Period, asked: date) -> tuple[float, date] | None:
            return (counts[measure], day) if asked >= day else None

        assert matching_measures(claim, date(2026, 1, 15), lookup) == ((measure,) if measure else ())
        reading = compare_claim(claim, date(2026, 1, 15), lookup)
        assert reading.measure == (measure or "")
        assert (reading.status is ClaimStatus.NOT_COMPARABLE) == (measure is None)

    def test_every_figure_of_the_post_was_right_when_written_and_none_is_todays(self):
        shipped = Store().load().commentary
        for item in (shipped.by_id(SEED), shipped.by_id(STORY)):
            readings = [compare_claim(claim, item.published_on, values) for claim in item.claims]
            assert [reading.status for reading in readings] == [ClaimStatus.MATCHES_THEN] * 4

    @given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.data())
    def test_the_status_follows_from_the_history(self, history, data):
        """Against the definitions written out over the whole history, whatever it was."""
        first, month = date(2020, 1, 1), Period.month(2019, 12)
        written = data.draw(st.integers(0, len(history) - 1))
        value = data.draw(st.integers(0, 3))

        def lookup(_measure, _place, _period, day):
            newest = min((day - first).days, len(history) - 1)
            return None if newest < 0 else (history[newest], first + timedelta(days=newest))

        claim = Claim("CA-BC", month, value, "deaths_in_month", "", "high", month)
        status = compare_claim(claim, first + timedelta(days=written), lookup).status
        then, now = history[written] == value, history[-1] == value
        assert (status in {ClaimStatus.MATCHES_THEN, ClaimStatus.MATCHES_BOTH}) == then
        assert (status is ClaimStatus.SUPERSEDED_WHEN_WRITTEN) == (not then and value in history[:written])
        assert (status is ClaimStatus.MATCHES_BOTH) == (then and now)
        assert (status is ClaimStatus.MATCHES_NEITHER) == (not now and value not in history[: written + 1])
