"""The quoted figures that a release moved: what the writings before it quote, and it states otherwise."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import judge_claims
from etl import registry
from etl.claims.listing import ListedClaim
from etl.claims.movements import Movement, movements
from etl.core.model import Period
from etl.core.quotation import QuoteKind
from etl.reference.claim_rows import Claim

RECORD_KINDS = frozenset({QuoteKind.RANK, QuoteKind.STREAK})
"""Kinds of quotations that figures of other periods can move: a month is no longer the highest."""


@dataclass(frozen=True)
class MovedQuote:
    """A quoted figure, and how a release moved it."""

    claim: ListedClaim
    movement: Movement


def moved_quotes(dataset: Dataset, source: str, day: date, changed: pd.DataFrame) -> tuple[MovedQuote, ...]:
    """Return the quoted figures that a release moved, of the newest writing first; ``changed`` is all that it changed.

    Only writings that it may have moved are looked at: judging all of them takes seconds.
    """
    of_all = changed[changed["group"] == "all"]
    places, starts, ends = of_all["place"], of_all["period_start"].dt.date, of_all["period_end"].dt.date
    touched = {(place, Period.of_days(*days)) for place, *days in zip(places, starts, ends, strict=True)}
    articles = [
        article
        for article in dataset.snapshot.commentary.articles
        if article.published_on < day and any(_may_be_moved(claim, touched) for claim in article.claims)
    ]
    moved = (
        MovedQuote(entry, movement)
        for article in sorted(articles, key=lambda article: article.published_on, reverse=True)
        for entry in judge_claims(dataset, article)
        if entry.judgement.measure and registry.source_of(entry.judgement.measure).id == source
        for movement in movements(entry.claim.quotation, entry.judgement, article.published_on, dataset.holdings())
    )
    return tuple(quote for quote in moved if quote.movement.day == day)


def _may_be_moved(claim: Claim, touched: set[tuple[str, Period]]) -> bool:
    if claim.quotation.kind in RECORD_KINDS:
        return any(claim.place == place for place, _ in touched)
    return (claim.place, claim.quotation.period) in touched
