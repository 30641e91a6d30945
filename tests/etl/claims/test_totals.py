"""Totals of a span: as published, or the sum of the freshest parts; which sums are firm, and which totals doubted."""

from datetime import date

import pytest

from etl.claims.measures import rules_by_source
from etl.claims.standing import View
from etl.claims.totals import Totals
from etl.core.model import Period
from tests.etl.claims import made
from tests.etl.claims.made import MONTH, YEAR, YEAR_TO_DATE, figure


def totals(over, day="2030-01-01", place="CA-BC", source="ca-bc-coroners"):
    at = date.fromisoformat(day)
    return Totals(over, rules_by_source()[source].definitions[0], place, View(at, at))


def months(year, values, vintage):
    return [figure(f"{year}-{number:02}", vintage, value) for number, value in enumerate(values, start=1)]


def test_months_add_up_where_none_is_missing():
    over = made.holdings(*months(2020, [70, 80, 90], "2020-06-01"))
    of_quarter = totals(over).total(Period.parse("2020-Q1"))
    assert (of_quarter.value, of_quarter.is_computed, of_quarter.is_firm, len(of_quarter.parts)) == (
        240,
        True,
        True,
        3,
    )
    assert totals(over).total(Period.parse("2020-01/2020-04")) is None


def test_a_sum_replaces_a_published_total_that_nobody_restates():
    published = figure("2020-01/2020-03", "2020-05-01", 230, YEAR_TO_DATE)
    older = [figure("2020-01", "2020-03-01", 69), *months(2020, [70, 80, 90], "2020-04-01")]
    assert totals(made.holdings(published, *older)).total(Period.parse("2020-Q1")).value == 230
    younger = months(2020, [70, 80, 90], "2020-06-01")
    assert totals(made.holdings(published, *younger)).total(Period.parse("2020-Q1")).value == 240
    mixed = [*months(2020, [70, 80], "2020-06-01"), figure("2020-03", "2020-07-01", 90)]
    assert totals(made.holdings(published, *mixed)).total(Period.parse("2020-Q1")).value == 230


def test_a_release_that_restates_all_months_makes_their_sum_firm():
    over = made.holdings(
        *months(2020, [70, 80], "2020-04-01"), figure("2020-03", "2020-05-01", 90), whole={"2020-05-01"}
    )
    assert totals(over).total(Period.parse("2020-Q1")).is_firm
    apart = made.holdings(*months(2020, [70, 80], "2020-04-01"), figure("2020-03", "2020-05-01", 90))
    assert not totals(apart).total(Period.parse("2020-Q1")).is_firm


def test_of_each_calendar_year_the_freshest_parts_are_taken():
    over = made.holdings(
        *months(2019, [10] * 12, "2020-06-01"),
        figure("2019", "2020-02-01", 100, YEAR),
        figure("2020-01/2020-02", "2020-06-01", 33, YEAR_TO_DATE),
        *months(2020, [15, 16, 17], "2020-06-01"),
    )
    of_quarter = totals(over).total(Period.parse("2019-04/2020-03"))
    assert of_quarter.value == 90 + 33 + 17
    whole = totals(over).total(Period.parse("2019-01/2020-02"))
    assert [(part.measure, part.value) for part in whole.parts] == [(MONTH, 10)] * 12 + [(YEAR_TO_DATE, 33)]


def test_of_parts_as_fresh_the_fewest_are_taken():
    over = made.holdings(*months(2019, [10] * 12, "2020-06-01"), figure("2019", "2020-06-01", 121, YEAR))
    of_quarter = totals(over).total(Period.parse("2019-01/2019-12"))
    assert (of_quarter.value, of_quarter.is_computed) == (121, False)


def test_quarters_add_up_and_sums_of_twelve_months_do_not():
    quarter = "me-report-drug-deaths-quarter"
    over = made.holdings(
        *(figure(f"2020-Q{number}", "2020-10-21", 100 + number, quarter, "US-ME") for number in (1, 2))
    )
    definition = rules_by_source()["us-me-ocme"].definitions[1]
    half = Totals(over, definition, "US-ME", View(date.max, date.max)).total(Period.parse("2020-01/2020-06"))
    assert half.value == 203
    name = "overdose-deaths-12m-predicted"
    twelve = made.holdings(*(figure(str(year), "2024-04-30", 100_000, name, "US") for year in (2020, 2021)))
    assert totals(twelve, place="US", source="us-cdc-vsrr").total(Period.parse("2020-01/2021-12")) is None


@pytest.mark.parametrize(
    ("total", "vintage", "is_doubted"),
    [
        (453, "2023-08-15", True),
        (462, "2023-08-15", False),  # within two per cent of 471
        (461, "2023-08-15", True),
        (500, "2023-08-15", False),
        (453, "2023-12-01", False),  # the parts are old by then
    ],
)
def test_a_total_further_below_its_parts_than_figures_ever_are_is_doubted(total, vintage, is_doubted):
    over = made.holdings(
        figure("2023-01/2023-05", "2023-06-15", 346, YEAR_TO_DATE),
        figure("2023-06", "2023-08-15", 54),
        figure("2023-07", "2023-08-15", 71),
        figure("2023-01/2023-07", vintage, total, YEAR_TO_DATE),
    )
    assert totals(over, vintage).total(Period.parse("2023-01/2023-07")).is_doubted is is_doubted


def test_of_all_that_is_held_two_totals_are_doubted():
    of_quarter = set()
    for rules in rules_by_source().values():
        for definition in rules.definitions:
            of_quarter |= {
                (place, period.label, entry.value)
                for measure in definition.measures
                for _, name, place, group in made.shipped().index.keys
                if (name, group) == (measure.id, definition.group)
                for period, entries in made.shipped().series(name, place, group).log.items()
                for entry in entries
                if entry.value is not None and _is_doubted(definition, place, period, entry)
            }
    assert of_quarter == {("US-CA-SF", "2023-01/2023-07", 453), ("CA-AB", "2024-01/2024-05", 431)}


def _is_doubted(definition, place, period, entry):
    reader = Totals(made.shipped(), definition, place, View(entry.vintage, entry.vintage))
    published = reader.published(period)
    return published.value == entry.value and reader.is_doubted(published)


def test_nothing_is_added_up_across_a_change_of_what_is_counted():
    definition = rules_by_source()["ca-phac"].definitions[0]
    reader = Totals(made.shipped(), definition, "CA-BC", View(date.max, date.max))
    assert all(reader.published(Period.year(year)) for year in (2023, 2024))
    assert reader.total(Period.parse("2023-01/2024-12")) is None


def test_of_several_releases_known_totals_since_april_2016_are_met():
    """The coroner's own totals since the emergency of April 2016, where whole tables are held."""
    totals_by_day = {"2022-09-28": ("2016-04/2022-08", 10326), "2022-11-30": ("2016-04/2022-10", 10688)}
    for day, (period, total) in totals_by_day.items():
        of_quarter = totals(made.shipped(), day).total(Period.parse(period))
        assert (of_quarter.value, of_quarter.is_firm) == (total, True)
