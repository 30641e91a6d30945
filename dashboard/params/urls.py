"""Makes the addresses of pages, pictures and tables."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode, urlsplit

from dashboard.config import BASE_URL
from dashboard.params import query_string
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from dashboard.params.frame_size import SIZE_OPTIONS, FrameSize
from dashboard.params.options import KINDS
from etl.core.languages import SOURCE

_CHART_PATH = re.compile(r"(.*)/(?:chart|embed|use|card)/([^/.]+)(?:\.[a-z.]+)?")
_OTHER_OPTIONS = frozenset({*SIZE_OPTIONS, "newest"})
"""Options of such addresses that choose nothing of what a chart shows."""
DESCRIPTION_PATH = "/openapi.json"
"""Where every address for programs is described."""
WHOLE_TABLES = ("observations", "vintages", "releases")


@dataclass(frozen=True)
class Urls:
    """Addresses under ``base_url`` (empty: relative to the server)."""

    availability: Availability
    base_url: str = ""

    @property
    def path(self) -> str:
        """The path below which all of them are: ``/overdose``, or empty where that is the root of the host."""
        return urlsplit(self.base_url).path

    @property
    def names_host(self) -> bool:
        """Whether they are whole."""
        return bool(urlsplit(self.base_url).netloc)

    @property
    def local(self) -> "Urls":
        """The same addresses without a host: what a page loads itself has to come from where the page came from."""
        return Urls(self.availability, self.path)

    def home(self, params: ChartParams | None = None) -> str:
        """Return the address of the front page."""
        return self._of_chart(f"{self.base_url}/", params)

    def chart(self, params: ChartParams) -> str:
        """Return the address of a chart's page."""
        return self._of_chart(f"{self.base_url}/chart/{params.slug}", params)

    def chart_file(self, suffix: str, params: ChartParams, size: FrameSize | None = None) -> str:
        """Return the address of a chart in another format: ``suffix`` is csv, json, svg or png, these two in a size."""
        return _with_size(self._of_chart(f"{self.base_url}/chart/{params.slug}.{suffix}", params), size)

    def use(self, params: ChartParams, *, newest: bool = False) -> str:
        """Return the address of what an author takes of a chart, as it is or with the ``newest`` values."""
        url = self._of_chart(f"{self.base_url}/use/{params.slug}", params)
        return f"{url}{'&' if '?' in url else '?'}newest=1" if newest else url

    def embed(self, params: ChartParams, size: FrameSize | None = None) -> str:
        """Return the address of a chart for a frame in somebody else's page, of a size or the usual one."""
        return _with_size(self._of_chart(f"{self.base_url}/embed/{params.slug}", params), size)

    def embed_drift(self, params: ChartParams) -> str:
        """Return the address that says what has changed since of an embedded chart."""
        return self._of_chart(f"{self.base_url}/embed/{params.slug}.json", params)

    def oembed(self, url: str, ending: str = "json") -> str:
        """Return the address that says, as oEmbed has it, how the page at ``url`` is embedded, after a link to it."""
        return f"{self.base_url}/oembed?" + urlencode({"url": url, "format": ending, "quote": 1})

    def card(self, params: ChartParams) -> str:
        """Return the address of the picture that stands beside a link to a chart."""
        return self._of_chart(f"{self.base_url}/card/{params.slug}.png", params)

    def sources(self, lang: str, source: str = "") -> str:
        """Return the address of the sources, or of the section of one."""
        page = _with_query(f"{self.base_url}/sources", query_string.format_options(lang=lang))
        return f"{page}#{source}" if source else page

    def revisions(self, params: ChartParams) -> str:
        """Return the address of how values of a series were revised, as of the day, edition and months chosen."""
        chosen = series_options(params) | months_of(params)
        return _with_query(f"{self.base_url}/revisions", urlencode(chosen, safe=":"))

    def lineage(self, params: ChartParams, period: str = "", suffix: str = "") -> str:
        """Return the address of where one figure of a series comes from: a page, or with a ``suffix`` json."""
        chosen = series_options(params) | ({"period": period} if period else {})
        path = f"{self.base_url}/lineage.{suffix}" if suffix else f"{self.base_url}/lineage"
        return _with_query(path, urlencode(chosen, safe=":/"))

    def commentary(self, lang: str, place: str = "", kinds: tuple[str, ...] = KINDS, **chosen: str) -> str:
        """Return the address of the commentary: all, or that of a place or of some kinds; it has no default place.

        ``chosen`` may be a ``note``, the id of the writing or event that is marked there; ``q``, what is searched for;
        and ``sort``, the order.
        """
        places = (place,) if place else ()
        query = query_string.format_options(places=places, kinds=kinds, lang=lang, **chosen)
        return _with_query(f"{self.base_url}/commentary", query)

    def claims(self, query: str = "") -> str:
        """Return the address of the quoted figures; ``query`` is what is chosen of them."""
        return _with_query(f"{self.base_url}/claims", query)

    def claims_file(self, suffix: str, query: str = "") -> str:
        """Return the address of the same as a file: ``suffix`` is csv, json or jsonld."""
        return _with_query(f"{self.base_url}/claims.{suffix}", query)

    def releases(self, query: str = "") -> str:
        """Return the address of the releases; ``query`` is what is chosen of them."""
        return _with_query(f"{self.base_url}/releases", query)

    def releases_file(self, suffix: str, query: str = "") -> str:
        """Return the address of the same as a file: ``suffix`` is csv, json, atom or feed."""
        return _with_query(f"{self.base_url}/releases.{suffix}", query)

    def release(self, source: str, day: date, lang: str, suffix: str = "") -> str:
        """Return the address of what a source published on a day: a page, or with a ``suffix`` csv or json."""
        path = f"{self.base_url}/releases/{source}/{day.isoformat()}"
        return _with_query(f"{path}.{suffix}" if suffix else path, query_string.format_options(lang=lang))

    def diff(self, query: str = "", suffix: str = "") -> str:
        """Return the address of what differs between two days: a page, or with a ``suffix`` csv or json."""
        return _with_query(f"{self.base_url}/diff.{suffix}" if suffix else f"{self.base_url}/diff", query)

    def check(self, lang: str) -> str:
        """Return the address where a draft is checked."""
        return _with_query(f"{self.base_url}/check", query_string.format_options(lang=lang))

    def verify(self, lang: str, code: str = "") -> str:
        """Return the address where a file or a code is checked; ``code`` is the one that is."""
        query = query_string.format_options(lang=lang)
        return _with_query(f"{self.base_url}/verify", "&".join(filter(None, (f"code={code}" if code else "", query))))

    def data(self, lang: str) -> str:
        """Return the address of the page of the tables."""
        return _with_query(f"{self.base_url}/data", query_string.format_options(lang=lang))

    @property
    def service_description(self) -> str:
        """The address at which every address for programs is described."""
        return self.base_url + DESCRIPTION_PATH

    def table_file(self, name: str, query: str = "") -> str:
        """Return the address of a whole table or a list: ``name`` has its ending, ``query`` is what is asked of it."""
        return _with_query(f"{self.base_url}/data/{name}", query)

    def _of_chart(self, path: str, params: ChartParams | None) -> str:
        return _with_query(path, query_string.format_query(params, self.availability) if params else "")


