"""When a quoted figure was moved by a later release, or what was said of a record stopped being so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from etl.claims.holdings import Holdings
from etl.claims.judgement import OF_ITS_DAY, Judgement
from etl.core.printing import is_same_value
from etl.core.quotation import Quotation


@dataclass(frozen=True)
class Movement:
    """One release after a writing: the figure before it and the one that it states; neither where a record fell."""

    day: date
    before: float | None = None
    after: float | None = None


def movements(quotation: Quotation, judgement: Judgement, written: date, holdings: Holdings) -> Iterator[Movement]:
    """Yield what became of a figure quoted on a day, oldest first.

    Nothing of one that was worked out, or that was not the figure of its day: no release has moved what it quotes.
    Suppose 175 was quoted on 25 August, and releases of September and of a year later say 176 and 186: then it is two.
    """
    if judgement.status not in OF_ITS_DAY:
        return
    if judgement.record_then:
        if judgement.turned:
            yield Movement(judgement.turned)
        return
    then = judgement.then
    if then is None or then.is_computed:
        return
    series = holdings.series(then.measure, quotation.place, "all")
    versions = series.log_of_edition(holdings.edition).get(then.period, ()) if series else ()
    for before, after in pairwise(versions):
        are_given = None not in (before.value, after.value)
        if after.vintage > written and are_given and not is_same_value(before.value, after.value):
            yield Movement(after.vintage, before.value, after.value)
