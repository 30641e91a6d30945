"""Sets a quoted figure beside what was published when it was written, and what is now.

A figure is never called true or false, and nobody is rated. Only a published figure that was fresh on the day, was
stated by one release and is not doubted can stand against what a text says.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl.claims import records
from etl.claims.agreement import agrees, distance
from etl.claims.computed import figure_of, first_figure
from etl.claims.figures import Figure
from etl.claims.holdings import Holdings
from etl.claims.judgement import REASON_BY_KIND, ClaimStatus, Judgement, Reason, WantedSeries
from etl.claims.like_for_like import with_like_for_like
from etl.claims.measures import (
    Definition,
    admissible,
    class_words,
    likeliest_measure,
    loose_siblings,
    rules_by_source,
    unsaid_words,
)
from etl.claims.standing import View, is_fresh, views_of
from etl.claims.totals import Totals
from etl.core.quotation import Quotation, QuoteKind

OTHER_QUANTITY_WORDS = frozenset({"hospitalizations", "overdoses", "prescriptions"})
"""Class words of what is no count of deaths."""
MIN_EXACT = 1000
"""A number of so many names the measure that it equals to the unit."""
NEIGHBORS = (-1, 1)
_NEVER_JUDGED = frozenset(REASON_BY_KIND)
_RECORDS = frozenset({QuoteKind.RANK, QuoteKind.STREAK})


def judge(quotation: Quotation, written: date, holdings: Holdings) -> Judgement:
    """Judge a quotation in a text of a day; ``holdings`` say what day is now."""
    return with_like_for_like(quotation, _judge(quotation, written, holdings), written, holdings)


def _judge(quotation: Quotation, written: date, holdings: Holdings) -> Judgement:
    if reason := _reason_not_judged(quotation):
        return Judgement(ClaimStatus.NOT_COMPARABLE, reason, wanted=_wanted(quotation))
    definitions = admissible(quotation, holdings)
    if not definitions:
        return _nothing_held(quotation, definitions)
    if quotation.kind in _RECORDS:
        return records.judge_record(quotation, written, holdings, definitions) or _nothing_held(quotation, definitions)
    readings = _readings(quotation, written, holdings, definitions)
    return (
        _agreeing(quotation, readings)
        or _resolved(quotation, written, holdings)
        or _superseded(quotation, readings, written, holdings)
        or _agreeing_now(quotation, readings)
        or _contradicted(quotation, readings, written, holdings)
        or _silent(quotation, readings, written, holdings)
    )


@dataclass(frozen=True)
class _Reading:
    """What one definition gives: the figures that may have been current on the day, first the one in force, and now."""

    definition: Definition
    then: tuple[Figure, ...]
    now: Figure | None

    def agreeing_then(self, quotation: Quotation) -> Figure | None:
        """Return the figure of the day that agrees: the very number first, then the one in force, then the others."""
        candidates = [figure for figure in self.then if is_agreeing(quotation, figure)]
        exact = (figure for figure in candidates if figure.value == quotation.value)
        return next(exact, next(iter(candidates), None))


def is_agreeing(quotation: Quotation, figure: Figure) -> bool:
    """Tell whether a figure is what a text quotes."""
    return agrees(quotation, figure.value, is_indicative_sum=figure.is_indicative_sum)


def _reason_not_judged(quotation: Quotation) -> Reason | None:
    if quotation.kind in _NEVER_JUDGED:
        return REASON_BY_KIND[quotation.kind]
    if class_words(quotation) & OTHER_QUANTITY_WORDS:
        return Reason.OTHER_QUANTITY
    is_number = quotation.value is not None or quotation.kind in _RECORDS
    return None if is_number else Reason.NO_NUMBER


def _wanted(quotation: Quotation, definitions: Sequence[Definition] = ()) -> WantedSeries:
    words = class_words(quotation) or unsaid_words(quotation.place)
    measure = likeliest_measure(definitions[0].measures, quotation.period) if definitions else ""
    return WantedSeries(words, quotation.place, quotation.period, measure)


def _nothing_held(quotation: Quotation, definitions: Sequence[Definition]) -> Judgement:
    wanted = _wanted(quotation, definitions)
    is_class = any(definition.needs for definition in definitions) if definitions else bool(wanted.words)
    reason = Reason.OTHER_MEASURE if is_class else Reason.NO_SERIES
    return Judgement(ClaimStatus.NOT_COMPARABLE, reason, wanted=wanted)


def _readings(
    quotation: Quotation, written: date, holdings: Holdings, definitions: Iterable[Definition]
) -> tuple[_Reading, ...]:
    return tuple(_read(quotation, written, holdings, definition) for definition in definitions)


def _read(quotation: Quotation, written: date, holdings: Holdings, definition: Definition) -> _Reading:
    views = views_of(written, holdings.release_days(definition.source))
    totals = Totals(holdings, definition, quotation.place, holdings.now)
    read = first_figure if quotation.kind is QuoteKind.INITIAL else figure_of
    candidates = (read(quotation, replace(totals, view=view)) for view in views)
    then = tuple(dict.fromkeys(figure for figure in candidates if figure))
    return _Reading(definition, then, figure_of(quotation, totals))


def _agreeing(quotation: Quotation, readings: Sequence[_Reading]) -> Judgement | None:
    """Return the judgement of a quotation that was current when it was written: of several figures the nearest."""
    candidates = [(reading, then) for reading in readings if (then := reading.agreeing_then(quotation))]
    if not candidates:
        return None
    reading, then = min(candidates, key=lambda pair: distance(quotation, pair[1].value))
    is_now = reading.now is not None and is_agreeing(quotation, reading.now)
    status = ClaimStatus.MATCHES_BOTH if is_now else ClaimStatus.MATCHES_THEN
    other = next((figure for figure in reading.then if figure.value != then.value), None)
    reason = Reason.IN_FORCE if then == reading.then[0] else Reason.SAME_DAY
    if quotation.kind is QuoteKind.INITIAL:
        reason = Reason.FIRST_FIGURE
    return Judgement(status, reason, then.measure, then, reading.now, other)


def _resolved(quotation: Quotation, written: date, holdings: Holdings) -> Judgement | None:
    """Return the judgement by a sibling measure, where a large number equals a figure of it to the unit."""
    if quotation.kind is not QuoteKind.VALUE or (quotation.value or 0) < MIN_EXACT:
        return None
    readings = _readings(quotation, written, holdings, loose_siblings(quotation, holdings))
    exact = tuple(reading for reading in readings if any(figure.value == quotation.value for figure in reading.then))
    judgement = _agreeing(quotation, exact)
    return replace(judgement, reason=Reason.RESOLVED_BY_VALUE) if judgement else None


def _superseded(
    quotation: Quotation, readings: Sequence[_Reading], written: date, holdings: Holdings
) -> Judgement | None:
    """Return the judgement of a quotation that another figure had replaced when it was written."""
    for reading in readings:
        if not reading.then or quotation.kind is QuoteKind.INITIAL:
            continue
        for figure in _earlier_figures(quotation, reading, written, holdings):
            then, now = reading.then[0], reading.now
            if is_agreeing(quotation, figure):
                status = ClaimStatus.SUPERSEDED_WHEN_WRITTEN
                return Judgement(status, Reason.PUBLISHED_EARLIER, then.measure, then, now, figure)
    return None


def _earlier_figures(quotation: Quotation, reading: _Reading, written: date, holdings: Holdings) -> Iterator[Figure]:
    """Yield the figures that were published, as they stand or by one release, before the writing, newest first."""
    current = {figure.value for figure in reading.then}
    for release in reversed(holdings.release_days(reading.definition.source)):
        if release.last < written:
            view = View(release.day, release.day)
            figure = figure_of(quotation, Totals(holdings, reading.definition, quotation.place, view))
            if figure and figure.is_firm and figure.value not in current:
                yield figure


def _agreeing_now(quotation: Quotation, readings: Sequence[_Reading]) -> Judgement | None:
    """Return the judgement of a quotation that agrees with what is published now, of the same measure as then."""
    of_day = [reading for reading in readings if reading.then] or readings
    candidates = [reading for reading in of_day if reading.now and is_agreeing(quotation, reading.now)]
    if not candidates:
        return None
    reading = min(candidates, key=lambda reading: distance(quotation, reading.now.value if reading.now else 0))
    now, then = reading.now, next(iter(reading.then), None)
    measure = now.measure if now else ""
    return Judgement(ClaimStatus.MATCHES_NOW, Reason.PUBLISHED_LATER, measure, then, now)


def _contradicted(
    quotation: Quotation, readings: Sequence[_Reading], written: date, holdings: Holdings
) -> Judgement | None:
    """Return the judgement of a quotation beside a figure that was fresh, firm and not doubted, the nearest."""
    candidates = [
        (distance(quotation, reading.then[0].value), order)
        for order, reading in enumerate(readings)
        if reading.then and _can_contradict(quotation, reading, written, holdings)
    ]
    if not candidates:
        return None
    reading = readings[min(candidates)[1]]
    then = reading.then[0]
    other = _of_neighbor(quotation, reading, holdings) or next(iter(reading.then[1:]), None)
    return Judgement(ClaimStatus.MATCHES_NEITHER, Reason.OTHER_FIGURE, then.measure, then, reading.now, other)


def _can_contradict(quotation: Quotation, reading: _Reading, written: date, holdings: Holdings) -> bool:
    """Tell whether the figure in force was fresh, firm and not doubted; what was published first never ages."""
    figure = reading.then[0]
    if not figure.is_firm or figure.is_doubted:
        return False
    return quotation.kind is QuoteKind.INITIAL or _is_fresh(figure, reading.definition, written, holdings)


def _is_fresh(figure: Figure, definition: Definition, written: date, holdings: Holdings) -> bool:
    rules, releases = rules_by_source()[definition.source], holdings.release_days(definition.source)
    return is_fresh(figure.newest_statement, written, releases, rules.max_age_days)


def _of_neighbor(quotation: Quotation, reading: _Reading, holdings: Holdings) -> Figure | None:
    """Return the figure of the span before or after that is the very number quoted; None where neither is."""
    if quotation.kind is not QuoteKind.VALUE:
        return None
    totals = Totals(holdings, reading.definition, quotation.place, holdings.now)
    spans = (quotation.period.shift(step * quotation.period.length_months) for step in NEIGHBORS)
    candidates = (totals.published(span) for span in spans)
    return next((figure for figure in candidates if figure and figure.value == quotation.value), None)


def _silent(quotation: Quotation, readings: Sequence[_Reading], written: date, holdings: Holdings) -> Judgement:
    """Return the judgement where what is held neither confirms nor contradicts, with the nearest figures held."""
    of_day = [reading for reading in readings if reading.then]
    if of_day:
        reading = min(of_day, key=lambda reading: distance(quotation, reading.then[0].value))
        then = reading.then[0]
        return Judgement(
            ClaimStatus.NOT_COMPARABLE,
            _reason_silent(then, reading.definition, written, holdings),
            then.measure,
            then,
            reading.now,
        )
    newest = [reading.now for reading in readings if reading.now]
    if not newest:
        return _nothing_held(quotation, [reading.definition for reading in readings])
    now = min(newest, key=lambda figure: distance(quotation, figure.value))
    return Judgement(ClaimStatus.NOT_COMPARABLE, Reason.NOT_HELD_THEN, now.measure, None, now)


def _reason_silent(figure: Figure, definition: Definition, written: date, holdings: Holdings) -> Reason:
    is_recent = (written - figure.newest_statement).days <= rules_by_source()[definition.source].max_age_days
    if is_recent and not figure.is_firm:
        return Reason.INDICATIVE
    return Reason.DOUBTED if _is_fresh(figure, definition, written, holdings) else Reason.STALE
