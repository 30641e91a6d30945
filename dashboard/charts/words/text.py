"""A term in writings beside the deaths, in words."""

from collections.abc import Sequence

from dashboard.charts.words.select import CountedWriting, Tally, WordsData, tally
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.params.options import KINDS
from dashboard.text import caveats, labels, summaries, value_table, writings
from dashboard.text import sentences as words
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Period
from etl.reference.text_counts import Scope


def write_text(data: WordsData, locale: Locale) -> ChartText:
    """Write the words of the chart."""
    view = data.first_view
    if view is None:
        return ChartText(
            title="", empty_message=locale.text("This archive has no monthly or quarterly count for this place yet.")
        )
    findings = " ".join(_tally_sentences(data.tally_all, term_name(data, locale), locale))
    sentences = (
        _writings_sentence(data, view, locale),
        *_limits(data, locale),
        *caveats.all_caveats(data.views, locale),
    )
    return ChartText(
        title=_title(data, view, locale),
        unit=locale.text(
            "{unit}; below, articles by the last month that they discuss", unit=words.unit_phrase(view, locale)
        ),
        summary=f"{findings} {summaries.summary(view, locale)}".strip(),
        publication_note=words.publication_note(view, locale),
        alt_text=f"{summaries.alt_text(view, locale, sentences)} {findings}".strip(),
        sentences=sentences,
        legend=_legend(data, view, locale),
        empty_message=_empty_message(data, view, locale),
    )


def term_name(data: WordsData, locale: Locale) -> str:
    """Return the term as it is called."""
    return locale.localize(data.term.name) if data.term else data.params.term


def _title(data: WordsData, view: SeriesView, locale: Locale) -> str:
    deaths = words.chart_title(view, locale)
    return locale.text("{deaths}, and “{term}” in articles", deaths=deaths, term=term_name(data, locale))


def _writings_sentence(data: WordsData, view: SeriesView, locale: Locale) -> str:
    """Say how many writings are on the chart, and of how many a text or only the title was counted."""
    counts = data.tally_all
    number = locale.count(
        "{n} article about {place}{kinds} is on the chart.",
        "{n} articles about {place}{kinds} are on the chart.",
        counts.writings,
        place=locale.localize(view.place.name),
        kinds=_kinds(data, locale),
    )
    texts, titles = locale.number(counts.texts), locale.number(counts.titles)
    parts = locale.text(
        "Counted: the texts or excerpts of {texts}, only the titles of {titles}.", texts=texts, titles=titles
    )
    return f"{number} {parts}"


def _kinds(data: WordsData, locale: Locale) -> str:
    """Return which kinds of writing are counted, where not all are."""
    if set(data.params.kinds) == set(KINDS):
        return ""
    chosen = [writings.kind_label(locale, kind) for kind in data.params.kinds]
    return f" ({', '.join(chosen)})"


def _tally_sentences(counts: Tally, term: str, locale: Locale) -> list[str]:
    """Say in how many texts and in how many titles the term stands; nothing of either where none was counted."""
    sentences = []
    if counts.texts:
        sentences.append(
            locale.count(
                "“{term}” stands in {with_term} of the {n} text or excerpt counted.",
                "“{term}” stands in {with_term} of the {n} texts or excerpts counted.",
                counts.texts,
                term=term,
                with_term=locale.number(counts.texts_with_term),
            )
        )
    if counts.titles:
        sentences.append(
            locale.count(
                "“{term}” stands in {with_term} of the {n} title counted.",
                "“{term}” stands in {with_term} of the {n} titles counted.",
                counts.titles,
                term=term,
                with_term=locale.number(counts.titles_with_term),
            )
        )
    return sentences


def _limits(data: WordsData, locale: Locale) -> tuple[str, ...]:
    """Say what was counted as the term, and of what nothing can be said."""
    sentences = []
    if data.term:
        forms = dict.fromkeys(" ".join(form) for forms in data.term.forms.values() for form in forms)
        sentences.append(
            locale.text("Counted as “{term}”: {forms}.", term=term_name(data, locale), forms=", ".join(forms))
        )
        sentences.append(
            locale.text(
                "Of each bar of articles the coloured part has it and the grey part has not; slim bars are of titles."
            )
        )
    if any(writing.text and writing.text.scope is not Scope.WHOLE for writing in data.writings):
        sentences.append(locale.text("A title or an excerpt says nothing of the rest of the text."))
    sentences += _not_counted_sentence(data.tally_all, locale)
    if data.outside:
        sentences.append(
            locale.count(
                "{n} more article discusses months that are not on the chart.",
                "{n} more articles discuss months that are not on the chart.",
                data.outside,
            )
        )
    return tuple(sentences)


def _not_counted_sentence(counts: Tally, locale: Locale) -> list[str]:
    """Say in how many writings nothing was counted; nothing where something was in all."""
    number = counts.writings - counts.counted_writings
    sentence = locale.count(
        "In {n} article nothing was counted: that is not zero.",
        "In {n} articles nothing was counted: that is not zero.",
        number,
    )
    return [sentence] if number else []


