"""Quoted figures as rows and as annotations: what each says, beside what was published then and is now.

Annotations follow the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/): the target is the chart
of the series, in the state of the day of the writing (``TimeState``). Each has the quoted figure as a schema.org
``Claim``; none has a rating.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.dataset.claim_ledger import change_since
from etl import registry
from etl.claims.figures import Figure
from etl.claims.listing import ListedClaim, as_record
from etl.core import csv_io
from etl.reference.claim_rows import record_words
from etl.store.same_age import AgedValue, SameAgeChange

NUMBER_COLUMNS = ("value", "value_to", "then", "now", "other", "change", "like_for_like")
COLUMNS = (
    *("article", "row", "published_on", "publication", "title", "url"),
    *("place", "kind", "period", "base_period", "value", "value_to", "unit", "comparator", "record"),
    *("status", "reason", "measure", "wanted_measure", "computed"),
    *("then", "then_vintage", "then_parts", "now", "now_vintage", "now_parts", "change"),
    *("other", "other_period", "other_vintage", "other_measure", "turned"),
    *("like_for_like", "like_for_like_days", "like_for_like_base_days", "like_for_like_parts"),
)
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]


def to_record(entry: ListedClaim) -> dict[str, object]:
    """Return one quoted figure as a row; a part that there is not is None."""
    article, quotation, judgement = entry.article, entry.claim.quotation, entry.judgement
    other, wanted = judgement.other, judgement.wanted
    return {
        "article": article.id,
        "row": entry.claim.row,
        "published_on": article.published_on.isoformat(),
        "publication": article.publication,
        "title": article.title,
        "url": article.url,
        "place": quotation.place,
        "kind": quotation.kind.value,
        "period": quotation.period.label,
        "base_period": quotation.base_period.label if quotation.base_period else None,
        "value": quotation.value,
        "value_to": quotation.value_to,
        "unit": quotation.unit,
        "comparator": quotation.comparator.value,
        "record": record_words(quotation) or None,
        "status": judgement.status.value,
        "reason": judgement.reason.value,
        "measure": judgement.measure or None,
        "wanted_measure": " ".join([*sorted(wanted.words), wanted.place, wanted.period.label]) if wanted else None,
        "computed": judgement.is_computed,
        **_figure_cells("then", judgement.then),
        **_figure_cells("now", judgement.now),
        "change": _rounded_change(entry),
        "other": other.value if other else None,
        "other_period": other.period.label if other else None,
        "other_vintage": other.vintage.isoformat() if other else None,
        "other_measure": other.measure if other else None,
        "turned": judgement.turned.isoformat() if judgement.turned else None,
        **_same_age_cells(judgement.same_age, quotation.unit),
    }


def _same_age_cells(same_age: SameAgeChange | None, unit: str) -> dict[str, object]:
    """Return a change between figures of one age, in the unit of the quoted one, with both ages and both figures."""
    names = ("like_for_like", "like_for_like_days", "like_for_like_base_days", "like_for_like_parts")
    if same_age is None:
        return dict.fromkeys(names)
    change = same_age.difference if unit == "deaths" else 100 * same_age.change
    pair = (same_age.newest, same_age.base_newest)
    parts = "; ".join(map(_part_text, pair))
    return dict(zip(names, (round(change, 4), *(str(value.age.days) for value in pair), parts), strict=True))


def _rounded_change(entry: ListedClaim) -> float | None:
    change = change_since(entry)
    return None if change is None else round(change, 4)


def _figure_cells(name: str, figure: Figure | None) -> dict[str, object]:
    """Return a figure, the day from which it stands, and what it was worked out of."""
    parts = figure.parts if figure else ()
    return {
        name: round(figure.value, 4) if figure else None,
        f"{name}_vintage": figure.vintage.isoformat() if figure else None,
        f"{name}_parts": "; ".join(map(_part_text, parts)) or None,
    }


def _part_text(part: Figure | AgedValue) -> str:
    return f"{part.period.label}: {csv_io.format_number(part.value)} ({part.vintage})"


def to_csv(entries: Iterable[ListedClaim]) -> str:
    """Write quoted figures as CSV, as RFC 4180 has it."""
    rows = pd.DataFrame([to_record(entry) for entry in entries], columns=list(COLUMNS))
    return csv_io.to_csv(rows.astype(dict.fromkeys(NUMBER_COLUMNS, "Float64")), line_end=csv_io.RFC_4180_LINE_END)


def to_json(entries: Iterable[ListedClaim]) -> str:
    """Write quoted figures as ``python -m etl claims --json`` does, each with the writing that it stands in."""
    return csv_io.to_compact_json([_json_record(entry) for entry in entries])


def _json_record(entry: ListedClaim) -> dict[str, object]:
    article = entry.article
    about = {"title": article.title, "publication": article.publication, "url": article.url}
    return as_record(entry) | about | {"change": _rounded_change(entry)}


def to_annotations(entries: Iterable[ListedClaim], chart_urls: Mapping[int, str]) -> str:
    """Write quoted figures as a collection of annotations; ``chart_urls`` are those of their series, by their rows."""
    items = [_annotation(entry, chart_urls[entry.claim.row]) for entry in entries]
    return csv_io.to_compact_json(
        {"@context": CONTEXT, "type": "AnnotationCollection", "total": len(items), "items": items}
    )


def _annotation(entry: ListedClaim, chart_url: str) -> dict[str, Any]:
    article, quotation, judgement = entry.article, entry.claim.quotation, entry.judgement
    selector = {"type": "FragmentSelector", "value": f"period={quotation.period.label}"}
    state = {"type": "TimeState", "sourceDate": f"{article.published_on.isoformat()}T00:00:00Z"}
    citation = registry.source_of(judgement.measure).url if judgement.measure else None
    return {
        "id": f"{chart_url}#claim-{entry.claim.row}",
        "type": "Annotation",
        "motivation": "linking",
        "body": {
            "type": "schema:Claim",
            "schema:appearance": article.url or article.title,
            "schema:datePublished": article.published_on.isoformat(),
            "schema:citation": citation,
            "comparison": _json_record(entry),
        },
        "target": {"source": chart_url, "selector": selector, "state": state},
    }
