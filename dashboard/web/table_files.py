"""Answers whole tables in every format: values as of a day, the change log, the ledger, and the lists that join."""

from flask import Blueprint, Response

from dashboard.charts.rendered import RenderedCharts
from dashboard.errors import NotFound
from dashboard.export.as_of_sql import to_sql
from dashboard.export.datapackage import datapackage
from dashboard.export.table_columns import LISTS, list_table
from dashboard.export.table_formats import TABLE_FORMATS, TableFile
from dashboard.export.whole_tables import whole_table
from dashboard.i18n import get_locale
from dashboard.params.table_params import OWN_OPTIONS, VIEW_OPTIONS, parse_table
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.downloads import DataState, download, file_name
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, parse_params, read_own_options, url_root
from etl.core import csv_io
from etl.core.languages import SOURCE


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/data/observations.csv`` and the like, what describes them, and ``as_of`` as SQL."""
    endings = ",".join(TABLE_FORMATS)

    @blueprint.get(f"/data/<name>.<any({endings}):ending>")
    def table_file(name: str, ending: str) -> Response:
        charts = served().charts
        name, _, ending = f"{name}.{ending}".partition(".")  # a name has no dot, an ending may: excel.csv
        if name in WHOLE_TABLES and ending in TABLE_FORMATS:
            return _whole_table_response(charts, name, ending)
        if name in LISTS and ending in TABLE_FORMATS:
            check_options(())
            return _list_response(charts, name, ending)
        raise NotFound(f"There is no table {name!r}. Tables: {', '.join((*WHOLE_TABLES, *LISTS))}.")

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
        dataset = served().charts.dataset
        described = datapackage(dataset.snapshot, url_root(dataset) + dataset.urls.base_url)
        return set_cache_headers(Response(csv_io.to_json(described), content_type="application/json"), pinned=False)


def _whole_table_response(charts: RenderedCharts, name: str, ending: str) -> Response:
    dataset, own_options = charts.dataset, OWN_OPTIONS[name]
    check_options((*VIEW_OPTIONS, *own_options))
    view = parse_params(charts, without=own_options)
    params = parse_table(name, view, read_own_options(own_options), dataset.snapshot.places)
    pinned = dataset.pinned_params(view)
    address = url_root(dataset) + dataset.urls.table_file(f"{name}.{ending}", params.pinned(pinned).query)
    state = DataState(pinned.cutoff, pinned.edition or dataset.snapshot.edition, view.is_pinned)
    choices = [*params.options.values(), *([view.lang] if view.lang != SOURCE else [])]
    file = TABLE_FORMATS[ending]
    return download(
        file.write(whole_table(dataset, params, address)),
        file.media_type,
        name=file_name([name], state, choices, ending),
        address=address,
        state=state,
    )


def _list_response(charts: RenderedCharts, name: str, ending: str) -> Response:
    """Answer with one of the lists, which are those of the edition that is served and of no other."""
    dataset, file = charts.dataset, TABLE_FORMATS[ending]
    state = DataState(dataset.newest_vintage, dataset.snapshot.edition)
    address = url_root(dataset) + dataset.urls.table_file(f"{name}.{ending}")
    about = {"title": name, "address": address, "edition": state.edition}
    return download(
        file.write(TableFile(list_table(name, dataset.snapshot), get_locale(SOURCE), about)),
        file.media_type,
        name=file_name([name], state, (), ending),
        address=address,
        state=state,
    )
