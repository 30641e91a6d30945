"""Finds the series that a writing quotes, and the newest release of it that its author could have read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import judge_claims
from etl import registry
from etl.claims.measures import admissible, likeliest_measure
from etl.core.model import Period
from etl.reference.claim_rows import Claim
from etl.reference.commentary import Article
from etl.store.release_gaps import usual_gap_days
from etl.store.series import Series

MAX_RELEASE_AGE_DAYS = 200
"""A release older than this on the day of writing is not taken for the one that the writing used."""
MAX_USUAL_GAPS = 2
"""Nor is one older than this many usual gaps between releases of the series."""
MARGIN_MONTHS = 24
"""Months shown before and after those that are quoted."""


@dataclass(frozen=True)
class QuotedSeries:
    """A series that a writing quotes, and the months that it quotes of it.

    ``release`` is the newest day up to that of the writing on which any value of it was published; None where none is
    held. ``is_recent`` tells whether that is the release that the writing would have used, as far as its age says.
    """

    measure: str
    place: str
    period: Period
    release: date | None = None
    is_recent: bool = False


def find_quoted_series(dataset: Dataset, article: Article, edition: int | None = None) -> QuotedSeries | None:
    """Return the series that a writing quotes; None where nothing is held of any place that it is about.

    It is that of the first value beside which one published by then is held; else the first for whose kind a
    measure is held of its place, one with a recent release before others; else, where no value names one, that by which
    the place was shown on the day of the writing.
    """
    compared = [
        (judged.judgement.measure, judged.claim) for judged in judge_claims(dataset, article) if judged.judgement.then
    ]
    candidates = compared[:1] or [
        (measure, claim) for claim in article.claims for measure in _measures_counting(dataset, claim)
    ]
    candidates = candidates or [
        (measure, claim)
        for claim in article.claims
        for measure in _usual_measure(dataset, claim.place, article.published_on, edition)
    ]
    return _first_released([_as_of_writing(dataset, article, measure, claim, edition) for measure, claim in candidates])


def _first_released(choices: list[QuotedSeries]) -> QuotedSeries | None:
    """Prefer a series with a recent release, then one with any, then one that none is held of by then."""
    recent = (series for series in choices if series.is_recent)
    released = (series for series in choices if series.release)
    return next(recent, None) or next(released, None) or next(iter(choices), None)


def _measures_counting(dataset: Dataset, claim: Claim) -> Iterator[str]:
    """Yield the measures held of the place of a claim that may count what it does, or what its change or rate is of."""
    if not claim.is_figure:
        return
    available = dataset.availability.measures.get(claim.place, ())
    for definition in admissible(claim.quotation, dataset.holdings()):
        measures = [measure for measure in definition.measures if measure.id in available]
        if measures:
            yield likeliest_measure(measures, claim.period)


def _usual_measure(dataset: Dataset, place: str, day: date, edition: int | None) -> tuple[str, ...]:
    """Return the measure that a place was shown by on a day; nothing where none is held of it."""
    availability = dataset.availability.of_edition(edition)
    return availability.ranked_as_of(day, place, availability.measures.get(place, ()))[:1]


def _as_of_writing(dataset: Dataset, article: Article, measure: str, claim: Claim, edition: int | None) -> QuotedSeries:
    series = dataset.index.find(measure=measure, place=claim.place)
    days = series.vintages(edition) if series else ()
    release = max((day for day in days if day <= article.published_on), default=None)
    is_recent = release is not None and (article.published_on - release).days <= _max_age_days(measure, days)
    return QuotedSeries(measure, claim.place, claim.period, release, is_recent)


def _max_age_days(measure: str, days: tuple[date, ...]) -> int:
    """Return how old a release may be on the day of writing, by the gap that is usual between the source's."""
    usual = usual_gap_days(registry.source_of(measure), days)
    return MAX_RELEASE_AGE_DAYS if usual is None else min(MAX_USUAL_GAPS * usual, MAX_RELEASE_AGE_DAYS)


def months_around(
    series: Series, period: Period, day: date = date.max, edition: int | None = None
) -> tuple[date, date] | None:
    """Return the first days of the first and last month to show around a period, as far as values of a series go.

    None where no period that ends in these months had a value on ``day``: then all of the series is shown.
    """
    first = max(period.shift(-MARGIN_MONTHS).start, min(published.start for published in series.log))
    end = min(period.shift(MARGIN_MONTHS).end, max(published.end for published in series.log))
    ends = [published.end for published, entry in series.as_of(day, edition).items() if entry.value is not None]
    return (first, end.replace(day=1)) if any(first <= last <= end for last in ends) else None
