"""Answers whole tables in every format: values as of a day, the change log, the ledger, and the lists that join."""

from flask import Blueprint, Response

from dashboard.charts.rendered import RenderedCharts
from dashboard.errors import NotFound
from dashboard.export.table_columns import LISTS, list_table
from dashboard.export.table_formats import TABLE_FORMATS, TableFile
from dashboard.export.whole_tables import whole_table
from dashboard.i18n import get_locale
from dashboard.params.table_params import SHAPES_OF_DAYS
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.downloads import DataState, download, file_name
from dashboard.web.links import add_links
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, table_request, url_root
from dashboard.web.table_descriptions import DESCRIBED_ENDING, description_link
from etl.core.languages import SOURCE


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/data/observations.csv`` and the like."""
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


def _whole_table_response(charts: RenderedCharts, name: str, ending: str) -> Response:
    dataset, params = charts.dataset, table_request(charts, name)
    view, pinned = params.view, dataset.pinned_params(params.view)
    address = url_root(dataset) + dataset.urls.table_file(f"{name}.{ending}", params.pinned(pinned).query)
    state = DataState(pinned.cutoff, pinned.edition or dataset.snapshot.edition, view.is_pinned)
    choices = [*params.options.values(), *([view.lang] if view.lang != SOURCE else [])]
    file = TABLE_FORMATS[ending]
    response = download(
        file.write(whole_table(dataset, params, address)),
        file.media_type,
        name=file_name([name], state, choices, ending),
        address=address,
        state=state,
    )
    if ending == DESCRIBED_ENDING and params.shape not in SHAPES_OF_DAYS:
        add_links(response, [description_link(name, params.query)])
    return response


def _list_response(charts: RenderedCharts, name: str, ending: str) -> Response:
    """Answer with one of the lists, which are those of the edition that is served and of no other."""
    dataset, file = charts.dataset, TABLE_FORMATS[ending]
    state = DataState(dataset.newest_vintage, dataset.snapshot.edition)
    address = url_root(dataset) + dataset.urls.table_file(f"{name}.{ending}")
    about = {"title": name, "address": address, "edition": state.edition}
    response = download(
        file.write(TableFile(list_table(name, dataset.snapshot), get_locale(SOURCE), about)),
        file.media_type,
        name=file_name([name], state, (), ending),
        address=address,
        state=state,
    )
    if ending == DESCRIBED_ENDING:
        add_links(response, [description_link(name)])
    return response
