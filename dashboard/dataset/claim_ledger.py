"""Every figure that a writing quotes, with how it stands to the published ones: all of them, or those chosen."""

from dataclasses import dataclass
from datetime import date

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import judge_claims
from etl.claims.listing import ListedClaim

SORTS = ("day", "change")
"""By the day of the writing, newest first; or by how much the figure has changed since, most first."""

COUNT_UNITS = (
    *("deaths", "deaths_per_day", "deaths_per_week", "deaths_per_month"),
    *("per_100k_year", "per_million_year"),
)
"""Units of figures that can be a share more or less than another."""


def change_since(listed: ListedClaim) -> float | None:
    """Return the change from the figure of then to that of now, as a share of it; None of what is no count or has none.

    Changes, ranks and streaks have no share by which they changed.
    """
    then, now = listed.judgement.then, listed.judgement.now
    is_count = listed.claim.quotation.unit in COUNT_UNITS
    return now.value / then.value - 1 if is_count and then and now and then.value else None


@dataclass(frozen=True)
class ClaimChoice:
    """Which quoted figures are listed; what is empty stands for all. ``writing`` is a kind of article."""

    place: str = ""
    article: str = ""
    publication: str = ""
    writing: str = ""
    kind: str = ""
    status: str = ""
    sort: str = SORTS[0]

    def takes(self, entry: ListedClaim) -> bool:
        """Tell whether an entry is among those chosen."""
        wanted = (self.place, self.article, self.publication, self.writing, self.kind, self.status)
        article, claim = entry.article, entry.claim
        own = (claim.place, article.id, article.publication, article.kind, claim.kind, entry.judgement.status)
        return all(not choice or choice == value for choice, value in zip(wanted, own, strict=True))


EVERY_CLAIM = ClaimChoice()


def list_claims(dataset: Dataset, choice: ClaimChoice = EVERY_CLAIM) -> list[ListedClaim]:
    """Return the quoted figures chosen, in the order chosen; those of one article in the order in which it has them."""
    entries = [listed for article in dataset.snapshot.commentary.articles for listed in judge_claims(dataset, article)]
    chosen = [entry for entry in entries if choice.takes(entry)]
    by_day = sorted(chosen, key=_newest_first)
    return sorted(by_day, key=lambda entry: -abs(change_since(entry) or 0)) if choice.sort == "change" else by_day


def _newest_first(entry: ListedClaim) -> tuple[int, str, int]:
    return date.max.toordinal() - entry.article.published_on.toordinal(), entry.article.id, entry.claim.row
