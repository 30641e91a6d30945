"""The ways on from a page: to the other charts, to the same page in other languages, to help."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dashboard.charts.registry import CHARTS
from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale, get_locale
from dashboard.params.carry_over import carry_over
from dashboard.params.chart_params import ChartParams
from etl.reference.helplines import HelpLine, for_place


@dataclass(frozen=True)
class NavLink:
    """A chart to go to, or the one that the page shows. ``place`` is the first place that it shows there."""

    label: str
    description: str
    href: str
    place: str
    is_current: bool


def chart_links(
    dataset: Dataset, params: ChartParams, views: Mapping[str, ChartParams] | None = None
) -> tuple[NavLink, ...]:
    """Return a link to every chart, with what was chosen kept as far as it goes, or to one of the ``views`` by slug."""
    locale = get_locale(params.lang)
    choices = views or {slug: carry_over(params, dataset.availability, chart.options) for slug, chart in CHARTS.items()}
    return tuple(
        NavLink(
            locale.text(chart.title),
            locale.text(chart.subtitle),
            dataset.urls.chart(choices[slug]),
            choices[slug].place,
            slug == params.slug,
        )
        for slug, chart in CHARTS.items()
    )


def urls_in_other_languages(
    dataset: Dataset, params: ChartParams, url: Callable[[ChartParams], str]
) -> tuple[tuple[Locale, str], ...]:
    """Return every other language, with the address of the same view in it."""
    codes = (code for code in dataset.availability.languages if code != params.lang)
    return tuple((get_locale(code), url(replace(params, lang=code))) for code in codes)


def help_lines(dataset: Dataset, place: str) -> tuple[HelpLine, ...]:
    """Return the help lines of a place."""
    return for_place(dataset.snapshot.helplines, dataset.snapshot.places, place)
