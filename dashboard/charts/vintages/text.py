"""One value through the releases, in words."""

from operator import itemgetter

from dashboard.charts.vintages.select import releases_stating_period, views_at_milestones
from dashboard.charts.vintages.summary import Statements, Values, values_of, write_summary
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, missing_values, notes, period_names, sentences
from dashboard.text.chart_text import ChartText, LegendItem
from dashboard.text.missing_values import NotHeldMark


def write_text(data: ChartData, locale: Locale) -> ChartText:
    """Write the words of the value of one period and of the curves around it."""
    view, statements = data.first_view, releases_stating_period(data)
    if view is None:
        return ChartText(title="", empty_message=locale.text("This archive has no figure for this place yet."))
    if not statements:
        return ChartText(title=sentences.chart_title(view, locale), empty_message=_empty_message(data, view, locale))
    return ChartText(
        title=_title(view, statements, locale),
        unit=sentences.unit_phrase(view, locale),
        summary=write_summary(data, statements, locale),
        publication_note=sentences.publication_note(data, locale),
        alt_text=_alt_text(data, statements, locale),
        sentences=_sentences(data, statements, locale),
        legend=_legend(data, statements, locale),
    )


def _title(view: SeriesView, statements: Statements, locale: Locale) -> str:
    period = period_names.period_name(view, locale, statements[0][1].period)
    return locale.text(
        "{title}: {period} through the releases", title=sentences.chart_title(view, locale), period=period
    )


def _empty_message(data: ChartData, view: SeriesView, locale: Locale) -> str:
    """Say why there is nothing to draw: the day is too early, the period chosen is not held, or nothing is."""
    if view.releases and data.newest_release is None:
        return sentences.before_first_release_message(view, locale)
    if data.params.end and data.periods:
        month = locale.month(data.params.end)
        return locale.text("None of the releases shown gives a figure for {month}.", month=month)
    return sentences.no_figure_for_choice(locale)


def _alt_text(data: ChartData, statements: Statements, locale: Locale) -> str:
    """Write the chart in words: what each panel shows, its range, and the finding."""
    newest, amounts = data.views[-1], values_of(statements)
    parts = [
        locale.text(
            "Steps and curves. {title}. {unit}.",
            title=_title(newest, statements, locale),
            unit=sentences.unit_phrase(newest, locale),
        ),
        _value_range(amounts, locale),
        locale.count(
            "One curve shows {span}, that of the only release.",
            "The curves show {span}, one for each of {n} releases.",
            len(data.views),
            span=period_names.time_span(newest, locale, newest.observations),
        ),
        write_summary(data, statements, locale),
        *_caveats(data, locale),
        sentences.publication_note(data, locale) + ".",
    ]
    return " ".join(part for part in parts if part)


def _value_range(amounts: Values, locale: Locale) -> str:
    if not amounts:
        return ""
    low, high = min(amounts, key=itemgetter(2)), max(amounts, key=itemgetter(2))
    return locale.text(
        "The figure by day of publication: lowest {low} ({low_period}), highest {high} ({high_period}).",
        low=sentences.format_value(low[0], locale, low[2]),
        low_period=sentences.release_day(low[0], locale, low[0].params.cutoff),
        high=sentences.format_value(high[0], locale, high[2]),
        high_period=sentences.release_day(high[0], locale, high[0].params.cutoff),
    )


def _sentences(data: ChartData, statements: Statements, locale: Locale) -> tuple[str, ...]:
    """Say how the chart is read, then what has to be said of its values."""
    return (_reading_guide(statements, locale), *_caveats(data, locale))


def _caveats(data: ChartData, locale: Locale) -> tuple[str, ...]:
    """Say what has to be said of the newest values, and which of all are missing."""
    newest = data.views[-1:]
    lines = (
        *notes.note_sentences(data.views, locale, by_release=True),
        caveats.preliminary_values(newest, locale),
        caveats.provisional_values(newest, locale),
        missing_values.withheld_values(data.views, locale),
        missing_values.values_not_held(data.views, locale, NotHeldMark.NOT_DRAWN),
    )
    return tuple(sentence for sentence in lines if sentence)


def _reading_guide(statements: Statements, locale: Locale) -> str:
    lines = [
        locale.text(
            "Dots on the steps are releases in this archive that give the figure; between them it stands as last "
            "published."
        ),
        locale.text(
            "Each curve is what had been published by the day of a release. It ends in a dot; an upright line leads "
            "from there to the newest figure of the same period."
        ),
    ]
    if any(observation.preliminary for _, observation in statements):
        lines.append(locale.text("Hollow dots: preliminary when published."))
    if any(sentences.is_uncertain(view, view.params.cutoff) for view, _ in statements):
        lines.append(locale.text("Diamonds: the day of the release is not known for certain."))
    return " ".join(lines)


def milestone_name(days: int, locale: Locale) -> str:
    """Name a curve by how long after the end of the period it stood."""
    return locale.text("a year on") if days == 365 else locale.text("{days} days on", days=locale.number(days))


def _legend(data: ChartData, statements: Statements, locale: Locale) -> tuple[LegendItem, ...]:
    newest, amounts = data.views[-1], values_of(statements)
    keys = [LegendItem("line", sentences.publication_note(data, locale))]
    if amounts and amounts[0][0] is not newest:
        keys.append(LegendItem("first", sentences.published_phrase(amounts[0][0], locale, amounts[0][0].params.cutoff)))
    keys += [
        LegendItem(
            f"after-{days}",
            f"{milestone_name(days, locale)} ({sentences.release_day(view, locale, view.params.cutoff)})",
        )
        for days, view in views_at_milestones(data).items()
    ]
    if len(data.views) > len(keys):
        keys.append(LegendItem("pale", locale.text("other releases")))
    if data.params.as_of:
        keys.append(LegendItem("ghost", sentences.current_phrase(newest, locale)))
    if any(view.preliminary for view in data.views):
        keys.append(LegendItem("open", locale.text("preliminary when published")))
    if any(sentences.is_uncertain(view, view.params.cutoff) for view, _ in statements):
        keys.append(LegendItem("diamond", locale.text("day not known for certain")))
    if any(view.withheld for view in data.views):
        keys.append(LegendItem("cross", labels.withheld_label(data.views, locale)))
    return tuple(keys)
