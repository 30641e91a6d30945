"""The front page: the newest values of a place in words, its chart, what the latest release changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.charts.registry import default_params, get_chart
from dashboard.charts.rendered import RenderedChart, RenderedCharts
from dashboard.charts.vintages.select import releases_stating_period
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.differences import EVERYTHING
from dashboard.i18n import Locale, get_locale
from dashboard.params.carry_over import carry_over
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import WHOLE_TABLES
from dashboard.text import period_names, sentences
from dashboard.text.release_ages import ReleaseAge, release_ages
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.chart import chart_context
from dashboard.web.pages.headline import Headline, write_headline
from dashboard.web.pages.latest_changes import ReleaseDiff, latest_changes
from dashboard.web.pages.navigation import NavLink, chart_links
from dashboard.web.pages.releases import format_choice
from dashboard.web.pages.templates import render_home_section
from dashboard.web.pages.writings import Writings, list_writings
from etl.core.model import Period
from etl.reference.notes import counts_alike
from etl.store.series import value_as_of

EXAMPLE_DAY, EXAMPLE_PERIOD = date(2020, 8, 25), Period.month(2020, 7)
"""The release behind the writing that this project began with."""


@dataclass(frozen=True)
class RevisionExample:
    """One value then and now: the chart as of that day, and the value through its releases with its pictures."""

    text: str
    chart_url: str
    releases_url: str
    svgs: Mapping[str, str]


@dataclass(frozen=True)
class HomeContent:
    """What the front page says around its chart, all of it about the place and the day of the chart."""

    headline: Headline
    release_ages: tuple[ReleaseAge, ...]
    revision_example: RevisionExample | None
    latest_changes: ReleaseDiff | None
    writings: Writings
    commentary_url: str
    chart_links: tuple[NavLink, ...]


def build_home(charts: RenderedCharts, params: ChartParams) -> HomeContent:
    """Gather what the front page says for these choices; a part of which nothing is held for them is left out."""
    dataset, locale = charts.dataset, get_locale(params.lang)
    writings = list_writings(dataset, params)
    return HomeContent(
        headline=write_headline(charts, params),
        release_ages=release_ages(charts(params).data, locale),
        revision_example=revision_example(charts, params),
        latest_changes=latest_changes(charts, params),
        writings=writings,
        commentary_url=dataset.urls.commentary(params.lang),
        chart_links=chart_links(dataset, params),
    )


def home_sections(charts: RenderedCharts, params: ChartParams) -> dict[str, str]:
    """Return the parts of the front page that follow a choice, as HTML by the ids of where they stand."""
    content, locale = build_home(charts, params), get_locale(params.lang)
    return {name: render_home_section(name, content, locale) for name in ("lead", "background", "readers_list")}


def revision_example(charts: RenderedCharts, params: ChartParams) -> RevisionExample | None:
    """Return a value of the series as published then and later; None where no release held revised one.

    For the usual view that is the month that a blog post quoted, for any other the period revised most often.
    """
    through = _through_the_releases(charts.dataset, params)
    usual = replace(default_params(charts.dataset.availability), lang=params.lang)
    quoted_month = _quoted_month(charts, usual) if params == usual else None
    if quoted_month:
        through = replace(through, end=EXAMPLE_PERIOD.start)
    text, day = quoted_month or _most_revised_period(charts(through), get_locale(params.lang)) or ("", date.max)
    if not text:
        return None
    chart = charts(through)
    return RevisionExample(
        text,
        charts.dataset.urls.chart(replace(params, as_of=day, start=None, end=None)),
        chart.url,
        {"wide": chart.svg, "narrow": chart.narrow_svg},
    )


def _through_the_releases(dataset: Dataset, params: ChartParams) -> ChartParams:
    """Choose the chart of one value through the releases of the same series, as of the same day."""
    through = carry_over(params, dataset.availability, get_chart("vintages").options)
    return replace(through, measure=params.measure, group=params.group)


def _quoted_month(charts: RenderedCharts, usual: ChartParams) -> tuple[str, date] | None:
    """Write the value that the blog post quoted and the newest one held, with its day; None where either lacks."""
    series = charts.dataset.index.find(measure=usual.measure, place=usual.place)
    versions = series.log.get(EXAMPLE_PERIOD, ()) if series else ()
    then, now = value_as_of(versions, EXAMPLE_DAY), value_as_of(versions, date.max)
    if then is None or now is None or then.value is None or now.value is None:
        return None
    locale = get_locale(usual.lang)
    text = locale.text(
        "Deaths in {month}: {then} as published {day}; newest in this archive: {now}.",
        month=locale.month(EXAMPLE_PERIOD.start),
        then=locale.number(then.value),
        day=locale.day(EXAMPLE_DAY),
        now=locale.number(now.value),
    )
    return text, EXAMPLE_DAY


def _most_revised_period(chart: RenderedChart, locale: Locale) -> tuple[str, date] | None:
    """Write the first and the last value of the period revised most often, with the day of the first; None without.

    Suppose that investigations of a year were closed, and it counts opioid deaths where it counted all: what it said
    before that is no earlier value of the same thing.
    """
    values = [(view, point) for view, point in releases_stating_period(chart.data) if point.has_value]
    values = [(view, point) for view, point in values if counts_alike(point.period, view.notes, values[-1][0].notes)]
    if not values or values[0][1].value == values[-1][1].value:
        return None
    (view, first), (_, last) = values[0], values[-1]
    if first.value is None or last.value is None or first.vintage is None or last.vintage is None:
        return None
    text = locale.text(
        "{period}: {then}, {published}; {now}, {revised}.",
        period=period_names.leading_name(view, locale, first.period),
        then=sentences.value_with_unit(view, locale, first, first.value),
        published=sentences.published_phrase(view, locale, first.vintage),
        now=sentences.format_value(view, locale, last.value),
        revised=sentences.published_phrase(view, locale, last.vintage),
    )
    return text, first.vintage


def _context(request: PageRequest) -> dict[str, Any]:
    """Return what the template is given: the newest values in words, the main chart, the latest changes, the data."""
    charts, params, urls = request.charts, request.params, request.dataset.urls
    return chart_context(charts(params), request.delivery) | {
        "dash": request.dash,
        "action": f"{urls.path}/",
        "canonical": urls.home(params),
        "content": build_home(charts, params),
        "data": {name: urls.table_file(f"{name}.csv") for name in WHOLE_TABLES},
        "data_page": urls.data(params.lang),
        "changes": urls.releases(format_choice(EVERYTHING, params.lang)),
    }


PAGE = Page(name="home", path="/", url=lambda request: request.dataset.urls.home(request.params), context=_context)
