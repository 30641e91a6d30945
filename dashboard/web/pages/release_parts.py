"""What a release touched besides its figures: the charts of them, and the writings that quote them."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from dashboard.charts.registry import default_params
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.moved_quotes import MovedQuote
from dashboard.dataset.release_days import ReleaseDay
from dashboard.i18n import Locale
from dashboard.text import writings
from dashboard.text.claims import quotation_phrase
from etl import registry

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TouchedChart:
    """A chart of figures that a release changed, as of its day and as of the day before (empty for a first release).

    ``other_places`` are further ones of the same measure, each with the address of its chart as of the day.
    """

    title: str
    place: str
    url: str
    url_before: str
    other_places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MovedWriting:
    """A writing, the figure that it quotes, and what the release made of it; ``url`` leads to it among the figures."""

    title: str
    byline: str
    url: str
    place: str
    quoted: str
    movement: str


def touched_charts(
    dataset: Dataset, locale: Locale, release: ReleaseDay, changed: pd.DataFrame, *, is_first: bool
) -> tuple[TouchedChart, ...]:
    """Return a chart of each measure of which a release changed a figure of all people, at the source's place first.

    Their addresses name the day and the edition, so that they stay.
    """
    places_by_measure = changed[changed["group"] == "all"].groupby("measure")["place"].unique()
    charts = []
    for measure in registry.MEASURES.values():
        own_place = registry.source_of(measure.id).place
        touched = sorted(places_by_measure.get(measure.id, ()), key=lambda place: (place != own_place, place))
        places = [place for place in touched if measure.id in dataset.availability.measures.get(place, ())]
        if not places:
            continue
        url, *others = (_chart_url(dataset, locale, release, (measure.id, place)) for place in places)
        names = [locale.localize(dataset.snapshot.places[place].name) for place in places]
        before = replace(release, day=release.day - ONE_DAY)
        url_before = "" if is_first else _chart_url(dataset, locale, before, (measure.id, places[0]))
        other_places = tuple(zip(names[1:], others, strict=True))
        charts.append(TouchedChart(locale.localize(measure.title), names[0], url, url_before, other_places))
    return tuple(charts)


def _chart_url(dataset: Dataset, locale: Locale, release: ReleaseDay, series: tuple[str, str]) -> str:
    measure, place = series
    usual = default_params(dataset.availability, place, measure=measure)
    return dataset.pinned_url(replace(usual, as_of=release.day, lang=locale.code))


def moved_writing(dataset: Dataset, locale: Locale, quote: MovedQuote) -> MovedWriting:
    """Put in words how a release moved a quoted figure."""
    article, claim, movement = quote.claim.article, quote.claim.claim, quote.movement
    if movement.before is None or movement.after is None:
        text = locale.text("no longer so by this release")
    else:
        before, after = locale.number(movement.before), locale.number(movement.after)
        text = locale.text("revised from {before} to {after}", before=before, after=after)
    return MovedWriting(
        title=article.title,
        byline=writings.article_byline(locale, article),
        url=dataset.urls.commentary(locale.code, note=article.id),
        place=locale.localize(dataset.snapshot.places[claim.place].name),
        quoted=quotation_phrase(locale, claim.quotation),
        movement=text,
    )
