"""What a release touched besides its figures: the charts of them, and the writings that quote them."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pandas as pd

from dashboard.charts.registry import default_params
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.moved_quotes import MovedQuote
from dashboard.dataset.release_days import ReleaseDay
from dashboard.i18n import Locale
from dashboard.text import sentences, writings
from dashboard.text.claims import quotation_phrase
from etl import registry
from etl.core.model import Measure

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class TouchedChart:
    """A chart of figures that a release changed, as of its day and as of the day before (empty for a first release).

    ``others_note`` says of how many more places it changed figures of that kind; empty for none.
    """

    title: str
    place: str
    url: str
    url_before: str
    others_note: str


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
    """Return a chart of each measure of which a release changed a figure, at the source's own place where it can be.

    It is of all people, else of the part of which most figures changed. Addresses name the day and the edition, so that
    they stay.
    """
    charts, changed_measures = [], set(changed["measure"])
    for measure in (measure for measure in registry.MEASURES.values() if measure.id in changed_measures):
        offered = {place for place, ids in dataset.availability.measures.items() if measure.id in ids}
        of_measure = changed[(changed["measure"] == measure.id) & changed["place"].isin(offered)]
        if of_measure.empty:
            continue
        groups = of_measure["group"].value_counts()
        group = "all" if "all" in groups else str(groups.index[0])
        own_place = registry.source_of(measure.id).place
        places = sorted(of_measure["place"].unique(), key=lambda place: (place != own_place, place))
        params = replace(default_params(dataset.availability, places[0], measure=measure.id), group=group)
        params = replace(params, as_of=release.day, lang=locale.code)
        before = replace(params, as_of=release.day - ONE_DAY)
        charts.append(
            TouchedChart(
                title=_chart_title(locale, measure, group),
                place=locale.localize(dataset.snapshot.places[places[0]].name),
                url=dataset.pinned_url(params),
                url_before="" if is_first else dataset.pinned_url(before),
                others_note=_others_note(locale, len(places) - 1),
            )
        )
    return tuple(charts)


def _chart_title(locale: Locale, measure: Measure, group: str) -> str:
    title = locale.localize(measure.title)
    if group == "all":
        return title
    return locale.text("{measure}: {group}", measure=title, group=sentences.group_name(group, locale))


def _others_note(locale: Locale, count: int) -> str:
    return locale.count("{n} other place changed too", "{n} other places changed too", count) if count else ""


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
