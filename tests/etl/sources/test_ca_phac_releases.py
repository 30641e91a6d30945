"""What the Agency said of its past, release by release: rates as published, counts, and the breaks of each day."""

import csv
from datetime import date
from pathlib import Path

import pytest

from etl.core.model import Period
from etl.reference.notes import NoteKind, notes_in_force
from etl.store.files import Store
from etl.store.ledger import restated_spans
from etl.store.series_index import SeriesIndex

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "phac-vintages"
RATE, COUNT = "apparent-opioid-deaths-crude-rate-year", "apparent-opioid-deaths-year"


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


@pytest.fixture(scope="module")
def index(snapshot):
    return SeriesIndex(snapshot.table, restated_spans(snapshot.ledger))


def value(index, measure, place, label, day, group="all"):
    series = index.find(measure=measure, place=place, group=group)
    entry = series.as_of(date.fromisoformat(day)).get(Period.parse(label)) if series else None
    return entry and entry.value


@pytest.mark.parametrize(
    ("measure", "place", "label", "by_day"),
    [
        (
            RATE,
            "CA-BC",
            "2020",
            {
                "2024-07-16": None,
                "2024-07-17": 34.7,
                "2025-12-10": 34.8,
                "2025-12-11": 27.8,
                "2026-03-31": 29.8,
                "2026-06-16": 30.2,
            },
        ),
        (RATE, "CA-QC", "2022", {"2025-03-06": 6.2, "2025-03-07": 3.5}),
        (RATE, "CA-QC", "2023", {"2025-09-22": 6.1, "2025-09-23": 3.4}),
        (RATE, "CA-MB", "2022", {"2024-09-12": 3.7, "2024-09-13": 20.3}),
        (COUNT, "CA-BC", "2020", {"2021-06-30": 1738, "2023-06-26": 1795, "2025-12-10": 1801, "2025-12-11": 1440}),
        (COUNT, "CA-SK", "2019", {"2021-03-23": None, "2021-03-24": 117}),
        (COUNT, "CA-MB", "2022", {"2023-06-26": 52, "2024-12-22": 52, "2024-12-23": 287}),
    ],
)
def test_each_year_as_published_then(index, measure, place, label, by_day):
    assert {day: value(index, measure, place, label, day) for day in by_day} == by_day


@pytest.mark.skipif(not REFERENCE.exists(), reason="the files are not beside the project")
@pytest.mark.parametrize(
    ("name", "expected"), [("phac_crude_rates_by_release.csv", 2407), ("phac_counts_by_release.csv", 518)]
)
def test_as_of_its_day_every_cell_is_as_its_release_said(index, name, expected):
    """What a release left out has no value as of its day, or the one that an earlier release gave."""
    cells = 0
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["measure"], row["place"], row["period"], row["published_on"], row["group"])
            assert value(index, *key) == (float(row["value"]) if not row["status"] else None), key
            cells += not row["status"]
    assert cells == expected


@pytest.mark.parametrize("measure", [RATE, COUNT, "apparent-opioid-deaths-quarter"])
@pytest.mark.parametrize(
    ("place", "day", "years"),
    [
        ("CA-BC", "2024-07-17", {2019}),
        ("CA-BC", "2025-12-10", {2019}),
        ("CA-BC", "2025-12-11", {2024}),
        ("CA-QC", "2024-07-17", {2022}),
        ("CA-QC", "2025-03-07", {2023}),
        ("CA-QC", "2025-09-23", {2024}),
        ("CA-QC", "2026-06-16", {2024}),
        ("CA-AB", "2026-06-16", set()),
        ("CA", "2024-07-17", {2019, 2022}),
        ("CA", "2025-09-23", {2019, 2024}),
        ("CA", "2026-06-16", {2024}),
    ],
)
def test_each_day_has_the_breaks_of_its_release(snapshot, measure, place, day, years):
    about = [note for note in snapshot.notes if (note.measure, note.place) == (measure, place)]
    notes = notes_in_force(about, "all", date.fromisoformat(day))
    assert {note.first.start.year for note in notes if note.kind is NoteKind.BREAK} == years


def test_by_sex_british_columbia_has_no_break_and_quebec_has(snapshot):
    def breaks(place, group):
        about = [note for note in snapshot.notes if (note.measure, note.place) == (RATE, place)]
        notes = notes_in_force(about, group, date(2026, 6, 16))
        return [note.first.label for note in notes if note.kind is NoteKind.BREAK]

    assert [breaks(place, "sex:male") for place in ("CA-BC", "CA-QC", "CA")] == [[], ["2024"], ["2024"]]
