"""The headline of the front page: the newest value of its chart in words, and what has to be known of it."""

from dataclasses import dataclass

from dashboard.charts.rendered import RenderedCharts
from dashboard.charts.trend.select import TrendData
from dashboard.dataset.directions import direction_of_series
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale, get_locale
from dashboard.params.chart_params import ChartParams
from dashboard.text import period_names, sentences, summaries
from dashboard.text.directions import direction_sentence
from dashboard.text.expected import range_sentence
from dashboard.web.pages.year_before import year_before_notes
from etl.core.model import PeriodKind, Status
from etl.store.release_gaps import usual_gap_days
from etl.store.shapes import follows_closely


@dataclass(frozen=True)
class Headline:
    """What a view says: where and of what, its newest value in a line, and what has to be known of it.

    ``now`` is, for a past day, what the newest release says of it. ``counting`` says what is counted in that value,
    where it is something else than the name of the measure says.
    """

    eyebrow: str
    text: str
    summary: tuple[str, ...]
    counting: str = ""
    now: str = ""


def write_headline(charts: RenderedCharts, params: ChartParams) -> Headline:
    """Write the newest value of the view with its day, its caveat, the year before and, for a past day, its value now.

    Where there is no value, it says why.
    """
    data, locale = charts(params).data, get_locale(params.lang)
    view = data.first_view
    if view is None:
        place = locale.localize(charts.dataset.place(params).name)
        return Headline(place, sentences.no_figure_for_choice(locale), ())
    point = view.latest
    day = sentences.publication_note(view, locale) if params.as_of else ""
    subject = (locale.localize(view.place.name), sentences.measure_title_with_group(view, locale), day)
    eyebrow = " · ".join(part for part in subject if part)
    text = _newest_value(view, locale, point) if point else ""
    if point is None or not text:
        return Headline(eyebrow, summaries.empty_message(view, locale), ())
    deck = (
        _newer_period_note(view, locale, point),
        *year_before_notes(charts, view, point),
        _caveat(view, locale, point) or _provisional_note(charts, view, point),
        _range_note(data, view, locale, point),
    )
    changes = [note for note in view.notes if note.differs_at(point.period)]
    counting = locale.localize(changes[-1].sentence) if changes else ""
    now = summaries.current_value_note(view, locale, point)
    return Headline(eyebrow, text, tuple(line for line in deck if line), counting, now)


def _newest_value(view: SeriesView, locale: Locale, point: Observation) -> str:
    """Write a value, its period and its day; empty where there is none in the unit of the view."""
    value = view.value_in_unit(point)
    if value is None or point.vintage is None:
        return ""
    values = {
        "period": period_names.leading_name(view, locale, point.period),
        "deaths": sentences.value_with_unit(view, locale, point, value),
    }
    if sentences.is_computed(view):
        published = sentences.published_until(view, locale, point.vintage)
        return locale.text("{period}: {deaths}, computed from counts {published}", **values, published=published)
    if sentences.is_uncertain(view, point.vintage):
        release = sentences.published_phrase(view, locale, point.vintage)
        return locale.text("{period}: {deaths}, {published}", **values, published=release)
    day = locale.day(point.vintage)
    if _is_first_publication(view, point):
        return locale.text("{period}: {deaths}, as first published on {day}", **values, day=day)
    return locale.text("{period}: {deaths}, as published on {day}", **values, day=day)


def _newer_period_note(view: SeriesView, locale: Locale, point: Observation) -> str:
    """Say of a past day what the newest period is now, and how many died in it; empty where it is the same."""
    newest = next((other for other in reversed(view.current) if view.value_in_unit(other) is not None), None)
    if view.params.as_of is None or newest is None or newest.period.end <= point.period.end or newest.vintage is None:
        return ""
    return locale.text(
        "Newer periods were published since: {period}: {deaths}, {published}.",
        period=period_names.period_name(view, locale, newest.period),
        deaths=sentences.value_with_unit(view, locale, newest, view.value_in_unit(newest) or 0),
        published=sentences.published_phrase(view, locale, newest.vintage),
    )


def _is_first_publication(view: SeriesView, point: Observation) -> bool:
    """Tell whether no release before the value's own can have published it: none held did, and none is missing."""
    if point.vintage is None or point.first_published is None or point.first_published.vintage != point.vintage:
        return False
    return follows_closely(point.vintage, view.releases, usual_gap_days(view.source, view.vintage_basis))


def _caveat(view: SeriesView, locale: Locale, point: Observation) -> str:
    """Say in short what became of earlier values published as early; empty where the value has settled."""
    if point.preliminary is None:
        return ""
    if not point.preliminary.is_sufficient:
        return locale.text("This figure is preliminary and subject to change.")
    values = {
        "n": locale.number(len(point.preliminary.changes)),
        "median": locale.change(point.preliminary.median),
    }
    if view.measure.period is PeriodKind.MONTH and view.params.window == 1:
        return locale.text(
            "This figure is preliminary: for {n} earlier months, figures this fresh had changed by {median} "
            "(median) a year or more later.",
            **values,
        )
    return locale.text(
        "This figure is preliminary: {n} earlier figures this fresh had changed by {median} (median) a year or more "
        "later.",
        **values,
    )


def _range_note(data: ChartData, view: SeriesView, locale: Locale, point: Observation) -> str:
    """Say in which range the value is expected to end; empty where no range is given."""
    ends = data.ranges.get(point.period) if isinstance(data, TrendData) else None
    return range_sentence(view, point, ends, locale) if ends else ""


def _provisional_note(charts: RenderedCharts, view: SeriesView, point: Observation) -> str:
    """Say that the publisher calls the newest value provisional, and which way its recent ones move."""
    if point.status != Status.PROVISIONAL:
        return ""
    locale = get_locale(view.params.lang)
    direction = "" if view.breaks else direction_sentence(direction_of_series(charts.dataset, view), locale)
    return " ".join(part for part in (locale.text("The publisher calls this figure provisional."), direction) if part)
