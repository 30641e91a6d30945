"""What the front page says around its chart, computed from what is held."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.dataset.dataset import Site
from dashboard.dataset.observations import Point
from dashboard.params.chart_params import ChartState, default
from dashboard.text import sentences
from dashboard.text.i18n import Locale, get_locale
from dashboard.web.pages.cards import Card, card
from dashboard.web.pages.chart import pictures
from etl.core.model import Period
from etl.store import table
from etl.store.series import last_stated

EXAMPLE_DAY, EXAMPLE_PERIOD = date(2020, 8, 25), Period.month(2020, 7)
"""The release behind the writing that this project began with."""
LINES = 8


WRITINGS = 3


@dataclass(frozen=True)
class Lead:
    """What the newest release says: where and of what, its newest figure in a line, and what has to be known of it."""

    kicker: str
    headline: str
    deck: tuple[str, ...]


@dataclass(frozen=True)
class Changed:
    """What a release changed: a sentence, and its changes to the newest months as rows of a table."""

    said: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Example:
    """One figure then and now: the chart as of that day, and the figure through its releases with its pictures."""

    said: str
    href: str
    releases: str
    pictures: Mapping[str, str]


def lead(site: Site, lang: str) -> Lead | None:
    """The newest figure of the usual place, with its day, its caveat and the twelve months that it ends; None without.

    The twelve months before are as published by the same day: as revised since, not as first published.
    """
    locale, usual = get_locale(lang), replace(default(site.choices), lang=lang)
    view = site.selection(usual).first
    point = view.latest if view else None
    if view is None or point is None or point.value is None or point.vintage is None:
        return None
    first = point.first is not None and point.first.vintage == point.vintage
    values = {
        "period": sentences.capital(locale.period(point.period)),
        "deaths": locale.count("{n} death", "{n} deaths", int(point.value)),
        "day": locale.day(point.vintage),
    }
    told = (
        locale.text("{period}: {deaths}, as first published on {day}", **values)
        if first
        else locale.text("{period}: {deaths}, as published on {day}", **values)
    )
    kicker = f"{locale.localize(view.place.name)} · {locale.localize(view.measure.title)}"
    deck = (_year(site, usual, locale), _caveat(point, locale))
    return Lead(kicker, told, tuple(line for line in deck if line))


def _caveat(point: Point, locale: Locale) -> str:
    """What experience says of so young a figure, in short."""
    if point.preliminary is None:
        return ""
    if not point.preliminary.enough:
        return locale.text("This figure is preliminary and subject to change.")
    return locale.text(
        "This figure is preliminary: of {n} earlier months, those published as early had changed by a median of "
        "{median} a year or more later.",
        n=locale.number(len(point.preliminary.changes)),
        median=locale.change(point.preliminary.median),
    )


def _year(site: Site, usual: ChartState, locale: Locale) -> str:
    """The newest sum of twelve months beside the one a year before."""
    view = site.selection(replace(usual, window=12)).first
    held = {point.period.end: point for point in view.points if point.held} if view else {}
    newest = held.get(max(held)) if held else None
    before = held.get(Period.month(newest.period.end.year - 1, newest.period.end.month).end) if newest else None
    if newest is None or before is None or newest.value is None or before.value is None:
        return ""
    difference = newest.value - before.value
    return locale.text(
        "In the 12 months to {month}: {now}; in the 12 months before: {before} ({difference}). Both are sums of what "
        "is published now; the newer one usually grows.",
        month=locale.month(newest.period.end),
        now=locale.count("{n} death", "{n} deaths", int(newest.value)),
        before=locale.number(before.value),
        difference=("+" if difference > 0 else "") + locale.number(difference),
    )


def writings(site: Site, lang: str) -> tuple[Card, ...]:
    """The newest writings held that quote a figure of the usual place."""
    state = replace(default(site.choices), lang=lang)
    items = [
        item
        for item in site.held.commentary.about(state.place).items
        if any(claim.value is not None for claim in item.claims)
    ]
    newest = sorted(items, key=lambda item: item.published_on, reverse=True)[:WRITINGS]
    return tuple(card(site, state, item) for item in newest)


def changed(site: Site, state: ChartState) -> Changed | None:
    """The monthly figures that the newest release changed or added; None before there are two releases."""
    usual = default(site.choices)
    view = site.selection(replace(usual, lang=state.lang)).first
    if view is None or len(view.releases) < 2:
        return None
    locale, (before, newest) = get_locale(state.lang), view.releases[-2:]
    held = site.held.table
    ours = (held["measure"] == usual.measure) & (held["place"] == usual.place) & (held["group"] == usual.group)
    rows = table.changes(held[ours], before, newest)
    counts = rows["change"].value_counts()
    changed_rows = rows[rows["change"] == "changed"]
    said = locale.text(
        "Against the monthly figures held before, the release of {day} has {new} new, {changed} changed, {first} held "
        "for the first time and {gone} withdrawn. The latest of the changed ones:",
        day=locale.day(newest),
        new=int(counts.get("new", 0)),
        changed=int(counts.get("changed", 0)),
        first=int(counts.get("first held", 0)),
        gone=int(counts.get("withdrawn", 0)),
    )
    return Changed(said, tuple(_row(row, locale) for row in changed_rows.tail(LINES).iloc[::-1].to_dict("records")))


def _row(row: "dict[Hashable, Any]", locale: Locale) -> tuple[str, str, str, str]:
    """Month, the figure before, the day of that, the figure now."""
    before, after = (locale.number(float(row[name])) for name in ("value_before", "value"))
    return locale.month(row["period_start"]), before, locale.day(row["vintage_before"].date()), after


def example(site: Site, state: ChartState) -> Example | None:
    """The month that a blog post quoted, as published then and now."""
    usual = replace(default(site.choices), lang=state.lang)
    series = site.index.find(measure=usual.measure, place=usual.place)
    told = series.log.get(EXAMPLE_PERIOD, ()) if series else ()
    then, now = last_stated(told, EXAMPLE_DAY), last_stated(told, date.max)
    if then is None or now is None or then.value is None or now.value is None:
        return None
    locale = get_locale(state.lang)
    said = locale.text(
        "Deaths in {month}: {then} as published {day}, {now} as published now.",
        month=locale.month(EXAMPLE_PERIOD.start),
        then=locale.number(then.value),
        day=locale.day(EXAMPLE_DAY),
        now=locale.number(now.value),
    )
    through = replace(default(site.choices, slug="vintages"), end=EXAMPLE_PERIOD.start, lang=state.lang)
    return Example(
        said,
        site.links.chart(replace(usual, as_of=EXAMPLE_DAY)),
        site.links.chart(through),
        pictures(site, site.selection(through)),
    )
