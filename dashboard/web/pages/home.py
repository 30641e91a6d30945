"""The front page: the newest values of a place in words, its chart, what the latest release changed."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.charts.registry import default_params, get_chart
from dashboard.charts.rendered import RenderedChart, RenderedCharts
from dashboard.charts.vintages.select import releases_stating_period
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale, get_locale
from dashboard.params.carry_over import carry_over
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import TABLE_FILES
from dashboard.text import period_names, sentences
from dashboard.text.release_ages import ReleaseAge, release_ages
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.cards import Card, build_card
from dashboard.web.pages.chart import chart_context
from dashboard.web.pages.headline import Headline, write_headline
from dashboard.web.pages.navigation import NavLink, chart_links
from dashboard.web.pages.templates import render_home_section
from etl.core.model import Period, PeriodKind
from etl.store import table
from etl.store.series import value_as_of

EXAMPLE_DAY, EXAMPLE_PERIOD = date(2020, 8, 25), Period.month(2020, 7)
"""The release behind the writing that this project began with."""
MAX_CHANGE_ROWS = 8
MAX_ARTICLES = 3


@dataclass(frozen=True)
class ReleaseDiff:
    """What a release changed: a sentence, and its changes to the newest periods as rows of a table."""

    heading: str
    text: str
    table_heading: str
    period_heading: str
    rows: tuple[tuple[str, str, str, str], ...]


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
    articles_heading: str
    recent_articles: tuple[Card, ...]
    commentary_url: str
    chart_links: tuple[NavLink, ...]


def build_home(charts: RenderedCharts, params: ChartParams) -> HomeContent:
    """Gather what the front page says for these choices; a part of which nothing is held for them is left out."""
    dataset, locale = charts.dataset, get_locale(params.lang)
    return HomeContent(
        headline=write_headline(charts, params),
        release_ages=release_ages(charts(params).data, locale),
        revision_example=revision_example(charts, params),
        latest_changes=latest_changes(charts, params),
        articles_heading=locale.text(
            "Newest writings up to {day} that quote these figures", day=locale.day(params.as_of)
        )
        if params.as_of
        else locale.text("Newest writings that quote these figures"),
        recent_articles=recent_articles(dataset, params),
        commentary_url=dataset.urls.commentary(params.lang),
        chart_links=chart_links(dataset, params),
    )


def home_sections(charts: RenderedCharts, params: ChartParams) -> dict[str, str]:
    """Return the parts of the front page that follow a choice, as HTML by the ids of where they stand."""
    content, locale = build_home(charts, params), get_locale(params.lang)
    return {name: render_home_section(name, content, locale) for name in ("lead", "background", "readers_list")}


def recent_articles(dataset: Dataset, params: ChartParams) -> tuple[Card, ...]:
    """Return the cards of the newest writings up to the day that quote a value of the place, newest first."""
    of_place = dataset.snapshot.commentary.within({params.place}).articles
    items = [
        item
        for item in of_place
        if item.published_on <= params.cutoff and any(claim.value is not None for claim in item.claims)
    ]
    newest = sorted(items, key=lambda item: item.published_on, reverse=True)[:MAX_ARTICLES]
    return tuple(build_card(dataset, params, item) for item in newest)


def latest_changes(charts: RenderedCharts, params: ChartParams) -> ReleaseDiff | None:
    """Return the values that the newest release up to the day changed or added; None before there are two releases."""
    view = charts(params).data.first_view
    releases = [day for day in view.releases if day <= params.cutoff] if view else []
    if view is None or len(releases) < 2:
        return None
    locale, rows = get_locale(params.lang), charts.dataset.snapshot.table
    of_series = (rows["measure"] == params.measure) & (rows["place"] == params.place) & (rows["group"] == params.group)
    rows = table.changes(rows[of_series], releases[-2], releases[-1], params.edition)
    counts = {str(name): int(count) for name, count in rows["change"].value_counts().items()}
    changed_rows = rows[(rows["change"] == "changed") & rows["value"].notna() & rows["value_before"].notna()]
    as_published = replace(view, params=replace(params, unit="count", window=1))
    newest = changed_rows.tail(MAX_CHANGE_ROWS).iloc[::-1].to_dict("records")
    monthly = view.measure.period is PeriodKind.MONTH
    return ReleaseDiff(
        heading=_changes_heading(params, locale),
        text=_changes_sentence(view, locale, releases[-1], counts),
        table_heading=locale.text("The latest of the changed ones:") if newest else "",
        period_heading=locale.text("Month") if monthly else locale.text("Period"),
        rows=tuple(_change_row(as_published, row, locale) for row in newest),
    )


def _changes_heading(params: ChartParams, locale: Locale) -> str:
    if params.as_of is None:
        return locale.text("What changed with the latest release held")
    return locale.text("What changed with the latest release held by {day}", day=locale.day(params.as_of))


def _changes_sentence(view: SeriesView, locale: Locale, newest: date, counts: Mapping[str, int]) -> str:
    """Count what a release changed."""
    values = {
        "day": sentences.release_day(view, locale, newest),
        "new": counts.get("new", 0),
        "changed": counts.get("changed", 0),
        "first": counts.get("first held", 0),
        "gone": counts.get("withdrawn", 0),
    }
    if view.measure.period is PeriodKind.MONTH:
        return locale.text(
            "Against the monthly figures held before, this release ({day}) has {new} new, {changed} changed, {first} "
            "held for the first time and {gone} withdrawn.",
            **values,
        )
    return locale.text(
        "Against the figures held before, this release ({day}) has {new} new, {changed} changed, {first} held for the "
        "first time and {gone} withdrawn.",
        **values,
    )


def _change_row(view: SeriesView, row: "dict[Hashable, Any]", locale: Locale) -> tuple[str, str, str, str]:
    """Write a change as a row: the period, the value before, its day, the value now."""
    before, after = (sentences.format_value(view, locale, float(row[name])) for name in ("value_before", "value"))
    period = Period(row["period_start"].date(), row["period_end"].date())
    name = sentences.capitalize(period_names.period_name(view, locale, period))
    return name, before, sentences.release_day(view, locale, row["vintage_before"].date()), after


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
        "Deaths in {month}: {then} as published {day}; newest held: {now}.",
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
    values = [(view, point) for view, point in values if view.differs(point) == values[-1][0].differs(values[-1][1])]
    if not values or values[0][1].value == values[-1][1].value:
        return None
    (view, first), (_, last) = values[0], values[-1]
    if first.value is None or last.value is None or first.vintage is None or last.vintage is None:
        return None
    text = locale.text(
        "{period}: {then}, {published}; {now}, {revised}.",
        period=sentences.capitalize(period_names.period_name(view, locale, first.period)),
        then=sentences.value_with_unit(view, locale, first, first.value),
        published=sentences.published_phrase(view, locale, first.vintage),
        now=sentences.format_value(view, locale, last.value),
        revised=sentences.published_phrase(view, locale, last.vintage),
    )
    return text, first.vintage


def _context(request: PageRequest) -> dict[str, Any]:
    """Return what the template is given: the newest values in words, the main chart, the latest changes, the data."""
    charts, params, urls = request.charts, request.params, request.dataset.urls
    return chart_context(charts(params)) | {
        "dash": request.dash,
        "action": "/",
        "canonical": urls.home(params),
        "content": build_home(charts, params),
        "data": {name.split(".")[0]: urls.table_file(name) for name in TABLE_FILES},
    }


PAGE = Page(name="home", path="/", url=lambda request: request.dataset.urls.home(request.params), context=_context)
