"""Whole tables, or the rows asked for: the values as of a day, the change log in each of its shapes, the ledger."""

from datetime import date

import pandas as pd

from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter, RequestError
from dashboard.export.row_words import add_labels, add_notes
from dashboard.export.table_formats import TableFile
from dashboard.export.view_citation import ViewCitation
from dashboard.i18n import Locale, get_locale
from dashboard.params.table_params import TableParams
from etl import registry
from etl.store import shapes, table
from etl.store.redefinitions import mark_redefined
from etl.store.release_gaps import usual_gap_days
from etl.store.void_rows import log_of_edition


def whole_table(dataset: Dataset, params: TableParams, address: str) -> TableFile:
    """Build a table with what it is; ``address`` is the one under which it stays as it is, its day and edition named.

    ``RequestError`` where nothing is held of what its shape is of.
    """
    rows, locale = _rows(dataset, params), get_locale(params.view.lang)
    return TableFile(rows, locale, _about(dataset, params, rows, address))


def _rows(dataset: Dataset, params: TableParams) -> pd.DataFrame:
    day, edition = params.view.cutoff, params.view.edition
    if params.table == "releases":
        return _known_by(dataset.snapshot.ledger, day, edition)
    rows = params.rows.apply(dataset.snapshot.table)
    match params.shape:
        case "log":
            return shapes.mark_changes(_known_by(rows, day, edition), edition)
        case "changes":
            return _changes(dataset, rows, params)
        case "triangle":
            return _triangle(dataset, params)
        case "triangle-wide":
            return shapes.triangle_wide(_triangle(dataset, params))
        case "first":
            rows = shapes.first_values(rows, dataset.index, day, edition, _usual_gaps(dataset, edition))
        case _:
            rows = table.as_of(rows, day, edition)
    rows = add_labels(rows, dataset.snapshot.places, get_locale(params.view.lang))
    return add_notes(rows, dataset, params.view)


def _known_by(rows: pd.DataFrame, day: date, edition: int | None) -> pd.DataFrame:
    """Return the rows that were public on a day and learned by an edition."""
    chosen = rows["vintage"] <= pd.Timestamp(day)
    return rows[chosen if edition is None else chosen & (rows["edition"] <= edition)]


def _usual_gaps(dataset: Dataset, edition: int | None) -> dict[str, int | None]:
    return {
        source.id: usual_gap_days(source, dataset.vintage_basis(source.id, edition))
        for source in registry.SOURCES.values()
    }


def _changes(dataset: Dataset, rows: pd.DataFrame, params: TableParams) -> pd.DataFrame:
    vintage, edition = params.vintage, params.view.edition
    public = log_of_edition(_known_by(rows, params.view.cutoff, edition), edition)
    if vintage is None or pd.Timestamp(vintage) not in set(public["vintage"]):
        asked = params.options.get("vintage", "")
        raise InvalidParameter("vintage", asked, "a day on which a release of the source changed some of these rows")
    return mark_redefined(shapes.release_changes(public, vintage, edition), dataset.index)


def _triangle(dataset: Dataset, params: TableParams) -> pd.DataFrame:
    codes = params.rows.codes
    (measure,), (place,), (group,) = codes["measure"], codes["place"], codes.get("group", ("all",))
    series = dataset.index.find(measure=measure, place=place, group=group)
    if series is None:
        raise RequestError(f"places={place}: this archive has no figure of {measure}.")
    return params.rows.apply(shapes.triangle(series, params.view.cutoff, params.view.edition))


def _about(dataset: Dataset, params: TableParams, rows: pd.DataFrame, address: str) -> dict[str, object]:
    """Say of a table as of which day and edition it is, whose values are in it, and how it is cited."""
    pinned, locale = dataset.pinned_params(params.view), get_locale(params.view.lang)
    day, edition = pinned.cutoff, pinned.edition
    sources = [registry.source(source) for source in sorted(rows["source"].unique())]
    publishers = [locale.localize(source.publisher) for source in sources]
    title = table_title(params, locale)
    citation = ViewCitation(
        publishers=publishers,
        title=title,
        day=day,
        note=locale.text(
            "As published by {day}, as known in edition {edition}", day=locale.day(day), edition=str(edition)
        ),
        site=locale.text("Overdose statistics"),
        url=address,
    )
    return {
        "title": title,
        "address": address,
        "as_published": day.isoformat(),
        "edition": edition,
        "sources": publishers,
        "terms": [locale.localize(source.terms) for source in sources],
        "citation": citation.to_text(),
    }


def table_title(params: TableParams, locale: Locale) -> str:
    """Return what a table is called."""
    counts = locale.text("Published counts of deaths from drugs, by the day of publication")
    return f"{counts} ({params.table}, {params.shape})" if params.shape else f"{counts} ({params.table})"
