"""Notes on series: reading the file, for which series, releases and periods they hold, and what ships."""

import csv
import io
from datetime import date

import pytest

from etl import registry
from etl.core.errors import InvalidDocument
from etl.core.model import Period
from etl.reference import places
from etl.reference.notes import DatedPeriod, NoteKind, columns, counts_change_between, read
from etl.store.files import Store

PLACES = places.read("code,name_en,name_fr,parent\nCA,Canada,Canada,\nCA-QC,Quebec,Québec,CA\n")
MEASURES = {"ca-phac": ("deaths-quarter", "deaths-year")}
BREAK = {
    "id": "a-break",
    "source": "ca-phac",
    "measure": "deaths-quarter",
    "place": "CA-QC",
    "group": "all",
    "first": "2024-Q1",
    "last": "",
    "from_vintage": "2025-09-23",
    "to_vintage": "",
    "kind": "break",
    "differs": "from",
    "sentence_en": "Other deaths are counted.",
    "sentence_fr": "D’autres décès sont comptés.",
    "title": "Technical notes",
    "url": "https://health.example/notes",
    "read_on": "2026-11-29",
    "inferred": "yes",
}


def read_rows(*changes):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns(PLACES.languages)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(BREAK | change for change in changes)
    return read(text.getvalue(), PLACES, MEASURES)


def test_a_note_is_read():
    (note,) = read_rows({})
    assert (note.kind, note.first, note.last) == (NoteKind.BREAK, Period.parse("2024-Q1"), None)
    assert (note.from_vintage, note.to_vintage, note.is_inferred) == (date(2025, 9, 23), None, True)
    assert note.sentence == {"en": "Other deaths are counted.", "fr": "D’autres décès sont comptés."}


@pytest.mark.parametrize(
    ("change", "group", "expected"),
    [({}, "all", True), ({}, "sex:male", False), ({"group": "*"}, "sex:male", True), ({"group": "*"}, "all", True)],
)
def test_a_note_is_about_its_group_or_every_one(change, group, expected):
    (note,) = read_rows(change)
    assert note.is_about(group) is expected


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("", "", "2000-01-01", True),
        ("2025-09-23", "", "2025-09-22", False),
        ("2025-09-23", "", "2025-09-23", True),
        ("", "2025-09-23", "2025-09-22", True),
        ("", "2025-09-23", "2025-09-23", False),
    ],
)
def test_a_note_is_in_force_from_one_day_to_before_another(start, end, day, expected):
    (note,) = read_rows({"from_vintage": start, "to_vintage": end})
    assert note.is_in_force(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("change", "covered", "others"),
    [
        ({}, ["2024-Q1"], ["2023-Q4", "2024-Q2"]),
        ({"kind": "incomplete", "differs": ""}, ["2024-Q1", "2030-Q1"], ["2023-Q4"]),
        ({"kind": "doubted", "differs": "", "last": "2024-Q1"}, ["2024-Q1"], ["2023-Q4", "2024-02", "2024", "2024-Q2"]),
        ({"kind": "incomplete", "differs": "", "last": "2024-Q2"}, ["2024-Q1", "2024-Q2"], ["2023-Q4", "2024-Q3"]),
    ],
)
def test_a_note_covers_its_periods_a_break_the_first_after_it(change, covered, others):
    (note,) = read_rows(change)
    assert all(note.covers(Period.parse(label)) for label in covered)
    assert not any(note.covers(Period.parse(label)) for label in others)


@pytest.mark.parametrize(
    ("differs", "expected"),
    [("from", [False, True, True]), ("before", [True, True, False])],
)
def test_a_break_says_which_side_counts_something_else(differs, expected):
    (note,) = read_rows({"differs": differs})
    assert [note.differs_at(Period.parse(label)) for label in ("2023-Q4", "2023-07/2024-06", "2024-Q1")] == expected


def test_every_problem_is_listed_with_its_line():
    with pytest.raises(InvalidDocument) as refusal:
        read_rows(
            {"source": "nobody"},
            {"id": "b", "measure": "deaths"},
            {"id": "c", "to_vintage": "2020-01-01"},
            {"id": "d", "kind": "doubted", "differs": ""},
        )
    lines = [str(problem) for problem in refusal.value.problems]
    assert [line.partition(":")[0] for line in lines] == [
        "notes.csv line 2, column source",
        "notes.csv line 3, column measure",
        "notes.csv line 4, column to_vintage",
        "notes.csv line 5, column last",
    ]


def test_what_ships_is_of_held_series():
    snapshot = Store().load()
    of_series = set(snapshot.table[["source", "measure", "place"]].drop_duplicates().itertuples(index=False, name=None))
    assert len(snapshot.notes) > 10
    assert not [note.id for note in snapshot.notes if (note.source, note.measure, note.place) not in of_series]
    assert {note.measure for note in snapshot.notes} <= set(registry.MEASURES)


# -- two periods, each as a release counted it -------------------------------------------------------------------------

MOVED = (
    {"id": "until-2025", "first": "2021-Q1", "from_vintage": "", "to_vintage": "2025-09-23"},
    {"id": "since-2025", "first": "2024-Q1", "from_vintage": "2025-09-23"},
)
"""A break at 2021, which a recount of September 2025 moved to 2024."""


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (("2023-Q1", "2025-10-01"), ("2024-Q1", "2025-10-01"), True),
        (("2024-Q1", "2025-10-01"), ("2025-Q1", "2025-10-01"), False),
        (("2020-Q4", "2021-05-01"), ("2021-Q4", "2022-05-01"), True),
        (("2022-Q1", "2022-06-01"), ("2023-Q1", "2025-10-01"), True),
        (("2021-Q1", "2022-06-01"), ("2022-Q1", "2023-06-01"), False),
        (("2019-Q1", "2020-06-01"), ("2020-Q1", "2025-10-01"), False),
        (("2024-Q1", "2025-06-01"), ("2025-Q1", "2025-10-01"), False),
    ],
    ids=["across", "after", "across the old one", "moved past one", "both wide", "both narrow", "both wide, moved"],
)
def test_periods_count_different_things_across_a_break_of_either_release(earlier, later, expected):
    notes = read_rows(*MOVED)
    pair = [DatedPeriod(Period.parse(period), date.fromisoformat(day)) for period, day in (earlier, later)]
    assert counts_change_between(notes, "all", pair) is expected
    assert counts_change_between(notes, "sex:male", pair) is False


def test_a_note_of_another_kind_parts_nothing():
    notes = read_rows({"kind": "incomplete", "differs": "", "last": "2024-Q1"})
    pair = [DatedPeriod(Period.parse(period), date(2025, 10, 1)) for period in ("2023-Q1", "2024-Q1")]
    assert counts_change_between(notes, "all", pair) is False
