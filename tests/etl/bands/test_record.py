"""What a period became is no experience where it was counted anew meanwhile."""

from datetime import date

import pytest

from etl.bands.finder import RangeFinder
from etl.core.model import Period
from etl.reference.notes import BreakSide, Note, NoteKind
from etl.store.series_index import SeriesIndex
from tests.etl.bands.triangles import MEASURE, day_of, rows

JUNE = Period.month(2019, 6)


def note(**cells):
    """A break at January 2019 in releases of 2020 and later: something else is counted from then on."""
    usual = {
        "id": "n",
        "source": "ca-bc-coroners",
        "measure": MEASURE,
        "place": "CA-BC",
        "group": "all",
        "first": Period.month(2019, 1),
        "last": None,
        "from_vintage": date(2020, 1, 1),
        "to_vintage": None,
        "kind": NoteKind.BREAK,
        "differs": BreakSide.FROM,
        "sentence": {"en": "Others are counted."},
        "title": "",
        "url": "",
        "read_on": date(2024, 1, 1),
        "is_inferred": True,
    }
    return Note(**usual | cells)


@pytest.mark.parametrize(
    ("notes", "values"),
    [
        ([], [100, 50]),
        ([note()], [50]),
        ([note(place="CA-BC-fraser")], [100]),
        ([note(measure="unregulated-deaths-year")], [100, 50]),
        ([note(group="sex:male")], [100, 50]),
        ([note(kind=NoteKind.METHOD)], [100, 50]),
        ([note(from_vintage=None)], [100, 50]),
    ],
    ids=["no note", "recounted", "another place", "another measure", "another group", "no break", "alike in both"],
)
def test_a_ratio_across_a_recount_is_left_out(notes, values):
    statements = [
        *((("CA-BC", JUNE, day, 100)) for day in ("2019-08-01", "2020-08-01")),
        *((("CA-BC-fraser", JUNE, day, 50)) for day in ("2019-08-01", "2020-08-01")),
    ]
    record = RangeFinder(SeriesIndex(rows(statements)), notes).record(MEASURE, "all", None)
    assert record.experience(day_of("2021-01-01"), record.sights.place).value.tolist() == values
