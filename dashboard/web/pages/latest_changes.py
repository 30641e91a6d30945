"""What the newest release changed of a series."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale, get_locale
from dashboard.params.chart_params import ChartParams
from dashboard.text import period_names, sentences
from dashboard.text.differences import period_of
from etl.core.model import PeriodKind
from etl.reference.notes import counts_alike
from etl.store import differences
from etl.store.differences import ADDED, Change

MAX_CHANGE_ROWS = 8
_NOT_CHANGED = {*ADDED, Change.WITHDRAWN, Change.STATUS}


@dataclass(frozen=True)
class ReleaseDiff:
    """What a release changed: a sentence, and its changes to the newest periods as rows of a table.

    ``release_url`` is the address of all that it changed.
    """

    heading: str
    text: str
    table_heading: str
    period_heading: str
    rows: tuple[tuple[str, str, str, str], ...]
    release_url: str


def latest_changes(charts: RenderedCharts, params: ChartParams) -> ReleaseDiff | None:
    """Return the values that the newest release up to the day changed or added; None before there are two releases."""
    view = charts(params).data.first_view
    releases = [day for day in view.releases if day <= params.cutoff] if view else []
    if view is None or len(releases) < 2:
        return None
    locale, rows = get_locale(params.lang), charts.dataset.snapshot.table
    of_series = (rows["measure"] == params.measure) & (rows["place"] == params.place) & (rows["group"] == params.group)
    day_before = releases[-1] - timedelta(days=1)
    rows = differences.changes_between(rows[of_series], day_before, releases[-1], params.edition)
    counts = Counter(map(Change, rows["change"]))
    is_changed = ~rows["change"].isin(_NOT_CHANGED)
    changed_rows = rows[is_changed & rows["value"].notna() & rows["value_before"].notna()]
    notes = [charts.dataset.notes(view.series, replace(params, as_of=day)) for day in releases[-2:]]
    alike = [counts_alike(period_of(row), *notes) for row in changed_rows.to_dict("records")]
    text = _changes_sentence(view, locale, releases[-1], counts)
    if others := len(alike) - sum(alike):
        text += " " + _unlike_sentence(others, locale)
    as_published = replace(view, params=replace(params, unit="count", window=1))
    newest = changed_rows[alike].tail(MAX_CHANGE_ROWS).iloc[::-1].to_dict("records")
    monthly = view.measure.period is PeriodKind.MONTH
    return ReleaseDiff(
        heading=_changes_heading(params, locale),
        text=text,
        table_heading=locale.text("The latest of the changed ones:") if newest else "",
        period_heading=locale.text("Month") if monthly else locale.text("Period"),
        rows=tuple(_change_row(as_published, row, locale) for row in newest),
        release_url=charts.dataset.urls.release(view.source.id, releases[-1], params.lang),
    )


def _unlike_sentence(count: int, locale: Locale) -> str:
    return locale.count(
        "In {n} of the changed ones something else is counted than before: it is not listed.",
        "In {n} of the changed ones something else is counted than before: they are not listed.",
        count,
    )


def _changes_heading(params: ChartParams, locale: Locale) -> str:
    if params.as_of is None:
        return locale.text("What changed with the latest release in this archive")
    return locale.text("What changed with the latest release in this archive by {day}", day=locale.day(params.as_of))


def _changes_sentence(view: SeriesView, locale: Locale, newest: date, counts: Counter[Change]) -> str:
    """Count what a release changed."""
    values = {
        "day": sentences.release_day(view, locale, newest),
        "new": counts[Change.NEW],
        "changed": counts.total() - sum(counts[change] for change in _NOT_CHANGED),
        "first": counts[Change.FIRST_HELD],
        "gone": counts[Change.WITHDRAWN],
    }
    if view.measure.period is PeriodKind.MONTH:
        return locale.text(
            "Against the monthly figures in this archive before, this release ({day}) has {new} new, {changed} "
            "changed, {first} new to this archive and {gone} withdrawn.",
            **values,
        )
    return locale.text(
        "Against the figures in this archive before, this release ({day}) has {new} new, {changed} changed, {first} "
        "new to this archive and {gone} withdrawn.",
        **values,
    )


def _change_row(view: SeriesView, row: "dict[Hashable, Any]", locale: Locale) -> tuple[str, str, str, str]:
    """Write a change as a row: the period, the value before, its day, the value now."""
    before, after = (sentences.format_value(view, locale, float(row[name])) for name in ("value_before", "value"))
    name = sentences.capitalize(period_names.period_name(view, locale, period_of(row)))
    return name, before, sentences.release_day(view, locale, row["vintage_before"].date()), after
