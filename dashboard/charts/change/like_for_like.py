"""The changes of places like for like, in words: how many can be formed, and which do not go the same way."""

from dashboard.charts.change.data import ChangeData
from dashboard.dataset.same_age import LikeForLike
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from etl.store.same_age import MAX_AGE_DIFFERENCE

MAX_PLACES_BY_NAME = 13
"""Places up to which a sentence names them."""


def sure_changes(data: ChangeData) -> list[tuple[SeriesView, LikeForLike]]:
    """Return the places whose change can be formed like for like, few deaths left out."""
    pairs = [(view, newer, data.of_place(view)) for view in data.views for newer in view.observations]
    return [
        (view, like)
        for view, newer, like in pairs
        if like and like.same_age and not like.is_small and not newer.is_small
    ]


def drawn_changes(data: ChangeData) -> list[tuple[SeriesView, float]]:
    """Return the places beside whose change the same one like for like is drawn, with that."""
    changes = sure_changes(data)
    return [(view, like.same_age.change) for view, like in changes if like.same_age and like.is_telling]


def has_like_for_like(data: ChangeData) -> bool:
    """Tell whether any change is written like for like."""
    return any(like.is_telling and like.same_age for like in data.like_for_like.values())


def like_for_like_sentence(data: ChangeData, locale: Locale) -> str:
    """Say what the changes of all places are like for like, and which do not go the same way; empty without need."""
    limit = locale.number(MAX_AGE_DIFFERENCE.days)
    if not any(like.is_telling for like in data.like_for_like.values()):
        return ""
    if not has_like_for_like(data):
        return locale.text(
            "Like for like, between figures published equally long after the ends of their periods (± {limit} "
            "days), no change can be formed from the figures in this archive.",
            limit=limit,
        )
    changes = [like.same_age.change for _, like in sure_changes(data) if like.same_age]
    if not changes:  # of few deaths alone
        return ""
    counts = locale.text(
        "Like for like, between figures published equally long after the ends of their periods (± {limit} days): "
        "fewer deaths than a year before in {fewer} of {n} places, more in {more}. It is drawn as a diamond, "
        "and stands in brackets, where the newer figure is preliminary or the change reads otherwise.",
        limit=limit,
        fewer=locale.number(sum(change < 0 for change in changes)),
        more=locale.number(sum(change > 0 for change in changes)),
        n=locale.number(len(changes)),
    )
    return " ".join(part for part in (counts, _direction_sentence(data, locale)) if part)


def _direction_sentence(data: ChangeData, locale: Locale) -> str:
    """Name the places whose change goes the other way like for like; count them where they are many."""
    names = [locale.localize(view.place.name) for view, like in sure_changes(data) if like.direction_differs]
    if not names:
        return ""
    if len(names) > MAX_PLACES_BY_NAME:
        return locale.text("In {n} places the direction differs.", n=locale.number(len(names)))
    return locale.text("The direction differs: {names}.", names=", ".join(names))
