"""Finds the values of a series that a writing quotes: what it says, what was published then, and what is held now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from dashboard.dataset.annotations import Entry, note_id
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import judge_claims
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from etl.claims.judgement import OF_ITS_DAY
from etl.claims.listing import ListedClaim
from etl.core.quotation import QuoteKind
from etl.reference.claim_rows import Claim
from etl.reference.commentary import Article

_OF_ONE_PERIOD = frozenset({QuoteKind.VALUE, QuoteKind.INITIAL})
"""The kinds of figures that a chart may draw as they are quoted."""


@dataclass(frozen=True)
class QuotedValue:
    """A value that a writing quotes of a series, at the observation of its period in a view.

    Where nothing of the period is drawn as of the day of the view, that is the observation of now (``is_current``).
    ``quoted`` is what it says, and ``then`` the published value that this states, rounded or not; where it states none
    that is held, what it says. ``now`` is the newest value held, where a release after the writing published the
    period; ``is_followed`` tells whether one did.
    """

    observation: Observation
    quoted: float
    then: float
    now: float | None = None
    is_followed: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class Quotation:
    """What a writing quotes of a place: its claims that state a value, and the ``values`` drawn, oldest first."""

    article: Article
    values: tuple[QuotedValue, ...]
    claims: tuple[Claim, ...]

    @cached_property
    def by_period(self) -> tuple[tuple[QuotedValue, ...], ...]:
        """The values of each period together: a text may quote the first value of a month, and a later one."""
        return group_by_period(self.values)


def group_by_period(values: Iterable[QuotedValue]) -> tuple[tuple[QuotedValue, ...], ...]:
    """Return values in order of their periods, those of each together."""
    return tuple(tuple(group) for _, group in groupby(values, lambda value: value.observation.period))


def find_entry(dataset: Dataset, note: str) -> Entry | None:
    """Return the writing or event that the option ``note`` names; None where it names none."""
    return _entries_by_id(dataset).get(note) if note else None


def _entries_by_id(dataset: Dataset) -> Mapping[str, Entry]:
    commentary = dataset.snapshot.commentary

    def make() -> dict[str, Entry]:
        entries: list[Entry] = [*commentary.articles, *commentary.events]
        return {note_id(entry): entry for entry in entries}

    return dataset.cached("entries by id", make)


def find_quotation(dataset: Dataset, view: SeriesView) -> Quotation | None:
    """Return what the writing that the choices name quotes of the place; None where they name or it quotes none."""
    params, entry = view.params, find_entry(dataset, view.params.note)
    if not params.notes or not isinstance(entry, Article):
        return None
    claims = tuple(claim for claim in entry.claims if claim.place == params.place and claim.is_figure)
    return Quotation(entry, quoted_values(dataset, view, entry), claims) if claims else None


def quoted_values(dataset: Dataset, view: SeriesView, article: Article) -> tuple[QuotedValue, ...]:
    """Return the values of a view that a writing quotes, oldest first.

    A view of rates or of sums of twelve months draws no value that anyone published.
    """
    params = view.params
    if params.unit != "count" or params.window != 1 or params.group != "all":
        return ()
    values = (
        _quoted_value(view, article, judged)
        for judged in judge_claims(dataset, article, params.edition)
        if (judged.judgement.measure, judged.claim.place) == (params.measure, params.place)
        and judged.claim.kind in _OF_ONE_PERIOD
    )
    return tuple(sorted((value for value in values if value), key=_end_then_start))


def _end_then_start(value: QuotedValue) -> tuple[date, date]:
    return value.observation.period.end, value.observation.period.start


def _quoted_value(view: SeriesView, article: Article, judged: ListedClaim) -> QuotedValue | None:
    """Return a value that is quoted, beside the published ones; None where no value of its period is drawn."""
    claim, published = judged.claim, judged.judgement.then
    quoted = claim.value or 0.0
    then = published.value if published and judged.judgement.status in OF_ITS_DAY else quoted
    newest = view.newest_observation(claim.period)
    of_day = next((observation for observation in view.observations if _is_drawn(observation, claim)), None)
    current = newest if newest and newest.has_value else None
    observation = of_day or current
    if observation is None:
        return None
    seen = newest.last_published or newest.vintage if newest else None
    is_followed = seen is not None and seen > article.published_on
    return QuotedValue(
        observation=observation,
        quoted=quoted,
        then=then,
        now=newest.value if newest and is_followed else None,
        is_followed=is_followed,
        is_current=of_day is None,
    )


def _is_drawn(observation: Observation, claim: Claim) -> bool:
    return observation.period == claim.period and (observation.has_value or bool(observation.first_published_later))
