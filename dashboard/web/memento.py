"""Earlier states of a chart by date, as Memento (RFC 7089) has it, for its page and its CSV.

The address without a day is the original, and its own TimeGate: with ``Accept-Datetime`` it leads (302) to the state of
that moment, whose address names day and edition. A TimeMap lists a state for each day of release.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from http import HTTPStatus

from flask import Blueprint, Flask, Response, request
from werkzeug.http import http_date

from dashboard.charts.registry import CHARTS
from dashboard.charts.rendered import RenderedChart
from dashboard.dataset.observations import last_day_until
from dashboard.errors import InvalidParameter, NotFound, RequestError
from dashboard.params.chart_params import ChartParams
from dashboard.web.headers import TIMEMAP_PATH, set_cache_headers
from dashboard.web.links import Link, add_links
from dashboard.web.live_data import served
from dashboard.web.page_requests import parse_params, url_root

ACCEPT_DATETIME, MEMENTO_DATETIME = "Accept-Datetime", "Memento-Datetime"
LINK_FORMAT = "application/link-format"
TIMES = ("as_of", "edition")
"""Options of an address that name a state."""
ENDINGS = ("", "csv")
"""Of the formats whose states can be asked for: the page, and the CSV."""
_MOMENT_FORMAT = "%a, %d %b %Y %H:%M:%S GMT"
_TIMEGATE = re.compile(r"/chart/([^/.]+)(?:\.(.+))?")


@dataclass(frozen=True)
class Mementos:
    """The states of a chart, as a page (empty ``ending``) or a file."""

    chart: RenderedChart
    ending: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of release, oldest first: a state for each."""
        return self.chart.data.releases

    @cached_property
    def original(self) -> str:
        """The address of the chart whatever the day, which is its TimeGate too."""
        return self._url(replace(self.chart.params, as_of=None, edition=None))

    @property
    def timemap(self) -> str:
        """The address of the list of all states."""
        site = url_root(self.chart.dataset) + self.chart.dataset.urls.base_url
        return f"{site}{TIMEMAP_PATH}{self.original.removeprefix(site)}"

    def url(self, day: date) -> str:
        """Return the address of the state of a day."""
        return self._url(self.chart.dataset.pinned_params(replace(self.chart.params, as_of=day)))

    def links(self) -> Iterator[Link]:
        """Yield the links of the original and of each state: to the original, the TimeMap, the first and the last."""
        yield Link(self.original, "original timegate")
        yield Link(self.timemap, "timemap", (("type", LINK_FORMAT),))
        yield from self.memento_links(self.days[:1] + self.days[1:][-1:])

    def memento_links(self, days: tuple[date, ...]) -> Iterator[Link]:
        """Yield the links to the states of some days."""
        for day in days:
            ends = [name for name, end in (("first", self.days[0]), ("last", self.days[-1])) if day == end]
            yield Link(self.url(day), " ".join([*ends, "memento"]), (("datetime", http_date(day)),))

    def to_timemap(self) -> str:
        """Write all states as ``application/link-format``."""
        span = (("from", http_date(self.days[0])), ("until", http_date(self.days[-1])))
        own = Link(self.timemap, "self", (("type", LINK_FORMAT), *span))
        links = (Link(self.original, "original timegate"), own, *self.memento_links(self.days))
        return ",\n".join(map(str, links)) + "\n"

    def _url(self, params: ChartParams) -> str:
        urls = self.chart.dataset.urls
        url = urls.chart_file(self.ending, params) if self.ending else urls.chart(params)
        return url_root(self.chart.dataset) + url


def install(server: Flask) -> None:
    """Drop ``Accept-Datetime`` where nothing depends on it. Set up before responses are kept: they are kept by it."""

    @server.before_request
    def drop_what_is_not_read() -> None:
        if not _is_timegate():
            request.environ.pop("HTTP_ACCEPT_DATETIME", None)


def add_rules(blueprint: Blueprint) -> None:
    """Answer the TimeMaps of pages and of CSV files."""

    @blueprint.get(f"{TIMEMAP_PATH}/chart/<slug>", defaults={"ending": ""})
    @blueprint.get(f"{TIMEMAP_PATH}/chart/<slug>.<any(csv):ending>")
    def timemap(slug: str, ending: str) -> Response:
        charts = served().charts
        for option in TIMES:
            if value := request.args.get(option):
                raise InvalidParameter(option, value, "none: a TimeMap has every day")
        mementos = Mementos(charts(parse_params(charts, slug)), ending)
        if not has_states(slug, ending) or not mementos.days:
            raise NotFound(f"There is no earlier state of {request.path}.")
        return set_cache_headers(Response(mementos.to_timemap(), content_type=LINK_FORMAT), pinned=False)


def has_states(slug: str, ending: str) -> bool:
    """Tell whether earlier states of a chart can be asked for; what is counted in writings grows in all of them."""
    return ending in ENDINGS and slug in CHARTS and "term" in CHARTS[slug].options.disabled_options


def with_mementos(chart: RenderedChart, ending: str, answer: Callable[[], Response]) -> Response:
    """Answer with a chart's page or file and what its states are, or lead to the one that is asked for."""
    if not has_states(chart.params.slug, ending):
        return answer()
    mementos = Mementos(chart, ending)
    if moment := request.headers.get(ACCEPT_DATETIME):
        response = _lead_to(mementos, _parse_moment(moment))
    else:
        response = answer()
    if mementos.days:
        add_links(response, mementos.links())
    if chart.params.as_of and chart.params.edition:
        if state := last_day_until(mementos.days, chart.params.as_of):
            response.headers[MEMENTO_DATETIME] = http_date(state)
    elif _is_timegate():
        response.vary.add(ACCEPT_DATETIME)
    return response


def _lead_to(mementos: Mementos, moment: datetime) -> Response:
    """Lead to the state of a moment: that of the last release by then, or of the first one of all."""
    if not mementos.days:
        raise NotFound(f"There is no earlier state of {request.path}.")
    day = last_day_until(mementos.days, moment.date()) or mementos.days[0]
    response = Response(status=HTTPStatus.FOUND, headers={"Location": mementos.url(day)}, mimetype="text/plain")
    return set_cache_headers(response, pinned=False)


def _parse_moment(text: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), _MOMENT_FORMAT).replace(tzinfo=UTC)
    except ValueError as error:
        expected = "a moment such as Tue, 25 Aug 2020 00:00:00 GMT"
        raise RequestError(f"{ACCEPT_DATETIME}: {text}: expected {expected}.") from error


def _is_timegate() -> bool:
    """Tell whether the address is of a chart whatever the day, and one that has states."""
    match = _TIMEGATE.fullmatch(request.path)
    return bool(
        match and has_states(match[1], match[2] or "") and not any(request.args.get(name, "").strip() for name in TIMES)
    )
