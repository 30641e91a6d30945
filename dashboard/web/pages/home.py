"""The front page: the newest values in words, the main chart, what the latest release changed."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.charts.registry import default_params
from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.directions import direction_of_series
from dashboard.dataset.observations import Observation
from dashboard.i18n import Locale, get_locale
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import TABLE_FILES
from dashboard.text import sentences
from dashboard.text.directions import direction_sentence
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.cards import Card, build_card
from dashboard.web.pages.chart import chart_context
from etl.core.model import Period
from etl.store import table
from etl.store.series import value_as_of

EXAMPLE_DAY, EXAMPLE_PERIOD = date(2020, 8, 25), Period.month(2020, 7)
"""The release behind the writing that this project began with."""
MAX_CHANGE_ROWS = 8
MAX_ARTICLES = 3


@dataclass(frozen=True)
class Headline:
    """What the newest release says: where and of what, its newest value in a line, and what has to be known of it."""

    eyebrow: str
    text: str
    summary: tuple[str, ...]


@dataclass(frozen=True)
class ReleaseDiff:
    """What a release changed: a sentence, and its changes to the newest months as rows of a table."""

    text: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class RevisionExample:
    """One value then and now: the chart as of that day, and the value through its releases with its pictures."""

    text: str
    chart_url: str
    releases_url: str
    svgs: Mapping[str, str]


def headline(charts: RenderedCharts, lang: str) -> Headline | None:
    """Write the newest value of the usual place, with its day, its caveat and the twelve months that it ends.

    The twelve months before are as published by the same day: as revised since, not as first published. None where the
    place has no value.
    """
    locale, usual = get_locale(lang), replace(default_params(charts.dataset.availability), lang=lang)
    view = charts(usual).data.first_view
    point = view.latest if view else None
    if view is None or point is None or point.value is None or point.vintage is None:
        return None
    first = point.first_published is not None and point.first_published.vintage == point.vintage
    values = {
        "period": sentences.capitalize(locale.period(point.period)),
        "deaths": locale.count("{n} death", "{n} deaths", int(point.value)),
        "day": locale.day(point.vintage),
    }
    text = (
        locale.text("{period}: {deaths}, as first published on {day}", **values)
        if first
        else locale.text("{period}: {deaths}, as published on {day}", **values)
    )
    kicker = f"{locale.localize(view.place.name)} · {locale.localize(view.measure.title)}"
    deck = (_year_comparison(charts, usual, locale), _caveat(point, locale))
    return Headline(kicker, text, tuple(line for line in deck if line))


def _caveat(point: Observation, locale: Locale) -> str:
    """Say in short what became of earlier values published as early; empty where the value has settled."""
    if point.preliminary is None:
        return ""
    if not point.preliminary.is_sufficient:
        return locale.text("This figure is preliminary and subject to change.")
    return locale.text(
        "This figure is preliminary: of {n} earlier months, those published as early had changed by a median of "
        "{median} a year or more later.",
        n=locale.number(len(point.preliminary.changes)),
        median=locale.change(point.preliminary.median),
    )


def _year_comparison(charts: RenderedCharts, usual: ChartParams, locale: Locale) -> str:
    """Set the newest sum of twelve months beside the one a year before; empty where there are no two."""
    view = charts(replace(usual, window=12)).data.first_view
    by_end = {point.period.end: point for point in view.observations if point.has_value} if view else {}
    newest = by_end.get(max(by_end)) if by_end else None
    before = by_end.get(Period.month(newest.period.end.year - 1, newest.period.end.month).end) if newest else None
    if view is None or newest is None or before is None or newest.value is None or before.value is None:
        return ""
    difference = newest.value - before.value
    sums = locale.text(
        "In the 12 months to {month}: {now}; in the 12 months before: {before} ({difference}). Both are sums of what "
        "is published now.",
        month=locale.month(newest.period.end),
        now=locale.count("{n} death", "{n} deaths", int(newest.value)),
        before=locale.number(before.value),
        difference=("+" if difference > 0 else "") + locale.number(difference),
    )
    return f"{sums} {direction_sentence(direction_of_series(charts.dataset, view), locale)}"


def recent_articles(dataset: Dataset, lang: str) -> tuple[Card, ...]:
    """Return the cards of the newest writings that quote a value of the usual place, newest first."""
    params = replace(default_params(dataset.availability), lang=lang)
    items = [
        item
        for item in dataset.snapshot.commentary.for_places(params.place).articles
        if any(claim.value is not None for claim in item.claims)
    ]
    newest = sorted(items, key=lambda item: item.published_on, reverse=True)[:MAX_ARTICLES]
    return tuple(build_card(dataset, params, item) for item in newest)


def latest_changes(charts: RenderedCharts, params: ChartParams) -> ReleaseDiff | None:
    """Return the monthly values that the newest release changed or added; None before there are two releases."""
    usual = default_params(charts.dataset.availability)
    view = charts(replace(usual, lang=params.lang)).data.first_view
    if view is None or len(view.releases) < 2:
        return None
    locale, (before, newest) = get_locale(params.lang), view.releases[-2:]
    rows = charts.dataset.snapshot.table
    of_series = (rows["measure"] == usual.measure) & (rows["place"] == usual.place) & (rows["group"] == usual.group)
    rows = table.changes(rows[of_series], before, newest)
    counts = rows["change"].value_counts()
    changed_rows = rows[rows["change"] == "changed"]
    text = locale.text(
        "Against the monthly figures held before, the release of {day} has {new} new, {changed} changed, {first} held "
        "for the first time and {gone} withdrawn. The latest of the changed ones:",
        day=locale.day(newest),
        new=int(counts.get("new", 0)),
        changed=int(counts.get("changed", 0)),
        first=int(counts.get("first held", 0)),
        gone=int(counts.get("withdrawn", 0)),
    )
    return ReleaseDiff(
        text,
        tuple(_change_row(row, locale) for row in changed_rows.tail(MAX_CHANGE_ROWS).iloc[::-1].to_dict("records")),
    )


def _change_row(row: "dict[Hashable, Any]", locale: Locale) -> tuple[str, str, str, str]:
    """Write a change as a row: the month, the value before, its day, the value now."""
    before, after = (locale.number(float(row[name])) for name in ("value_before", "value"))
    return locale.month(row["period_start"]), before, locale.day(row["vintage_before"].date()), after


def revision_example(charts: RenderedCharts, params: ChartParams) -> RevisionExample | None:
    """Return the month that a blog post quoted, as published then and now; None where either is not held."""
    dataset = charts.dataset
    usual = replace(default_params(dataset.availability), lang=params.lang)
    series = dataset.index.find(measure=usual.measure, place=usual.place)
    versions = series.log.get(EXAMPLE_PERIOD, ()) if series else ()
    then, now = value_as_of(versions, EXAMPLE_DAY), value_as_of(versions, date.max)
    if then is None or now is None or then.value is None or now.value is None:
        return None
    locale = get_locale(params.lang)
    text = locale.text(
        "Deaths in {month}: {then} as published {day}, {now} as published now.",
        month=locale.month(EXAMPLE_PERIOD.start),
        then=locale.number(then.value),
        day=locale.day(EXAMPLE_DAY),
        now=locale.number(now.value),
    )
    through = replace(default_params(dataset.availability, slug="vintages"), end=EXAMPLE_PERIOD.start, lang=params.lang)
    chart = charts(through)
    return RevisionExample(
        text,
        dataset.urls.chart(replace(usual, as_of=EXAMPLE_DAY)),
        chart.url,
        {"wide": chart.svg, "narrow": chart.narrow_svg},
    )


def _context(request: PageRequest) -> dict[str, Any]:
    """Return what the template is given: the newest values in words, the main chart, the latest changes, the data."""
    charts, params, urls = request.charts, request.params, request.dataset.urls
    return chart_context(charts(params)) | {
        "dash": request.dash,
        "action": "/",
        "canonical": urls.home(params),
        "headline": headline(charts, params.lang),
        "latest_changes": latest_changes(charts, params),
        "recent_articles": recent_articles(request.dataset, params.lang),
        "revision_example": revision_example(charts, params),
        "data": {name.split(".")[0]: urls.table_file(name) for name in TABLE_FILES},
    }


PAGE = Page(name="home", path="/", url=lambda request: request.dataset.urls.home(request.params), context=_context)
