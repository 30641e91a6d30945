"""What a writing quotes of a chart, in words that call nobody wrong."""

from collections.abc import Sequence

from dashboard.dataset.quoted_values import Quotation, QuotedValue
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import claims, period_names, sentences
from dashboard.text.chart_text import LegendItem
from dashboard.text.writings import article_day


def quotation_sentence(quotation: Quotation, view: SeriesView, locale: Locale) -> str:
    """Say what a writing quotes that the chart marks, and the newest values held; or that it quotes nothing drawn."""
    titled = {"title": quotation.article.title, "day": article_day(locale, quotation.article)}
    if quotation.values:
        parts = "; ".join(_period_phrase(values, view, locale) for values in quotation.by_period)
        return locale.text("“{title}” ({day}) quotes: {quoted}.", **titled, quoted=parts)
    quoted = "; ".join(claims.quoted_value(locale, claim) for claim in quotation.claims)
    return locale.text("“{title}” ({day}) quotes no figure that is drawn here: {quoted}.", **titled, quoted=quoted)


def quotation_legend(quotation: Quotation | None, locale: Locale) -> list[LegendItem]:
    """Return the entry of the legend for the rings, where there are any."""
    if quotation is None or not quotation.values:
        return []
    return [LegendItem("ring", locale.text("Quoted in “{title}”", title=quotation.article.title))]


def quotation_remark(values: Sequence[QuotedValue], quotation: Quotation, view: SeriesView, locale: Locale) -> str:
    """Write what is quoted of a period, as the table remarks it."""
    title, figure = quotation.article.title, _figures(values, view, locale)
    return locale.text("quoted in “{title}”: {figure}", title=title, figure=figure)


def quoted_figure(value: QuotedValue, view: SeriesView, locale: Locale) -> str:
    """Write the published value that a writing quotes, or what it says where that is none that is held."""
    return sentences.format_value(view, locale, value.then)


def then_and_now(value: QuotedValue, view: SeriesView, locale: Locale) -> str:
    """Write the value quoted and the newest held, as stands at its ring: ``175 → 186``; one value where both agree."""
    then = quoted_figure(value, view, locale)
    if value.now is None or value.now == value.then:
        return then
    return f"{then} → {sentences.format_value(view, locale, value.now)}"


def period_then_and_now(values: Sequence[QuotedValue], view: SeriesView, locale: Locale) -> str:
    """Write what is quoted of a period after its name, as stands on the curve: ``Jun 2020: 177, 175 → 189``."""
    name = period_names.period_name(view, locale, values[0].observation.period, short=True)
    return locale.text("{period}: {figure}", period=name, figure=figures_then_and_now(values, view, locale))


def figures_then_and_now(values: Sequence[QuotedValue], view: SeriesView, locale: Locale) -> str:
    """Write all that is quoted of a period, and the newest value held: ``177, 175 → 189``."""
    *earlier, last = values
    texts = [quoted_figure(value, view, locale) for value in earlier]
    return ", ".join(dict.fromkeys([*texts, then_and_now(last, view, locale)]))


def _period_phrase(values: Sequence[QuotedValue], view: SeriesView, locale: Locale) -> str:
    """Write what is quoted of one period: ``June 2020: 177, 175 (newest held: 189)``."""
    rounded = [quoted_figure(value, view, locale) for value in values if value.then != value.quoted]
    remarks = [
        locale.text("as published then: {figure}", figure=", ".join(rounded)) if rounded else "",
        _newest_value(values, view, locale),
    ]
    figure, remark = _figures(values, view, locale), "; ".join(part for part in remarks if part)
    return locale.text(
        "{period}: {figure}",
        period=period_names.period_name(view, locale, values[0].observation.period),
        figure=f"{figure} ({remark})" if remark else figure,
    )


def _figures(values: Sequence[QuotedValue], view: SeriesView, locale: Locale) -> str:
    return ", ".join(sentences.format_value(view, locale, value.quoted) for value in values)


def _newest_value(values: Sequence[QuotedValue], view: SeriesView, locale: Locale) -> str:
    value = values[0]
    if not value.is_followed:
        return locale.text("no later figure in this archive")
    if value.now is None:
        return ""
    if all(quoted.then == value.now for quoted in values):
        return locale.text("newest in this archive: unchanged")
    return locale.text("newest in this archive: {figure}", figure=sentences.format_value(view, locale, value.now))
