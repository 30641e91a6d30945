"""One place over time, in words."""

from dashboard.charts.trend import beside
from dashboard.charts.trend.highlights import full_year_sentence, highest_sentence, mean_sentence
from dashboard.charts.trend.select import TrendData
from dashboard.dataset.quoted_values import Quotation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, expected, labels, quotations, summaries, value_table
from dashboard.text import sentences as words
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Period

FEW = (2, 3)
"""Numbers of values that say more as a table than in a sentence and a curve."""


def write_text(data: TrendData, locale: Locale) -> ChartText:
    """Write the words of a trend."""
    view = data.first_view
    if view is None:
        return ChartText(title="", empty_message=locale.text("This archive has no figure for this place yet."))
    quoted = quotations.quotation_sentence(data.quotation, view, locale) if data.quotation else ""
    ranges, silence = expected.expected_sentences(view, data.expected, locale)
    highest, full_year = highest_sentence(view, locale), full_year_sentence(data, locale)
    drawn_beside = (mean_sentence(data, locale), beside.counterpart_sentence(data, locale))
    others = (*drawn_beside, *caveats.all_caveats(data.views, locale), silence)
    spoken = tuple(filter(None, (quoted, ranges, full_year, *others)))
    return ChartText(
        title=words.chart_title(view, locale),
        unit=words.unit_phrase(view, locale),
        summary=summaries.summary(view, locale),
        summary_table=_table_of_few(data, view, locale),
        publication_note=words.publication_note(view, locale),
        alt_text=summaries.alt_text(view, locale, spoken, _kind_of_chart(data, locale)),
        sentences=tuple(filter(None, (quoted, ranges, f"{highest} {full_year}".strip(), *others))),
        legend=(*_legend(data, view, locale), *quotations.quotation_legend(data.quotation, locale)),
        empty_message=summaries.empty_message(view, locale) if view.is_empty else "",
        quoted_title=data.quotation.article.title if data.quotation else "",
    )


def _kind_of_chart(data: TrendData, locale: Locale) -> str:
    return locale.text("Line chart of years laid over each other") if data.has_years_overlaid else ""


def _table_of_few(data: TrendData, view: SeriesView, locale: Locale) -> Table | None:
    """Return two or three values as a table, each with the day since which it stands; None of any other number."""
    if len(view.observations) not in FEW or not all(observation.has_value for observation in view.observations):
        return None
    table, columns = build_table(data, locale), 4 if view.params.as_of else 3
    rows = tuple(row[:columns] for row in table.rows)
    return Table(table.header[:columns], rows, table.numeric_columns & frozenset(range(columns)))


def _legend(data: TrendData, view: SeriesView, locale: Locale) -> tuple[LegendItem, ...]:
    term = "as-published" if view.params.as_of else "newest-held"
    keys = [LegendItem("line", words.publication_note(view, locale), term)]
    if data.has_years_overlaid:
        keys.append(LegendItem("earlier-years", locale.text("earlier years")))
    if view.params.as_of:
        keys.append(LegendItem("ghost", words.current_phrase(view, locale)))
    if view.preliminary:
        keys.append(LegendItem("dotted", locale.text("preliminary"), "preliminary"))
    keys += beside.counterpart_key(data, locale)
    if data.means:
        keys.append(LegendItem("mean", locale.text("mean of 12 months to each month")))
    if data.ranges:
        keys.append(LegendItem("range", locale.text("expected end"), "expected-range"))
    if any(observation.follows_break for observation in view.observations):
        keys.append(LegendItem("upright-dashed", locale.text("break in the series")))
    if view.withheld:
        keys.append(LegendItem("cross", labels.withheld_label([view], locale), "withheld"))
    if view.has_later_values and view.params.window == 1:
        keys.append(
            LegendItem("hollow", locale.text("not in this archive as of then: earliest figure that is"), "not-held")
        )
    return tuple(keys)


def build_table(data: TrendData, locale: Locale) -> Table:
    """Build a row for each period, the newest first; as of a past day with the newest value held beside it."""
    view = data.first_view
    if view is None:
        return Table((), ())
    values = [(locale.period(observation.period), view, observation) for observation in reversed(view.observations)]
    of_periods = (
        beside.value_phrases(data, locale),
        {period: expected.ended_phrase(view, ends, locale) for period, ends in data.ranges.items()},
        _quotation_remarks(data.quotation, view, locale) if data.quotation else {},
    )
    remarks: dict[Period, str] = {}
    for phrases in of_periods:
        remarks |= {period: "; ".join(filter(None, (remarks.get(period), phrases[period]))) for period in phrases}
    return value_table.build_value_table(data, locale, locale.text("Period"), values, remarks)


def _quotation_remarks(quotation: Quotation, view: SeriesView, locale: Locale) -> dict[Period, str]:
    return {
        values[0].observation.period: quotations.quotation_remark(values, quotation, view, locale)
        for values in quotation.by_period
    }
