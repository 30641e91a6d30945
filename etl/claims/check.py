"""Checks a draft before it is published: finds the figures that it quotes, and says how each stands to those published.

Nothing of the text is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from etl.claims.drafts import Found, find_quotations
from etl.claims.drafts.placing import NewestMonth
from etl.claims.holdings import Holdings
from etl.claims.judge import judge
from etl.claims.judgement import Judgement
from etl.claims.newest_months import newest_months
from etl.core.model import Period
from etl.core.places import Places
from etl.store.files import StoreSnapshot


@dataclass(frozen=True)
class CheckedFigure:
    """A figure that a draft quotes, and how it stands."""

    figure: Found
    judgement: Judgement


def check_draft(
    text: str, published: date, place: str, *, places: Places, newest: NewestMonth, holdings: Holdings
) -> list[CheckedFigure]:
    """Judge every figure that a draft of a day quotes, in the order of the text.

    ``place`` and ``newest`` are as ``find_quotations`` takes them.
    """
    quoted = find_quotations(text, published, place, places=places, newest=newest)
    return [CheckedFigure(figure, judge(figure.quotation, published, holdings)) for figure in quoted]


def text_checker(snapshot: StoreSnapshot) -> Callable[[str, date, str], list[CheckedFigure]]:
    """Return what checks texts, each of a day and about a place, against all that a snapshot holds.

    The newest months of a day are worked out once.
    """
    holdings = Holdings.of_snapshot(snapshot)

    @cache
    def newest_of(published: date) -> Mapping[str, Period]:
        return newest_months(snapshot.log, published)

    def check(text: str, published: date, place: str) -> list[CheckedFigure]:
        newest = newest_of(published).get
        return check_draft(text, published, place, places=snapshot.places, newest=newest, holdings=holdings)

    return check
