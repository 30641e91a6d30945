"""Where one figure comes from: each release that stated it, its document, and how its day is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.dataset.series_view import SeriesView
from dashboard.errors import InvalidParameter, Message, NotFound
from dashboard.i18n import Locale, gettext_noop
from dashboard.params.urls import series_options
from dashboard.text import release_dates, sentences
from dashboard.text.errata import describe_erratum, errata_of_series, errata_of_values
from dashboard.text.labels import status_label
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.navigation import help_lines
from etl.core.csv_io import plain_value
from etl.core.model import Period
from etl.store.lineage import Statement, trace

DOCUMENT_FIELDS = ("id", "known", "title", "url", "document", "sha256", "bytes", "note", "edition", "learned_on")
"""What is told of a document, by the columns of ``releases.csv``."""


@dataclass(frozen=True)
class StatementLine:
    """What one release said of the figure, in words."""

    day: str
    url: str
    value: str
    standing: str
    basis: str
    documents: tuple[Mapping[str, Any], ...]


def find_statements(request: PageRequest) -> tuple[SeriesView, Period, tuple[Statement, ...]]:
    """Return the series, the period (the newest unless one is chosen), and all that was stated of it."""
    dataset, params = request.dataset, request.params
    view = dataset.series_view(params)
    if view is None or not view.current:
        choice = f"places={params.place}, measure={params.measure}, group={params.group}"
        errata = errata_of_series(dataset.snapshot.errata, [view.series] if view else [])
        taken_back = "".join(f" {each.release} was entered by mistake: {each.why}" for each in errata)
        raise NotFound(f"This archive has no figure for {choice}.{taken_back}")
    newest = view.latest or (view.observations or view.current)[-1]
    period = _read_period(request) or newest.period
    statements = trace(view.series, period, dataset.snapshot.ledger, until=params.cutoff, edition=params.edition)
    if not statements:
        seen = view.observations or view.current
        periods = f"{seen[0].period.label} to {seen[-1].period.label}"
        raise NotFound(f"This archive has no figure of period={period.label}; periods of this series: {periods}.")
    return view, period, statements


def as_record(request: PageRequest) -> dict[str, Any]:
    """Return the lineage of the figure for programs."""
    view, period, statements = find_statements(request)
    source, measure, place, group = view.series.key
    return {
        "source": source,
        "measure": measure,
        "place": place,
        "group": group,
        "period": period.label,
        "edition": request.params.edition or request.dataset.snapshot.edition,
        "statements": [
            {
                "published": statement.day.isoformat(),
                "value": plain_value(statement.entry.value),
                "status": statement.entry.status,
                "changed": statement.changed,
                "documents": [
                    {field: document[field] for field in DOCUMENT_FIELDS} for document in statement.documents
                ],
            }
            for statement in statements
        ],
    }


def _read_period(request: PageRequest) -> Period | None:
    text = request.page_options.get("period", "")
    expected = Message(gettext_noop("a period such as 2020-07, 2020-Q3, 2020 or 2018-08/2019-07"))
    try:
        return Period.parse(text) if text else None
    except ValueError as error:
        raise InvalidParameter("period", text, expected) from error


def _context(request: PageRequest) -> dict[str, Any]:
    view, period, statements = find_statements(request)
    dataset, params, locale = request.dataset, request.params, request.locale
    errata = errata_of_values(dataset.snapshot.errata, view.series.log.get(period, ()))
    return {
        "canonical": PAGE.url(request),
        "chart_url": dataset.urls.chart(params),
        "revisions_url": dataset.urls.revisions(params) if view.measure.counts_deaths else "",
        "json_url": dataset.urls.lineage(params, period.label, "json"),
        "form_action": f"{dataset.urls.path}/lineage",
        "hidden": series_options(params).items(),
        "periods": [
            (observation.period.label, locale.period(observation.period)) for observation in reversed(view.observations)
        ],
        "period": period.label,
        "figure_name": f"{sentences.chart_title(view, locale)}, {locale.period(period)}",
        "publisher": locale.localize(view.source.publisher),
        "lines": help_lines(dataset, params.place),
        "statements": [_line(request, view, statement) for statement in reversed(statements)],
        "errata": [describe_erratum(dataset, erratum, locale) for erratum in errata],
    }


def _line(request: PageRequest, view: SeriesView, statement: Statement) -> StatementLine:
    locale, source = request.locale, view.source.id
    basis = statement.documents[0]["known"] if statement.documents else None
    return StatementLine(
        day=release_dates.write_day(basis, locale, statement.day),
        url=request.dataset.urls.release(source, statement.day, locale.code),
        value=_value_text(view, statement, locale),
        standing="" if statement.changed else locale.text("stated again, unchanged"),
        basis=release_dates.basis_label(locale, basis) if basis else "",
        documents=statement.documents,
    )


def _value_text(view: SeriesView, statement: Statement, locale: Locale) -> str:
    entry = statement.entry
    if entry.value is None:
        return status_label(locale, entry.status)
    return sentences.format_published(view.measure, locale, entry.value)


PAGE = Page(
    name="lineage",
    path="/lineage",
    options=("places", "measure", "group", "as_of", "edition", "lang", "period"),
    own_options=("period",),
    url=lambda request: request.dataset.urls.lineage(request.params, request.page_options.get("period", "")),
    context=_context,
)
