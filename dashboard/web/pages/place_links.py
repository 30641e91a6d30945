"""Where the links of a page lead that is a file: to the usual view of each chart for every place."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.charts.registry import CHARTS, default_params
from dashboard.dataset.dataset import Dataset
from dashboard.i18n import get_locale
from dashboard.params.carry_over import carry_over
from dashboard.params.chart_params import ChartParams
from dashboard.web.pages.chart_form import list_by_country

PlaceLinks = tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
"""Code, name and address of places under the names of their countries."""


def usual_views(dataset: Dataset, place: str, lang: str) -> Mapping[str, ChartParams]:
    """Return what each chart shows of a place when nothing else is chosen, by its slug.

    A chart that cannot show the place shows the one that it lies in, and a comparison others beside it, as where a
    reader comes from the usual chart of the place.
    """
    availability = dataset.availability
    start = replace(default_params(availability, place), lang=lang)
    views = {}
    for slug, chart in CHARTS.items():
        is_own = not chart.options.measure_per_place and place in availability.drawable_places(chart.options)
        own = replace(default_params(availability, place, slug=slug), lang=lang) if is_own else None
        views[slug] = own or carry_over(start, availability, chart.options)
    return views


def place_links(dataset: Dataset, params: ChartParams) -> PlaceLinks:
    """Return a link to every place of a chart. Kept, since they are the same for every view of it."""
    key = ("place links", params.slug, params.lang)
    return dataset.cached(key, lambda: _build_place_links(dataset, params))


def _build_place_links(dataset: Dataset, params: ChartParams) -> PlaceLinks:
    codes = dataset.availability.drawable_places(params.options)
    return tuple(
        (
            country,
            tuple(
                (code, name, dataset.urls.chart(usual_views(dataset, code, params.lang)[params.slug]))
                for code, name in places
            ),
        )
        for country, places in list_by_country(dataset, codes, get_locale(params.lang))
    )
