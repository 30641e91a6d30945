"""What the form of a chart offers, in which order."""

from dataclasses import replace
from itertools import pairwise

import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.i18n import sort_key
from dashboard.web.pages.chart_form import build_form
from tests.dashboard import made


def offered_places(site, slug, lang):
    params = replace(default_params(site.availability, slug=slug), lang=lang)
    form = build_form(site, made.data_of(site, params))
    return next((field.options for field in form.fields if field.name == "places"), ())


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("slug", CHARTS)
def test_places_stand_under_their_country_by_name(site, slug, lang):
    countries = [options for options in offered_places(site, slug, lang) if options[0]]
    assert [name for name, _ in countries] == sorted((name for name, _ in countries), key=sort_key)
    for country, options in countries:
        names = [name for _, name in options if name != country]
        assert all(sort_key(before) <= sort_key(after) for before, after in pairwise(names))
        assert country not in names[1:]
        if len(names) < len(options):
            assert options[0][1] == country


def test_accents_do_not_move_a_place_to_the_end(site):
    names = [name for _, name in dict(offered_places(site, "trend", "fr"))["Canada"]]
    assert names[0] == "Canada"
    assert names.index("Colombie-Britannique") < names.index("Île-du-Prince-Édouard") < names.index("Manitoba")
    assert names.index("Nouvelle-Écosse") < names.index("Terre-Neuve-et-Labrador")


@pytest.mark.parametrize("slug", CHARTS)
def test_the_form_names_the_place_of_the_page_also_where_nothing_is_held(site, slug):
    for place in ("CA-QC", "US-OH", "US-ME", "GB-SCT", "US-NY"):
        data = made.chart(site, slug, place)
        fields = [field for field in build_form(site, data).fields if field.name == "places" and field.value]
        for field in fields:
            offered = [code for _, options in field.options for code, _ in options]
            assert field.value == data.params.place
            assert offered.count(field.value) == 1
