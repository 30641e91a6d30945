"""The quoted figures that a release moved: what the writings before it quote, and it states otherwise."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import judge_claims
from etl import registry
from etl.claims.listing import ListedClaim
from etl.claims.movements import Movement, movements
from etl.reference.commentary import Article


@dataclass(frozen=True)
class MovedQuote:
    """A quoted figure, and how a release moved it."""

    claim: ListedClaim
    movement: Movement


def moved_quotes(dataset: Dataset, source: str, day: date, changed: pd.DataFrame) -> tuple[MovedQuote, ...]:
    """Return the quoted figures that a release moved, of the newest writing first; ``changed`` is all that it changed.

    Only writings on a place of which it changed a figure are looked at: judging all of them takes seconds.
    """
    places = set(changed.loc[changed["group"] == "all", "place"])
    articles = [article for article in dataset.snapshot.commentary.articles if _may_be_moved(article, day, places)]
    moved = (
        MovedQuote(entry, movement)
        for article in sorted(articles, key=lambda article: article.published_on, reverse=True)
        for entry in judge_claims(dataset, article)
        if entry.judgement.measure and registry.source_of(entry.judgement.measure).id == source
        for movement in movements(entry.claim.quotation, entry.judgement, article.published_on, dataset.holdings())
    )
    return tuple(quote for quote in moved if quote.movement.day == day)


def _may_be_moved(article: Article, day: date, places: set[str]) -> bool:
    return article.published_on < day and any(claim.place in places for claim in article.claims)
