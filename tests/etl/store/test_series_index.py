"""Each series of a table is found, and read out of it once."""

from datetime import date

from etl.store import table
from etl.store.series_index import SeriesIndex
from tests.etl.histories import MEASURE, MONTHS, OTHER, elsewhere, learned, release


def test_each_series_is_found_and_read_once():
    log = learned([release(date(2020, 1, 1), {0: 5.0, 1: None}, other={0: 7.0})]).table
    for rows in elsewhere(log):
        log = table.append_rows(log, rows.assign(value=rows["value"] + 1))
    index = SeriesIndex(log)
    assert len(index.keys) == 6
    series = {
        (name[1], name[2], name[3]): index.find(measure=name[1], place=name[2], group=name[3]) for name in index.keys
    }
    assert series[MEASURE, "CA-BC", "all"].as_of(date(2020, 1, 1))[MONTHS[0]].value == 5.0
    assert series[MEASURE, "CA-AB", "all"].as_of(date(2020, 1, 1))[MONTHS[0]].value == 6.0
    assert series[OTHER, "CA-BC", "sex:male"].as_of(date(2020, 1, 1))[MONTHS[0]].value == 8.0
    assert series[MEASURE, "CA-BC", "all"].as_of(date(2020, 1, 1))[MONTHS[1]].status == "suppressed"
    assert index.find(measure=MEASURE, place="CA-BC") is series[MEASURE, "CA-BC", "all"]


def test_a_series_that_is_not_held_is_none():
    index = SeriesIndex(learned([release(date(2020, 1, 1), {0: 5.0})]).table)
    assert index.find(measure=MEASURE, place="CA-BC") is not None
    assert index.find(measure=OTHER, place="CA-BC") is None
    assert index.find(measure=MEASURE, place="CA-AB") is None
    assert index.find(measure=MEASURE, place="CA-BC", group="sex:male") is None
    assert SeriesIndex(table.empty()).keys == []
    assert SeriesIndex(table.empty()).find(measure=MEASURE, place="CA-BC") is None
