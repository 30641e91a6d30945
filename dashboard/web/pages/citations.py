"""How to cite a source: in the publisher's words, with the day, the edition and the address of what is held."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.charts.registry import default_params
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import sentences
from etl.core.source import Source
from etl.store.summary import SourceSummary


def citation(dataset: Dataset, locale: Locale, source: Source, holding: SourceSummary | None, host: str) -> str:
    """Write a citation: the publisher's words, the day of the newest release held, the edition, and a pinned address.

    Where there is an address, the day is the one on which the series there was last published, and ``host`` is put
    before it.
    """
    words = locale.localize(source.citation)
    if holding is None:
        return words
    edition = locale.text("as known in edition {edition}", edition=dataset.snapshot.edition)
    newest = max(_series_views(dataset, source), key=lambda view: view.releases[-1], default=None)
    if newest is None:
        published = locale.text("As published {day}", day=locale.day(holding.last_release))
        return f"{words} {published}, {edition}."
    day = newest.releases[-1]
    published = sentences.capitalize(sentences.published_phrase(newest, locale, day))
    url = dataset.pinned_url(replace(newest.params, as_of=day, lang=locale.code))
    return f"{words} {published}, {edition}. {host}{url}"


def _series_views(dataset: Dataset, source: Source) -> Iterator[SeriesView]:
    """Yield the series of deaths of a source, at its own place or else the first that each is held for."""
    for measure in source.measures:
        places = [place for place, ids in sorted(dataset.availability.measures.items()) if measure.id in ids]
        if not places or not measure.counts_deaths:
            continue
        place = source.place if source.place in places else places[0]
        view = dataset.series_view(replace(default_params(dataset.availability, place), measure=measure.id))
        if view and view.releases:
            yield view
