"""Values as a table: a row for each, with what has to be remarked of it and the days on which it was published."""

from collections.abc import Iterable, Mapping

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, sentences
from dashboard.text.chart_text import Table
from etl.core.model import Period

LabelledValue = tuple[str, SeriesView, Observation | None]
"""What a row is called, and its value; None where none of the period is held."""


def build_value_table(
    data: ChartData,
    locale: Locale,
    first: str,
    values: Iterable[LabelledValue],
    own_remarks: Mapping[Period, str] | None = None,
) -> Table:
    """Build a row for each value; ``first`` is the heading of the column of their names.

    As of a past day, the newest value held stands beside it. ``own_remarks`` are what only this chart remarks of a
    period. The chart data has at least one view.
    """
    then = data.params.as_of is not None
    head = [first, locale.text("Figure")]
    head += [sentences.capitalize(sentences.current_phrase(data.views[0], locale))] if then else []
    head += [locale.text("Unchanged since"), locale.text("Remark"), locale.text("First in this archive")]
    rows = [_table_row(value, locale, own_remarks or {}, then=then) for value in values]
    return Table(tuple(head), tuple(rows), frozenset({1, 2, 5} if then else {1, 4}))


def _table_row(
    labelled: LabelledValue, locale: Locale, own_remarks: Mapping[Period, str], *, then: bool
) -> tuple[str, ...]:
    name, view, observation = labelled
    if observation is None:
        empty = ("", "") if then else ("",)
        return (name, *empty, "", sentences.no_figure_for_period(locale), "")
    value = view.value_in_unit(observation)
    remarks = [] if observation.has_value else labels.missing_value_lines(view, locale, observation)
    remarks += [locale.text("no population in this archive")] if observation.has_value and value is None else []
    remarks += [locale.text("preliminary")] if observation.preliminary and observation.has_value else []
    remarks += [locale.localize(note.sentence) for note in view.notes_on(observation)]
    remarks += [own_remarks[observation.period]] if observation.period in own_remarks else []
    return (
        name,
        "" if value is None else sentences.format_value(view, locale, value),
        *([labels.current_value(view, locale, observation)] if then else []),
        sentences.release_day(view, locale, observation.vintage) if observation.vintage else "",
        "; ".join(remarks),
        labels.first_published_phrase(view, locale, observation),
    )
