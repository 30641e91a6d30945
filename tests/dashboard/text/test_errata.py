"""Of real releases that are taken back: what is pinned stays, and the error is said where it shows, and only there."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from dashboard.dataset.dataset import Dataset
from dashboard.errors import NotFound
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.text.errata import errata_of_chart, error_sentences
from dashboard.web.pages.chart_page import ChartPage
from dashboard.web.pages.lineage import find_statements
from dashboard.web.pages.measure_choices import measure_choices
from etl.core.model import VintageBasis
from etl.ingest import taking_back
from tests.dashboard import made

CORONERS, PHAC, STATCAN = "ca-bc-coroners:2026-08-11", "ca-phac:2023-06-26", "ca-statcan:2024-11-21"
TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def mended(held):
    """What is shipped, without a release of the Coroners Service and the populations, the Agency's moved by a day."""
    snapshot = held
    for release in (CORONERS, STATCAN):
        snapshot = taking_back.void(snapshot, release, why="a test", today=TODAY).after
    day = date(2023, 6, 27)
    basis = VintageBasis.PRESS
    return Dataset(taking_back.redate(snapshot, PHAC, day, why="a day late", today=TODAY, basis=basis).after)


PINS = [
    ({"places": ("CA-BC",), "unit": "rate"}, {CORONERS, STATCAN}),
    ({"places": ("CA-BC",)}, {CORONERS}),
    ({"places": ("CA-BC",), "as_of": "2026-08-10"}, set()),
    ({"places": ("CA",), "measure": "apparent-opioid-deaths-quarter"}, {PHAC}),
    ({"places": ("CA",), "measure": "apparent-opioid-deaths-quarter", "as_of": "2023-06-26"}, {PHAC}),
    ({"places": ("US-OH",)}, set()),
]


@pytest.mark.parametrize(("choice", "expected"), PINS)
@pytest.mark.parametrize("slug", ["trend", "vintages"])
def test_an_error_is_said_where_the_figures_have_it_and_they_stay(site, mended, held, slug, choice, expected):
    if slug == "vintages":
        choice = {name: value for name, value in choice.items() if name != "unit"}
        expected = expected - {STATCAN}
    chosen = {"as_of": "2026-11-30", "edition": held.edition} | choice
    before, after = (made.state(dataset, slug=slug, **chosen) for dataset in (site, mended))
    assert before == after
    rows = [tables.to_csv(tables.to_frame(made.data_of(each, before), get_locale("en"))) for each in (site, mended)]
    assert rows[0] == rows[1]
    data = made.data_of(mended, after)
    assert {erratum.release for erratum in errata_of_chart(mended, data)} == expected
    assert len(error_sentences(mended, data, get_locale("fr"))) == len(expected)
    assert not errata_of_chart(site, made.data_of(site, before))
    assert not errata_of_chart(mended, made.data_of(mended, replace(after, edition=None)))
    assert not errata_of_chart(mended, made.data_of(mended, replace(after, edition=mended.snapshot.edition)))


def test_a_release_that_was_moved_twice_is_of_its_last_day_and_void_where_that_was_taken_back(held):
    def move(snapshot, release, day):
        return taking_back.redate(snapshot, release, day, why="a test", today=TODAY, basis=VintageBasis.PRESS).after

    snapshot = move(held, PHAC, date(2023, 6, 29))
    snapshot = move(snapshot, "ca-phac:2023-06-29", date(2023, 6, 20))
    first, second = snapshot.errata
    assert first.moved_to == second.moved_to == date(2023, 6, 20)
    assert first.is_in(held.edition, date(2023, 6, 22))
    assert not second.is_in(held.edition, date(2023, 6, 22))
    first, *_ = taking_back.void(snapshot, "ca-phac:2023-06-20", why="a test", today=TODAY).after.errata
    assert (first.moved_to, first.moved_id) == (None, "")


def test_a_measure_of_which_nothing_stands_is_not_offered_and_its_pages_say_why(site, held):
    vermont = Dataset(taking_back.void(held, "us-vt-health:2022-06-30", why="another place", today=TODAY).after)
    usual = made.state(vermont, places=("US-VT",))
    before, after = (
        {measure for _, choices in measure_choices(dataset, usual, get_locale("en")) for measure, _ in choices}
        for dataset in (site, vermont)
    )
    gone = sorted(before - after)
    assert after
    state = replace(usual, measure=gone[0])
    chart = made.charts_of(vermont)(state)
    assert chart.is_empty
    (note,) = ChartPage(chart).void_releases
    assert (note.why, note.url) == ("another place", "/releases/us-vt-health/2022-06-30")
    with pytest.raises(NotFound, match="us-vt-health:2022-06-30 was entered by mistake: another place"):
        find_statements(SimpleNamespace(dataset=vermont, params=state, page_options={}))
