"""The newest writings beside the front page's chart: those that quote its series, else those about its place."""

from dataclasses import dataclass, replace
from itertools import islice

from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale, get_locale
from dashboard.params.chart_params import ChartParams
from dashboard.web.pages.cards import Card, build_card
from etl.reference.commentary import Article

MAX_ARTICLES = 3


@dataclass(frozen=True)
class Writings:
    """A few writings, newest first, and what they have in common; none where none is held of the place by the day."""

    heading: str
    cards: tuple[Card, ...]


def list_writings(dataset: Dataset, params: ChartParams) -> Writings:
    """List the newest writings up to the day that quote the series shown; where none does, those about its place."""
    quoting = _quoting(dataset, params)
    heading = _heading(params, get_locale(params.lang), quoting=bool(quoting))
    return Writings(heading, quoting or _of_place(dataset, params))


def _quoting(dataset: Dataset, params: ChartParams) -> tuple[Card, ...]:
    """Return the cards of the newest writings up to the day that quote a value of the series shown, newest first.

    Of each only those values are on its card. The values that writings quote are of all people.
    """
    if params.group != "all":
        return ()
    cards = (build_card(dataset, params, item) for item in _articles_about(dataset, params))
    series = (params.measure, params.place)
    kept = (replace(card, quotes=tuple(quote for quote in card.quotes if quote.series == series)) for card in cards)
    return tuple(islice((card for card in kept if card.quotes), MAX_ARTICLES))


def _of_place(dataset: Dataset, params: ChartParams) -> tuple[Card, ...]:
    """Return the cards of the newest writings up to the day that quote any value of the place, newest first."""
    return tuple(build_card(dataset, params, item) for item in _articles_about(dataset, params)[:MAX_ARTICLES])


def _articles_about(dataset: Dataset, params: ChartParams) -> list[Article]:
    """Return the writings up to the day that quote a value of the place, without their others, newest first."""
    items = [
        item
        for item in dataset.snapshot.commentary.within({params.place}).articles
        if item.published_on <= params.cutoff and any(claim.is_figure for claim in item.claims)
    ]
    return sorted(items, key=lambda item: item.published_on, reverse=True)


def _heading(params: ChartParams, locale: Locale, *, quoting: bool) -> str:
    """Name the list of writings: of those that quote the series shown, or, where none does, the place."""
    if params.as_of is None:
        about = locale.text("Newest articles about this place")
        return locale.text("Newest articles that quote these figures") if quoting else about
    day = locale.day(params.as_of)
    if quoting:
        return locale.text("Newest articles up to {day} that quote these figures", day=day)
    return locale.text("Newest articles up to {day} about this place", day=day)
