"""Records and streaks: where a span stands among spans as long, as public on a day, and the day on which that turned.

The field ends with the newest span that was public when the text was written, also for now: later months are not let
in. A span that is not held neither confirms nor contradicts.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from etl.claims.figures import Figure
from etl.claims.holdings import Holdings
from etl.claims.judgement import ClaimStatus, Judgement, Reason, RecordOutcome
from etl.claims.measures import Definition, rules_by_source
from etl.claims.standing import View, is_fresh, views_of
from etl.claims.totals import Totals
from etl.core.model import Period
from etl.core.quotation import Direction, Quotation, Rank, Streak

NEAR = 0.95
"""A value of at least this part of a record comes near it."""
QUARTER_MONTHS, YEAR_MONTHS = 3, 12


def judge_record(
    quotation: Quotation, written: date, holdings: Holdings, definitions: Iterable[Definition]
) -> Judgement | None:
    """Judge what a text says of a span among others, by each definition in turn; None where nothing is held of it."""
    judgements = [
        judgement for definition in definitions if (judgement := _judge_by(quotation, written, holdings, definition))
    ]
    agreeing = (judgement for judgement in judgements if judgement.status is not ClaimStatus.NOT_COMPARABLE)
    return next(agreeing, next(iter(judgements), None))


def _judge_by(quotation: Quotation, written: date, holdings: Holdings, definition: Definition) -> Judgement | None:
    totals = Totals(holdings, definition, quotation.place, holdings.now)
    field = _Field.of(quotation, replace(totals, view=View(written, written)))
    views = views_of(written, holdings.release_days(definition.source))
    outcomes = [field.outcome(quotation, replace(totals, view=view)) for view in views]
    then = next((outcome for outcome in outcomes if outcome.is_true), outcomes[0])
    now = field.outcome(quotation, totals)
    if then.figure is None and now.figure is None:
        return None
    status, reason = _status(then, now, _Freshness(definition, written, holdings))
    measure = next(figure.measure for figure in (then.figure, now.figure) if figure)
    turned = _turned(quotation, totals, field, written) if status is ClaimStatus.MATCHES_THEN else None
    return Judgement(status, reason, measure, then.figure, now.figure, record_then=then, record_now=now, turned=turned)


@dataclass(frozen=True)
class _Freshness:
    definition: Definition
    written: date
    holdings: Holdings

    def covers(self, figure: Figure) -> bool:
        rules = rules_by_source()[self.definition.source]
        releases = self.holdings.release_days(self.definition.source)
        return is_fresh(figure.newest_statement, self.written, releases, rules.max_age_days)


def _status(then: RecordOutcome, now: RecordOutcome, freshness: _Freshness) -> tuple[ClaimStatus, Reason]:
    if then.is_true:
        return (ClaimStatus.MATCHES_BOTH if now.is_true else ClaimStatus.MATCHES_THEN), Reason.IN_FORCE
    if now.is_true:
        return ClaimStatus.MATCHES_NOW, Reason.PUBLISHED_LATER
    if then.figure is None or then.is_true is None:
        return ClaimStatus.NOT_COMPARABLE, Reason.NOT_HELD_THEN
    if freshness.covers(then.figure) and _decided(then, freshness):
        return ClaimStatus.MATCHES_NEITHER, Reason.OTHER_FIGURE
    return ClaimStatus.NOT_COMPARABLE, Reason.STALE


def _decided(then: RecordOutcome, freshness: _Freshness) -> bool:
    """Tell whether fresh figures alone decide: so many others as it takes, or all where what speaks is an absence."""
    fresh = sum(freshness.covers(figure) for figure in then.others)
    return 0 < then.needed <= fresh


def _turned(quotation: Quotation, totals: Totals, field: "_Field", written: date) -> date | None:
    """Return the first day after the writing from which what is quoted no longer held, up to now."""
    turned = None
    releases = totals.holdings.release_days(totals.definition.source)
    for release in reversed(releases):
        if not written < release.day <= totals.view.cutoff:
            continue
        if field.outcome(quotation, replace(totals, view=View(release.day, release.day))).is_true:
            break
        turned = release.day
    return turned


@dataclass(frozen=True)
class _Field:
    """The spans that a span is ranked among, oldest first, itself among them."""

    spans: tuple[Period, ...]

    @classmethod
    def of(cls, quotation: Quotation, totals: Totals) -> "_Field":
        """Return the spans as long as the quoted one, from the first held to the newest public in the view."""
        own, series = (
            quotation.period,
            [
                each
                for measure in totals.definition.measures
                if (each := totals.holdings.series(measure.id, quotation.place, totals.definition.group))
            ],
        )
        periods = [period for each in series for period in each.log_of_edition(totals.holdings.edition)]
        first = min((period.start for period in periods), default=own.start)
        newest_first = sorted(periods, key=lambda period: period.end, reverse=True)
        last = next((period.end for period in newest_first if totals.published(period)), own.end)
        within = quotation.rank.within if quotation.rank else None
        if within:
            first, last = max(first, within.start), min(last, within.end)
        return cls(tuple(_spans(own, first, max(last, own.end))))

    def outcome(self, quotation: Quotation, totals: Totals) -> RecordOutcome:
        """Return where the quoted span stands in a view."""
        values = {
            span: figure for span in self.spans if (figure := totals.published(span) or totals.sum_of_parts(span))
        }
        own = values.get(quotation.period)
        if own is None:
            return RecordOutcome(None, is_true=None, figure=None)
        if quotation.streak:
            return _streak_outcome(quotation.streak, quotation.period, self.spans, values)
        rank = quotation.rank or Rank(Direction.HIGH)
        spans = [span for span in self.spans if not rank.since or rank.since <= span <= quotation.period]
        others = {span: values[span] for span in spans if span in values and span != quotation.period}
        return replace(_rank_outcome(rank, own, others), covered=len(others) + 1, periods=len(spans))


def _spans(own: Period, first: date, last: date) -> Iterator[Period]:
    """Yield the spans as long as a span between two days: every month, every quarter, or the same part of each year."""
    is_rolling = own.length_months == 1 or (own.length_months == YEAR_MONTHS and own.start.month != 1)
    is_quarter = own.length_months == QUARTER_MONTHS and own.start.month % QUARTER_MONTHS == 1
    step = 1 if is_rolling else QUARTER_MONTHS if is_quarter else YEAR_MONTHS
    span = own
    while span.shift(-step).start >= first:
        span = span.shift(-step)
    while span.end <= last:
        yield span
        span = span.shift(step)


def _rank_outcome(rank: Rank, own: Figure, others: dict[Period, Figure]) -> RecordOutcome:
    if not others:
        return RecordOutcome(None, is_true=None, figure=own)
    if rank.is_near:
        return _near_outcome(rank, own, others)
    if rank.since:
        return _since_outcome(rank, rank.since, own, others)
    ahead = sorted(filter(_ahead_of(rank, own), others.values()), key=lambda figure: figure.value)
    ahead = ahead if rank.direction is Direction.LOW else ahead[::-1]
    place = len(ahead) + 1
    if place > rank.position:
        return RecordOutcome(place, is_true=False, figure=own, others=tuple(ahead), needed=rank.position)
    if place < rank.position:
        behind = tuple(figure for figure in others.values() if figure not in ahead)
        return RecordOutcome(place, is_true=False, figure=own, others=(*ahead, *behind), needed=len(others))
    return RecordOutcome(place, is_true=True, figure=own, others=tuple(ahead))


def _near_outcome(rank: Rank, own: Figure, others: dict[Period, Figure]) -> RecordOutcome:
    """Return whether a span comes within a twentieth of the highest other one (or of the lowest)."""
    pick = max if rank.direction is Direction.HIGH else min
    record = pick(others.values(), key=lambda figure: figure.value)
    if rank.direction is Direction.HIGH:
        is_near = NEAR * record.value <= own.value <= record.value
    else:
        is_near = record.value <= own.value <= record.value / NEAR
    return RecordOutcome(None, is_true=is_near, figure=own, others=(record,), needed=1)


def _since_outcome(rank: Rank, since: Period, own: Figure, others: dict[Period, Figure]) -> RecordOutcome:
    """Return whether no span since another one reaches this one, and that one does."""
    between = [figure for span, figure in others.items() if since.start < span.start < own.period.start]
    is_short = _ahead_of(rank, own)
    reaching = tuple(figure for figure in between if is_short(figure) or figure.value == own.value)
    then = others.get(since)
    if reaching:
        return RecordOutcome(None, is_true=False, figure=own, others=reaching, needed=1)
    if then and not (is_short(then) or then.value == own.value):
        return RecordOutcome(None, is_true=False, figure=own, others=(then,), needed=1)
    return RecordOutcome(None, is_true=True, figure=own, others=(then,) if then else ())


def _ahead_of(rank: Rank, own: Figure) -> Callable[[Figure], bool]:
    if rank.direction is Direction.HIGH:
        return lambda figure: figure.value > own.value
    return lambda figure: figure.value < own.value


def _streak_outcome(
    streak: Streak, last: Period, spans: tuple[Period, ...], values: dict[Period, Figure]
) -> RecordOutcome:
    """Return how many spans in a row up to the last one are above (or below) a number, or each above the one before."""
    back = [span for span in reversed(spans) if span <= last]
    row: list[Figure] = []
    for span, before in zip(back, [*back[1:], None], strict=True):
        figure, earlier = values.get(span), values.get(before) if before else None
        continues = _continues(streak, figure, earlier)
        if figure is None or not continues:
            breaking = None if continues is None else figure
            return _of_row(streak, values[last], row, breaking)
        row.append(figure)
    return _of_row(streak, values[last], row, None)


def _continues(streak: Streak, figure: Figure | None, earlier: Figure | None) -> bool | None:
    """Tell whether a span belongs to a streak; None where what decides is not held."""
    if figure is None:
        return None
    if streak.threshold is not None:
        is_high = streak.direction is Direction.HIGH
        return figure.value > streak.threshold if is_high else figure.value < streak.threshold
    if earlier is None:
        return None
    return figure.value > earlier.value if streak.direction is Direction.HIGH else figure.value < earlier.value


def _of_row(streak: Streak, own: Figure, row: list[Figure], breaking: Figure | None) -> RecordOutcome:
    """Return the outcome of a row of spans and of the one that breaks it; None where that one is not held.

    An ordinal says that the streak began just there: then a longer one is another one.
    """
    count = len(row)
    periods = {"covered": count, "periods": streak.length}
    if count < streak.length:
        is_true = None if breaking is None else False
        return RecordOutcome(
            count, is_true=is_true, figure=own, others=(breaking,) if breaking else (), needed=1, **periods
        )
    if streak.is_exact and count > streak.length:
        return RecordOutcome(count, is_true=False, figure=own, others=tuple(row), needed=streak.length + 1, **periods)
    return RecordOutcome(count, is_true=True, figure=own, others=tuple(row), **periods)
