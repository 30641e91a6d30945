"""A quoted change like for like: between figures of one age. A fall from a revised figure to a first one looks larger.

Decision D18 in README.md.
"""

from dataclasses import replace
from datetime import date

from etl.claims.computed import base_of
from etl.claims.holdings import Holdings
from etl.claims.judgement import Judgement
from etl.claims.measures import admissible
from etl.core.quotation import Quotation, QuoteKind
from etl.reference.notes import DatedPeriod
from etl.store.revisions import MATURITY
from etl.store.same_age import SameAgeChange, change_at_same_age


def with_like_for_like(quotation: Quotation, judgement: Judgement, written: date, holdings: Holdings) -> Judgement:
    """Return the judgement of a quoted change with the one between figures of one age, where such are held."""
    return replace(judgement, same_age=_like_for_like(quotation, judgement, written, holdings))


def is_of_recent_figure(judgement: Judgement) -> bool:
    """Tell whether the later count of a change was last stated less than a year after its span: it may still change."""
    then = judgement.then
    if then is None or len(then.parts) < 2:
        return False
    later = then.parts[0]
    return later.newest_statement - later.period.end < MATURITY


def is_already_like_for_like(judgement: Judgement) -> bool:
    """Tell whether the change of the day of the writing has the very counts of the one between figures of one age."""
    same, then = judgement.same_age, judgement.then
    if same is None or then is None:
        return False
    return [part.value for part in then.parts] == [same.value, same.base_value]


def _like_for_like(
    quotation: Quotation, judgement: Judgement, written: date, holdings: Holdings
) -> SameAgeChange | None:
    if quotation.kind is not QuoteKind.CHANGE or not judgement.measure:
        return None
    group = _group(quotation, judgement, holdings)
    series = holdings.series(judgement.measure, quotation.place, group) if group else None
    if series is None:
        return None
    pair = (quotation.period, base_of(quotation))
    compared = change_at_same_age(series, [pair], written, holdings.edition)
    if compared is None:
        return None
    of_one_age = [DatedPeriod(value.period, value.vintage) for value in (compared.base_newest, compared.newest)]
    dated_periods = [*of_one_age, DatedPeriod(quotation.period, written)]
    across = holdings.counts_change_between(judgement.measure, quotation.place, group, dated_periods)
    return None if across else compared


def _group(quotation: Quotation, judgement: Judgement, holdings: Holdings) -> str:
    """Return the group that a quotation was judged by; empty where it may be of several of the measure."""
    groups = {
        definition.group
        for definition in admissible(quotation, holdings)
        if any(measure.id == judgement.measure for measure in definition.measures)
    }
    return groups.pop() if len(groups) == 1 else ""
