"""Reads what a request asks for: the choices of its address, and what stands before addresses that are to be quoted."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import request

from dashboard.charts import registry
from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter, Message, RequestError, any_of
from dashboard.i18n import gettext_noop as _
from dashboard.params.chart_params import ChartParams
from dashboard.params.table_params import OWN_OPTIONS, VIEW_OPTIONS, TableParams, parse_table
from dashboard.web.live_data import served
from dashboard.web.pages.base import PageRequest


def page_request(
    charts: RenderedCharts,
    own_options: tuple[str, ...],
    slug: str = registry.HOME_SLUG,
    dash_tags: Mapping[str, str] = MappingProxyType({}),
) -> PageRequest:
    """Read the request for a page; ``own_options`` are those of its address that it reads itself."""
    given = frozenset(name for name, values in request.args.lists() if any(map(str.strip, values)))
    params, own = parse_params(charts, slug, without=own_options), read_own_options(own_options)
    return PageRequest(charts, params, given, own, url_root(charts.dataset), dash_tags)


def parse_params(charts: RenderedCharts, slug: str = registry.HOME_SLUG, without: tuple[str, ...] = ()) -> ChartParams:
    """Read the choices on a chart from the address, ``without`` the options that something else reads."""
    query = {option: values for option, values in request.args.to_dict(flat=False).items() if option not in without}
    return registry.parse_query(query, charts.dataset.availability, slug)


def table_request(charts: RenderedCharts, table: str) -> TableParams:
    """Read which rows of a whole table are asked for, and in which shape."""
    own_options = OWN_OPTIONS[table]
    check_options((*VIEW_OPTIONS, *own_options))
    view, own = parse_params(charts, without=own_options), read_own_options(own_options)
    return parse_table(table, view, own, charts.dataset.snapshot.places)


def check_options(options: tuple[str, ...]) -> None:
    """Refuse the first option of the address that is not one of these."""
    for option, value in request.args.items():
        if option not in options:
            raise InvalidParameter(option, value, any_of(options) if options else Message(_("no option")))


def url_root(dataset: Dataset) -> str:
    """Return what makes an address whole: nothing where a base is configured, else the host that was asked."""
    return "" if dataset.urls.names_host else request.host_url.rstrip("/")


def site_root() -> str:
    """Return what the whole addresses of this site begin with."""
    dataset = served().charts.dataset
    return url_root(dataset) + dataset.urls.base_url


def read_own_options(names: tuple[str, ...]) -> dict[str, str]:
    """Read the options that something reads itself: those that are given, each once."""
    given = {name: [value.strip() for value in request.args.getlist(name)] for name in names}
    for name, values in given.items():
        if len(values) > 1:
            raise InvalidParameter(name, "&".join(values), Message(_("one value")))
    return {name: values[0] for name, values in given.items() if any(values)}


def check_encoding() -> None:
    """Refuse options that are not UTF-8: they would fail wherever they are read."""
    try:
        request.query_string.decode()
    except UnicodeDecodeError as error:
        request.query_string = b""
        raise RequestError("The options of the address are not UTF-8.") from error
