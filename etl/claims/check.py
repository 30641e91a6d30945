"""Checks a draft before it is published: finds the figures that it quotes, and says how each stands to those published.

Nothing of the text is kept.
"""

from dataclasses import dataclass
from datetime import date

from etl.claims.computed import base_of
from etl.claims.drafts import Found, find_quotations
from etl.claims.drafts.placing import NewestMonth
from etl.claims.holdings import Holdings
from etl.claims.judge import judge
from etl.claims.judgement import Judgement
from etl.core.model import Period
from etl.core.places import Places
from etl.core.quotation import Quotation, QuoteKind
from etl.store.same_age import SameAgeChange, change_at_same_age


@dataclass(frozen=True)
class CheckedFigure:
    """A figure that a draft quotes, and how it stands; of a change also the one between figures of one age, if held."""

    figure: Found
    judgement: Judgement
    same_age: SameAgeChange | None = None


def check_draft(
    text: str, published: date, place: str, *, places: Places, newest: NewestMonth, holdings: Holdings
) -> list[CheckedFigure]:
    """Judge every figure that a draft of a day quotes, in the order of the text.

    ``place`` and ``newest`` are as ``find_quotations`` takes them.
    """
    quoted = find_quotations(text, published, place, places=places, newest=newest)
    return [_check(figure, published, holdings) for figure in quoted]


def _check(figure: Found, published: date, holdings: Holdings) -> CheckedFigure:
    judgement = judge(figure.quotation, published, holdings)
    return CheckedFigure(figure, judgement, like_for_like(figure.quotation, judgement, published, holdings))


def like_for_like(
    quotation: Quotation, judgement: Judgement, written: date, holdings: Holdings
) -> SameAgeChange | None:
    """Return a quoted change as it is between figures of one age; None of what is no change, or was not published so.

    A fall from a revised figure to a first one looks larger than it is.
    """
    if quotation.kind is not QuoteKind.CHANGE or not judgement.measure:
        return None
    base = base_of(quotation)
    series = holdings.series(judgement.measure, quotation.place, "all")
    span = Period(min(base.start, quotation.period.start), max(base.end, quotation.period.end))
    if series is None or holdings.is_across_break([judgement.measure], quotation.place, "all", span, written):
        return None
    return change_at_same_age(series, quotation.period, base, written, holdings.edition)
