"""What differs and what releases changed, with what is counted otherwise apart; and the quotes that a release moved."""

import csv
import io
from collections import Counter
from datetime import date, timedelta

import pytest

from dashboard.dataset.claim_ledger import list_claims
from dashboard.dataset.differences import SeriesChoice, differences_between, tally_releases
from dashboard.dataset.moved_quotes import moved_quotes
from dashboard.dataset.release_days import list_release_days
from etl import registry
from etl.claims.movements import movements
from etl.store.differences import Moment
from tests.dashboard import made
from tests.dashboard.made import figure


def changed_on(site, source, day):
    """What a release changed."""
    rows = site.snapshot.table
    return differences_between(site, rows[rows["source"] == source], Moment(day - timedelta(days=1)), Moment(day))


def test_every_release_taken_is_in_the_list_once(site):
    releases = list_release_days(site)
    assert sorted(name for release in releases for name in release.ids) == sorted(site.snapshot.ledger["id"])
    assert len({(release.source, release.day) for release in releases}) == len(releases)
    assert [release.day for release in releases] == sorted((release.day for release in releases), reverse=True)


@pytest.mark.parametrize("source", ["us-ct-ocme", "ca-phac", "us-me-ocme", "us-cdc-wonder"])
def test_the_list_counts_what_each_release_changed(site, source):
    for release in list_release_days(site, SeriesChoice(source)):
        assert release.counts == Counter(changed_on(site, source, release.day)["change"]), release.day


def test_a_place_has_the_releases_that_changed_it(site):
    rows = site.snapshot.table
    days = set(rows.loc[rows["place"] == "CA-BC-fraser", "vintage"].dt.date)
    of_place = list_release_days(site, SeriesChoice(place="CA-BC-fraser"))
    assert {release.day for release in of_place} <= days
    assert len(of_place) > 1
    assert all(release.counts for release in of_place)


def test_what_counts_something_else_is_no_revision(site, client):
    """Of 2021 British Columbia counted deaths from all drugs until 11 December 2025, and then from opioids."""
    changed = changed_on(site, "ca-phac", date(2025, 12, 11))
    redefined = changed[changed["change"] == "redefined"]
    assert {"CA", "CA-BC", "CA-QC"} >= set(redefined["place"]) > set()
    assert (redefined["value"] != redefined["value_before"]).all()
    address = "source=ca-phac&shape=changes&vintage=2025-12-11"
    table = list(csv.DictReader(io.StringIO(client.get(f"/data/vintages.csv?{address}").text.lstrip("\ufeff"))))
    assert Counter(row["change"] for row in table) == Counter(changed["change"])
    assert set(redefined["measure"]) <= {note.measure for note in site.snapshot.notes if note.kind == "break"}


def test_the_newest_figures_are_of_all_people_at_the_place(site):
    for choice, place in ((SeriesChoice("ca-bc-coroners"), "CA-BC"), (SeriesChoice(place="US-OH"), "US-OH")):
        newest = tally_releases(site, choice).newest
        assert set(zip(newest["group"], newest["place"], strict=True)) == {("all", place)}
        assert newest.groupby(["source", "vintage", "measure"]).size().max() == 4


def test_late_editions_change_what_differs():
    site = made.site([figure("2020-07", "2020-08-25", 157), figure("2020-07", "2020-08-25", 175, edition=2)])
    day, rows = date(2020, 8, 25), site.snapshot.table
    corrected = differences_between(site, rows, Moment(day, 1), Moment(day, 2))
    assert corrected[["value_before", "value", "change"]].values.tolist() == [[157, 175, "raised"]]
    assert differences_between(site, rows, Moment(day, 2), Moment(day, 2)).empty


def test_the_quotes_that_a_release_moved_are_all_that_it_moved(site):
    moves = Counter(
        (registry.source_of(entry.judgement.measure).id, movement.day)
        for entry in list_claims(site)
        for movement in movements(entry.claim.quotation, entry.judgement, entry.article.published_on, site.holdings())
    )
    assert len(moves) > 50
    for (source, day), count in moves.most_common(4) + moves.most_common()[-4:]:
        quotes = moved_quotes(site, source, day, changed_on(site, source, day))
        assert len(quotes) == count, (source, day)
