"""Counties' medical examiners and Saskatchewan's coroners: each release is the copy it was read from, without the
periods that were not over.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from etl import registry
from etl.core.model import Period
from etl.store.files import Store
from etl.store.series_index import SeriesIndex

REFERENCE = Path(__file__).parents[4] / "shared" / "reference"
PIMA, SASKATCHEWAN = "pima-accidental-overdose-deaths-month", "sk-confirmed-drug-deaths-year"
COPIES = {
    "ca-sk-coroners": "canada-provinces/saskatchewan_by_release.csv",
    "us-az-pima": "medical-examiners/monthly_counts_by_vintage.csv",
    "us-oh-cuyahoga": "medical-examiners/monthly_counts_by_vintage.csv",
    "us-wi-milwaukee": "medical-examiners/monthly_counts_by_vintage.csv",
}
MEASURE_NAMES = {
    "cuyahoga-overdose-deaths-month-all-manners": "cuyahoga-overdose-deaths-month",
    "milwaukee-drug-related-accidental-deaths-month": "milwaukee-accidental-drug-deaths-month",
    "milwaukee-drug-related-deaths-month-all-manners": "milwaukee-drug-deaths-month",
}
"""Measures by the name that they have in the copies, where it is another."""
PIMA_TRIANGLE = {
    "2024-10": {"2024-11-19": 19, "2024-12-03": 22, "2025-01-12": 25, "2026-07-30": 25},
    "2024-11": {"2024-11-19": None, "2024-12-03": None, "2025-01-12": 29, "2026-07-30": 31},
    "2025-02": {"2025-06-15": 39, "2025-07-01": 39, "2025-08-26": 38, "2026-07-30": 38},
    "2025-05": {"2025-01-12": None, "2025-06-15": 15, "2025-07-01": 25, "2025-08-26": 31},
    "2025-06": {"2025-06-15": None, "2025-07-01": None, "2025-08-26": 31, "2025-10-19": 34},
    "2025-09": {"2025-08-26": None, "2025-10-19": 24, "2025-12-01": 32, "2026-07-30": 32},
    "2026-02": {"2026-02-09": None, "2026-03-07": 19, "2026-05-12": 35, "2026-07-30": 35},
}
"""Deaths by month and day of a copy; none where the month was not over in the newest copy of that day."""


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


@pytest.fixture(scope="module")
def index(snapshot):
    return SeriesIndex(snapshot.table)


def value(index, measure, label, day):
    view = index.find(measure=measure, place=registry.source_of(measure).place)
    observation = view.as_of(date.fromisoformat(day)).get(Period.parse(label))
    return observation and observation.value


@pytest.mark.parametrize("label", PIMA_TRIANGLE)
def test_a_month_of_pima_fills_up_from_copy_to_copy(index, label):
    by_day = PIMA_TRIANGLE[label]
    assert {day: value(index, PIMA, label, day) for day in by_day} == by_day


def test_a_month_that_a_file_leaves_out_keeps_what_an_earlier_one_gave(index):
    """Most files of Pima hold one year: that others are not in them withdraws nothing."""
    assert value(index, PIMA, "2017-01", "2026-07-30") == value(index, PIMA, "2017-01", "2024-11-19") == 18
    assert value(index, PIMA, "2026-03", "2026-07-30") == 31
    days = [date(2024, 11, 19), date(2026, 7, 30)]
    assert [len(index.find(measure=PIMA, place="US-AZ-PIMA").as_of(day)) for day in days] == [94, 112]


def test_a_year_is_held_once_it_is_over(index):
    """The copy of August 2024 has 60 deaths of 2024, that of September 2025 has 118 of 2025."""
    assert value(index, SASKATCHEWAN, "2024", "2024-08-14") is None
    assert value(index, SASKATCHEWAN, "2024", "2025-01-06") == 218
    assert value(index, SASKATCHEWAN, "2025", "2025-09-03") is None


@pytest.mark.parametrize("source_id", COPIES)
def test_nothing_is_held_of_single_cases_or_of_the_whole_office(snapshot, source_id):
    rows = snapshot.table[snapshot.table["source"] == source_id]
    assert set(rows["place"]) == {registry.source(source_id).place}
    assert set(rows["group"]) == {"all"}
    assert rows["value"].min() >= 14


@pytest.mark.parametrize("source_id", COPIES)
def test_a_county_or_province_says_which_manner_it_counts(source_id):
    for measure in registry.source(source_id).measures:
        definition = measure.definition["en"]
        assert ("an accident" in definition) != ("all manners" in definition), measure.id
        assert ("ccident" in measure.title["en"]) == ("an accident" in definition), measure.id


@pytest.mark.parametrize("source_id", [source_id for source_id in COPIES if source_id.startswith("us-")])
def test_a_county_says_that_it_is_not_its_state(source_id):
    for measure in registry.source(source_id).measures:
        assert "a county, not the whole of" in measure.geography["en"]
        assert "un comté, et non l’ensemble d" in measure.geography["fr"]


def copied(source_id):
    """Yield each count of a whole period in the copy of a source: measure, label of the period, day and count."""
    source = registry.source(source_id)
    with (REFERENCE / COPIES[source_id]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            measure = MEASURE_NAMES.get(row["measure"], row["measure"])
            if row["place"] != source.place or row["group"] != "all" or measure not in source.measure_ids:
                continue
            last_day = row.get("newest_death") or row["published_on"]
            if str(Period.parse(row["period"]).end) <= last_day:
                yield measure, row["period"], row["published_on"], int(row["value"])


@pytest.mark.skipif(not REFERENCE.exists(), reason="the copies are not beside the project")
@pytest.mark.parametrize("source_id", COPIES)
def test_as_of_each_day_every_whole_period_is_that_of_the_copy(snapshot, index, source_id):
    rows = [*copied(source_id)]
    assert [value(index, measure, label, day) for measure, label, day, _ in rows] == [row[-1] for row in rows]
    ours = snapshot.table[snapshot.table["source"] == source_id]
    assert len(rows) == len(ours) == snapshot.ledger.loc[snapshot.ledger["source"] == source_id, "rows"].sum()
    assert {day for _, _, day, _ in rows} == set(ours["vintage"].dt.strftime("%Y-%m-%d"))
