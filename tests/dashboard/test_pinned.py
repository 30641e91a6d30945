"""An address with a day and an edition gives the same for ever: what was made of fewer holdings comes out of more."""

import json
import random
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.charts.registry import CHARTS, default_params, parse_query
from dashboard.charts.rendered import PICTURE_SIZE
from dashboard.dataset.dataset import Dataset
from dashboard.export import images, tables
from dashboard.i18n import get_locale
from etl import registry
from tests.dashboard import made

pytestmark = pytest.mark.slow
EDITIONS = (2, 5, 8, 12)
NOTHING_YET = {("map", 2), ("change", 2)}
SAMPLES = [8, pytest.param(1000, marks=pytest.mark.torture)]
"""How many places are tried of each chart and edition, beside the usual ones: some, or all there are."""


@cache
def as_known_in(edition):
    """The site as it was when that edition was the newest."""
    held = made.shipped()
    known = {name: getattr(held, name) for name in ("table", "ledger")}
    return Dataset(
        replace(held, **{name: rows[rows["edition"] <= edition].reset_index(drop=True) for name, rows in known.items()})
    )


def shown(chart):
    """All that a view says and shows."""
    rows = tables.to_csv(tables.to_frame(chart.data, get_locale(chart.params.lang)))
    picture = chart.picture("/", PICTURE_SIZE)
    return chart.text, rows, images.render_svg(picture) if picture else b""


def views(edition, slug, sample):
    """The usual view of a chart for its usual places and a sample of others."""
    choices = as_known_in(edition).availability
    places = choices.drawable_places(CHARTS[slug].options)
    places = random.Random(edition).sample(places, min(sample, len(places)))
    return [default_params(choices, slug=slug), *(default_params(choices, place, slug=slug) for place in places)]


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("slug", CHARTS)
def test_what_was_pinned_at_an_edition_is_the_same_today(site, slug, edition, sample):
    then, compared = as_known_in(edition), 0
    for state in views(edition, slug, sample):
        address = then.pinned_url(replace(state, edition=state.edition or edition))
        asked = parse_qs(urlsplit(address).query)
        before = parse_query(asked, then.availability, slug)
        old = made.charts_of(then)(before)
        if old.data.views:
            assert parse_query(asked, site.availability, slug) == before, address
            assert shown(old) == shown(made.charts_of(site)(before)), address
            compared += 1
    assert compared or (slug, edition) in NOTHING_YET


@pytest.mark.parametrize("slug", CHARTS)
def test_the_address_that_never_changes_shows_what_is_shown_now(site, slug):
    for state in views(site.snapshot.edition, slug, SAMPLES[0]):
        pinned = replace(state, as_of=site.newest_vintage, edition=site.snapshot.edition)
        now, then = (
            [
                (view.place.code, point.period, view.value_in_unit(point))
                for view in made.data_of(site, one).views
                for point in view.observations
            ]
            for one in (state, pinned)
        )
        assert now == then
        blocks = [json.loads(made.charts_of(site)(one).data_block("")) for one in (state, pinned)]
        assert [block.pop("asked")["edition"] for block in blocks] == [None, pinned.edition]
        assert blocks[0] == blocks[1]


@pytest.mark.parametrize("slug", ["map", "change", "breakdown"])
def test_a_part_learned_later_is_not_in_a_view_pinned_before(site, slug):
    held = site.snapshot
    measure = "overdose-deaths-12m-reported"
    rows = held.table[held.table["measure"].isin([measure, *registry.POPULATIONS])]
    of_wyoming = rows["place"] == "US-WY"
    rows = rows.assign(edition=rows["edition"].mask(of_wyoming, held.edition + 1))
    before, after = (Dataset(replace(held, table=one.reset_index(drop=True))) for one in (rows[~of_wyoming], rows))
    usual = default_params(site.availability, "US", slug=slug, measure=measure, group="")
    state = replace(usual, group="place" if slug == "breakdown" else "all", edition=held.edition)
    state = replace(state, as_of=date(2025, 9, 30), end=date(2025, 4, 1) if slug == "breakdown" else None)
    assert len(made.data_of(after, replace(state, edition=None)).views) == 1 + len(made.data_of(before, state).views)
    assert shown(made.charts_of(before)(state)) == shown(made.charts_of(after)(state))