@dataclass(frozen=True)
class ChartUrl:
    """An address of a chart, taken apart: what it begins with, the chart (empty: that of the front page), the options.

    A size is none of them.
    """

    site: str
    slug: str
    query: dict[str, list[str]]


def split_chart_url(url: str) -> ChartUrl | None:
    """Take the address of a chart, of a file or a page of one, or of the front page with options apart.

    It is whole or without a host; None for any other, and for one that begins with what no site can have as its own.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # an address such as http://[::1
        return None
    match = _CHART_PATH.fullmatch(parts.path)
    if match is None and not (parts.path.endswith("/") and parts.query):
        return None
    path, slug = match.groups() if match else (parts.path[:-1], "")
    site = f"{parts.scheme}://{parts.netloc}{path}" if parts.netloc else path
    if not BASE_URL.fullmatch(site):
        return None
    query = parse_qs(parts.query, keep_blank_values=True)
    return ChartUrl(site, slug, {name: query[name] for name in query if name not in _OTHER_OPTIONS})


def is_of_site(address: str, site: str) -> bool:
    """Tell whether what an address begins with is a site: its host and path by http or https, or no host at all."""
    given, own = urlsplit(public_site(address)), urlsplit(site)
    if not given.netloc:
        return given.path in {"", own.path}
    return (given.netloc.lower(), given.path) == (own.netloc.lower(), own.path)


def public_site(site: str) -> str:
    """Return what addresses of a site begin with, in what goes out into the world: no name of this machine alone.

    Where a picture made at ``localhost`` is from, nobody else could see there: it has paths without a host.
    """
    parts = urlsplit(site)
    host = (parts.hostname or "").rstrip(".")
    return parts.path if host == "localhost" or host.endswith(".localhost") or _is_this_machine(host) else site


def _is_this_machine(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _with_size(url: str, size: FrameSize | None) -> str:
    query = f"width={size.width}&height={size.height}" if size else ""
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def series_options(params: ChartParams) -> dict[str, str]:
    """Return the options of an address that name one series, the day, the edition and the language."""
    chosen = {
        "places": params.place,
        "measure": params.measure,
        "group": params.group if params.group != "all" else "",
        "as_of": params.as_of.isoformat() if params.as_of else "",
        "edition": str(params.edition or ""),
        "lang": params.lang if params.lang != SOURCE else "",
    }
    return {option: value for option, value in chosen.items() if value}


def months_of(params: ChartParams) -> dict[str, str]:
    """Return the options of an address that name the first and the last month, where any is chosen."""
    months = {"start": params.start, "end": params.end}
    return {option: month.isoformat()[:7] for option, month in months.items() if month}
