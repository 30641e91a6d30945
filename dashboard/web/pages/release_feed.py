"""The feed of releases: an entry for each day on which a source published, by the day on which it was entered."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from dashboard.dataset.differences import tally_releases
from dashboard.dataset.release_days import ReleaseDay, list_release_days
from dashboard.export.feeds import MAX_ENTRIES, Feed, FeedEntry
from dashboard.i18n import Locale
from dashboard.text import release_dates
from dashboard.text.differences import Row, changes_sentence, count_changes, counts_phrase, figure_phrase
from dashboard.text.errata import describe_erratum
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.releases import format_choice, read_choice
from etl import registry


def build_feed(request: PageRequest, suffix: str) -> Feed:
    """Build the feed of the releases chosen; ``suffix`` is the ending of its own address."""
    dataset, locale, choice = request.dataset, request.locale, read_choice(request)
    query = format_choice(choice, locale.code)
    changes, releases = tally_releases(dataset, choice), _last_entered(list_release_days(dataset, choice))
    counts, newest = (_by_release(rows.to_dict("records")) for rows in (changes.counts, changes.newest))
    entries = [
        _entry(request, release, counts.get(_key(release), []), newest.get(_key(release), [])) for release in releases
    ]
    return Feed(
        title=locale.text("Releases and what they changed"),
        url=request.url_root + dataset.urls.releases_file(suffix, query),
        page_url=request.url_root + dataset.urls.releases(query),
        language=locale.tag,
        updated=releases[0].changed_on if releases else dataset.newest_vintage,
        entries=entries,
    )


def _last_entered(releases: Iterable[ReleaseDay]) -> list[ReleaseDay]:
    """Return the releases entered here last, newest first: an old one may be entered late, and is news then.

    So is one that was taken back.
    """
    return sorted(releases, key=attrgetter("changed_on", "edition", "day"), reverse=True)[:MAX_ENTRIES]


def _by_release(rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["source"], row["vintage"].date().isoformat()), []).append(row)
    return grouped


def _key(release: ReleaseDay) -> tuple[str, str]:
    return release.source, release.day.isoformat()


def _entry(request: PageRequest, release: ReleaseDay, counts: list[Row], newest: list[Row]) -> FeedEntry:
    dataset, locale = request.dataset, request.locale
    url = request.url_root + dataset.urls.release(release.source, release.day, locale.code)
    publisher = locale.localize(registry.source(release.source).publisher)
    errata = [describe_erratum(dataset, erratum, locale) for erratum in release.errata]
    corrections = [f"{note.text} {note.why}" for note in errata]
    if release.is_void:
        return FeedEntry(url, release.changed_on, errata[-1].text, " ".join(corrections), url)
    title = locale.text(
        "{publisher}, {day}: {changes}",
        publisher=publisher,
        day=release_dates.write_published(release.basis, locale, release.day),
        changes=counts_phrase(locale, release.counts) or locale.text("nothing changed"),
    )
    text = [changes_sentence(locale, release.counts), *corrections, *_measure_lines(locale, counts, newest)]
    return FeedEntry(url, release.changed_on, title, " ".join(text), url)


def _measure_lines(locale: Locale, counts: list[Row], newest: list[Row]) -> Iterator[str]:
    """Yield a sentence for each measure: how many of its figures changed, then those of the newest periods."""
    for measure in registry.MEASURES.values():
        of_measure = [row for row in counts if row["measure"] == measure.id]
        if of_measure:
            figures = [figure_phrase(locale, row) for row in newest if row["measure"] == measure.id]
            phrase = counts_phrase(locale, count_changes(of_measure))
            changes = locale.text("{name}: {text}", name=locale.localize(measure.title), text=phrase)
            yield "; ".join([changes, *figures]) + "."
