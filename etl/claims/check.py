"""Checks a draft before it is published: finds the figures that it quotes, and says how each stands to those published.

Nothing of the text is kept.
"""

from dataclasses import dataclass
from datetime import date

from etl.claims.drafts import Found, find_quotations
from etl.claims.drafts.placing import NewestMonth
from etl.claims.holdings import Holdings
from etl.claims.judge import judge
from etl.claims.judgement import Judgement
from etl.core.places import Places


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