def _legend(data: WordsData, view: SeriesView, locale: Locale) -> tuple[LegendItem, ...]:
    term, counts = term_name(data, locale), data.tally_all
    keys = [LegendItem("line", words.publication_note(view, locale))]
    if view.params.as_of:
        keys.append(LegendItem("ghost", words.current_phrase(view, locale)))
    if view.preliminary:
        keys.append(LegendItem("dotted", locale.text("preliminary"), "preliminary"))
    if view.withheld:
        keys.append(LegendItem("cross", labels.withheld_label([view], locale), "withheld"))
    if view.has_later_values:
        keys.append(
            LegendItem("hollow", locale.text("not in this archive as of then: earliest figure that is"), "not-held")
        )
    if counts.texts:
        keys.append(LegendItem("bar-with", locale.text("text or excerpt with “{term}”", term=term)))
        keys.append(LegendItem("bar-without", locale.text("text or excerpt without it")))
    if counts.titles:
        keys.append(LegendItem("bar-with slim", locale.text("title with “{term}”", term=term)))
        keys.append(LegendItem("bar-without slim", locale.text("title without it")))
    if counts.writings > counts.counted_writings:
        keys.append(LegendItem("hollow", locale.text("article in which nothing was counted")))
    return tuple(keys)


def _empty_message(data: WordsData, view: SeriesView, locale: Locale) -> str:
    """Say why there is nothing to draw; empty where there is something."""
    if view.is_empty:
        return summaries.empty_message(view, locale)
    if data.tally_all.counted_writings:
        return ""
    place = locale.localize(view.place.name)
    if not data.writings:
        return _no_writing_message(data, place, locale)
    return locale.count(
        "Nothing was counted yet in the {n} article about {place}, so that nothing is shown: that is not zero.",
        "Nothing was counted yet in the {n} articles about {place}, so that nothing is shown: that is not zero.",
        len(data.writings),
        place=place,
    )


def _no_writing_message(data: WordsData, place: str, locale: Locale) -> str:
    kinds, day = _kinds(data, locale), data.params.as_of
    if day is None:
        return locale.text("This archive has no article about {place}{kinds}.", place=place, kinds=kinds)
    return locale.text(
        "This archive has no article about {place}{kinds} that had appeared by {day}.",
        place=place,
        kinds=kinds,
        day=locale.day(day),
    )


def period_label(data: WordsData, period: Period, locale: Locale) -> str:
    """Return what a pointer reads at the writings of a period, a line each."""
    counts = tally(data.by_period[period])
    sentences = [*_tally_sentences(counts, term_name(data, locale), locale), *_not_counted_sentence(counts, locale)]
    return "<br>".join([f"<b>{locale.period(period)}</b>", *sentences])


def build_table(data: WordsData, locale: Locale) -> Table:
    """Build a row for each period, the newest first: its deaths, then its writings and what was counted in them."""
    view = data.first_view
    if view is None:
        return Table((), ())
    values = [(locale.period(observation.period), view, observation) for observation in reversed(view.observations)]
    remarks = {period: _mentions(entries, locale) for period, entries in data.by_period.items()}
    deaths = value_table.build_value_table(
        data, locale, locale.text("Period"), values, {period: text for period, text in remarks.items() if text}
    )
    term = term_name(data, locale)
    head = (
        locale.text("Commentary"),
        locale.text("Texts or excerpts with “{term}”", term=term),
        locale.text("Titles with “{term}”", term=term),
    )
    cells = [_tally_cells(data.by_period.get(period.period, ()), locale) for _, _, period in values]
    rows = tuple((*row, *more) for row, more in zip(deaths.rows, cells, strict=True))
    columns = range(len(deaths.header), len(deaths.header) + len(head))
    return Table((*deaths.header, *head), rows, deaths.numeric_columns | set(columns))


def _tally_cells(entries: Sequence[CountedWriting], locale: Locale) -> tuple[str, ...]:
    counts = tally(entries)
    return (
        locale.number(counts.writings),
        _share(counts.texts_with_term, counts.texts, locale),
        _share(counts.titles_with_term, counts.titles, locale),
    )


def _share(with_term: int, total: int, locale: Locale) -> str:
    """Write in how many of those counted the term stands; empty where none was, which is not zero."""
    if not total:
        return ""
    return locale.text("{part} of {whole}", part=locale.number(with_term), whole=locale.number(total))


def _mentions(entries: Sequence[CountedWriting], locale: Locale) -> str:
    """Name the writings in which the term stands, and how often."""
    return "; ".join(_mention(entry, locale) for entry in entries if entry.count)


def _mention(entry: CountedWriting, locale: Locale) -> str:
    title, publication, number = entry.article.title, entry.article.publication, locale.number(entry.count)
    return locale.text("“{title}” ({publication}): {n}", title=title, publication=publication, n=number)
