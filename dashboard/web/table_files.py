"""Answers whole tables as CSV: values as of a day, the change log, the ledger of releases, and the lists that join."""

import pandas as pd
from flask import Blueprint, Response

from dashboard.charts.rendered import RenderedCharts
from dashboard.errors import NotFound
from dashboard.export import tables
from dashboard.export.datapackage import datapackage
from dashboard.export.reference_tables import REFERENCE_TABLES, reference_table
from dashboard.i18n import get_locale
from dashboard.params.row_filter import FILTER_OPTIONS, parse_filter
from dashboard.params.urls import TABLE_FILES
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, parse_params, read_own_options, url_root
from etl.core import csv_io
from etl.store import table


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/data/observations.csv`` and the like, and ``/data/datapackage.json``, which describes them."""

    @blueprint.get("/data/<name>.csv")
    def data(name: str) -> Response:
        charts = served().charts
        if name == "observations":
            return _observations_response(charts)
        return set_cache_headers(_csv_response(_read_table(charts, name)), pinned=False)

    @blueprint.get("/data/datapackage.json")
    def package() -> Response:
        check_options(())
        dataset = served().charts.dataset
        described = datapackage(dataset.snapshot, url_root(dataset) + dataset.urls.base_url)
        return set_cache_headers(Response(csv_io.to_json(described), content_type="application/json"), pinned=False)


def _read_table(charts: RenderedCharts, name: str) -> pd.DataFrame:
    snapshot = charts.dataset.snapshot
    if name == "vintages":
        check_options(FILTER_OPTIONS)
        return parse_filter(read_own_options(FILTER_OPTIONS), snapshot.places).apply(snapshot.table)
    if name == "releases" or name in REFERENCE_TABLES:
        check_options(())
        return snapshot.ledger if name == "releases" else reference_table(name, snapshot)
    names = ", ".join([*(file.removesuffix(".csv") for file in TABLE_FILES), *REFERENCE_TABLES])
    raise NotFound(f"There is no table {name!r}. Tables: {names}.")


def _observations_response(charts: RenderedCharts) -> Response:
    """Answer with the values as of a day: what is asked for is chosen first, since each series stands by itself."""
    snapshot = charts.dataset.snapshot
    check_options(("as_of", "edition", *FILTER_OPTIONS))
    params = parse_params(charts, without=FILTER_OPTIONS)
    chosen = read_own_options(FILTER_OPTIONS)
    rows = parse_filter(chosen, snapshot.places).apply(snapshot.table)
    rows = table.as_of(rows, params.cutoff, params.edition)
    rows = tables.add_labels(rows, snapshot.places, get_locale(params.lang))
    response = _csv_response(tables.add_notes(rows, charts.dataset, params))
    parts = [f"as-of-{params.as_of or 'now'}", *(text.replace(",", "-").replace(":", "-") for text in chosen.values())]
    response.headers["Content-Disposition"] = f'attachment; filename="observations_{"_".join(parts)}.csv"'
    return set_cache_headers(response, pinned=params.is_immutable)


def _csv_response(rows: pd.DataFrame) -> Response:
    return Response(csv_io.to_csv(rows, line_end="\r\n"), content_type="text/csv; charset=utf-8")
