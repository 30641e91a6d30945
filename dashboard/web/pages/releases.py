"""Every release held, newest first: how its day is known, and how many figures it raised, lowered, added, withdrew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.differences import EVERYTHING, SeriesChoice
from dashboard.dataset.release_days import ReleaseDay, list_release_days
from dashboard.errors import InvalidParameter, Message
from dashboard.export import differences as export
from dashboard.i18n import Locale, gettext_noop
from dashboard.params.option_parsers import close_matches
from dashboard.text import release_dates
from dashboard.text.differences import counts_phrase
from dashboard.text.errata import ErratumNote, describe_erratum
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.paging import PAGE_OPTION, Paging, build_paging, find_page, read_page
from dashboard.web.pages.selects import Select, measure_options, place_options, select_or_all, source_options
from etl import registry
from etl.core.languages import SOURCE
from etl.store.differences import Change

FILE_ENDINGS = ("csv", "json", "atom", "feed")
LISTED = (Change.RAISED, Change.LOWERED, Change.NEW, Change.WITHDRAWN)
"""Kinds of change with a column of their own; the others stand in words beside them."""


@dataclass(frozen=True)
class ReleaseItem:
    """One day of release in the list. ``counts`` are those of the kinds with a column, ``others`` the rest in words.

    ``errata`` say what was entered for the day and taken back.
    """

    day: str
    publisher: str
    place: str
    basis: str
    url: str
    counts: tuple[str, ...]
    others: str
    errata: tuple[ErratumNote, ...] = ()


@dataclass(frozen=True)
class ReleaseList:
    """The releases chosen, of one page; how many there are, the form, and the same list as files."""

    items: tuple[ReleaseItem, ...]
    count_note: str
    paging: Paging
    selects: tuple[Select, ...]
    files: tuple[tuple[str, str], ...]


def read_choice(request: PageRequest) -> SeriesChoice:
    """Read which series are looked at; ``InvalidParameter`` names a source or measure that there is not."""
    choice = _choice(request)
    for option, value, accepted, expected in (
        ("source", choice.source, registry.SOURCES, gettext_noop("the id of a source")),
        ("measure", choice.measure, registry.MEASURES, gettext_noop("the id of a measure")),
    ):
        if value and value not in accepted:
            raise InvalidParameter(option, value, Message(expected), close_matches(value, accepted))
    return choice


def _choice(request: PageRequest) -> SeriesChoice:
    place = request.params.place if "places" in request.given else ""
    options = {name: value for name, value in request.page_options.items() if name != PAGE_OPTION}
    return SeriesChoice(place=place, **options)


def format_choice(choice: SeriesChoice, lang: str, page: int = 1) -> str:
    """Write a choice as a query string, without what stands for all."""
    options = {"source": choice.source, "places": choice.place, "measure": choice.measure}
    given: dict[str, object] = {name: value for name, value in options.items() if value}
    given |= {PAGE_OPTION: page} if page > 1 else {}
    return urlencode(given | ({"lang": lang} if lang != SOURCE else {}), safe=",:")


def build_release_list(
    dataset: Dataset, locale: Locale, choice: SeriesChoice, options: Mapping[str, str]
) -> ReleaseList:
    """Build the page of the list that ``options`` ask for."""
    releases = list_release_days(dataset, choice)

    def url(page: int) -> str:
        return dataset.urls.releases(format_choice(choice, locale.code, page))

    count = sum(not release.is_void for release in releases)
    paging = build_paging(read_page(options, len(releases)), len(releases), url)
    query = format_choice(choice, locale.code)
    return ReleaseList(
        items=tuple(_build_item(dataset, locale, release) for release in releases[paging.items]),
        count_note=locale.count("{n} day of release.", "{n} days of release.", count),
        paging=paging,
        selects=_selects(dataset, locale, choice),
        files=tuple((ending, dataset.urls.releases_file(ending, query)) for ending in FILE_ENDINGS),
    )


def _build_item(dataset: Dataset, locale: Locale, release: ReleaseDay) -> ReleaseItem:
    source = registry.source(release.source)
    others = {change: count for change, count in release.counts.items() if change not in LISTED}
    counts = (release.counts.get(change, 0) for change in LISTED)
    return ReleaseItem(
        day=release_dates.write_day(release.basis, locale, release.day),
        publisher=locale.localize(source.publisher),
        place=locale.localize(dataset.snapshot.places[source.place].name),
        basis="" if release.is_void else release_dates.basis_label(locale, release.basis),
        url=dataset.urls.release(release.source, release.day, locale.code),
        counts=tuple(locale.number(count) if count else "" for count in counts),
        others=counts_phrase(locale, others),
        errata=tuple(describe_erratum(dataset, erratum, locale) for erratum in release.errata),
    )


def _selects(dataset: Dataset, locale: Locale, choice: SeriesChoice) -> tuple[Select, ...]:
    everything = locale.text("all")
    return (
        select_or_all("source", locale.text("Source"), choice.source, source_options(locale), everything),
        select_or_all("places", locale.text("Place"), choice.place, place_options(dataset, locale), everything),
        select_or_all("measure", locale.text("What is counted"), choice.measure, measure_options(locale), everything),
    )


def _url(request: PageRequest) -> str:
    page = find_page(request.page_options) or 1
    return request.dataset.urls.releases(format_choice(_choice(request), request.params.lang, page))


def _context(request: PageRequest) -> dict[str, Any]:
    choice, dataset = read_choice(request), request.dataset
    listing = build_release_list(dataset, request.locale, choice, request.page_options)
    return {
        "canonical": _url(request),
        "form_action": f"{dataset.urls.path}{PAGE.path}",
        "release_list": listing,
        "is_part": choice != EVERYTHING,
        "diff_url": dataset.urls.diff(format_choice(choice, request.params.lang)),
    }


def render_file(request: PageRequest, ending: str) -> str:
    """Write the releases chosen as a file: ``csv`` or ``json``; all of them, whatever the page."""
    releases = list_release_days(request.dataset, read_choice(request))
    return {"csv": export.releases_csv, "json": export.releases_json}[ending](releases)


PAGE = Page(
    name="releases",
    path="/releases",
    title=gettext_noop("Releases"),
    options=("source", "places", "measure", PAGE_OPTION, "lang"),
    own_options=("source", "measure", PAGE_OPTION),
    url=_url,
    context=_context,
)
