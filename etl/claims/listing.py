"""Every figure that the commentary quotes, judged as of a day: for a terminal, for programs and for counts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.claims.figures import Figure
from etl.claims.holdings import Holdings
from etl.claims.judge import judge
from etl.claims.judgement import ClaimStatus, Judgement, RecordOutcome
from etl.core.quotation import Comparator
from etl.reference.claim_rows import Claim
from etl.reference.commentary import Article
from etl.store.same_age import AgedValue, SameAgeChange

DECIMALS = 2
"""Computed figures are written with so many."""


@dataclass(frozen=True)
class ListedClaim:
    """A claim of an article, and how it stands."""

    article: Article
    claim: Claim
    judgement: Judgement


def list_claims(articles: Iterable[Article], holdings: Holdings) -> tuple[ListedClaim, ...]:
    """Judge every claim of the articles written by the day that is now, in the order of the file."""
    claims = (
        ListedClaim(article, claim, judge(claim.quotation, article.published_on, holdings))
        for article in articles
        if article.published_on <= holdings.now.cutoff
        for claim in article.claims
    )
    return tuple(sorted(claims, key=lambda listed: listed.claim.row))


def count_by_status(listed: Iterable[ListedClaim]) -> Mapping[ClaimStatus, Counter[str]]:
    """Count the claims of each status, by their reasons."""
    counts: dict[ClaimStatus, Counter[str]] = {status: Counter() for status in ClaimStatus}
    for item in listed:
        counts[item.judgement.status][item.judgement.reason] += 1
    return counts


def as_record(listed: ListedClaim) -> dict[str, object]:
    """Return a claim for programs: what is quoted, the figures then and now with their parts, status and reason."""
    quotation, judgement = listed.claim.quotation, listed.judgement
    return {
        "item": listed.article.id,
        "row": listed.claim.row,
        "written": listed.article.published_on.isoformat(),
        "kind": quotation.kind.value,
        "place": quotation.place,
        "measure": judgement.measure or None,
        "period": quotation.period.label,
        "base_period": quotation.base_period.label if quotation.base_period else None,
        "quoted": quotation.value,
        "quoted_to": quotation.value_to,
        "unit": quotation.unit or None,
        "comparator": quotation.comparator.value or None,
        "then": _figure_record(judgement.then),
        "now": _figure_record(judgement.now),
        "other": _figure_record(judgement.other),
        "record_then": _outcome_record(judgement.record_then),
        "record_now": _outcome_record(judgement.record_now),
        "status": judgement.status.value,
        "reason": judgement.reason.value,
        "computed": judgement.is_computed,
        "turned": judgement.turned.isoformat() if judgement.turned else None,
        "wanted": _wanted_record(judgement),
        "like_for_like": same_age_record(judgement.same_age, quotation.unit),
    }


def same_age_record(same_age: SameAgeChange | None, unit: str) -> dict[str, object] | None:
    """Return a change between figures of one age for programs, in the unit of the quoted one: per cent, or deaths."""
    if same_age is None:
        return None
    later, earlier = same_age.newest, same_age.base_newest
    return {
        "value": round(same_age.difference if unit == "deaths" else 100 * same_age.change, DECIMALS),
        "days": later.age.days,
        "base_days": earlier.age.days,
        "parts": [_aged_record(value) for value in (later, earlier)],
    }


def _aged_record(value: AgedValue) -> dict[str, object]:
    return {"value": value.value, "published": value.vintage.isoformat(), "period": value.period.label}


def _figure_record(figure: Figure | None) -> dict[str, object] | None:
    if figure is None:
        return None
    record: dict[str, object] = {
        "value": round(figure.value, DECIMALS),
        "vintage": figure.vintage.isoformat(),
        "measure": figure.measure,
        "period": figure.period.label,
    }
    if figure.is_computed:
        record |= {"firm": figure.is_firm, "people": figure.people, "parts": [*map(_figure_record, figure.parts)]}
    return record | ({"doubted": True} if figure.is_doubted else {})


def _outcome_record(outcome: RecordOutcome | None) -> dict[str, object] | None:
    if outcome is None:
        return None
    others = [_figure_record(figure) for figure in outcome.others]
    return {
        "value": outcome.value,
        "holds": outcome.is_true,
        "held": outcome.covered,
        "periods": outcome.periods,
        "others": others,
    }


def _wanted_record(judgement: Judgement) -> dict[str, object] | None:
    wanted = judgement.wanted
    if wanted is None:
        return None
    return {
        "words": sorted(wanted.words),
        "place": wanted.place,
        "period": wanted.period.label,
        "measure": wanted.measure or None,
    }


def text_lines(listed: Iterable[ListedClaim]) -> Iterator[str]:
    """Yield a line for each claim: what is quoted, the figures then and now, status and reason."""
    for item in listed:
        quotation, judgement = item.claim.quotation, item.judgement
        parts = (
            f"{item.article.id} {item.claim.row}",
            f"{quotation.kind} {quotation.place} {quotation.period.label}",
            _quoted_text(item.claim),
            f"then {_figure_text(judgement.then, judgement.record_then)}",
            f"now {_figure_text(judgement.now, judgement.record_now)}",
            judgement.measure or _wanted_text(judgement),
            f"{judgement.status} ({judgement.reason})",
            f"turned {judgement.turned}" if judgement.turned else "",
            same_age_text(judgement.same_age) if judgement.same_age else "",
        )
        yield "; ".join(part for part in parts if part)


def same_age_text(same_age: SameAgeChange) -> str:
    """Return a change between figures of one age in a line: ``like for like -3.0 % (198 to 192, …)``."""
    counts = f"{same_age.base_value:g} to {same_age.value:g}"
    ages = f"{same_age.base_newest.age.days} and {same_age.newest.age.days} days after their ends"
    return f"like for like {100 * same_age.change:+.1f} % ({counts}, published {ages})"


def _quoted_text(claim: Claim) -> str:
    quotation = claim.quotation
    if quotation.value is None:
        return ""
    words = "" if quotation.comparator is Comparator.NONE else f"{quotation.comparator.value.replace('_', ' ')} "
    upper = "" if quotation.value_to is None else f" and {quotation.value_to:g}"
    return f"quoted {words}{quotation.value:.12g}{upper} {quotation.unit}".rstrip()


def _figure_text(figure: Figure | None, outcome: RecordOutcome | None) -> str:
    if figure is None:
        return "-"
    computed = ", computed" if figure.is_computed else ""
    number = f"{round(figure.value, DECIMALS):.12g} ({figure.vintage}{computed})"
    if outcome is None:
        return number
    rank = "" if outcome.value is None else f", {outcome.value}"
    return f"{number}{rank}"


def _wanted_text(judgement: Judgement) -> str:
    if judgement.wanted is None:
        return ""
    series = judgement.wanted.measure or " ".join(sorted(judgement.wanted.words))
    return f"would be: {series}" if series else ""
