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
        publication_note=words.publication_note(view, locale),
        alt_text=summaries.alt_text(view, locale, spoken),
        sentences=tuple(filter(None, (quoted, ranges, f"{highest} {full_year}".strip(), *others))),
        legend=(*_legend(data, view, locale), *quotations.quotation_legend(data.quotation, locale)),
        empty_message=summaries.empty_message(view, locale) if view.is_empty else "",
        quoted_title=data.quotation.article.title if data.quotation else "",
    )


def _legend(data: TrendData, view: SeriesView, locale: Locale) -> tuple[LegendItem, ...]:
    term = "as-published" if view.params.as_of else "newest-held"
    keys = [LegendItem("line", words.publication_note(view, locale), term)]
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
        keys.append(LegendItem("upright", locale.text("break in the series")))
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
