"""Gives each figure of a draft its span and its place, from its sentence, else from the sentences around it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from etl.claims.drafts import assigning, pairs
from etl.claims.drafts.assigning import SpanRoles, roles
from etl.claims.drafts.class_words import class_words, leaves_noun_out
from etl.claims.drafts.mentions import Mention
from etl.claims.drafts.raw_figures import Clues, RawFigure, ReadSentence
from etl.claims.drafts.streaks import UNIT_NAMES
from etl.claims.drafts.where import places_around, places_of, two_places
from etl.core.model import Period
from etl.core.quotation import Quotation, QuoteKind

_STANDINGS = frozenset({QuoteKind.RANK, QuoteKind.STREAK})
MONTHS_OF_YEAR = 12
_NOT_INHERITED = frozenset({"age_adjusted", "sex", "age"})

NewestMonth = Callable[[str], Period | None]
"""Asked for a place: the newest month of which a figure was public on the day of the text, None if none is held."""


class Placing:
    """Goes through a draft in order, and remembers the span that it spoke of last and the last figure of a sentence."""

    def __init__(self, published: date, place: str, newest: NewestMonth, read: Sequence[ReadSentence]) -> None:
        self._published, self._newest = published, newest
        self._read = read
        self._around = places_around(read, place)
        months = (month for item in read if item.figures for month in _months_named(item.clues, published))
        self._last_month = max(months, default=None)
        self._two_places: Sequence[str] = ()
        self._classes: dict[str, frozenset[str]] = {}
        self._topic: Period | None = None
        self._span_before: Period | None = None
        self._last: Quotation | None = None
        self._last_end = 0
        self._periods: list[Period] = []

    def quotations(self, index: int) -> Iterator[tuple[RawFigure, Quotation]]:
        """Yield the figures of a sentence of which place and span are known, each with what it quotes."""
        clues, figures = self._read[index].clues, self._read[index].figures
        spans = roles(clues)
        places = places_of(figures, clues, self._around[index], self._two_places)
        paired = _paired_spans(figures, clues, spans)
        periods: list[Period] = []
        self._last = None
        for figure, place in zip(figures, places, strict=True):
            quotation = self._quotation(figure, place, clues, spans, paired.get(figure.start)) if place else None
            if quotation:
                words = class_words(figure, clues, place)
                if not words and (self._last or leaves_noun_out(figure, clues)):
                    words = self._classes.get(place, frozenset())
                self._classes[place] = words - _NOT_INHERITED
                self._last = replace(quotation, class_words=words)
                if not figure.is_base and quotation.kind is not QuoteKind.CUMULATIVE:
                    periods.append(quotation.period)
                self._last_end = figure.end
                yield figure, self._last
        self._two_places = two_places(places)
        self._periods = periods or self._periods
        self._take_up(clues, spans, periods)

    def _take_up(self, clues: Clues, spans: SpanRoles, periods: Sequence[Period]) -> None:
        """Remember what a sentence spoke of: the span of its first figure, else the first that it names."""
        subjects = [mention for mention in spans.main if not mention.is_since]
        subject = self._resolve(subjects[0], "", clues, self._topic) if subjects else None
        is_about_deaths = any(is_death for _, is_death in clues.topics)
        dates = [mention.month for mention in clues.mentions if mention.month]
        self._span_before = subject or (dates[-1] if dates else None) or self._span_before
        self._topic = (periods[0] if periods else None) or (subject if is_about_deaths else None) or self._topic

    def _quotation(
        self, figure: RawFigure, place: str, clues: Clues, spans: SpanRoles, paired: Period | None
    ) -> Quotation | None:
        if figure.kind is QuoteKind.CHANGE:
            return self._change(figure, place, clues, spans)
        if figure.kind in _STANDINGS:
            return self._standing(figure, place, clues, spans)
        mention = assigning.span_of_count(figure, clues, spans)
        period = paired or self._period_of_count(figure, place, clues, spans, mention)
        if mention in spans.base or (mention and mention.shift == 0):
            period = self._like_last_base(period)
        if period is None:
            return None
        kind = figure.kind
        if kind is QuoteKind.PROJECTION and mention and mention.period and period.end < self._published:
            kind = QuoteKind.VALUE  # "on pace to pass the 640 of 2021" forecasts no 640
        if kind is QuoteKind.VALUE and mention and mention.is_since and not paired:
            kind = QuoteKind.CUMULATIVE
        return _as_quotation(replace(figure, kind=kind), place, period)

    def _period_of_count(
        self, figure: RawFigure, place: str, clues: Clues, spans: SpanRoles, mention: Mention | None
    ) -> Period | None:
        if figure.kind is QuoteKind.INITIAL and self._last and (mention is None or mention.start < self._last_end):
            return self._last.period
        if mention is None:
            return self._base_of(clues, spans, place) if figure.is_base else self._topic
        period = self._resolve(mention, place, clues, self._main(mention, place, clues, spans))
        if figure.kind is QuoteKind.PROJECTION and (mention.open_start or mention.shift == 0):
            return Period.year(self._published.year)
        return period

    def _like_last_base(self, period: Period | None) -> Period | None:
        """Return the part of a year that a change was measured from: "34 per cent above 2020's 757" of half a year."""
        base = self._last.base_period if self._last and self._last.kind is QuoteKind.CHANGE else None
        if not base or not period or base.start.year != base.end.year or base.length_months == 12:
            return period
        return base if period == Period.year(base.end.year) else period

    def _base_of(self, clues: Clues, spans: SpanRoles, place: str) -> Period | None:
        """Return the span of a number that another is set against: the one named, or a year before."""
        main = self._resolve(spans.main[0], place, clues, self._topic) if spans.main else self._topic
        if len(spans.base) > 1 or main is None:
            return None
        return self._resolve(spans.base[0], place, clues, main) if spans.base else main.shift(-12)

    def _main(self, mention: Mention, place: str, clues: Clues, spans: SpanRoles) -> Period | None:
        """Return the span that a relative one leans on: the nearest before it in the sentence, else the topic.

        "That month" may be one of which no figure was quoted yet.
        """
        before = [other for other in spans.main if other.end <= mention.start]
        main = (self._resolve(before[-1], place, clues, self._topic) if before else None) or self._topic
        if not mention.length or (main and main.length_months == mention.length):
            return main
        if main and mention.length == MONTHS_OF_YEAR and main.length_months < MONTHS_OF_YEAR:
            return Period.year(main.end.year)
        return self._span_before

    def _resolve(self, mention: Mention, place: str, clues: Clues, main: Period | None) -> Period | None:
        """Return the span of a mention; what has not ended yet goes up to the newest month that was published."""
        opening = mention.open_start.start if mention.open_start else None
        newest = self._newest_month(place, clues, opening)
        period = mention.resolve(main, newest)
        if period is None or period.end < self._published:
            return period
        if newest and period.start <= newest.start:
            return Period.of_days(period.start, newest.end)
        return None

    def _newest_month(self, place: str, clues: Clues, opening: date | None) -> Period | None:
        """Return the newest month that a draft can speak of: of its sentence, else the newer of named and held ones."""
        if opening and opening.year == self._published.year:
            own = [month for month in _months_named(clues, self._published) if month.start >= opening]
            if own:
                return max(own)
        held_here = self._newest(place)
        return max(filter(None, (self._last_month, held_here)), default=None)

    def _standing(self, figure: RawFigure, place: str, clues: Clues, spans: SpanRoles) -> Quotation | None:
        mention = assigning.span_of_standing(figure, clues, spans)
        period = self._resolve(mention, place, clues, self._main(mention, place, clues, spans)) if mention else None
        period = period or self._newest_of_last(figure.unit_months) or self._topic
        if mention and mention.period and mention.period.length_months == figure.unit_months:
            period = mention.period  # "already the deadliest year" is said of the whole of it
        if period is None or figure.unit_months not in {None, period.length_months}:
            return None
        unit = figure.unit or UNIT_NAMES.get(period.length_months, "months")
        rank = figure.rank and replace(figure.rank, since=_since(figure, period))
        return _as_quotation(replace(figure, unit=unit, rank=rank), place, period)

    def _newest_of_last(self, months: int | None) -> Period | None:
        """Return the newest span of the last figures, of a length: that which the next sentence calls a record."""
        fitting = [period for period in self._periods if period.length_months == months]
        return max(fitting, key=lambda period: period.end, default=None)

    def _change(self, figure: RawFigure, place: str, clues: Clues, spans: SpanRoles) -> Quotation | None:
        mention = assigning.span_of_change(figure, clues, spans)
        if mention and mention.parts and mention.parts[0].length_months == 12:
            return _as_quotation(figure, place, mention.parts[1], mention.parts[0])
        period = self._resolve(mention, place, clues, self._main(mention, place, clues, spans)) if mention else None
        period = period or self._topic
        base_mention = assigning.base_of_change(figure, clues, spans)
        base = self._resolve(base_mention, place, clues, period) if base_mention else None
        if period is None:
            return None
        shift = assigning.months_back(figure, clues)
        if base is None or base == period:
            base = period.shift(shift or -12)
        elif base.length_months == 12 and period.length_months < 12:
            base = period.shift(12 * (base.start.year - period.end.year))
        return _as_quotation(figure, place, period, base)


def _as_quotation(figure: RawFigure, place: str, period: Period, base: Period | None = None) -> Quotation:
    return Quotation(
        kind=figure.kind,
        place=place,
        period=period,
        value=figure.value,
        value_to=figure.value_to,
        unit=figure.unit,
        comparator=figure.comparator,
        base_period=base,
        rank=figure.rank,
        streak=figure.streak,
    )


def _months_named(clues: Clues, published: date) -> list[Period]:
    """Return the last month of each span that a sentence names and that had ended."""
    ends = [mention.period.end for mention in clues.mentions if mention.period and mention.period.end < published]
    return [Period.month(end.year, end.month) for end in ends]


def _paired_spans(figures: Sequence[RawFigure], clues: Clues, spans: SpanRoles) -> dict[int, Period]:
    """Return the spans of figures that two spans together tell, by where the figure begins.

    "177 and 175 in June and July" are of a month each; "275 in February and March" is of both.
    """
    together = list(pairs.spans_together(clues))
    if len(together) != 1:
        return {}
    left, right = together[0]
    for first, second in pairs.numbers_together(figures, clues):
        if left.period and right.period:
            return {first.start: left.period, second.start: right.period}
    whole = pairs.both_spans(left, right)
    counts = [figure for figure in figures if figure.kind is QuoteKind.VALUE]
    of_both = [figure for figure in counts if assigning.span_of_count(figure, clues, spans) in (left, right)]
    return {of_both[0].start: whole} if of_both and whole else {}


def _since(figure: RawFigure, period: Period) -> Period | None:
    """Return the span since which a record holds: a month, or a year; "in four years", that of then."""
    if figure.years_back:
        return period.shift(-12 * figure.years_back)
    if not figure.since:
        return None
    year, month = figure.since
    if not month:
        return Period.year(year)
    span = Period.month(year or period.start.year, month)
    return span if year or span.start < period.start else span.shift(-12)
