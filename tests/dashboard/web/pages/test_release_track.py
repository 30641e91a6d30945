"""Release days along a line of time: order, ends, gaps, and what the gaps are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import get_locale
from dashboard.web.pages.release_track import MAX_USUAL_GAPS, ReleaseTrack, name_gaps, place_releases

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
START = date(2019, 9, 30)


def days(*after):
    return [START + timedelta(days=number) for number in after]


def test_releases_stand_to_time_and_a_gap_of_more_than_two_usual_ones_is_one():
    track = place_releases(days(0, 30, 60, 120, 300), 30)
    assert track.ticks == (0, 0.1, 0.2, 0.4, 1)
    assert [(gap.start, gap.end) for gap in track.gaps] == [(0.4, 1)]
    assert track.ends == (START, START + timedelta(days=300))


@pytest.mark.parametrize("after", [(), (0,)])
def test_fewer_than_two_releases_have_no_line(after):
    assert place_releases(days(*after), 30) == ReleaseTrack((), (), ())


def test_without_a_usual_gap_none_is_too_long():
    assert place_releases(days(0, 30, 3000), None).gaps == ()


@given(after=st.sets(st.integers(0, 9000), min_size=2, max_size=60), usual=st.none() | st.integers(1, 400))
def test_order_is_kept_on_the_line_and_every_long_gap_is_between_neighbours(after, usual):
    releases = days(*sorted(after))
    track = place_releases(releases, usual)
    assert len(track.ticks) == len(releases)
    assert track.ticks == tuple(sorted(set(track.ticks)))
    assert (track.ticks[0], track.ticks[-1]) == (0, 1)
    for gap in track.gaps:
        at = releases.index(gap.first)
        assert releases[at + 1] == gap.last
        assert (gap.start, gap.end) == track.ticks[at : at + 2]
        assert (gap.last - gap.first).days > MAX_USUAL_GAPS * usual
    assert sum(gap.end - gap.start for gap in track.gaps) <= 1 + 1e-9


def test_gaps_are_named_by_their_months():
    track = place_releases([START, date(2024, 4, 30), date(2024, 5, 31)], 30)
    assert name_gaps(track, ENGLISH) == "No release in this archive: Sep 2019 to Apr 2024."
    assert name_gaps(track, FRENCH) == "Aucune publication recueillie\u00a0: sept. 2019 à avr. 2024."
    assert name_gaps(place_releases(days(0, 30), 30), ENGLISH) == ""


def test_the_two_longest_are_named_in_their_order_and_the_others_counted():
    track = place_releases(days(0, 400, 500, 1000, 1100, 1700, 1800), 30)
    assert name_gaps(track, ENGLISH) == (
        "No release in this archive: Feb 2021 to Jun 2022; Oct 2022 to May 2024; and 4 shorter gaps."
    )
