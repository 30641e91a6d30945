"""What one release did to the figures: those it raised, lowered, added and withdrew, in words and as a table."""

from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pandas as pd

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.differences import differences_between
from dashboard.dataset.moved_quotes import MovedQuote, moved_quotes
from dashboard.dataset.release_days import ReleaseDay, release_days
from dashboard.errors import InvalidParameter, NotFound
from dashboard.export import differences as export
from dashboard.i18n import Locale
from dashboard.params.diff_choice import DiffChoice, format_diff
from dashboard.params.option_parsers import close_matches, parse_day
from dashboard.text import release_dates
from dashboard.text.differences import changes_sentence, count_kinds
from dashboard.text.errata import describe_erratum
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.difference_list import build_items, build_meanings, build_summaries
from dashboard.web.pages.navigation import help_lines
from dashboard.web.pages.paging import ITEMS_PER_PAGE
from dashboard.web.pages.release_parts import ONE_DAY, moved_writing, touched_charts
from etl import registry
from etl.core.languages import SOURCE
from etl.core.model import Status
from etl.store import differences, ledger
from etl.store.differences import Moment
from etl.store.table import rows_of_source

FILE_ENDINGS = ("csv", "json")


def find_release(request: PageRequest) -> ReleaseDay:
    """Return the release that the address names; ``NotFound`` says which sources or days there are."""
    source, text = request.page_options["source"], request.page_options["day"]
    if source not in registry.SOURCES:
        near = close_matches(source, registry.SOURCES) or list(registry.SOURCES)
        raise NotFound(f"There is no source {source!r}. Sources: {', '.join(near)}.")
    try:
        day = parse_day("day", text)
    except InvalidParameter as error:
        raise NotFound(error.message) from error
    releases = release_days(request.dataset, source)
    nearest = sorted(releases, key=lambda release: abs(release.day - day))[:3]
    if nearest and nearest[0].day == day:
        return nearest[0]
    days = ", ".join(release.day.isoformat() for release in nearest) or "none"
    raise NotFound(f"This archive has no release of {source} of {day}. Nearest: {days}.")


class ReleaseChanges(NamedTuple):
    """Every figure that a release changed, how many it stated, and the quoted figures that it moved."""

    changed: pd.DataFrame
    stated_count: int
    moved: tuple[MovedQuote, ...]


def changes_by(dataset: Dataset, release: ReleaseDay) -> ReleaseChanges:
    """Return what a release changed; kept, since its page in another language and its files ask for it too."""
    return dataset.cached(("changes by", release.source, release.day), lambda: _work_out_changes(dataset, release))


def _work_out_changes(dataset: Dataset, release: ReleaseDay) -> ReleaseChanges:
    """Compare what was known of a source before a release and after it."""
    table, entries, key = dataset.snapshot.table, dataset.snapshot.releases, (release.source, release.day)
    changed = differences_between(dataset, rows_of_source(table, release.source), *_moments(release))
    of_day = entries[(entries["source"] == release.source) & (entries["vintage"] == pd.Timestamp(release.day))]
    stated_count = differences.count_stated(table, ledger.restated_spans(of_day), *key)
    return ReleaseChanges(changed, stated_count, moved_quotes(dataset, *key, changed))


def _moments(release: ReleaseDay) -> tuple[Moment, Moment]:
    return Moment(release.day - ONE_DAY), Moment(release.day)


def _context(request: PageRequest) -> dict[str, Any]:
    release, dataset, locale = find_release(request), request.dataset, request.locale
    changed, stated_count, moved = changes_by(dataset, release)
    counts = count_kinds(changed)
    siblings = release_days(dataset, release.source)
    at = siblings.index(release)
    newer, older = siblings[at - 1] if at else None, siblings[at + 1] if at + 1 < len(siblings) else None
    return {
        "canonical": _url(request),
        "release": release,
        **_facts(dataset, locale, release),
        "errata": [describe_erratum(dataset, erratum, locale) for erratum in release.errata],
        "sentence": "" if release.is_void else changes_sentence(locale, counts),
        "unchanged": _unchanged_note(locale, stated_count, changed),
        "meanings": build_meanings(locale, counts),
        "summaries": build_summaries(dataset, locale, changed),
        "charts": touched_charts(dataset, locale, release, changed, is_first=release == siblings[-1]),
        "moved": [moved_writing(dataset, locale, quote) for quote in moved],
        "items": build_items(dataset, locale, changed.head(ITEMS_PER_PAGE)),
        "total": len(changed),
        "newer": _link(dataset, locale, newer) if newer else None,
        "older": _link(dataset, locale, older) if older else None,
    }


def _facts(dataset: Dataset, locale: Locale, release: ReleaseDay) -> dict[str, Any]:
    """Return what is known of the release itself, and the ways on from it."""
    source, urls = registry.source(release.source), dataset.urls
    choice = DiffChoice(*_moments(release), filters={"source": source.id})
    return {
        "publisher": locale.localize(source.publisher),
        "place": locale.localize(dataset.snapshot.places[source.place].name),
        "source_url": urls.sources(locale.code, source.id),
        "lines": help_lines(dataset, source.place),
        "claims_url": urls.claims(urlencode({"lang": locale.code} if locale.code != SOURCE else {})),
        "day": release_dates.write_day(release.basis, locale, release.day),
        "published": release_dates.write_published(release.basis, locale, release.day),
        "basis": release_dates.basis_label(locale, release.basis),
        "learned": locale.text("edition {edition}, {day}", edition=release.edition, day=locale.day(release.learned_on)),
        "files": [(end, urls.release(release.source, release.day, locale.code, end)) for end in FILE_ENDINGS],
        "diff_url": urls.diff(format_diff(choice, locale.code)),
    }


def _unchanged_note(locale: Locale, stated_count: int, changed: pd.DataFrame) -> str:
    """Count the figures that the release stated again as they were."""
    unchanged = stated_count - int((changed["status"] != Status.WITHDRAWN).sum())
    if unchanged <= 0:
        return ""
    return locale.count(
        "{n} figure was stated again as it was.", "{n} figures were stated again as they were.", unchanged
    )


def _link(dataset: Dataset, locale: Locale, release: ReleaseDay) -> tuple[str, str]:
    """Return the address and the day of a release."""
    day = release_dates.write_day(release.basis, locale, release.day)
    return dataset.urls.release(release.source, release.day, locale.code), day


def _url(request: PageRequest) -> str:
    """Return the address of the release asked for; of the newest one where none is."""
    options, urls = request.page_options, request.dataset.urls
    if "source" not in options:
        newest = next(release for release in release_days(request.dataset) if not release.is_void)
        return urls.release(newest.source, newest.day, request.params.lang)
    return urls.release(options["source"], parse_day("day", options["day"]), request.params.lang)


def render_file(request: PageRequest, ending: str) -> str:
    """Write every figure that the release changed as a file, ``csv`` or ``json``."""
    release = find_release(request)
    changed = changes_by(request.dataset, release).changed
    if ending == "csv":
        return export.differences_csv(changed)
    release = replace(release, counts=count_kinds(changed))
    return export.differences_json(changed, {"release": export.release_record(release)})


PAGE = Page(name="release", path="/releases/<source>/<day>", options=("lang",), url=_url, context=_context)
