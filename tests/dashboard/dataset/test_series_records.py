"""How far measures went on a day: counted from days kept for each series as from all its values on that day."""

from datetime import date

import pytest

from dashboard.dataset.series_records import reader_of_days
from tests.dashboard import made


def by_values(over, place, day):
    """For each measure the first and last period, how many there are, how many have a value, and the last of these."""
    for measure, record in over.availability.records[place].items():
        published = over.index.find(measure=measure, place=place).as_of(day)
        periods = sorted(published, key=lambda period: (period.end, period.start))
        valued = [period for period in periods if published[period].value is not None]
        if valued:
            yield record.measure_id, (periods[0], periods[-1], len(periods), len(valued), valued[-1])


def by_days(over, place, day):
    read = reader_of_days(over.index)(over.availability.records[place], place, day, over.availability.edition)
    for measure, record in read.items():
        yield measure, (record.first, record.last, record.period_count, record.value_count, record.newest)


@pytest.mark.parametrize("place", ["CA-BC", "US-ME", "CA-QC"])
def test_records_of_a_day_are_those_of_its_values(site, place):
    measures = site.availability.records[place]
    days = {day for name in measures for day in site.index.find(measure=name, place=place).vintages()}
    for day in sorted(days)[:: max(1, len(days) // 40)]:
        assert dict(by_days(site, place, day)) == dict(by_values(site, place, day))


def test_a_value_that_was_withdrawn_and_came_back_counts_while_it_stands():
    versions = [("2020-03-01", 5), ("2020-04-01", None), ("2020-05-01", 6), ("2020-05-01", None)]
    rows = [made.figure("2020-01", day, value, edition=at + 1) for at, (day, value) in enumerate(versions)]
    over = made.site([made.figure("2019-12", "2020-02-01", 4), *rows[:3]])
    corrected = made.site([made.figure("2019-12", "2020-02-01", 4), *rows])
    for day in map(date.fromisoformat, ("2020-01-31", "2020-02-01", "2020-03-31", "2020-04-01", "2020-05-01")):
        for dataset in (over, corrected):
            assert dict(by_days(dataset, "CA-BC", day)) == dict(by_values(dataset, "CA-BC", day))
