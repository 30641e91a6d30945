"""The figures that a writing quotes, each judged by what was published when it was written and what is now."""

from datetime import date

from dashboard.dataset.dataset import Dataset
from etl.claims.judge import judge
from etl.claims.judgement import ClaimStatus, Judgement
from etl.claims.listing import ListedClaim
from etl.core.printing import is_same_value
from etl.reference.commentary import Article


def judge_claims(dataset: Dataset, article: Article, edition: int | None = None) -> tuple[ListedClaim, ...]:
    """Judge each figure that an article quotes. ``edition`` leaves out what this project learned later."""
    kept: dict[Article, tuple[ListedClaim, ...]] = dataset.cached(("judged claims", edition), dict)
    if article not in kept:
        holdings, day = dataset.holdings(edition), article.published_on
        figures = (claim for claim in article.claims if claim.is_figure)
        kept[article] = tuple(ListedClaim(article, claim, judge(claim.quotation, day, holdings)) for claim in figures)
    return kept[article]


def is_followed(judgement: Judgement, written: date) -> bool:
    """Tell whether a figure of the day of the writing is held, and one of its period that a later release published."""
    is_of_day = judgement.status is not ClaimStatus.NOT_COMPARABLE
    then, now = judgement.then, judgement.now
    if not is_of_day or then is None or now is None:
        return False
    return now.newest_statement > written or judgement.turned is not None


def is_changed(judgement: Judgement, written: date) -> bool:
    """Tell whether what is quoted reads otherwise now: another figure, or of a rank or streak another answer."""
    if not is_followed(judgement, written) or judgement.then is None or judgement.now is None:
        return False
    if judgement.record_then and judgement.record_now:
        return judgement.record_then.is_true != judgement.record_now.is_true
    return not is_same_value(judgement.then.value, judgement.now.value)


def is_of_series(judgement: Judgement) -> bool:
    """Tell whether a figure is one of the series beside which it is read: held from the day, or agreeing with now."""
    return judgement.status is not ClaimStatus.NOT_COMPARABLE or judgement.then is not None
