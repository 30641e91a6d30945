"""An address that names an old edition says that a newer one exists, and what that says of the same time."""

import pytest

from dashboard.i18n import get_locale
from dashboard.text.newer_edition import newer_edition_note
from tests.dashboard import made

ENGLISH = get_locale("en")


@pytest.fixture(scope="module")
def revised():
    rows = [
        made.figure("2020-05", "2020-06-11", 170),
        made.figure("2020-06", "2020-07-16", 175, edition=2),
        made.figure("2020-06", "2020-08-25", 177, edition=3),
    ]
    return made.site(rows)


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        (1, "Edition 3 is newer than edition 1, which is shown. In it, May 2020 is unchanged."),
        (2, "Edition 3 is newer than edition 2, which is shown. In it, June 2020: 177, published 25 August 2020."),
        (3, ""),
        (None, ""),
    ],
)
def test_an_older_edition_says_what_the_newest_does(revised, edition, expected):
    data = made.chart_data(revised, edition=edition, as_of="2020-08-01")
    assert newer_edition_note(revised, data, ENGLISH) == expected


def test_of_many_series_only_the_edition_is_named(site):
    data = made.chart(site, "map", "CA", as_of="2026-06-30", edition=12)
    assert newer_edition_note(site, data, ENGLISH).endswith("is newer than edition 12, which is shown.")
