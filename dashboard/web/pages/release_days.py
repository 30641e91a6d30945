"""The days as of which a chart can be seen: each release with what it brought, and the line of time they stand on."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from dashboard.charts.rendered import RenderedChart
from dashboard.dataset.release_changes import NO_CHANGES, ReleaseChanges, total_changes
from dashboard.dataset.series_view import ChartData
from dashboard.i18n import Locale
from dashboard.text import sentences
from dashboard.web.pages.release_track import ReleaseTrack, name_gaps, place_releases
from etl.store.release_gaps import usual_gap_days


@dataclass(frozen=True)
class DayOption:
    """A day in the list: as an address writes it, and in words. ``is_release`` marks those of the line."""

    value: str
    words: str
    is_release: bool = True


@dataclass(frozen=True)
class ReleaseDays:
    """The days in groups by year, both newest first; the line of the releases, and what its gaps are called."""

    years: tuple[tuple[str, tuple[DayOption, ...]], ...]
    track: ReleaseTrack
    gap_names: str


def build_release_days(chart: RenderedChart) -> ReleaseDays:
    """List the days on which anything of a chart was published, with what came, and the day chosen."""
    options, track, gap_names = chart.dataset.cached(
        ("release days", replace(chart.params, as_of=None)), lambda: _describe_releases(chart)
    )
    if (chosen := chart.params.as_of) and chosen not in options:
        options = options | {chosen: DayOption(chosen.isoformat(), chart.locale.day(chosen), is_release=False)}
    newest_first = sorted(options, reverse=True)
    years = groupby(newest_first, key=lambda day: day.year)
    return ReleaseDays(
        tuple((str(year), tuple(map(options.__getitem__, days))) for year, days in years), track, gap_names
    )


def _describe_releases(chart: RenderedChart) -> tuple[dict[date, DayOption], ReleaseTrack, str]:
    """Return each release day as an option, the line of all, and the names of its gaps: the same whatever the day."""
    data, locale = chart.data, chart.locale
    changes = total_changes((view.series for view in data.views), chart.params.edition)
    options = {
        day: DayOption(day.isoformat(), _day_with_changes(data, day, changes.get(day, NO_CHANGES), locale))
        for day in data.releases
    }
    track = place_releases(data.releases, _usual_gap_days(data))
    return options, track, name_gaps(track, locale)


def _usual_gap_days(data: ChartData) -> int | None:
    """Return the longest of the usual gaps between releases of its sources; None where that of any is unknown."""
    by_source = {view.source.id: usual_gap_days(view.source, view.vintage_basis) for view in data.views}
    known_gaps = [gap for gap in by_source.values() if gap]
    return max(known_gaps, default=None) if len(known_gaps) == len(by_source) else None


def _day_with_changes(data: ChartData, day: date, changes: ReleaseChanges, locale: Locale) -> str:
    """Write a release day and what came with it: ``by 17 September 2025: 3 new, 89 revised``."""
    parts = [
        locale.count("{n} new", "{n} new", changes.new) if changes.new else "",
        locale.count("{n} revised", "{n} revised", changes.revised) if changes.revised else "",
        locale.count("{n} new to this archive", "{n} new to this archive", changes.first_held)
        if changes.first_held
        else "",
    ]
    what = ", ".join(part for part in parts if part) or locale.text("no change")
    return locale.text("{day}: {changes}", day=sentences.release_day(data, locale, day), changes=what)
