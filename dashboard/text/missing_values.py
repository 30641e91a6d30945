"""What is said of values that are missing: withheld by the publisher, not held here, not in the latest release."""

from collections.abc import Sequence
from enum import Enum, auto

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import sentences


class NotHeldMark(Enum):
    """How a chart draws a value that is held only as published after the day: as a point, in a cell, or not at all."""

    POINT = auto()
    CELL = auto()
    NOT_DRAWN = auto()


def withheld_values(views: Sequence[SeriesView], locale: Locale) -> str:
    """Count the values that publishers do not give (crosses on the chart), and the sums that cannot be formed."""
    figures, sums = _split_by_window(views)
    parts = (_withheld_counts(figures, locale, several=len(views) > 1), _withheld_in_sums(sums, locale))
    return " ".join(sentence for sentence in parts if sentence)


def _split_by_window(views: Sequence[SeriesView]) -> tuple[list[SeriesView], list[SeriesView]]:
    """Split views into those of values as published and those of twelve-month sums."""
    return [view for view in views if view.params.window == 1], [view for view in views if view.params.window == 12]


def _all_withheld(views: Sequence[SeriesView], locale: Locale) -> str:
    return locale.number(sum(len(view.observations) for view in views))


def _withheld_counts(views: Sequence[SeriesView], locale: Locale, *, several: bool) -> str:
    missing, every = sum(len(view.withheld) for view in views), _all_withheld(views, locale)
    if not missing:
        return ""
    if several:
        return locale.count(
            "{n} of the {all} figures is withheld by its publisher or not available from it (×).",
            "{n} of the {all} figures are withheld by their publisher or not available from it (×).",
            missing,
            all=every,
        )
    return locale.count(
        "{n} of the {all} figures is withheld by the publisher or not available from it (×).",
        "{n} of the {all} figures are withheld by the publisher or not available from it (×).",
        missing,
        all=every,
    )


def _withheld_in_sums(views: Sequence[SeriesView], locale: Locale) -> str:
    missing = sum(len(view.withheld) for view in views)
    if not missing:
        return ""
    return locale.count(
        "{n} of {all} twelve-month sums cannot be formed: a month in it is withheld by the publisher or not "
        "available from it (×).",
        "{n} of {all} twelve-month sums cannot be formed: a month in them is withheld by the publisher or not "
        "available from it (×).",
        missing,
        all=_all_withheld(views, locale),
    )


def values_not_held(views: Sequence[SeriesView], locale: Locale, later: NotHeldMark = NotHeldMark.POINT) -> str:
    """Count the values that were public but are not held, and the sums that cannot be formed."""
    figures, sums = _split_by_window(views)
    mark = later if any(view.has_later_values for view in figures) or later is NotHeldMark.NOT_DRAWN else None
    newer = "" if later is NotHeldMark.NOT_DRAWN else _newer_counts(figures, locale)
    parts = (_not_held_counts(figures, locale, mark), newer, _not_held_in_sums(sums, locale))
    return " ".join(sentence for sentence in parts if sentence)


def _not_held_counts(views: Sequence[SeriesView], locale: Locale, later: NotHeldMark | None) -> str:
    """Count the values not held; ``later`` is how those held since are drawn, None where no period has one."""
    newer = sum(len(view.newer.periods) for view in views)
    missing = sum(len(view.not_held) for view in views) + newer
    every = locale.number(sum(len(view.observations) for view in views) + newer)
    if not missing:
        return ""
    if later is NotHeldMark.POINT:
        return locale.count(
            "{n} of the {all} figures published by then is not in this archive as it stood. The chart shows a "
            "hollow grey point at the earliest later figure in this archive.",
            "{n} of the {all} figures published by then are not in this archive as they stood. The chart shows "
            "hollow grey points at the earliest later figures in this archive.",
            missing,
            all=every,
        )
    if later is NotHeldMark.CELL:
        return locale.count(
            "{n} of the {all} figures published by then is not in this archive as it stood. Its cell is hollow, "
            "with the earliest later figure in grey.",
            "{n} of the {all} figures published by then are not in this archive as they stood. Their cells are "
            "hollow, with the earliest later figures in grey.",
            missing,
            all=every,
        )
    if later is NotHeldMark.NOT_DRAWN:
        return locale.text(
            "{n} of the {all} figures cannot be shown: what was published then is not in this archive.",
            n=locale.number(missing),
            all=every,
        )
    return locale.count(
        "{n} of the {all} figures published is not in this archive.",
        "{n} of the {all} figures published are not in this archive.",
        missing,
        all=every,
    )


def _newer_counts(views: Sequence[SeriesView], locale: Locale) -> str:
    """Count the values not held that are newer than those of their view, and say why they count as public."""
    newer = [view for view in views if view.newer.periods]
    count = sum(len(view.newer.periods) for view in newer)
    if not count:
        return ""
    if len(newer) > 1:
        return locale.count(
            "{n} of these is newer than those that the chart shows.",
            "{n} of these are newer than those that the chart shows.",
            count,
        )
    (view,) = newer
    if view.newer.usual_lag_days is not None:
        return locale.count(
            "{n} of these is newer than those that the chart shows; it counts as published by then since the first "
            "figure for a period usually comes {days} days after its end.",
            "{n} of these are newer than those that the chart shows; they count as published by then since the first "
            "figure for a period usually comes {days} days after its end.",
            count,
            days=locale.number(view.newer.usual_lag_days),
        )
    return locale.count(
        "{n} of these is newer than those that the chart shows: other figures of the publisher reach to {month}.",
        "{n} of these are newer than those that the chart shows: other figures of the publisher reach to {month}.",
        count,
        month=locale.month(view.newer.periods[-1].end),
    )


def _not_held_in_sums(views: Sequence[SeriesView], locale: Locale) -> str:
    missing = sum(len(view.not_held) for view in views)
    if not missing:
        return ""
    return locale.count(
        "{n} of {all} twelve-month sums cannot be formed: a month in it is not in this archive as published then.",
        "{n} of {all} twelve-month sums cannot be formed: a month in them is not in this archive as published then.",
        missing,
        all=_all_withheld(views, locale),
    )


def not_in_latest_release(views: Sequence[SeriesView], locale: Locale) -> str:
    """Say how many values of one series were published by the release of the day itself; empty where all were.

    Of several series nothing: they have releases of different days.
    """
    if len(views) != 1:
        return ""
    (view,) = views
    count = sum(observation.has_value for observation in view.observations)
    if not view.not_in_latest_release or view.newest_release is None or view.params.window == 12 or not count:
        return ""
    return locale.count(
        "{n} of the {all} figures shown was published by the latest release ({day}); the others by earlier ones.",
        "{n} of the {all} figures shown were published by the latest release ({day}); the others by earlier ones.",
        count - view.not_in_latest_release,
        all=locale.number(count),
        day=sentences.release_day(view, locale, view.newest_release),
    )
