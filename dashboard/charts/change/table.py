"""The change of each place on a year before, as a table of words."""

from dashboard.charts.change.data import ChangeData
from dashboard.charts.change.like_for_like import has_like_for_like
from dashboard.dataset.observations import Observation, period_a_year_before
from dashboard.dataset.same_age import LikeForLike
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, period_names, sentences
from dashboard.text.chart_text import Table
from dashboard.text.same_age import like_for_like_lines


def build_table(data: ChangeData, locale: Locale) -> Table:
    """Build a row for each place with both values and their change; as of a past day also the newest change.

    Where changes have to be said like for like too, they have a column, and the remark says from which figures.
    """
    view, period = data.first_view, data.period
    if view is None or period is None:
        return Table((), ())
    then, alike = data.params.as_of is not None, has_like_for_like(data)
    head = [
        locale.text("Place"),
        sentences.capitalize(period_names.period_name(view, locale, period_a_year_before(period))),
        sentences.capitalize(period_names.period_name(view, locale, period)),
        locale.text("Change"),
        *([locale.text("Like for like")] if alike else []),
        *([sentences.capitalize(sentences.current_phrase(view, locale))] if then else []),
        locale.text("Remark"),
        locale.text("Unchanged since"),
    ]
    rows = [_table_row(data, place_view, locale, then=then, alike=alike) for place_view in data.views]
    return Table(tuple(head), tuple(rows), frozenset(range(1, len(head) - 2)))


def _table_row(data: ChangeData, view: SeriesView, locale: Locale, *, then: bool, alike: bool) -> tuple[str, ...]:
    name = locale.localize(view.place.name)
    if not view.observations:
        return (name, *[""] * (3 + alike + then), sentences.no_figure(locale), "")
    (observation,) = view.observations
    change, like = view.value_in_unit(observation), data.of_place(view)
    telling = like if like and like.is_telling and like.same_age else None
    before = observation.year_before
    return (
        name,
        labels.count_phrase(view, locale, before) if before else sentences.no_figure(locale),
        labels.count_phrase(view, locale, observation),
        "" if change is None else sentences.format_value(view, locale, change),
        *([_change_like_for_like(telling, locale)] if alike else []),
        *([labels.current_value(view, locale, observation)] if then else []),
        "; ".join(_remarks(view, locale, observation, telling)),
        sentences.release_day(view, locale, observation.vintage) if observation.vintage else "",
    )


def _change_like_for_like(like: LikeForLike | None, locale: Locale) -> str:
    return locale.change(like.same_age.change) if like and like.same_age else ""


def _remarks(view: SeriesView, locale: Locale, observation: Observation, like: LikeForLike | None) -> list[str]:
    remarks = [locale.text("preliminary")] if observation.preliminary else []
    remarks += [locale.text("few deaths: the change says little")] if observation.is_small else []
    if view.changed_since_year_before(observation):
        remarks.append(locale.text("no change: break in the series (≠)"))
    return [*remarks, *like_for_like_lines(view, locale, like)]
