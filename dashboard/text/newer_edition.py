"""What the newest edition says where an address names an older one."""

from dataclasses import replace

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import period_names, sentences
from etl.reference.notes import counts_alike


def newer_edition_note(dataset: Dataset, data: ChartData, locale: Locale) -> str:
    """Say that a newer edition exists and, of one series, what it says of the newest period shown; else empty."""
    chosen, newest = data.params.edition, dataset.snapshot.edition
    if chosen is None or chosen >= newest:
        return ""
    editions = {"newest": str(newest), "edition": str(chosen)}
    called = locale.text("Edition {newest} is newer than edition {edition}, which is shown.", **editions)
    newer = _newer_value(dataset, data.views[0], locale) if len(data.views) == 1 else ""
    return " ".join(part for part in (called, newer) if part)


def _newer_value(dataset: Dataset, view: SeriesView, locale: Locale) -> str:
    """Write the newest value held for the newest period shown, with its day; empty without one of the same deaths."""
    latest = view.latest
    newest = dataset.series_view(replace(view.params, edition=None, as_of=None))
    if latest is None or newest is None:
        return ""
    point = next((point for point in newest.observations if point.period == latest.period and point.has_value), None)
    value = newest.value_in_unit(point) if point else None
    if point is None or value is None or point.vintage is None:
        return ""
    period = period_names.period_name(newest, locale, point.period)
    if not counts_alike(point.period, view.notes, newest.notes):
        return ""
    if value == view.value_in_unit(latest):
        return locale.text("In it, {period} is unchanged.", period=period)
    return locale.text(
        "In it, {period}: {figure}, {published}.",
        period=period,
        figure=sentences.format_value(newest, locale, value),
        published=sentences.published_phrase(newest, locale, point.vintage),
    )
