"""Answers what describes tables: their columns as CSV on the Web and as a Data Package, and ``as_of`` as SQL."""

from typing import Any

from flask import Blueprint, Response

from dashboard.charts.rendered import RenderedCharts
from dashboard.config import Delivery
from dashboard.errors import InvalidParameter, NotFound
from dashboard.export.as_of_sql import to_sql
from dashboard.export.csvw import MEDIA_TYPE, METADATA_ENDING, describe_csv
from dashboard.export.datapackage import datapackage, primary_key
from dashboard.export.table_columns import LISTS, list_columns, list_table, whole_table_columns
from dashboard.export.whole_tables import table_title
from dashboard.i18n import get_locale
from dashboard.params.table_params import SHAPES_OF_DAYS, TableParams
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.downloads import DataState, download, file_name
from dashboard.web.headers import set_cache_headers
from dashboard.web.links import Link
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, site_root, table_request, url_root
from etl.core import csv_io
from etl.core.languages import SOURCE

DESCRIBED_ENDING = "csv"


def description_link(name: str, query: str = "") -> Link:
    """Return the link from the CSV of a table to what describes it."""
    urls = served().charts.dataset.urls
    address = url_root(served().charts.dataset) + urls.table_file(f"{name}.{METADATA_ENDING}", query)
    return Link(address, "describedby", (("type", MEDIA_TYPE),))


def add_rules(blueprint: Blueprint, delivery: Delivery) -> None:
    """Answer ``/data/<name>.csv-metadata.json``, ``/data/datapackage.json`` and ``/data/as_of.sql``.

    Among files alone the package names those that there are: whole tables are compressed.
    """
    packed = () if delivery.has_server else WHOLE_TABLES

    @blueprint.get(f"/data/<name>.{METADATA_ENDING}")
    def csv_metadata(name: str) -> Response:
        charts = served().charts
        if name in WHOLE_TABLES:
            described = _describe_whole_table(charts, table_request(charts, name))
        elif name in LISTS:
            check_options(())
            described = _describe_list(charts, name)
        else:
            raise NotFound(f"There is no table {name!r}. Tables: {', '.join((*WHOLE_TABLES, *LISTS))}.")
        return set_cache_headers(Response(csv_io.to_json(described), content_type=MEDIA_TYPE), pinned=False)

    @blueprint.get("/data/as_of.sql")
    def sql() -> Response:
        check_options(())
        dataset = served().charts.dataset
        root, state = url_root(dataset), DataState(dataset.newest_vintage, dataset.snapshot.edition)
        return download(
            to_sql(root + dataset.urls.table_file("vintages.parquet")),
            "application/sql",
            name=file_name(["as_of"], state, (), "sql"),
            address=root + dataset.urls.table_file("as_of.sql"),
            state=state,
        )

    @blueprint.get("/data/datapackage.json")
    def package() -> Response:
        check_options(())
        folder = f"{site_root()}/data/" if delivery.has_server else ""
        described = datapackage(served().charts.dataset.snapshot, folder, packed)
        return set_cache_headers(Response(csv_io.to_json(described), content_type="application/json"), pinned=False)


def _describe_whole_table(charts: RenderedCharts, params: TableParams) -> dict[str, Any]:
    dataset, locale = charts.dataset, get_locale(SOURCE)  # as the description is
    if params.shape in SHAPES_OF_DAYS:
        raise InvalidParameter(
            "shape", params.shape, "another; its columns are days, and those of triangle are described"
        )
    columns = whole_table_columns()[params.table, params.own_shape]
    key = () if params.own_shape else primary_key(params.table, columns)
    pinned = params.pinned(dataset.pinned_params(params.view)).query
    address = url_root(dataset) + dataset.urls.table_file(f"{params.table}.{DESCRIBED_ENDING}", pinned)
    return describe_csv(
        _file(params.table, params.query), columns, key, _about(charts, table_title(params, locale), address)
    )


def _describe_list(charts: RenderedCharts, name: str) -> dict[str, Any]:
    columns = list_columns(name, list_table(name, charts.dataset.snapshot))
    address = url_root(charts.dataset) + charts.dataset.urls.table_file(f"{name}.{DESCRIBED_ENDING}")
    return describe_csv(_file(name), columns, primary_key(name, columns), _about(charts, name, address))


def _file(name: str, query: str = "") -> str:
    """Return where the CSV of a table is, from where it is described."""
    return f"{name}.{DESCRIBED_ENDING}" + (f"?{query}" if query else "")


def _about(charts: RenderedCharts, title: str, address: str) -> dict[str, str]:
    dataset = charts.dataset
    return {
        "dc:title": title,
        "dc:identifier": address,
        "dc:rights": url_root(dataset) + dataset.urls.sources(SOURCE),
        "schema:version": str(dataset.snapshot.edition),
    }
