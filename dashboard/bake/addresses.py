"""Which addresses of the site are baked: the usual view of each chart for every place, and every page without choices.

They come in groups, whose answers have much in common and are worked out by one process one after the other. What is
not baked: other days, measures and periods; what an author takes of a chart; drafts and pictures to check. PNG, of
which each takes a fifth of a second, is baked as the card of the usual chart of each place alone, and only where no
server draws those that pages name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil

from dashboard.charts.registry import CHARTS, HOME_SLUG, default_params
from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.claim_ledger import EVERY_CLAIM, list_claims
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.differences import EVERYTHING
from dashboard.dataset.release_days import release_days
from dashboard.export.table_columns import LISTS
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.embeds import OEMBED_FORMATS
from dashboard.web.pages import claims, commentary, data, releases, sources
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.paging import ITEMS_PER_PAGE
from dashboard.web.pages.place_links import usual_views
from etl import registry
from etl.core.languages import SOURCE

Group = tuple[str, ...]
DATA_ENDINGS = ("csv", "json")
"""Of each chart, in one language: codes are the same in each, and rows are most of the bytes."""
FEED_ENDINGS = frozenset({"atom", "feed"})
"""Of lists, in every language: other files of them are the same in each."""
TABLE_ENDINGS = ("csv.gz", "parquet")
"""Of whole tables, which take 40 MB as CSV."""
LIST_ENDINGS = ("csv", "json", "parquet")
PACKAGE = "/data/datapackage.json"
"""What describes all tables: among files alone it names those that there are."""
SITE_FILES = ("/robots.txt", "/embed.js")


def list_groups(charts: RenderedCharts, *, has_server: bool) -> list[Group]:
    """Return every address that is baked, without what all begin with, those that take longest first.

    ``has_server``: the others are answered by a server.
    """
    groups = [
        *_tables(),
        *_lists(charts),
        *_places(charts, is_alone=not has_server),
        *_releases(charts),
    ]
    base, listed = charts.dataset.urls.base_url, set[str]()
    once = []
    for group in groups:
        new = [address for address in dict.fromkeys(group) if address not in listed]
        listed |= set(new)
        once.append(tuple(address.removeprefix(base) for address in new))
    return once


def _in(lang: str, endings: Iterable[str]) -> Iterator[str]:
    """Yield the endings of the files of a list that are baked in a language."""
    return (ending for ending in endings if lang == SOURCE or ending in FEED_ENDINGS)


def _places(charts: RenderedCharts, *, is_alone: bool) -> Iterator[Group]:
    """Yield, for each place, the files and the page of each of its charts in every language.

    ``is_alone``: no server draws cards and says how pages are embedded.
    """
    dataset, languages = charts.dataset, charts.dataset.availability.languages
    drawable = {place for chart in CHARTS.values() for place in dataset.availability.drawable_places(chart.options)}
    for place in sorted(drawable, key=lambda code: (len(code), code)):
        views = [view for lang in languages for view in usual_views(dataset, place, lang).values()]
        usual = [view for view in views if view.slug == HOME_SLUG and is_alone]
        for_others = [address for view in usual for address in _for_other_sites(dataset, view)]
        yield (*for_others, *(address for view in views for address in _of_chart(dataset, view)))


def _for_other_sites(dataset: Dataset, view: ChartParams) -> Iterator[str]:
    urls = dataset.urls
    yield urls.card(view)
    yield from (urls.oembed(urls.chart(view), ending) for ending in OEMBED_FORMATS)


def _of_chart(dataset: Dataset, view: ChartParams) -> Iterator[str]:
    urls = dataset.urls
    yield urls.chart_file("svg", view)
    if view.lang == SOURCE:
        yield from (urls.chart_file(ending, view) for ending in DATA_ENDINGS)
    if view.slug == HOME_SLUG:
        yield urls.embed(view)
    is_one_series = view.options.max_places == 1 and not (
        view.options.shows_children or view.options.group_is_dimension
    )
    if is_one_series and view.measure:
        yield urls.lineage(view)
        if registry.measure(view.measure).counts_deaths:
            yield urls.revisions(view)
    yield urls.chart(view)


def _lists(charts: RenderedCharts) -> Iterator[Group]:
    """Yield the pages without choices, their files and feeds, and the front page, in every language."""
    dataset = charts.dataset
    urls, usual = dataset.urls, default_params(dataset.availability)
    for lang in dataset.availability.languages:
        request = PageRequest(charts, replace(usual, lang=lang))
        files = [
            urls.claims_file(end, claims.format_choice(EVERY_CLAIM, lang)) for end in _in(lang, claims.FILE_ENDINGS)
        ]
        choice = releases.format_choice(EVERYTHING, lang)
        files += [urls.releases_file(end, choice) for end in _in(lang, releases.FILE_ENDINGS)]
        pages = [page.PAGE.url(request) for page in (commentary, data, sources)]
        yield (urls.home(request.params), *files, *pages)
        quoted = _page_numbers(len(list_claims(dataset, EVERY_CLAIM)))
        yield tuple(urls.claims(claims.format_choice(EVERY_CLAIM, lang, page)) for page in quoted)
        listed = _page_numbers(len(release_days(dataset)))
        yield tuple(urls.releases(releases.format_choice(EVERYTHING, lang, page)) for page in listed)


def _page_numbers(items: int) -> range:
    return range(1, ceil(items / ITEMS_PER_PAGE) + 1)


def _releases(charts: RenderedCharts) -> Iterator[Group]:
    urls, languages = charts.dataset.urls, charts.dataset.availability.languages
    for release in release_days(charts.dataset):
        yield tuple(urls.release(release.source, release.day, lang) for lang in languages)


def _tables() -> Iterator[Group]:
    """Yield tables, lists and files of the site."""
    tables = [f"/data/{name}.{ending}" for name in WHOLE_TABLES for ending in TABLE_ENDINGS]
    lists = [f"/data/{name}.{ending}" for name in LISTS for ending in LIST_ENDINGS]
    yield (*tables, *lists, "/data/as_of.sql", PACKAGE, *SITE_FILES)
